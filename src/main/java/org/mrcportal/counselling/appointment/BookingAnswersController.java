package org.mrcportal.counselling.appointment;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.Tick;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The personal questions of a booking, behind the token of the held time: posted, never in an address. */
@PublicPage
@RequestMapping("/book/{token}")
class BookingAnswersController {

    private final PersonalLinks links;
    private final DraftDesk drafts;
    private final BookingDesk desk;
    private final Choices choices;

    BookingAnswersController(PersonalLinks links, DraftDesk drafts, BookingDesk desk, Choices choices) {
        this.links = links;
        this.drafts = drafts;
        this.desk = desk;
        this.choices = choices;
    }

    @InitBinder
    void forgiveForgedTicks(WebDataBinder binder) {
        binder.registerCustomEditor(Boolean.class, new Tick());
    }

    @ExceptionHandler
    String alreadyBooked(AlreadyBooked e) {
        return "redirect:/{lang}/bookings/" + e.token();
    }

    /** Where the next open question is: new holds start with the first, changed ones return to the check page. */
    @GetMapping
    String next(@PathVariable String token, Locale locale) {
        return "redirect:/{lang}/book/{token}/" + find(token, locale).nextStep();
    }

    @GetMapping("/details")
    String details(@PathVariable String token, Model model, Locale locale) {
        Held held = find(token, locale);
        model.addAttribute("details", held.draft().details());
        return detailsPage(held, model, locale);
    }

    @PostMapping("/details")
    String keepDetails(
            @PathVariable String token,
            @ModelAttribute("details") DetailsForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale) {
        Held held = find(token, locale);
        String country = held.centre().country();
        if (otherLanguage.isEmpty()) {
            form.check(result, held.wish().mode(), country);
        }
        boolean done = otherLanguage.isEmpty() && !result.hasErrors();
        if (form.isOfHumanSize()) {
            held = keep(token, locale, draft -> draft.with(form, country, done));
        }
        if (done) {
            return "redirect:/{lang}/book/{token}/" + held.nextStep();
        }
        return otherLanguage.isPresent()
                ? "redirect:/{lang}/book/{token}/details"
                : detailsPage(held, model.addAttribute("hasErrors", true), locale);
    }

    @GetMapping("/privacy")
    String privacy(@PathVariable String token, Model model, Locale locale) {
        Held held = find(token, locale);
        if (!held.draft().detailsServe(held.wish().mode())) {
            return "redirect:/{lang}/book/{token}/details";
        }
        model.addAttribute("privacy", held.draft().privacy());
        return privacyPage(held, model, locale);
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
        Held held = keep(token, locale, draft -> draft.with(form, done));
        if (done) {
            return "redirect:/{lang}/book/{token}/" + held.nextStep();
        }
        return otherLanguage.isPresent()
                ? "redirect:/{lang}/book/{token}/privacy"
                : privacyPage(held, model.addAttribute("hasErrors", true), locale);
    }

    @GetMapping("/check")
    String check(@PathVariable String token, Model model, Locale locale) {
        Held held = find(token, locale);
        return held.nextStep().equals("check")
                ? checkPage(held, model, locale)
                : "redirect:/{lang}/book/{token}/" + held.nextStep();
    }

    @PostMapping("/check")
    String book(
            @PathVariable String token,
            TimeForm choice,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        var scope = Scope.of(links.centreOf(token).id());
        if (otherLanguage.isPresent()) {
            return "redirect:/{lang}/book/{token}/check";
        }
        try {
            boolean booked = scope.call(() -> desk.book(token, choice.start().orElse(null)));
            return booked ? "redirect:/{lang}/bookings/{token}" : "redirect:/{lang}/book/{token}";
        } catch (TimeGone | PessimisticLockingFailureException e) {
            return otherTimes(token, choice, null, "counselling.time.gone", model, locale, response);
        } catch (TooManyBookings e) {
            return otherTimes(token, choice, e.possibleFrom(), e.problem(), model, locale, response, e.most());
        }
    }

    /** The check page with the answers as they are and other times to choose from. */
    private String otherTimes(
            String token,
            TimeForm choice,
            @Nullable LocalDate from,
            String problem,
            Model model,
            Locale locale,
            HttpServletResponse response,
            Object... arguments) {
        response.setStatus(HttpStatus.CONFLICT.value());
        var free = Scope.of(links.centreOf(token).id()).call(() -> drafts.findWithTimes(token, Language.of(locale)));
        Held held = free.held();
        TimePage.show(
                model,
                held.centre(),
                free.free(),
                choice,
                from == null ? TimePage.dayOf(held.slot().startsAt(), held.centre()) : from,
                free.free().isEmpty() ? "counselling.time.none" : problem,
                locale,
                arguments);
        return checkPage(held, model, locale);
    }

    private String detailsPage(Held held, Model model, Locale locale) {
        model.addAttribute("ways", choices.ways(held.wish().mode(), locale));
        model.addAttribute("modeCode", held.wish().mode());
        model.addAttribute(
                "back",
                StepAddress.address(
                        "/time", Answers.of(held.wish(), held.centre().code(), held.token()), locale));
        return page(held, "details", model, locale);
    }

    private String privacyPage(Held held, Model model, Locale locale) {
        model.addAttribute("back", address(held, "details", locale));
        return page(held, "privacy", model, locale);
    }

    private String checkPage(Held held, Model model, Locale locale) {
        Answers answers = Answers.of(held.wish(), held.centre().code(), held.token());
        model.addAttribute("service", choices.service(held.wish().service(), locale));
        model.addAttribute("mode", choices.mode(held.wish().mode(), locale));
        model.addAttribute("talkLanguage", choices.language(held.wish().language()));
        model.addAttribute("needs", choices.needs(held.wish(), locale));
        model.addAttribute("contact", held.draft().contact());
        model.addAttribute("details", held.draft().details());
        model.addAttribute("privacy", held.draft().privacy());
        model.addAttribute("changeService", StepAddress.address("", answers, locale));
        model.addAttribute("changeCentre", StepAddress.address("/centre", answers, locale));
        model.addAttribute("changeLanguage", StepAddress.address("/language", answers, locale));
        model.addAttribute("changeTime", StepAddress.address("/time", answers, locale));
        model.addAttribute("back", address(held, "privacy", locale));
        if (!model.containsAttribute("choice")) {
            model.addAttribute("choice", new TimeForm(null, null));
        }
        return page(held, "check", model, locale);
    }

    private static String page(Held held, String name, Model model, Locale locale) {
        var zone = held.centre().zone();
        model.addAttribute("held", held);
        model.addAttribute("moment", CentreTime.moment(held.slot().startsAt(), zone, locale));
        model.addAttribute("zone", CentreTime.zoneName(zone, locale));
        model.addAttribute("until", CentreTime.time(held.until(), zone));
        model.addAttribute("switchForm", "step");
        return "counselling/appointment/" + name;
    }

    private static String address(Held held, String step, Locale locale) {
        return "/" + Language.of(locale).code() + "/book/" + held.token() + "/" + step;
    }

    private Held find(String token, Locale locale) {
        return Scope.of(links.centreOf(token).id()).call(() -> drafts.find(token, Language.of(locale)));
    }

    private Held keep(String token, Locale locale, UnaryOperator<Draft> change) {
        return Scope.of(links.centreOf(token).id()).call(() -> drafts.keep(token, Language.of(locale), change));
    }
}
