package org.mrcportal.reintegration.plan;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The client's page: reference and code open the plan for an hour. Whoever guesses learns nothing, and after too many tries
 * from one network a right guess answers like a wrong one. Tries are counted by reference and network together: whoever has
 * seen a reference cannot lock the client out, and a code has 40 random bits.
 */
@PublicPage
@RequestMapping("/plan")
class OwnPlanController {

    private static final String ASK = "redirect:/{lang}/plan";
    private static final String BY_REFERENCE = "plan.reference-and-address";
    private static final String BY_ADDRESS = "plan.address";
    private static final int TRIES_AT_A_PLAN = 10;
    private static final int MISSES_OF_AN_ADDRESS = 30;
    private static final Duration HOUR = Duration.ofHours(1);

    private final OwnPlanDesk desk;
    private final Attempts attempts;

    OwnPlanController(OwnPlanDesk desk, Attempts attempts) {
        this.desk = desk;
        this.attempts = attempts;
    }

    @GetMapping
    String ask(Model model) {
        model.addAttribute("find", OwnPlanForm.BLANK);
        return form(model);
    }

    @PostMapping
    String find(
            @ModelAttribute("find") OwnPlanForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (otherLanguage.isPresent()) {
            return form(model);
        }
        form.check(result);
        if (!result.hasErrors()) {
            String address = Attempts.network(request.getRemoteAddr());
            String reference = OwnPlanForm.meant(form.reference());
            String from = reference + " " + address;
            boolean tooMany = attempts.count(BY_REFERENCE, from, HOUR) > TRIES_AT_A_PLAN
                    | attempts.soFar(BY_ADDRESS, address, HOUR) >= MISSES_OF_AN_ADDRESS;
            if (tooMany) {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                result.reject("plan.own.many");
            } else {
                String code = OwnPlanForm.meant(form.code());
                Optional<String> token = desk.scopeOfReference(reference).call(() -> desk.visit(reference, code));
                if (token.isPresent()) {
                    attempts.takeBack(BY_REFERENCE, from);
                    return "redirect:/{lang}/plan/" + token.get();
                }
                attempts.count(BY_ADDRESS, address, HOUR);
                result.reject("plan.own.wrong");
            }
        }
        return form(model.addAttribute("hasErrors", true));
    }

    @GetMapping("/{token}")
    String show(@PathVariable String token, Model model, Locale locale) {
        Optional<OwnPlanDesk.OwnPlan> own =
                desk.scopeOfVisit(token).flatMap(scope -> scope.call(() -> desk.find(token, Language.of(locale))));
        if (own.isEmpty()) {
            return ASK;
        }
        model.addAttribute("own", own.get());
        model.addAttribute("token", token);
        model.addAttribute("dates", new Dates(own.get().centre().zone(), locale));
        return "reintegration/plan/own";
    }

    /** @param word DONE or IMPOSSIBLE; anything else takes back what was said */
    @PostMapping("/{token}/steps/{step}")
    String say(
            @PathVariable String token,
            @PathVariable UUID step,
            @RequestParam(required = false) @Nullable String word) {
        String said = "DONE".equals(word) || "IMPOSSIBLE".equals(word) ? word : null;
        boolean there = desk.scopeOfVisit(token)
                .map(scope -> scope.call(() -> desk.say(token, step, said)))
                .orElse(false);
        return there ? "redirect:/{lang}/plan/{token}" : ASK;
    }

    private static String form(Model model) {
        model.addAttribute("switchForm", "step");
        return "reintegration/plan/find";
    }
}
