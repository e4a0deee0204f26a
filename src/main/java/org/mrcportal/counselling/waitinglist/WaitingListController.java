package org.mrcportal.counselling.waitinglist;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.counselling.appointment.FreeDays;
import org.mrcportal.counselling.appointment.TimeForm;
import org.mrcportal.counselling.appointment.TimeGone;
import org.mrcportal.counselling.appointment.TimePage;
import org.mrcportal.counselling.appointment.TooManyBookings;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The waiting list of a centre: who waits, for what, and what is offered at the moment. */
@StaffPage
@RequestMapping("/staff/waiting-list")
class WaitingListController {

    private static final int LONGEST_REASON = 200;

    private final WaitingBoard board;

    WaitingListController(WaitingBoard board) {
        this.board = board;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("board", board.board(me, centre, locale));
        return "counselling/waitinglist/list";
    }

    /** Without a reason nobody is put before others. */
    @PostMapping("/{id}/urgent")
    String urgent(
            @PathVariable("id") UUID line,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        if (reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            board.find(line);
            model.addAttribute("hasErrors", true);
            model.addAttribute("unreasoned", line);
            model.addAttribute("reason", reason);
            return list(centre, me, locale, model);
        }
        board.urgent(line, reason.strip());
        redirect.addFlashAttribute("notice", "waiting.staff.urgent.done");
        return list(centre, redirect);
    }

    @PostMapping("/{id}/not-urgent")
    String notUrgent(
            @PathVariable("id") UUID line,
            @RequestParam(required = false) @Nullable String centre,
            RedirectAttributes redirect) {
        board.urgent(line, null);
        return list(centre, redirect);
    }

    @PostMapping("/{id}/remove")
    String remove(
            @PathVariable("id") UUID line,
            @RequestParam(required = false) @Nullable String centre,
            RedirectAttributes redirect) {
        board.remove(line);
        redirect.addFlashAttribute("notice", "waiting.staff.removed");
        return list(centre, redirect);
    }

    @GetMapping("/{id}/book")
    String book(
            @PathVariable("id") UUID line,
            @RequestParam(required = false) @Nullable String from,
            Locale locale,
            Model model) {
        return bookPage(line, new TimeForm(null, null), from, null, locale, model);
    }

    @PostMapping("/{id}/book")
    String book(
            @PathVariable("id") UUID line,
            TimeForm choice,
            @RequestParam(required = false) @Nullable String allTheSame,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Optional<Instant> start = choice.start();
        if (start.isEmpty()) {
            return bookPage(line, choice, null, "counselling.time.missing", locale, model);
        }
        try {
            LocalDate day = board.book(line, start.get(), TimePage.passes(me, allTheSame));
            redirect.addFlashAttribute("notice", "waiting.staff.booked");
            redirect.addAttribute("day", day);
            return "redirect:/staff";
        } catch (TimeGone | PessimisticLockingFailureException faster) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return bookPage(line, choice, null, "counselling.time.gone", locale, model);
        } catch (TooManyBookings reached) {
            response.setStatus(HttpStatus.CONFLICT.value());
            TimePage.limit(model, reached, me);
            return bookPage(line, choice, null, null, locale, model);
        }
    }

    private String bookPage(
            UUID line, TimeForm choice, @Nullable String from, @Nullable String problem, Locale locale, Model model) {
        WaitingBoard.Free free = board.free(line, locale);
        FreeDays days = TimePage.show(
                model,
                free.centre(),
                free.times(),
                choice,
                TimePage.from(from, choice, free.centre()),
                problem,
                locale);
        String here = "/staff/waiting-list/" + line + "/book?from=";
        model.addAttribute("line", line);
        model.addAttribute("free", free);
        model.addAttribute("earlier", days.earlier() == null ? null : here + days.earlier());
        model.addAttribute("later", days.later() == null ? null : here + days.later());
        model.addAttribute("back", "/staff/waiting-list?centre=" + free.centre().code());
        return "counselling/waitinglist/book";
    }

    private static String list(@Nullable String centre, RedirectAttributes redirect) {
        if (centre != null && !centre.isBlank()) {
            redirect.addAttribute("centre", centre);
        }
        return "redirect:/staff/waiting-list";
    }
}
