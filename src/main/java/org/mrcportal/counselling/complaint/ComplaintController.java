package org.mrcportal.counselling.complaint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.appointment.Guesses;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.Tick;
import org.mrcportal.shared.TooManyTries;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Complaining, and reading the answer with the number and the code. */
@PublicPage
@RequestMapping("/complaints")
class ComplaintController {

    private static final String MADE = "complaint.address";
    private static final String FOUND = "complaint.reference";
    private static final int MOST_IN_AN_HOUR = 20;
    private static final Duration HOUR = Duration.ofHours(1);

    private final ComplaintDesk desk;
    private final Attempts attempts;
    private final Guesses guesses;
    private final MessageSource messages;

    ComplaintController(ComplaintDesk desk, Attempts attempts, Guesses guesses, MessageSource messages) {
        this.desk = desk;
        this.attempts = attempts;
        this.guesses = guesses;
        this.messages = messages;
    }

    @InitBinder
    void forgiveForgedTicks(WebDataBinder binder) {
        binder.registerCustomEditor(Boolean.class, new Tick());
    }

    @GetMapping("/new")
    String ask(@RequestParam(required = false) @Nullable String centre, Model model, Locale locale) {
        model.addAttribute("complaint", ComplaintForm.blank(centre));
        return form(centres(locale), model, locale);
    }

    @PostMapping("/new")
    String make(
            @ModelAttribute("complaint") ComplaintForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale,
            HttpServletRequest request) {
        List<CentreCard> centres = centres(locale);
        if (otherLanguage.isPresent()) {
            return form(centres, model, locale);
        }
        form.check(result);
        Optional<CentreCard> about = centres.stream()
                .filter(centre -> centre.code().equals(form.centre()))
                .findFirst();
        if (about.isEmpty() && !result.hasFieldErrors("centre")) {
            result.rejectValue("centre", "complaints.centre.missing");
        }
        if (result.hasErrors() || about.isEmpty()) {
            return form(centres, model.addAttribute("hasErrors", true), locale);
        }
        if (attempts.count(MADE, Attempts.network(request.getRemoteAddr()), HOUR) > MOST_IN_AN_HOUR) {
            throw new TooManyTries();
        }
        return "redirect:/{lang}/complaints/" + made(about.get(), form, Language.of(locale));
    }

    /** Of a form sent twice at once, the slower one finds the faster one's complaint. */
    private String made(CentreCard about, ComplaintForm form, Language language) {
        Scope scope = Scope.of(about.id().id());
        try {
            return scope.call(() -> desk.make(about, form, language));
        } catch (DataIntegrityViolationException sentTwice) {
            return scope.call(() -> desk.make(about, form, language));
        }
    }

    @GetMapping("/{token}")
    String show(@PathVariable String token, Model model, Locale locale) {
        return shown(desk.scopeOfToken(token).call(() -> desk.find(token)), model, locale);
    }

    @GetMapping
    String find(Model model) {
        model.addAttribute("find", new FindForm(null, null));
        return findPage(model);
    }

    @PostMapping
    String find(
            @ModelAttribute("find") FindForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (otherLanguage.isPresent()) {
            return findPage(model);
        }
        form.check(result);
        if (!result.hasErrors()) {
            String reference = form.meantReference();
            if (guesses.tooMany(FOUND, reference, request.getRemoteAddr())) {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                result.reject("counselling.find.many");
            } else {
                var made = desk.scopeOfReference(reference).call(() -> desk.find(reference, form.meantCode()));
                if (made.isPresent()) {
                    guesses.right(FOUND, reference, request.getRemoteAddr());
                    return shown(made.get(), model, locale);
                }
                guesses.missed(request.getRemoteAddr());
                result.reject("complaints.find.wrong");
            }
        }
        return findPage(model.addAttribute("hasErrors", true));
    }

    /**
     * By what an answer is found.
     *
     * @param number of the complaint, as typed
     */
    record FindForm(@Nullable String number, @Nullable String code) {

        void check(Errors errors) {
            if (number == null || number.isBlank()) {
                errors.rejectValue("number", "complaints.find.number.missing");
            }
            if (code == null || code.isBlank()) {
                errors.rejectValue("code", "complaints.find.code.missing");
            }
        }

        String meantReference() {
            return number == null ? "" : Reference.typed(number).orElse("");
        }

        String meantCode() {
            return code == null || code.length() > 40 ? "" : code.replaceAll("\\D", "");
        }
    }

    private static String findPage(Model model) {
        model.addAttribute("switchForm", "step");
        return "counselling/complaint/find";
    }

    private static String shown(ComplaintDesk.Made made, Model model, Locale locale) {
        model.addAttribute("made", made);
        model.addAttribute("due", CentreTime.date(made.due(), locale));
        return "counselling/complaint/show";
    }

    private List<CentreCard> centres(Locale locale) {
        return Scope.network().call(() -> desk.centres(Language.of(locale)));
    }

    private String form(List<CentreCard> centres, Model model, Locale locale) {
        model.addAttribute(
                "centres",
                centres.stream()
                        .map(centre -> Choice.of(centre.code(), centre.name()))
                        .toList());
        model.addAttribute(
                "addressees",
                List.of(
                        Choice.of("CENTRE", messages.getMessage("complaints.to.CENTRE", null, locale)),
                        Choice.of("NETWORK", messages.getMessage("complaints.to.NETWORK", null, locale))));
        model.addAttribute("switchForm", "step");
        return "counselling/complaint/new";
    }
}
