package org.mrcportal.outreach.registration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.outreach.session.RegistrationRules;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.Tick;
import org.mrcportal.shared.TooManyTries;
import org.springframework.context.MessageSource;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
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

/** The page on which people register for a session: one form, without an account. */
@PublicPage
@RequestMapping("/sessions/{slug}/register")
class SessionRegistrationController {

    private static final String FORMS = "registration.address";
    private static final Duration HOUR = Duration.ofHours(1);

    private final SessionRegistrationDesk desk;
    private final Sessions sessions;
    private final SessionWords words;
    private final RegistrationRules rules;
    private final Attempts attempts;
    private final MessageSource messages;

    SessionRegistrationController(
            SessionRegistrationDesk desk,
            Sessions sessions,
            SessionWords words,
            RegistrationRules rules,
            Attempts attempts,
            MessageSource messages) {
        this.desk = desk;
        this.sessions = sessions;
        this.words = words;
        this.rules = rules;
        this.attempts = attempts;
        this.messages = messages;
    }

    @InitBinder
    void forgiveForgedTicks(WebDataBinder binder) {
        binder.registerCustomEditor(Boolean.class, new Tick());
    }

    @GetMapping
    String ask(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String via,
            Model model,
            Locale locale) {
        model.addAttribute("registration", RegistrationForm.opened(via));
        return page(open(slug, locale), null, model, locale);
    }

    @PostMapping
    String register(
            @PathVariable String slug,
            @ModelAttribute("registration") RegistrationForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        SessionRegistrationDesk.Opening opening = open(slug, locale);
        if (otherLanguage.isPresent()) {
            return page(opening, form.waits() ? 0 : null, model, locale);
        }
        form.check(result, opening.centre().country());
        if (result.hasErrors()) {
            return page(opening, null, model.addAttribute("hasErrors", true), locale);
        }
        if (attempts.count(FORMS, Attempts.network(request.getRemoteAddr()), HOUR) > rules.perHour()) {
            throw new TooManyTries();
        }
        Wish wish = form.wish(opening.centre().country(), Language.of(locale));
        try {
            return "redirect:/{lang}/registrations/"
                    + sessions.scopeOf(slug).call(() -> desk.register(slug, wish, form.waits()));
        } catch (PlacesShort e) {
            SessionRegistrationDesk.Opening now = open(slug, locale);
            rejectPlaces(result, now.left(), wish.people());
            return refused(now, now.left(), model, locale, response);
        } catch (RegisteredAlready e) {
            result.rejectValue(
                    form.phone() == null || form.phone().isBlank() ? "email" : "phone", "registration.before");
            return refused(opening, null, model, locale, response);
        } catch (RegistrationClosed e) {
            return refused(open(slug, locale), null, model, locale, response);
        } catch (PessimisticLockingFailureException e) {
            result.reject("registration.busy");
            return refused(opening, null, model, locale, response);
        }
    }

    /** Beside the field: how many places there are, how many were asked for. */
    static void rejectPlaces(BindingResult result, int left, int people) {
        result.rejectValue(
                "people",
                left == 0 ? "registration.people.none" : "registration.people.short",
                new Object[] {left, people},
                null);
    }

    /** What can be done where there are fewer places than people. */
    static List<Choice> ways(int left, int people, MessageSource messages, Locale locale) {
        List<Choice> ways = new ArrayList<>();
        if (left > 0) {
            ways.add(Choice.of(
                    RegistrationForm.take(left),
                    messages.getMessage("registration.choice.take", new Object[] {left}, locale)));
        }
        ways.add(Choice.of(
                RegistrationForm.WAIT, messages.getMessage("registration.choice.wait", new Object[] {people}, locale)));
        return ways;
    }

    private SessionRegistrationDesk.Opening open(String slug, Locale locale) {
        Scope scope = sessions.scopeOf(slug);
        return scope.call(() -> desk.open(slug, Language.of(locale)));
    }

    private String refused(
            SessionRegistrationDesk.Opening opening,
            @Nullable Integer left,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return page(opening, left, model.addAttribute("hasErrors", true), locale);
    }

    /** @param left where the person has to choose what to do: how many places there are */
    private String page(SessionRegistrationDesk.Opening opening, @Nullable Integer left, Model model, Locale locale) {
        SessionOnPlan session = opening.session();
        String home = "/" + Language.of(locale).code() + "/sessions";
        model.addAttribute("opening", opening);
        model.addAttribute("name", words.title(session, locale));
        model.addAttribute("when", words.when(session, locale));
        model.addAttribute("zone", words.zone(session, locale));
        model.addAttribute("place", words.place(session, opening.centre(), locale));
        model.addAttribute("back", home + "/" + session.slug());
        if (!opening.open()) {
            model.addAttribute("others", others(opening.others(), words, locale));
            return "outreach/registration/closed";
        }
        RegistrationForm form = (RegistrationForm) model.getAttribute("registration");
        if (left != null && form != null) {
            model.addAttribute("ways", ways(left, form.number().orElse(1), messages, locale));
        }
        model.addAttribute("switchForm", "step");
        return "outreach/registration/register";
    }

    /** Another session somebody may go to instead. */
    record Other(String slug, String title, String when) {}

    static List<Other> others(List<SessionOnPlan> sessions, SessionWords words, Locale locale) {
        return sessions.stream()
                .map(other -> new Other(other.slug(), words.title(other, locale), words.when(other, locale)))
                .toList();
    }
}
