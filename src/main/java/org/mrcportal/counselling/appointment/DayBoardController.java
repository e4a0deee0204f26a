package org.mrcportal.counselling.appointment;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The day board and the buttons of its appointments. */
@StaffPage
class DayBoardController {

    private final DayBoard board;
    private final Reception reception;

    DayBoardController(DayBoard board, Reception reception) {
        this.board = board;
        this.reception = reception;
    }

    @GetMapping("/staff")
    String board(
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        if (!atACentre(me)) {
            return "redirect:" + home(me);
        }
        UUID focus = model.getAttribute("focus") instanceof UUID row ? row : null;
        model.addAttribute("board", board.board(me, blankToNull(centre), date(day), focus, locale));
        return "counselling/appointment/board";
    }

    @PostMapping("/staff/appointments/{id}/arrived")
    String arrived(@PathVariable String id, Back back, RedirectAttributes redirect) {
        return change(id, reception::arrived, back, redirect);
    }

    /** Whoever logs consultations is led straight to the form. */
    @PostMapping("/staff/appointments/{id}/started")
    String started(
            @PathVariable String id, Back back, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        AppointmentId appointment = appointment(id);
        if (DayBoard.mayLog(me) && reception.started(appointment)) {
            redirect.addAttribute("appointment", appointment);
            return "redirect:/staff/consultations/new";
        }
        return change(id, reception::started, back, redirect);
    }

    @PostMapping("/staff/appointments/{id}/finished")
    String finished(@PathVariable String id, Back back, RedirectAttributes redirect) {
        return change(id, reception::finished, back, redirect);
    }

    @PostMapping("/staff/appointments/{id}/no-show")
    String noShow(@PathVariable String id, Back back, RedirectAttributes redirect) {
        return change(id, reception::noShow, back, redirect);
    }

    @PostMapping("/staff/appointments/{id}/lapsed")
    String lapsed(@PathVariable String id, Back back, RedirectAttributes redirect) {
        return change(id, reception::lapsed, back, redirect);
    }

    @PostMapping("/staff/appointments/{id}/undo")
    String undo(@PathVariable String id, Back back, RedirectAttributes redirect) {
        return change(id, reception::undo, back, redirect);
    }

    /** The board a button was pressed on. */
    record Back(@Nullable String day, @Nullable String centre) {}

    private static String change(String id, Predicate<AppointmentId> verb, Back back, RedirectAttributes redirect) {
        AppointmentId appointment = appointment(id);
        if (!done(verb, appointment)) {
            redirect.addFlashAttribute("notice", "counselling.board.changed");
        }
        redirect.addFlashAttribute("focus", appointment.id());
        if (blankToNull(back.day()) != null) {
            redirect.addAttribute("day", back.day());
        }
        if (blankToNull(back.centre()) != null) {
            redirect.addAttribute("centre", back.centre());
        }
        return "redirect:/staff";
    }

    /** A no-show's time may have been given to somebody else: the database refuses to take it back then. */
    private static boolean done(Predicate<AppointmentId> verb, AppointmentId appointment) {
        try {
            return verb.test(appointment);
        } catch (DataIntegrityViolationException timeIsTaken) {
            return false;
        }
    }

    private static boolean atACentre(StaffMember me) {
        return me.is(Role.FRONT_DESK) || DayBoard.mayLog(me);
    }

    /** Where people begin who have no day board. */
    private static String home(StaffMember me) {
        if (me.is(Role.NETWORK_MANAGER)) {
            return "/manage";
        }
        if (me.is(Role.DATA_PROTECTION_OFFICER)) {
            return "/admin/trail";
        }
        return me.is(Role.ADMINISTRATOR) ? "/admin" : "/staff/sessions";
    }

    private static AppointmentId appointment(String id) {
        try {
            return AppointmentId.of(id);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound(id);
        }
    }

    /** A day nobody can read is today. */
    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null || text.isBlank() || text.length() > 10 ? null : LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
