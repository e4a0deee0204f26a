package org.mrcportal.counselling.waitinglist;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.appointment.Choices;
import org.mrcportal.counselling.appointment.DetailsForm;
import org.mrcportal.counselling.appointment.Draft;
import org.mrcportal.counselling.appointment.PrivacyForm;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Tick;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The personal questions of a line, those of a booking, behind the line's token: posted, never in an address. */
@PublicPage
@RequestMapping("/waiting/{token}")
class WaitingAnswersController {

    private final WaitingDesk desk;
    private final WaitingLinks links;
    private final Choices choices;

    WaitingAnswersController(WaitingDesk desk, WaitingLinks links, Choices choices) {
        this.desk = desk;
        this.links = links;
        this.choices = choices;
    }

    @InitBinder
    void forgiveForgedTicks(WebDataBinder binder) {
        binder.registerCustomEditor(Boolean.class, new Tick());
    }

    @GetMapping("/details")
    String details(@PathVariable String token, Model model, Locale locale) {
        Waiting waiting = find(token, locale);
        model.addAttribute("details", waiting.draft().details());
        return detailsPage(waiting, model, locale);
    }

    @PostMapping("/details")
    String keepDetails(
            @PathVariable String token,
            @ModelAttribute("details") DetailsForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale) {
        Waiting waiting = find(token, locale);
        String country = waiting.centre().country();
        if (otherLanguage.isEmpty()) {
            form.check(result, waiting.wish().mode(), country);
        }
        boolean done = otherLanguage.isEmpty() && !result.hasErrors();
        if (form.isOfHumanSize()) {
            waiting = keep(token, locale, draft -> draft.with(form, country, done));
        }
        return answered(waiting, "details", otherLanguage, result, model)
                .orElseGet(() -> detailsPage(find(token, locale), model, locale));
    }

    @GetMapping("/privacy")
    String privacy(@PathVariable String token, Model model, Locale locale) {
        Waiting waiting = find(token, locale);
        if (waiting.state() == LineState.DRAFT && waiting.nextStep().equals("details")) {
            return "redirect:/{lang}/waiting/{token}/details";
        }
        model.addAttribute("privacy", waiting.draft().privacy());
        return privacyPage(waiting, model, locale);
    }

    @PostMapping("/privacy")
    String keepPrivacy(
            @PathVariable String token,
            @ModelAttribute("privacy") PrivacyForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale) {
        if (otherLanguage.isEmpty()) {
            form.check(result);
        }
        boolean done = otherLanguage.isEmpty() && !result.hasErrors();
        Waiting waiting = keep(token, locale, draft -> draft.with(form, done));
        return answered(waiting, "privacy", otherLanguage, result, model)
                .orElseGet(() -> privacyPage(waiting, model, locale));
    }

    @GetMapping("/check")
    String check(@PathVariable String token, Model model, Locale locale) {
        Waiting waiting = find(token, locale);
        return waiting.state() == LineState.DRAFT && !waiting.nextStep().equals("check")
                ? "redirect:/{lang}/waiting/{token}/" + waiting.nextStep()
                : checkPage(waiting, model, locale);
    }

    @PostMapping("/check")
    String join(
            @PathVariable String token,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale) {
        if (otherLanguage.isPresent()) {
            return "redirect:/{lang}/waiting/{token}/check";
        }
        if (joined(token) == WaitingDesk.Joined.BEFORE) {
            model.addAttribute("before", true);
            return checkPage(find(token, locale), model, locale);
        }
        return "redirect:/{lang}/waiting/{token}";
    }

    /** Two lines of one person may race past the look; the unique key decides then. */
    private WaitingDesk.Joined joined(String token) {
        try {
            return links.scopeOf(token).call(() -> desk.join(token));
        } catch (DataIntegrityViolationException faster) {
            return WaitingDesk.Joined.BEFORE;
        }
    }

    /** Where to go after a step; empty: the step is shown again. */
    private static Optional<String> answered(
            Waiting waiting, String step, Optional<String> otherLanguage, BindingResult result, Model model) {
        if (otherLanguage.isPresent()) {
            return Optional.of("redirect:/{lang}/waiting/{token}/" + step);
        }
        if (!result.hasErrors()) {
            return Optional.of(
                    waiting.state() == LineState.DRAFT
                            ? "redirect:/{lang}/waiting/{token}/" + waiting.nextStep()
                            : "redirect:/{lang}/waiting/{token}");
        }
        model.addAttribute("hasErrors", true);
        return Optional.empty();
    }

    private String detailsPage(Waiting waiting, Model model, Locale locale) {
        model.addAttribute("ways", choices.ways(waiting.wish().mode(), locale));
        model.addAttribute("modeCode", waiting.wish().mode());
        return page(waiting, "details", model);
    }

    private String privacyPage(Waiting waiting, Model model, Locale locale) {
        model.addAttribute("back", "/" + Language.of(locale).code() + "/waiting/" + waiting.token() + "/details");
        return page(waiting, "privacy", model);
    }

    private String checkPage(Waiting waiting, Model model, Locale locale) {
        model.addAttribute("service", choices.service(waiting.wish().service(), locale));
        model.addAttribute("mode", choices.mode(waiting.wish().mode(), locale));
        model.addAttribute("talkLanguage", choices.language(waiting.wish().language()));
        model.addAttribute("contact", waiting.draft().contact());
        model.addAttribute("days", waiting.suiting().daysIn(locale));
        model.addAttribute("lastDay", CentreTime.dayLong(waiting.suiting().lastDay(), locale));
        model.addAttribute("back", "/" + Language.of(locale).code() + "/waiting/" + waiting.token() + "/privacy");
        return page(waiting, "check", model);
    }

    /** Who stands in line has no questions to answer any more. */
    private static String page(Waiting waiting, String name, Model model) {
        if (waiting.state() != LineState.DRAFT) {
            return "redirect:/{lang}/waiting/{token}";
        }
        model.addAttribute("waiting", waiting);
        model.addAttribute("switchForm", "step");
        return "counselling/waitinglist/" + name;
    }

    private Waiting find(String token, Locale locale) {
        return links.scopeOf(token).call(() -> desk.find(token, Language.of(locale)));
    }

    private Waiting keep(String token, Locale locale, UnaryOperator<Draft> change) {
        return links.scopeOf(token).call(() -> desk.keep(token, Language.of(locale), change));
    }
}
