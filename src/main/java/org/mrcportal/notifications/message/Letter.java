package org.mrcportal.notifications.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.AppointmentCard;
import org.springframework.context.MessageSource;

/**
 * What a message says: centre, time, reference and where to read more. Never the service, never a problem: whoever opens
 * the mail may not be the person it is for.
 */
record Letter(
        Locale language,
        String subject,
        String greeting,
        String text,
        String when,
        List<String> where,
        String referenceLabel,
        String reference,
        String linkLabel,
        String link,
        String end) {

    static Letter of(
            Message.Kind kind,
            AppointmentCard appointment,
            CentreCard centre,
            Locale language,
            MessageSource messages,
            String portal) {
        Words words = new Words(messages, language);
        String time = CentreTime.moment(appointment.startsAt(), centre.zone(), language);
        return new Letter(
                language,
                words.say("notifications.subject." + kind, time),
                words.say("notifications.greeting"),
                words.say("notifications.text." + kind),
                time + " (" + CentreTime.zoneName(centre.zone(), language) + ")",
                where(appointment, centre, words),
                words.say("notifications.reference"),
                readable(appointment.reference()),
                words.say("notifications.link." + kind),
                portal + "/" + language.getLanguage() + "/bookings/" + appointment.secret(),
                words.say("notifications.end"));
    }

    private record Words(MessageSource messages, Locale language) {
        String say(String key, Object... arguments) {
            return messages.getMessage(key, arguments, language);
        }
    }

    private static List<String> where(AppointmentCard appointment, CentreCard centre, Words words) {
        List<String> lines = new ArrayList<>();
        lines.add(centre.name());
        if (!appointment.mode().equals("IN_PERSON")) {
            lines.add(words.say("notifications.mode." + appointment.mode()));
        } else if (centre.verifiedOn() != null) {
            add(lines, centre.address());
            add(lines, centre.landmark());
        }
        if (centre.verifiedOn() != null) {
            add(lines, centre.phone());
        }
        return lines;
    }

    private static void add(List<String> lines, @Nullable String line) {
        if (line != null) {
            lines.add(line);
        }
    }

    private static String readable(String reference) {
        return reference.length() == 8 ? reference.substring(0, 4) + " " + reference.substring(4) : reference;
    }

    /** For readers without HTML. */
    String plain() {
        return String.join(
                "\n",
                greeting,
                "",
                text,
                "",
                when,
                String.join("\n", where),
                "",
                referenceLabel + " " + reference,
                "",
                linkLabel,
                link,
                "",
                end,
                "");
    }
}
