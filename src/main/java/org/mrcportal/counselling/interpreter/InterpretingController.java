package org.mrcportal.counselling.interpreter;

import java.util.Locale;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.talk.InterpreterLanguages;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** An interpreter reads a request and says yes or no. */
@PublicPage
@RequestMapping("/interpreting/{token}")
class InterpretingController {

    private final InterpreterAnswers answers;
    private final InterpreterLanguages languages;

    InterpretingController(InterpreterAnswers answers, InterpreterLanguages languages) {
        this.answers = answers;
        this.languages = languages;
    }

    @GetMapping
    String show(@PathVariable String token, Model model, Locale locale) {
        CentreId at = answers.centreOf(token);
        var request = Scope.of(at.id()).call(() -> answers.find(token, at, Language.of(locale)));
        var zone = request.centre().zone();
        model.addAttribute("request", request);
        model.addAttribute("token", token);
        model.addAttribute("moment", CentreTime.moment(request.startsAt(), zone, locale));
        model.addAttribute("zone", CentreTime.zoneName(zone, locale));
        model.addAttribute("language", languages.name(request.language(), locale));
        return "counselling/interpreter/request";
    }

    @PostMapping
    String answer(@PathVariable String token, @RequestParam(defaultValue = "") String answer) {
        if (answer.equals("yes") || answer.equals("no")) {
            CentreId at = answers.centreOf(token);
            try {
                Scope.of(at.id()).run(() -> answers.answer(token, at, answer.equals("yes")));
            } catch (DataIntegrityViolationException faster) {
                // Another interpreter comes, or this one has just agreed to another visit: the page says so.
                return "redirect:/{lang}/interpreting/{token}";
            }
        }
        return "redirect:/{lang}/interpreting/{token}";
    }
}
