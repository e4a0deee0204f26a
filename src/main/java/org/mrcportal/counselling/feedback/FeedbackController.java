package org.mrcportal.counselling.feedback;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One page of questions after a visit, once. */
@PublicPage
@RequestMapping("/feedback/{token}")
class FeedbackController {

    private final Vouchers vouchers;
    private final FeedbackBox box;
    private final MessageSource messages;

    FeedbackController(Vouchers vouchers, FeedbackBox box, MessageSource messages) {
        this.vouchers = vouchers;
        this.box = box;
        this.messages = messages;
    }

    @GetMapping
    String ask(@PathVariable String token, Model model, Locale locale) {
        model.addAttribute("feedback", FeedbackForm.EMPTY);
        return page(token, vouchers.centreOf(token), model, locale);
    }

    @PostMapping
    String answer(
            @PathVariable String token,
            @ModelAttribute("feedback") FeedbackForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale) {
        CentreId centre = vouchers.centreOf(token);
        if (otherLanguage.isEmpty()) {
            form.check(result);
            if (!result.hasErrors()) {
                Scope.of(centre.id()).run(() -> box.drop(token, centre, form, Language.of(locale)));
                return "redirect:/{lang}/feedback/{token}";
            }
            model.addAttribute("hasErrors", true);
        }
        return page(token, centre, model, locale);
    }

    private String page(String token, CentreId centre, Model model, Locale locale) {
        FeedbackBox.Asked asked = Scope.of(centre.id()).call(() -> box.asked(token, centre, Language.of(locale)));
        model.addAttribute("asked", asked);
        model.addAttribute("token", token);
        model.addAttribute("questions", FeedbackForm.QUESTIONS);
        model.addAttribute("scale", choices("counselling.feedback.scale.", FeedbackForm.SCALE, locale));
        model.addAttribute("monies", choices("counselling.feedback.money.", FeedbackForm.MONEY, locale));
        if (asked.worth() == Vouchers.Worth.OPEN) {
            model.addAttribute("switchForm", "step");
        }
        return "counselling/feedback/feedback";
    }

    private List<Choice> choices(String prefix, List<String> values, Locale locale) {
        return values.stream()
                .map(value -> Choice.of(value, messages.getMessage(prefix + value, null, locale)))
                .toList();
    }
}
