package org.mrcportal.counselling.appointment;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.appointment.BoardRow.Step;
import org.mrcportal.counselling.talk.TalkLanguages;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of one booking, and what staff can do with it. */
@StaffPage
@RequestMapping("/staff/appointments/{id}")
class VisitController {

    private static final int LONGEST_REASON = 300;

    private final VisitDesk desk;
    private final Choices choices;
    private final TalkLanguages languages;
    private final MessageSource messages;

    VisitController(VisitDesk desk, Choices choices, TalkLanguages languages, MessageSource messages) {
        this.desk = desk;
        this.choices = choices;
        this.languages = languages;
        this.messages = messages;
    }

    /** A line of the timeline; its other parts stay empty. */
    record Item(
            String title,
            String when,
            @Nullable String who,
            @Nullable String text,
            @Nullable String href) {}

    @GetMapping
    String show(@PathVariable String id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        VisitDesk.Visit visit = desk.find(appointment(id), locale);
        common(visit, locale, model);
        CentreCard centre = visit.centre();
        LocalDate day = CentreTime.day(visit.slot().startsAt(), centre.zone());
        model.addAttribute("languageName", languages.name(visit.wish().language(), locale));
        model.addAttribute("steps", steps(visit, me, day));
        model.addAttribute("day", day);
        model.addAttribute(
                "history",
                visit.history().stream()
                        .map(moment -> new Item(
                                text("counselling.visit.history." + moment.what(), locale),
                                CentreTime.moment(moment.at(), centre.zone(), locale),
                                moment.what().equals("booked") ? visit.bookedBy() : null,
                                moment.what().equals("called-off") ? visit.cancelledReason() : null,
                                null))
                        .toList());
        model.addAttribute("back", "/staff/calendar?centre=" + centre.code() + "&day=" + day);
        return "counselling/appointment/visit";
    }

    /** The buttons of the day board, for a booking whose day has come. */
    private static List<Step> steps(VisitDesk.Visit visit, StaffMember me, LocalDate day) {
        boolean today = visit.state() != AppointmentState.HELD && visit.due(day);
        return new Steps(DayBoard.mayLog(me), today)
                .ofAppointment(
                        visit.state().name(),
                        visit.begun(),
                        visit.wish().mode().equals("IN_PERSON"),
                        visit.consultation() != null);
    }

    @GetMapping("/booked")
    String booked(@PathVariable String id, Locale locale, Model model) {
        VisitDesk.Told told = desk.told(appointment(id));
        CentreCard centre = told.centre();
        Locale theirs = told.language().locale();
        model.addAttribute("told", told);
        model.addAttribute("moment", CentreTime.moment(told.slot().startsAt(), centre.zone(), locale));
        model.addAttribute("zone", CentreTime.zoneName(centre.zone(), locale));
        model.addAttribute("theirTitle", text("counselling.booking.title", theirs));
        model.addAttribute("theirMoment", CentreTime.moment(told.slot().startsAt(), centre.zone(), theirs));
        model.addAttribute("theirZone", CentreTime.zoneName(centre.zone(), theirs));
        model.addAttribute("theirReference", text("counselling.booking.reference", theirs));
        model.addAttribute("theirNext", text("counselling.booking.next." + told.mode(), theirs));
        model.addAttribute(
                "theirProof",
                text(told.code() == null ? "counselling.booking.fact" : "counselling.booking.code", theirs));
        model.addAttribute("back", "/staff/calendar?centre=" + centre.code());
        return "counselling/appointment/booked";
    }

    @GetMapping("/move")
    String times(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String alone,
            Locale locale,
            Model model) {
        VisitDesk.VisitAndFree found = desk.findWithTimes(appointment(id), alone != null, locale);
        if (!found.visit().open()) {
            return "redirect:/staff/appointments/" + found.visit().id();
        }
        return times(found, new TimeForm(null, null), day, alone != null, null, locale, model);
    }

    @PostMapping("/move")
    ModelAndView move(
            @PathVariable String id,
            @ModelAttribute("choice") TimeForm choice,
            @RequestParam(required = false) @Nullable String alone,
            @RequestParam(required = false) @Nullable String allTheSame,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        AppointmentId appointment = appointment(id);
        if (choice.start().isEmpty()) {
            var found = desk.findWithTimes(appointment, alone != null, locale);
            return new ModelAndView(
                    times(found, choice, null, alone != null, "counselling.time.missing", locale, model));
        }
        try {
            boolean moved =
                    desk.move(appointment, choice.start().get(), alone != null, TimePage.passes(me, allTheSame));
            redirect.addFlashAttribute("notice", moved ? "counselling.visit.moved" : "counselling.board.changed");
            return new ModelAndView("redirect:/staff/appointments/" + appointment);
        } catch (TimeGone gone) {
            var found = desk.findWithTimes(appointment, alone != null, locale);
            return new ModelAndView(
                    times(found, choice, null, alone != null, "counselling.time.gone", locale, model),
                    HttpStatus.CONFLICT);
        } catch (TooManyBookings reached) {
            TimePage.limit(model, reached, me);
            var found = desk.findWithTimes(appointment, alone != null, locale);
            return new ModelAndView(
                    times(found, choice, null, alone != null, null, locale, model), HttpStatus.CONFLICT);
        }
    }

    private String times(
            VisitDesk.VisitAndFree found,
            TimeForm choice,
            @Nullable String day,
            boolean alone,
            @Nullable String problem,
            Locale locale,
            Model model) {
        VisitDesk.Visit visit = found.visit();
        CentreCard centre = visit.centre();
        FreeDays days =
                TimePage.show(model, centre, found.free(), choice, TimePage.from(day, choice, centre), problem, locale);
        common(visit, locale, model);
        String here = "/staff/appointments/" + visit.id() + "/move?" + (alone ? "alone=yes&" : "") + "day=";
        model.addAttribute("alone", alone);
        model.addAttribute("earlier", days.earlier() == null ? null : here + days.earlier());
        model.addAttribute("later", days.later() == null ? null : here + days.later());
        model.addAttribute("back", "/staff/appointments/" + visit.id());
        return "counselling/appointment/other-time";
    }

    @GetMapping("/cancel")
    String ask(@PathVariable String id, Locale locale, Model model) {
        VisitDesk.Visit visit = desk.find(appointment(id), locale);
        if (visit.state() != AppointmentState.BOOKED) {
            return "redirect:/staff/appointments/" + visit.id();
        }
        common(visit, locale, model);
        model.addAttribute("longest", LONGEST_REASON);
        model.addAttribute("back", "/staff/appointments/" + visit.id());
        return "counselling/appointment/call-off";
    }

    /** A reason that is too long is cut, not refused: it is for colleagues only. */
    @PostMapping("/cancel")
    String cancel(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes redirect) {
        AppointmentId appointment = appointment(id);
        boolean done = desk.callOff(appointment, shortened(reason));
        redirect.addFlashAttribute("notice", done ? "counselling.visit.called-off" : "counselling.board.changed");
        return "redirect:/staff/appointments/" + appointment;
    }

    private static @Nullable String shortened(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            return null;
        }
        String text = reason.replace("\0", "").strip();
        return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), LONGEST_REASON));
    }

    private void common(VisitDesk.Visit visit, Locale locale, Model model) {
        CentreCard centre = visit.centre();
        model.addAttribute("visit", visit);
        model.addAttribute(
                "who",
                visit.client() == null
                        ? text("counselling.board.nobody", locale)
                        : Objects.requireNonNullElse(
                                visit.client().name(), visit.client().code()));
        model.addAttribute("service", choices.service(visit.wish().service(), locale));
        model.addAttribute("moment", CentreTime.moment(visit.slot().startsAt(), centre.zone(), locale));
        model.addAttribute("zone", CentreTime.zoneName(centre.zone(), locale));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    static AppointmentId appointment(String id) {
        try {
            return AppointmentId.of(id);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound(id);
        }
    }
}
