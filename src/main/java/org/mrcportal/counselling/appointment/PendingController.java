package org.mrcportal.counselling.appointment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of what is to be settled, and its buttons. */
@StaffPage
@RequestMapping("/staff/appointments")
class PendingController {

    private final PendingDesk desk;
    private final Choices choices;
    private final MessageSource messages;

    PendingController(PendingDesk desk, Choices choices, MessageSource messages) {
        this.desk = desk;
        this.choices = choices;
        this.messages = messages;
    }

    /** A line of a list, in words. */
    record Line(AppointmentId id, String moment, String bookedAt, String who, String service, String counsellor) {}

    @GetMapping("/pending")
    String pending(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        PendingDesk.Pending pending = desk.pending(me, centre, locale);
        model.addAttribute("centre", pending.centre());
        model.addAttribute("choices", pending.choices());
        model.addAttribute(
                "requests",
                pending.all().stream()
                        .filter(one -> !one.unsettled())
                        .map(one -> line(one, pending, locale))
                        .toList());
        model.addAttribute(
                "unsettled",
                pending.all().stream()
                        .filter(PendingDesk.Open::unsettled)
                        .map(one -> line(one, pending, locale))
                        .toList());
        model.addAttribute("back", "/staff/calendar?centre=" + pending.centre().code());
        return "counselling/appointment/pending";
    }

    private Line line(PendingDesk.Open one, PendingDesk.Pending pending, Locale locale) {
        return new Line(
                one.id(),
                CentreTime.moment(one.startsAt(), pending.centre().zone(), locale),
                CentreTime.moment(one.bookedAt(), pending.centre().zone(), locale),
                one.who() == null ? messages.getMessage("counselling.board.nobody", null, locale) : one.who(),
                choices.service(one.service(), locale),
                one.counsellor());
    }

    @PostMapping("/{id}/confirmed")
    String confirmed(@PathVariable String id, Back back, RedirectAttributes redirect) {
        AppointmentId appointment = VisitController.appointment(id);
        return back.to(appointment, desk.confirm(appointment) ? "counselling.pending.confirmed" : CHANGED, redirect);
    }

    @PostMapping("/{id}/declined")
    String declined(@PathVariable String id, Back back, RedirectAttributes redirect) {
        AppointmentId appointment = VisitController.appointment(id);
        return back.to(appointment, desk.decline(appointment) ? "counselling.pending.declined" : CHANGED, redirect);
    }

    private static final String CHANGED = "counselling.board.changed";

    /** Where a button was pressed: on the list or on the booking's own page. */
    record Back(@Nullable String from, @Nullable String centre) {

        String to(AppointmentId appointment, String notice, RedirectAttributes redirect) {
            redirect.addFlashAttribute("notice", notice);
            if ("visit".equals(from)) {
                return "redirect:/staff/appointments/" + appointment;
            }
            if (centre != null && !centre.isBlank()) {
                redirect.addAttribute("centre", centre);
            }
            return "redirect:/staff/appointments/pending";
        }
    }
}
