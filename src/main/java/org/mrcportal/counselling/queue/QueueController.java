package org.mrcportal.counselling.queue;

import jakarta.validation.Valid;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

/** The line of a centre's day, and the desk where tickets are given. */
@StaffPage
@RequestMapping("/staff/queue")
class QueueController {

    private final Queue queue;
    private final TicketPrinting printing;
    private final CallController calls;
    private final TalkLanguages languages;
    private final MessageSource messages;

    QueueController(
            Queue queue,
            TicketPrinting printing,
            CallController calls,
            TalkLanguages languages,
            MessageSource messages) {
        this.queue = queue;
        this.printing = printing;
        this.calls = calls;
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
                        null,
                        null));
        boolean busyWithSomebody = model.getAttribute("focus") instanceof UUID;
        if (!busyWithSomebody) {
            model.addAttribute("focus", language == null ? "language" : "service");
        }
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
            return calls.started(ticket.get().id(), new CallController.Back("board", form.centre()), me, redirect);
        }
        redirect.addAttribute("id", ticket.get());
        return "redirect:/staff/queue/{id}/ticket";
    }

    /** The key of a form that belongs to another centre is forged. */
    private Optional<WalkInId> added(WalkInForm form, BindingResult result, StaffMember me, Locale locale) {
        try {
            return queue.add(form, result, me, locale);
        } catch (DataIntegrityViolationException taken) {
            throw new NotFound("a form of somebody else");
        }
    }

    /** What the person takes along: a number, no name. */
    @GetMapping("/{id}/ticket")
    String ticket(@PathVariable UUID id, Locale locale, Model model) {
        PrintedTicket ticket = printing.of(id, locale);
        model.addAttribute("ticket", ticket);
        model.addAttribute("back", "/staff/queue?centre=" + ticket.centre().code());
        return "counselling/queue/ticket";
    }

    private String page(Queue.Desk desk, StaffMember me, Locale locale, Model model) {
        model.addAttribute("desk", desk);
        model.addAttribute("manages", me.is(Role.CENTRE_MANAGER));
        model.addAttribute("press", UUID.randomUUID());
        model.addAttribute("mayLog", CallController.mayLog(me));
        model.addAttribute(
                "talkLanguages",
                desk.languages().stream()
                        .map(code -> Choice.of(code, languages.name(code, locale)))
                        .toList());
        model.addAttribute(
                "sexes",
                Stream.of("F", "M")
                        .map(code -> Choice.of(
                                code,
                                Objects.requireNonNull(
                                        messages.getMessage("counselling.line.sex." + code, null, locale))))
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

    private static @Nullable ClientId client(@Nullable String id) {
        try {
            return id == null || id.isBlank() ? null : ClientId.of(id);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound(id);
        }
    }
}
