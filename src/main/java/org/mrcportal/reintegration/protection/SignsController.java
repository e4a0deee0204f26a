package org.mrcportal.reintegration.protection;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which a supervisor decides what follows from strong signs. */
@StaffPage
@RequestMapping("/staff/tasks/{id}/decision")
class SignsController {

    private final SignsDesk desk;
    private final MessageSource messages;

    SignsController(SignsDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    /** A decision with its moment in the reader's words. */
    record Line(SignsDesk.Decided decided, String when) {}

    @GetMapping
    String show(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        model.addAttribute("signs", SignsForm.blank());
        return page(id, me, locale, model);
    }

    @PostMapping
    String decide(
            @PathVariable UUID id,
            @ModelAttribute("signs") SignsForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        int length = form.said().length();
        if (!form.isDecided()) {
            result.rejectValue("decision", "signs.decision.missing");
        }
        if (length < SignsForm.SHORTEST || length > SignsForm.LONGEST) {
            result.rejectValue("words", "signs.words.missing");
        }
        if (result.hasErrors()) {
            model.addAttribute("hasErrors", true);
            return page(id, me, locale, model);
        }
        desk.decide(id, form, me);
        redirect.addFlashAttribute("notice", "signs.decided");
        return "redirect:/staff/tasks";
    }

    private String page(UUID id, StaffMember me, Locale locale, Model model) {
        SignsDesk.Page page = desk.page(id, me);
        SignsDesk.Asked asked = page.asked();
        model.addAttribute("task", id);
        model.addAttribute("asked", asked);
        model.addAttribute("reference", Reference.grouped(asked.reference()));
        model.addAttribute("due", moment(asked.dueAt(), asked.zone(), locale));
        model.addAttribute(
                "decided",
                page.decided().stream()
                        .map(one -> new Line(one, moment(one.at(), asked.zone(), locale)))
                        .toList());
        model.addAttribute("decisions", decisions(locale));
        model.addAttribute("back", "/staff/tasks");
        return "reintegration/protection/signs";
    }

    private List<Choice> decisions(Locale locale) {
        return SignsDesk.DECISIONS.stream()
                .map(one -> Choice.of(
                        one, Objects.requireNonNull(messages.getMessage("signs.decision." + one, null, locale))))
                .toList();
    }

    private static String moment(Instant at, ZoneId zone, Locale locale) {
        return CentreTime.date(CentreTime.day(at, zone), locale) + ", " + CentreTime.time(at, zone);
    }
}
