package org.mrcportal.counselling.queue;

import jakarta.validation.Valid;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.talk.TalkLanguages;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The walk-in queue: tickets are given, people are called, some leave. */
@StaffPage
@RequestMapping("/staff/queue")
class QueueController {

    private final Queue queue;
    private final TalkLanguages languages;
    private final MessageSource messages;

    QueueController(Queue queue, TalkLanguages languages, MessageSource messages) {
        this.queue = queue;
        this.languages = languages;
        this.messages = messages;
    }

    @GetMapping
    String queue(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String client,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        Queue.Desk desk = queue.desk(me, centre, client(client), locale);
        String language = desk.client() == null ? null : desk.client().language();
        model.addAttribute(
                "walkIn",
                new WalkInForm(
                        UUID.randomUUID().toString(),
                        desk.centre().code(),
                        client,
                        language != null && desk.languages().contains(language) ? language : null,
                        null));
        model.addAttribute("focus", language == null ? "language" : "service");
        return page(desk, me, locale, model);
    }

    @PostMapping
    String add(
            @Valid @ModelAttribute("walkIn") WalkInForm form,
            BindingResult result,
            @RequestParam(required = false) @Nullable String start,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Optional<WalkInId> ticket = added(form, result, me, locale);
        if (ticket.isEmpty()) {
            model.addAttribute("hasErrors", true);
            return page(queue.desk(me, form.centre(), client(form.client()), locale), me, locale, model);
        }
        if (start != null) {
            return started(ticket.get(), new Back("board", form.centre()), me, redirect);
        }
        redirect.addFlashAttribute("notice", "counselling.queue.added");
        redirect.addAttribute("centre", form.centre());
        return "redirect:/staff";
    }

    /** The key of a form that belongs to another centre is forged. */
    private Optional<WalkInId> added(WalkInForm form, BindingResult result, StaffMember me, Locale locale) {
        try {
            return queue.add(form, result, me, locale);
        } catch (DataIntegrityViolationException taken) {
            throw new NotFound("a form of somebody else");
        }
    }

    /** Where a button was pressed: on the board or on the queue's page. */
    record Back(@Nullable String from, @Nullable String centre) {}

    /** Whoever logs consultations is led straight to the form. */
    @PostMapping("/{id}/started")
    String started(
            @PathVariable String id, Back back, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        return started(walkIn(id), back, me, redirect);
    }

    @PostMapping("/{id}/finished")
    String finished(@PathVariable String id, Back back, RedirectAttributes redirect) {
        return change(walkIn(id), queue::finish, back, redirect);
    }

    @PostMapping("/{id}/left")
    String left(@PathVariable String id, Back back, RedirectAttributes redirect) {
        return change(walkIn(id), queue::leave, back, redirect);
    }

    @PostMapping("/{id}/undo")
    String undo(@PathVariable String id, Back back, RedirectAttributes redirect) {
        return change(walkIn(id), queue::undo, back, redirect);
    }

    private String started(WalkInId walkIn, Back back, StaffMember me, RedirectAttributes redirect) {
        if (mayLog(me) && queue.start(walkIn, me.id())) {
            redirect.addAttribute("walk-in", walkIn);
            return "redirect:/staff/consultations/new";
        }
        return change(walkIn, id -> queue.start(id, me.id()), back, redirect);
    }

    private static String change(WalkInId walkIn, Predicate<WalkInId> verb, Back back, RedirectAttributes redirect) {
        if (!verb.test(walkIn)) {
            redirect.addFlashAttribute("notice", "counselling.board.changed");
        }
        redirect.addFlashAttribute("focus", walkIn.id());
        if (back.centre() != null && !back.centre().isBlank()) {
            redirect.addAttribute("centre", back.centre());
        }
        return "queue".equals(back.from()) ? "redirect:/staff/queue" : "redirect:/staff";
    }

    private String page(Queue.Desk desk, StaffMember me, Locale locale, Model model) {
        model.addAttribute("desk", desk);
        model.addAttribute("mayLog", mayLog(me));
        model.addAttribute(
                "talkLanguages",
                desk.languages().stream()
                        .map(code -> Choice.of(code, languages.name(code, locale)))
                        .toList());
        model.addAttribute(
                "services",
                desk.services().stream()
                        .map(code -> Choice.of(
                                code,
                                Objects.requireNonNull(
                                        messages.getMessage("centres.service." + code, null, code, locale))))
                        .toList());
        return "counselling/queue/queue";
    }

    private static boolean mayLog(StaffMember me) {
        return me.is(Role.COUNSELLOR) || me.is(Role.CASE_WORKER) || me.is(Role.CENTRE_MANAGER);
    }

    private static WalkInId walkIn(String id) {
        try {
            return WalkInId.of(id);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound(id);
        }
    }

    private static @Nullable ClientId client(@Nullable String id) {
        try {
            return id == null || id.isBlank() ? null : ClientId.of(id);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound(id);
        }
    }
}
