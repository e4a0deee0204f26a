package org.mrcportal.reintegration.referral;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.TooManyTries;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A partner looks at a referral and answers it, without an account. Opening the page does nothing and shows nobody. */
@PublicPage
@RequestMapping("/referrals/{token}")
class AnswerController {

    private static final String OWN_PAGE = "redirect:/{lang}/referrals/{token}";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_WRONG = 30;
    private static final int MOST_ANSWERS = 120;

    private final AnswerDesk desk;
    private final Links links;
    private final Attempts attempts;
    private final MessageSource messages;

    AnswerController(AnswerDesk desk, Links links, Attempts attempts, MessageSource messages) {
        this.desk = desk;
        this.links = links;
        this.attempts = attempts;
        this.messages = messages;
    }

    @GetMapping
    String show(
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        AnswerDesk.Page page = scope(token, request).call(() -> desk.find(token, Language.of(locale)));
        model.addAttribute("said", new AnswerForm(null, null, null));
        return page(page, token, response, model, locale);
    }

    /** Where somebody comes back to the address of a button. */
    @GetMapping({"/facts", "/answer"})
    String back() {
        return OWN_PAGE;
    }

    @PostMapping("/facts")
    String facts(
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        limit(request);
        AnswerDesk.Page page = scope(token, request).call(() -> desk.show(token, Language.of(locale)));
        model.addAttribute("said", new AnswerForm(null, null, null));
        model.addAttribute("switchTo", "/referrals/" + token);
        return page(page, token, response, model, locale);
    }

    @PostMapping("/answer")
    String answer(
            @PathVariable String token,
            @ModelAttribute("said") AnswerForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        limit(request);
        Scope scope = scope(token, request);
        if (otherLanguage.isEmpty()) {
            form.check(result);
            if (!result.hasErrors()) {
                scope.run(() -> desk.answer(token, form.said()));
                return OWN_PAGE;
            }
            model.addAttribute("hasErrors", true);
        }
        return page(scope.call(() -> desk.find(token, Language.of(locale))), token, response, model, locale);
    }

    private String page(AnswerDesk.Page page, String token, HttpServletResponse response, Model model, Locale locale) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        if (!page.good()) {
            response.setStatus(HttpStatus.GONE.value());
        }
        model.addAttribute("asked", page);
        model.addAttribute("token", token);
        if (page.open()) {
            model.addAttribute("answers", answers(page.state(), messages, locale));
            model.addAttribute("reasons", reasons(messages, locale));
            if (!model.containsAttribute("switchTo")) {
                model.addAttribute("switchForm", "answer-form");
                model.addAttribute("switchTo", "/referrals/" + token + "/answer");
            }
        }
        return "reintegration/referral/answer";
    }

    /** What can be said next. */
    static List<Choice> answers(ReferralState state, MessageSource messages, Locale locale) {
        return Answer.SAYABLE.stream()
                .filter(next -> next != state && !(state == ReferralState.ACCEPTED && next == ReferralState.REFUSED))
                .map(next -> Choice.of(
                        next.name(), messages.getMessage("referral.say." + Answer.key(next.name()), null, locale)))
                .toList();
    }

    static List<Choice> reasons(MessageSource messages, Locale locale) {
        return Answer.REASONS.stream()
                .map(code -> Choice.of(code, messages.getMessage("referral.reason." + Answer.key(code), null, locale)))
                .toList();
    }

    /** Whoever tries secrets at random is soon asked to wait. */
    private Scope scope(String token, HttpServletRequest request) {
        try {
            return links.scopeOf(token);
        } catch (NotFound unknown) {
            if (attempts.count("referral.unknown", Attempts.network(request.getRemoteAddr()), HOUR) > MOST_WRONG) {
                throw new TooManyTries();
            }
            throw unknown;
        }
    }

    private void limit(HttpServletRequest request) {
        if (attempts.count("referral.answer", Attempts.network(request.getRemoteAddr()), HOUR) > MOST_ANSWERS) {
            throw new TooManyTries();
        }
    }
}
