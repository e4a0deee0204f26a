package org.mrcportal.counselling.settings;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.TypedWeek;
import org.mrcportal.counselling.availability.Counsellor;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page of one counsellor with its three forms: an ordinary week, days that differ, absences. */
@Component
class CounsellorPage {

    private final MessageSource messages;
    private final Clock clock;

    CounsellorPage(MessageSource messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** A line of the list of colleagues. */
    record Line(
            StaffId id, String name, boolean known, boolean active, String sex, String languages, List<String> week) {}

    /** A day that differs. */
    record DayLine(LocalDate day, String label, String plan, String hours) {}

    /** An absence, named by its beginning. */
    record AbsenceLine(Instant startsAt, String label) {}

    Line line(Colleague one, Locale locale) {
        return new Line(
                one.id(),
                one.name(),
                one.known(),
                one.active(),
                one.sex() == null ? "" : text("counselling.settings.sex." + one.sex(), locale),
                String.join(
                        ", ",
                        one.languages().stream()
                                .flatMap(code -> Language.ofCode(code).stream())
                                .map(language -> language.nameIn(locale))
                                .toList()),
                TypedWeek.lines(one.week(), locale));
    }

    /** Fills the model; forms that are in it already stay. */
    String fill(CounsellorDesk.One saved, String seen, Locale locale, Model model) {
        Colleague colleague = saved.colleague();
        CentreCard centre = saved.centre();
        addUnlessThere(model, "counsellor", CounsellorForm.of(colleague));
        addUnlessThere(model, "different", DayForm.blank());
        addUnlessThere(model, "absence", AbsenceForm.blank());
        model.addAttribute("centre", centre);
        model.addAttribute("colleague", colleague);
        model.addAttribute("seen", seen);
        model.addAttribute("days", days(colleague, locale));
        model.addAttribute("absences", absences(colleague, centre.zone(), locale));
        model.addAttribute("sexes", choices(List.of("F", "M"), "counselling.settings.sex.", locale));
        model.addAttribute("states", choices(List.of("yes", "no"), "counselling.settings.active.", locale));
        model.addAttribute("plans", choices(List.of("NONE", "INSTEAD", "EXTRA"), "counselling.settings.plan.", locale));
        model.addAttribute(
                "spoken",
                Arrays.stream(Language.values())
                        .map(language -> Choice.of(language.code(), language.nameIn(locale)))
                        .toList());
        model.addAttribute("back", "/manage/settings/" + centre.code() + "/counsellors");
        return "counselling/settings/counsellor";
    }

    LocalDate today(CentreCard centre) {
        return LocalDate.ofInstant(clock.instant(), centre.zone());
    }

    Instant now() {
        return clock.instant();
    }

    private List<DayLine> days(Colleague colleague, Locale locale) {
        return colleague.dated().stream()
                .map(Counsellor.Dated::day)
                .distinct()
                .map(day -> {
                    List<Counsellor.Dated> plans = colleague.dated().stream()
                            .filter(one -> one.day().equals(day))
                            .toList();
                    String hours = String.join(
                            ", ",
                            plans.stream()
                                    .map(Counsellor.Dated::hours)
                                    .filter(Objects::nonNull)
                                    .map(Object::toString)
                                    .toList());
                    return new DayLine(
                            day, label(day, locale), plans.getFirst().plan().name(), hours);
                })
                .toList();
    }

    private static List<AbsenceLine> absences(Colleague colleague, ZoneId zone, Locale locale) {
        return colleague.away().stream()
                .map(slot -> new AbsenceLine(slot.startsAt(), label(slot, zone, locale)))
                .toList();
    }

    /** Whole days as days, with the last one as a person counts: included. */
    private static String label(TimeSlot slot, ZoneId zone, Locale locale) {
        LocalDate first = CentreTime.day(slot.startsAt(), zone);
        LocalDate next = CentreTime.day(slot.endsAt(), zone);
        boolean whole = slot.startsAt().equals(first.atStartOfDay(zone).toInstant())
                && slot.endsAt().equals(next.atStartOfDay(zone).toInstant());
        if (!whole) {
            return CentreTime.moment(slot.startsAt(), zone, locale) + " – "
                    + CentreTime.moment(slot.endsAt(), zone, locale);
        }
        LocalDate last = next.minusDays(1);
        return first.equals(last) ? label(first, locale) : label(first, locale) + " – " + label(last, locale);
    }

    private static String label(LocalDate day, Locale locale) {
        return CentreTime.weekday(day.getDayOfWeek(), locale) + ", " + CentreTime.date(day, locale);
    }

    private List<Choice> choices(List<String> codes, String prefix, Locale locale) {
        return codes.stream()
                .map(code -> Choice.of(code, text(prefix + code, locale)))
                .toList();
    }

    private static void addUnlessThere(Model model, String name, Object form) {
        if (!model.containsAttribute(name)) {
            model.addAttribute(name, form);
        }
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, locale));
    }
}
