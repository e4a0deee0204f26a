package org.mrcportal.counselling.queue;

import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buttons of the line: somebody is invited, put on hold, received, gone. */
@StaffPage
@RequestMapping("/staff/queue")
class CallController {

    private final Calls calls;

    CallController(Calls calls) {
        this.calls = calls;
    }

    /** Where a button was pressed: on the board or on the queue's page. */
    record Back(@Nullable String from, @Nullable String centre) {}

    @PostMapping("/next")
    String next(
            @RequestParam(required = false) @Nullable String desk,
            @RequestParam(defaultValue = "") String press,
            Back back,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes redirect) {
        var called = calls.next(me, back.centre(), desk, Once.required(press), locale);
        called.ifPresentOrElse(
                person -> redirect.addFlashAttribute("focus", person),
                () -> redirect.addFlashAttribute("notice", "counselling.line.nobody"));
        redirect.addAttribute("centre", back.centre());
        return "redirect:/staff/queue";
    }

    @PostMapping("/{id}/called")
    String called(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String desk,
            Back back,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        return change(id, person -> calls.call(person, me.id(), desk), back, redirect);
    }

    @PostMapping("/{id}/held")
    String held(@PathVariable UUID id, Back back, RedirectAttributes redirect) {
        return change(id, calls::hold, back, redirect);
    }

    @PostMapping("/{id}/back")
    String back(@PathVariable UUID id, Back back, RedirectAttributes redirect) {
        return change(id, calls::back, back, redirect);
    }

    /** Whoever logs consultations is led straight to the form. */
    @PostMapping("/{id}/started")
    String started(
            @PathVariable UUID id, Back back, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        var received = calls.start(id, me.id());
        if (mayLog(me) && received.isPresent()) {
            redirect.addAttribute(received.get(), id);
            return "redirect:/staff/consultations/new";
        }
        return done(received.isPresent(), id, back, redirect);
    }

    @PostMapping("/{id}/finished")
    String finished(@PathVariable UUID id, Back back, RedirectAttributes redirect) {
        return change(id, calls::finish, back, redirect);
    }

    @PostMapping("/{id}/left")
    String left(@PathVariable UUID id, Back back, RedirectAttributes redirect) {
        return change(id, calls::leave, back, redirect);
    }

    @PostMapping("/{id}/undo")
    String undo(@PathVariable UUID id, Back back, RedirectAttributes redirect) {
        return change(id, calls::undo, back, redirect);
    }

    private static String change(UUID person, Predicate<UUID> verb, Back back, RedirectAttributes redirect) {
        return done(verb.test(person), person, back, redirect);
    }

    private static String done(boolean done, UUID person, Back back, RedirectAttributes redirect) {
        if (!done) {
            redirect.addFlashAttribute("notice", "counselling.board.changed");
        }
        redirect.addFlashAttribute("focus", person);
        if (back.centre() != null && !back.centre().isBlank()) {
            redirect.addAttribute("centre", back.centre());
        }
        return "queue".equals(back.from()) ? "redirect:/staff/queue" : "redirect:/staff";
    }

    static boolean mayLog(StaffMember me) {
        return me.is(Role.COUNSELLOR) || me.is(Role.CASE_WORKER) || me.is(Role.CENTRE_MANAGER);
    }
}
