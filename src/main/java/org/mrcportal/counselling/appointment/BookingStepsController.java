package org.mrcportal.counselling.appointment;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first questions of a booking, which reveal nobody: plain pages whose answers stand in the address. */
@PublicPage
@RequestMapping("/book")
class BookingStepsController {

    private final BookingQuestions questions;
    private final Choices choices;

    BookingStepsController(BookingQuestions questions, Choices choices) {
        this.questions = questions;
        this.choices = choices;
    }

    @GetMapping
    String service(
            Answers answers,
            @RequestParam Optional<String> problem,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        ask(model, answers, problem.isPresent(), "service");
        model.addAttribute("services", choices.services(Scope.network().call(questions::services), locale));
        StepAddress.mayBeShownAgain(answers, response);
        return "counselling/appointment/service";
    }

    @GetMapping("/centre")
    String centre(
            Answers answers,
            @RequestParam Optional<String> problem,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        String service = answers.service();
        if (service == null) {
            return StepAddress.to("", answers, true, locale);
        }
        var places = Scope.network().call(() -> questions.places(service, Language.of(locale)));
        if (places.centres().isEmpty()) {
            return StepAddress.to("", answers, true, locale);
        }
        ask(model, answers, problem.isPresent(), "mode", "centre");
        model.addAttribute("modes", choices.modes(locale));
        model.addAttribute("centres", choices.centres(places, locale));
        model.addAttribute("back", StepAddress.address("", answers, locale));
        StepAddress.mayBeShownAgain(answers, response);
        return "counselling/appointment/centre";
    }

    @GetMapping("/language")
    String language(
            Answers answers,
            @RequestParam Optional<String> problem,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        String centre = answers.centre();
        if (answers.service() == null) {
            return StepAddress.to("", answers, true, locale);
        }
        if (centre == null || answers.mode() == null) {
            return StepAddress.to("/centre", answers, true, locale);
        }
        var tongues = Scope.network().call(() -> questions.tongues(centre, Language.of(locale)));
        if (tongues.isEmpty()) {
            return StepAddress.to("/centre", answers, true, locale);
        }
        List<String> languages = tongues.get().languages();
        String own = Language.of(locale).code();
        Answers shown = problem.isPresent() ? answers : answers.withDefaults(languages.contains(own) ? own : null);
        ask(model, shown, problem.isPresent(), "language", "sex", "needs", "interpret", "interpreterSex");
        model.addAttribute("talkLanguages", choices.languages(languages, locale));
        model.addAttribute("sexes", choices.sexes(locale));
        model.addAttribute("needs", choices.needs(locale));
        model.addAttribute("interpreterLanguages", choices.interpreterLanguages(locale));
        model.addAttribute("interpreterSexes", choices.interpreterSexes(locale));
        model.addAttribute("back", StepAddress.address("/centre", answers, locale));
        StepAddress.mayBeShownAgain(answers, response);
        return "counselling/appointment/language";
    }

    /** Shows the form with the answers so far; what this page asks for and is not answered is a problem if so wished. */
    private static void ask(Model model, Answers answers, boolean problem, String... asked) {
        BindingResult result = new BeanPropertyBindingResult(answers, "answers");
        for (String name : problem ? asked : new String[0]) {
            if (answers.carried().stream().noneMatch(field -> field.name().equals(name)) && isRequired(name)) {
                result.rejectValue(name, "counselling." + name + ".missing");
            }
        }
        model.addAttribute("answers", answers);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "answers", result);
        model.addAttribute("hasErrors", result.hasErrors());
        model.addAttribute("carried", answers.carried(asked));
        model.addAttribute("switchForm", "step");
    }

    private static boolean isRequired(String name) {
        return List.of("service", "mode", "centre", "language").contains(name);
    }
}
