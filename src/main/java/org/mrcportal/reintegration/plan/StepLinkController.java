package org.mrcportal.reintegration.plan;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.Written;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind a partner's link. */
@PublicPage
@RequestMapping("/step/{token}")
class StepLinkController {

    private final StepLinkDesk desk;

    StepLinkController(StepLinkDesk desk) {
        this.desk = desk;
    }

    /** A partner's answer, as sent. */
    record Answer(@Nullable String answer, @Nullable String reason) {

        void check(Errors errors) {
            if ("REFUSED".equals(answer)) {
                Written.demand(errors, "reason", reason, 300, "plan.step.reason.missing");
            } else if (!"CONFIRMED".equals(answer)) {
                errors.reject("plan.step.answer.missing");
            }
        }
    }

    @GetMapping
    String show(@PathVariable String token, Model model, Locale locale) {
        model.addAttribute("reply", new Answer(null, null));
        return page(token, model, locale);
    }

    @PostMapping
    String answer(
            @PathVariable String token,
            @ModelAttribute("reply") Answer reply,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale) {
        Scope scope = desk.scopeOf(token);
        if (otherLanguage.isPresent()) {
            return page(token, model, locale);
        }
        reply.check(result);
        if (result.hasErrors()) {
            return page(token, model.addAttribute("hasErrors", true), locale);
        }
        scope.run(() -> desk.answer(token, "CONFIRMED".equals(reply.answer()), Written.orNull(reply.reason())));
        return "redirect:/{lang}/step/{token}";
    }

    private String page(String token, Model model, Locale locale) {
        StepLinkDesk.Asked asked = desk.scopeOf(token).call(() -> desk.find(token, Language.of(locale)));
        model.addAttribute("asked", asked);
        model.addAttribute("token", token);
        if (asked.open()) {
            model.addAttribute("switchForm", "step");
        }
        return "reintegration/plan/answer";
    }
}
