package org.mrcportal.reintegration.followup;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.protection.CaseNotes;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
import org.mrcportal.shared.Unsaved;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A try to reach somebody that one press cannot tell: in another way, or with words about it. */
@StaffPage
@RequestMapping("/staff/cases/{id}/follow-ups/{followUp}/tried")
class TriedController {

    private final TalkDesk talks;
    private final AttemptDesk desk;
    private final CaseNotes notes;
    private final MessageSource messages;

    TriedController(TalkDesk talks, AttemptDesk desk, CaseNotes notes, MessageSource messages) {
        this.talks = talks;
        this.desk = desk;
        this.notes = notes;
        this.messages = messages;
    }

    @GetMapping
    String show(
            @PathVariable CaseId id,
            @PathVariable UUID followUp,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        TalkDesk.Talk talk = talks.talk(id, followUp, me, locale);
        if (talk.ways().isEmpty()) {
            redirect.addFlashAttribute("notice", "followups.not-agreed");
            return "redirect:/staff/cases/{id}/follow-ups";
        }
        model.addAttribute("form", TriedForm.blank(talk.version(), talk.ways().getFirst()));
        return page(talk, locale, model);
    }

    @PostMapping
    String tried(
            @PathVariable CaseId id,
            @PathVariable UUID followUp,
            @ModelAttribute("form") TriedForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        UUID once = Once.required(form.once());
        Optional<TalkDesk.Talk> talk = talks.stillOpen(id, followUp, locale)
                .filter(open -> !open.ways().isEmpty());
        if (talk.isPresent()) {
            form.check(result, talk.get().ways());
            Optional<Instant> again = later(followUp, form);
            if (form.isLater() && again.isEmpty() && !result.hasFieldErrors("time")) {
                result.rejectValue("time", "followups.later.past");
            }
            if (result.hasErrors()) {
                model.addAttribute("hasErrors", true);
                return page(talk.get(), locale, model);
            }
            if (noted(followUp, form, again.orElse(null), once, me)) {
                redirect.addFlashAttribute("notice", "followups.noted." + form.result());
                return "redirect:/staff/follow-ups";
            }
        }
        String reason = desk.agrees(followUp) ? "followups.overtaken" : "followups.not-agreed";
        if (Unsaved.shown(request, response, model, reason)) {
            return Unsaved.PAGE;
        }
        redirect.addFlashAttribute("notice", reason);
        return "redirect:/staff/cases/{id}/follow-ups";
    }

    /** When the person asked to be asked again; empty: has not, or at no hour to come. */
    private Optional<Instant> later(UUID followUp, TriedForm form) {
        return form.isLater()
                ? ContactHours.typed(form.time()).flatMap(hour -> desk.later(followUp, form.inDays(), hour))
                : Optional.empty();
    }

    private boolean noted(UUID followUp, TriedForm form, @Nullable Instant again, UUID once, StaffMember me) {
        try {
            return note(followUp, form, again, once, me);
        } catch (DataIntegrityViolationException | OptimisticLockingFailureException overtaken) {
            return note(followUp, form, again, once, me);
        }
    }

    private boolean note(UUID followUp, TriedForm form, @Nullable Instant again, UUID once, StaffMember me) {
        return desk.tried(
                followUp,
                form.version() == null ? -1 : form.version(),
                Way.ofCode(form.way()).orElse(Way.CALL),
                Result.pressed(form.result()).orElseThrow(),
                again,
                form.note(),
                once,
                me);
    }

    private String page(TalkDesk.Talk talk, Locale locale, Model model) {
        model.addAttribute("file", talk.file());
        model.addAttribute("talk", talk);
        model.addAttribute(
                "ways",
                talk.ways().stream()
                        .map(way -> Choice.of(way.name(), text("followups.way." + way, locale)))
                        .toList());
        model.addAttribute(
                "results",
                Result.tries()
                        .filter(result ->
                                result != Result.WRONG_NUMBER || !talk.ways().equals(List.of(Way.VISIT)))
                        .map(result -> Choice.of(result.name(), text("followups.tried." + result, locale)))
                        .toList());
        model.addAttribute("readers", notes.readers(locale));
        model.addAttribute("days", FollowUpListController.DAYS);
        model.addAttribute("back", "/staff/follow-ups?whose=all");
        return "reintegration/followup/tried";
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, locale));
    }
}
