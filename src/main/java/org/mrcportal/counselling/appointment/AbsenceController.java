package org.mrcportal.counselling.appointment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A counsellor is absent: first who is affected is shown, then it is entered. */
@StaffPage
@RequestMapping("/staff/appointments/absence")
class AbsenceController {

    private static final String PAGE = "counselling/appointment/absence";

    private final AbsenceDesk desk;
    private final Choices choices;
    private final MessageSource messages;

    AbsenceController(AbsenceDesk desk, Choices choices, MessageSource messages) {
        this.desk = desk;
        this.choices = choices;
        this.messages = messages;
    }

    /** A line of the list, in words. */
    record Line(
            String id,
            String moment,
            String who,
            String service,
            String fate,
            @Nullable String colleague) {}

    /** An absence that is not over, in words. */
    record Current(String counsellor, String name, String stretch, String began) {}

    /** Filled in, it shows who is affected; looking changes nothing. */
    @GetMapping
    String preview(
            @ModelAttribute("absence") AbsenceForm typed,
            BindingResult result,
            @RequestParam(required = false) @Nullable String day,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        AbsenceDesk.Place place = desk.place(me, typed.centre(), locale);
        if (typed.blank()) {
            model.addAttribute(
                    "absence", AbsenceForm.ofDay(place.centre().code(), typed.counsellor(), date(day, place)));
            model.addAttribute("focus", "counsellor");
        } else {
            typed.check(result, place.centre().zone(), place.now());
            if (!result.hasErrors()) {
                show(place, typed, locale, model);
            }
        }
        model.addAttribute(
                "current",
                desk.current(place).stream()
                        .map(one -> new Current(
                                one.counsellor().toString(),
                                one.name(),
                                moment(one.stretch().startsAt(), place, locale) + " – "
                                        + moment(one.stretch().endsAt(), place, locale),
                                one.stretch().startsAt().toString()))
                        .toList());
        return page(place, result.hasErrors(), locale, model);
    }

    @PostMapping
    String enter(
            @ModelAttribute("absence") AbsenceForm typed,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        AbsenceDesk.Place place = desk.place(me, typed.centre(), locale);
        typed.check(result, place.centre().zone(), place.now());
        if (result.hasErrors()) {
            return page(place, true, locale, model);
        }
        StaffId absent = absent(place, typed);
        TimeSlot stretch = typed.stretch(place.centre().zone());
        redirect.addAttribute("centre", place.centre().code());
        AbsenceDesk.Outcome outcome = entered(place.centre(), absent, stretch);
        redirect.addFlashAttribute("reassigned", outcome.reassigned());
        redirect.addFlashAttribute("asked", outcome.asked());
        return "redirect:/staff/appointments/pending";
    }

    private AbsenceDesk.Outcome entered(CentreCard centre, StaffId absent, TimeSlot stretch) {
        try {
            return desk.enter(centre, absent, stretch);
        } catch (ConcurrencyFailureException inEachOthersWay) {
            return desk.enter(centre, absent, stretch);
        }
    }

    @PostMapping("/ended")
    String ended(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String counsellor,
            @RequestParam(required = false) @Nullable String began,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes redirect) {
        AbsenceDesk.Place place = desk.place(me, centre, locale);
        AbsenceForm form = AbsenceForm.ofDay(centre, counsellor, LocalDate.EPOCH);
        desk.end(
                place,
                absent(place, form),
                new TimeForm(began, null).start().orElseThrow(() -> new NotFound("an absence")));
        redirect.addAttribute("centre", place.centre().code());
        redirect.addFlashAttribute("notice", "counselling.absence.ended");
        return "redirect:/staff/appointments/absence";
    }

    private static String moment(Instant moment, AbsenceDesk.Place place, Locale locale) {
        return CentreTime.moment(moment, place.centre().zone(), locale);
    }

    private void show(AbsenceDesk.Place place, AbsenceForm typed, Locale locale, Model model) {
        List<Line> lines = desk
                .preview(
                        place,
                        absent(place, typed),
                        typed.stretch(place.centre().zone()))
                .stream()
                .map(one -> line(one, place, locale))
                .toList();
        model.addAttribute("affected", lines);
        model.addAttribute("asked", lines.stream().anyMatch(line -> line.fate().equals("offer")));
    }

    private Line line(AbsenceDesk.Affected one, AbsenceDesk.Place place, Locale locale) {
        Instant start = one.slot().startsAt();
        return new Line(
                one.id().toString(),
                CentreTime.moment(start, place.centre().zone(), locale),
                one.client() == null
                        ? messages.getMessage("counselling.board.nobody", null, locale)
                        : Objects.requireNonNullElse(
                                one.client().name(), one.client().code()),
                choices.service(one.wish().service(), locale),
                one.fate().name().toLowerCase(Locale.ROOT),
                one.colleague());
    }

    /** Who is no counsellor of the centre is nobody. */
    private static StaffId absent(AbsenceDesk.Place place, AbsenceForm typed) {
        return typed.who().filter(place.counsellors()::containsKey).orElseThrow(() -> new NotFound("a counsellor"));
    }

    private static LocalDate date(@Nullable String day, AbsenceDesk.Place place) {
        LocalDate today = LocalDate.ofInstant(place.now(), place.centre().zone());
        try {
            LocalDate wanted = day == null || !day.matches("20\\d{2}-\\d{2}-\\d{2}") ? today : LocalDate.parse(day);
            return wanted.isBefore(today) ? today : wanted;
        } catch (DateTimeParseException unreadable) {
            return today;
        }
    }

    private static String page(AbsenceDesk.Place place, boolean problem, Locale locale, Model model) {
        model.addAttribute("hasErrors", problem);
        model.addAttribute("centre", place.centre());
        model.addAttribute(
                "centres",
                place.choices().stream()
                        .map(centre -> Choice.of(centre.code(), centre.name()))
                        .toList());
        model.addAttribute(
                "counsellors",
                place.counsellors().entrySet().stream()
                        .map(one -> Choice.of(one.getKey().toString(), one.getValue()))
                        .toList());
        model.addAttribute("zone", CentreTime.zoneName(place.centre().zone(), locale));
        model.addAttribute("back", "/staff/calendar?centre=" + place.centre().code());
        return PAGE;
    }
}
