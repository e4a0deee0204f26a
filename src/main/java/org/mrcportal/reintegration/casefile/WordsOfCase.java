package org.mrcportal.reintegration.casefile;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in the reader's words what has to be done in a case and what happened there, and where to read more. */
@Component
class WordsOfCase {

    /** Those that are a part of the case of their own. */
    private static final List<Strand> PARTS = List.of(
            Strand.ASSESSMENTS, Strand.PLAN, Strand.ASSISTANCE, Strand.TRAININGS, Strand.REFERRALS, Strand.FOLLOW_UPS);

    private final MessageSource messages;

    WordsOfCase(MessageSource messages) {
        this.messages = messages;
    }

    /** A line of the timeline, in the reader's words. */
    record Item(
            String title,
            String when,
            @Nullable String who,
            @Nullable String text,
            @Nullable String href) {}

    /** Something to do, in the reader's words. */
    record Task(String text, String day, boolean overdue, String href) {}

    Task task(CasePage.ToDo one, String own, Locale locale) {
        String text = one.text();
        String words =
                switch (one.kind()) {
                    case "FOLLOW_UP" -> messages.getMessage("cases.due.FOLLOW_UP." + text, null, locale);
                    case "REFERRAL" -> messages.getMessage("cases.due.REFERRAL", null, locale);
                    case "STAGE" -> messages.getMessage("cases.due.STAGE." + text, null, locale);
                    case "WORD" -> messages.getMessage("cases.due.WORD." + text, null, locale);
                    case "TASK" -> said("cases.task." + text, "cases.task.other", null, locale);
                    default -> String.valueOf(text);
                };
        String part =
                switch (one.kind()) {
                    case "FOLLOW_UP" -> own + "/follow-ups";
                    case "REFERRAL" -> own + "/referrals";
                    case "STAGE" -> own + stage(String.valueOf(text));
                    case "TASK" ->
                        Due.partOf(String.valueOf(text)).isEmpty()
                                ? "/staff/tasks"
                                : own + Due.partOf(String.valueOf(text));
                    case "OWN_TASK" -> "/staff/tasks";
                    default -> own + "/plan";
                };
        return new Task(words, CentreTime.date(one.day(), locale), one.overdue(), part);
    }

    /** Where a case is brought on from what it waits for. */
    private static String stage(String what) {
        return switch (what) {
            case "SCREENING" -> Missing.SCREENING.part();
            case "ASSESSMENT" -> Missing.SURVEY.part();
            case "REOPENED" -> "#next";
            default -> Missing.START.part();
        };
    }

    Item item(CasePage.Moment moment, String own, ZoneId zone, Locale locale) {
        String when = CentreTime.date(LocalDate.ofInstant(moment.at(), zone), locale) + ", "
                + CentreTime.time(moment.at(), zone);
        return switch (moment.kind()) {
            case "VISIT" ->
                new Item(
                        moment.detail() == null
                                ? messages.getMessage(moment.code(), null, locale)
                                : messages.getMessage(
                                        moment.code(),
                                        new Object[] {messages.getMessage(moment.detail(), null, locale)},
                                        locale),
                        when,
                        moment.who(),
                        null,
                        moment.href());
            case "VIEW" -> new Item(viewed(moment.code(), locale), when, moment.who(), null, null);
            default -> new Item(event(moment, locale), when, moment.who(), moment.about(), part(moment.code(), own));
        };
    }

    private String viewed(String page, Locale locale) {
        String part = messages.getMessage(partKey(page), null, null, locale);
        return part == null
                ? messages.getMessage("cases.viewed", null, locale)
                : messages.getMessage("cases.viewed.part", new Object[] {part}, locale);
    }

    /** What the part of the case is called that a view names. */
    static String partKey(String page) {
        return "cases.part." + page.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String event(CasePage.Moment moment, Locale locale) {
        String key = "cases.event." + moment.code();
        String detail = moment.detail();
        if (detail == null) {
            return said(key, "cases.event.other", null, locale);
        }
        String exactly = messages.getMessage(key + "." + detail, null, null, locale);
        return exactly != null ? exactly : said(key, "cases.event.other", new Object[] {detail}, locale);
    }

    /** What the part of casework that wrote a code calls it; words of our own where it says nothing. */
    private String said(String key, String otherwise, Object @Nullable [] arguments, Locale locale) {
        String known = messages.getMessage(key, arguments, null, locale);
        return known != null ? known : messages.getMessage(otherwise, null, locale);
    }

    /** Where to read more of an event of this kind. */
    static @Nullable String part(String kind, String own) {
        String named =
                switch (kind) {
                    case "SCREENED" -> "screening";
                    case "CLOSED", "CLOSED_PRINTED", "REOPENED" -> "closing";
                    case "TRANSFER_OFFERED", "TRANSFER_REFUSED", "TRANSFER_WITHDRAWN", "TRANSFERRED", "ARRIVED" ->
                        "transfer";
                    case "RELATIVE_ADDED",
                            "RELATIVE_HIDDEN",
                            "RELATIVE_REGISTERED",
                            "RELATIVE_REMOVED",
                            "RELATIVE_SHOWN",
                            "HEAD_CHANGED" -> "household";
                    case "NOTE_WRITTEN" -> "notes";
                    case "KEPT", "MADE_ORDINARY", "HANDED_OVER", "OWNER_CHANGED", "MEMBER_ADDED", "MEMBER_REMOVED" ->
                        "team";
                    default ->
                        PARTS.stream()
                                .filter(strand -> kind.matches(strand.kinds() + ".*"))
                                .map(strand ->
                                        strand.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .findFirst()
                                .orElse(null);
                };
        return named == null ? null : own + '/' + named;
    }
}
