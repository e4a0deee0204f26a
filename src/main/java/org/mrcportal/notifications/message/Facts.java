package org.mrcportal.notifications.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.springframework.context.MessageSource;

/**
 * What a message may tell, before it is put into words.
 *
 * @param at the time it speaks of
 * @param until when an offer ends; null: no offer
 * @param mode IN_PERSON, PHONE, VIDEO or, of a session, ONLINE
 * @param reference unformatted; empty where there is none
 * @param bring what to bring, in the reader's language; empty where nothing is needed
 * @param elsewhere the place in the reader's language, where it is not the centre; null: it is
 */
record Facts(
        CentreCard centre,
        Instant at,
        @Nullable Instant until,
        String mode,
        String reference,
        String link,
        String bring,
        @Nullable String elsewhere) {

    /** At the centre, or by telephone or video. */
    Facts(
            CentreCard centre,
            Instant at,
            @Nullable Instant until,
            String mode,
            String reference,
            String link,
            String bring) {
        this(centre, at, until, mode, reference, link, bring, null);
    }

    /** As an e-mail's text shows them: in full, with whose time it is. */
    Map<Placeholder, String> inFull(Locale language, MessageSource texts) {
        Map<Placeholder, String> values = common();
        values.put(Placeholder.TIME, withZone(CentreTime.moment(at, centre.zone(), language), language));
        values.put(Placeholder.PLACE, String.join("\n", where(language, texts)));
        if (until != null) {
            values.put(Placeholder.UNTIL, withZone(CentreTime.moment(until, centre.zone(), language), language));
        }
        return values;
    }

    /** As a subject shows them. */
    Map<Placeholder, String> inOneLine(Locale language) {
        Map<Placeholder, String> values = common();
        values.put(Placeholder.TIME, CentreTime.moment(at, centre.zone(), language));
        return values;
    }

    /** As a text message shows them: whose time it is only where the person may be elsewhere. */
    Map<Placeholder, String> inShort(Locale language, MessageSource texts) {
        Map<Placeholder, String> values = common();
        boolean here = mode.equals("IN_PERSON");
        String time = brief(at, language);
        values.put(Placeholder.TIME, here ? time : withZone(time, language));
        values.put(
                Placeholder.PLACE,
                here ? centre.name() : texts.getMessage("notifications.mode." + mode, null, language));
        if (until != null) {
            values.put(Placeholder.UNTIL, brief(until, language));
        }
        return values;
    }

    private Map<Placeholder, String> common() {
        Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
        values.put(Placeholder.CENTRE, centre.name());
        values.put(Placeholder.CITY, centre.city());
        String phone = centre.phone();
        values.put(Placeholder.PHONE, phone == null || centre.verifiedOn() == null ? "" : phone);
        values.put(Placeholder.REFERENCE, readable(reference));
        values.put(Placeholder.LINK, link);
        values.put(Placeholder.BRING, bring);
        return values;
    }

    private List<String> where(Locale language, MessageSource texts) {
        List<String> lines = new ArrayList<>();
        lines.add(centre.name());
        if (elsewhere != null) {
            lines.add(elsewhere);
        } else if (!mode.equals("IN_PERSON")) {
            lines.add(texts.getMessage("notifications.mode." + mode, null, language));
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
        if (line != null && !line.isBlank()) {
            lines.add(line);
        }
    }

    private String withZone(String time, Locale language) {
        return time + " (" + CentreTime.zoneName(centre.zone(), language) + ")";
    }

    private String brief(Instant moment, Locale language) {
        return CentreTime.dayShort(CentreTime.day(moment, centre.zone()), language) + ", "
                + CentreTime.time(moment, centre.zone());
    }

    private static String readable(String reference) {
        return reference.length() == 8 ? reference.substring(0, 4) + " " + reference.substring(4) : reference;
    }
}
