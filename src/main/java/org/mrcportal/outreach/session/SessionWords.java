package org.mrcportal.outreach.session;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A session in a reader's words. */
@Component
public class SessionWords {

    private final OutreachLabels labels;
    private final MessageSource messages;

    SessionWords(OutreachLabels labels, MessageSource messages) {
        this.labels = labels;
        this.messages = messages;
    }

    /** The centre's own title in that language, or what the main topic is called. */
    public String title(SessionOnPlan session, Locale locale) {
        return Objects.requireNonNullElseGet(
                session.titles().get(Language.of(locale).code()), () -> labels.topic(session.topic(), locale));
    }

    /** "Thursday, 3 December 2026, 14:00–16:00"; say {@link #zone} beside it. */
    public String when(SessionOnPlan session, Locale locale) {
        LocalDate first = session.day();
        LocalDate last = LocalDate.ofInstant(session.endsAt(), session.zone());
        String from = CentreTime.time(session.startsAt(), session.zone());
        String until = CentreTime.time(session.endsAt(), session.zone());
        return first.equals(last)
                ? day(first, locale) + ", " + from + "–" + until
                : day(first, locale) + ", " + from + " – " + day(last, locale) + ", " + until;
    }

    /** "Tashkent time". */
    public String zone(SessionOnPlan session, Locale locale) {
        return CentreTime.zoneName(session.zone(), locale);
    }

    /** The centre, the institution with its district and region, or that it is online. */
    public String place(SessionOnPlan session, CentreCard centre, Locale locale) {
        SessionPlace place = session.place();
        if (place.online()) {
            return messages.getMessage("sessions.place.online", null, locale);
        }
        if (place.atCentre()) {
            return centre.address() == null ? centre.name() : centre.name() + ", " + centre.address();
        }
        List<@Nullable String> parts = new ArrayList<>();
        parts.add(place.institution());
        parts.add(place.address());
        parts.add(district(session, locale));
        parts.add(region(place.region(), locale));
        return String.join(
                ", ", parts.stream().flatMap(Stream::ofNullable).distinct().toList());
    }

    public String region(String code, Locale locale) {
        return messages.getMessage("centres.region." + code, null, locale);
    }

    /** Null where the place has none. */
    public @Nullable String district(SessionOnPlan session, Locale locale) {
        return session.districtNames() == null ? null : district(session.districtNames(), locale);
    }

    static String district(SessionOnPlan.DistrictNames names, Locale locale) {
        return switch (Language.of(locale)) {
            case EN, UZ -> names.latin();
            case RU, TG, KY -> names.cyrillic();
        };
    }

    private static String day(LocalDate day, Locale locale) {
        return CentreTime.weekday(day.getDayOfWeek(), locale) + ", " + CentreTime.date(day, locale);
    }
}
