package org.mrcportal.counselling.waitinglist;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.appointment.Answers;
import org.mrcportal.counselling.appointment.Choices;
import org.mrcportal.counselling.appointment.StepAddress;
import org.mrcportal.counselling.appointment.TooManyBookings;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.TooManyTries;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Standing in line for a time: which times suit, then the line's own page with the place that is kept for the person. The
 * personal questions between the two are {@link WaitingAnswersController}'s.
 */
@PublicPage
@RequestMapping("/waiting")
class WaitingController {

    private static final String NEW = "/waiting/new";
    private static final String LINES = "waiting.address";
    private static final Duration HOUR = Duration.ofHours(1);

    private final WaitingDesk desk;
    private final WaitingLinks links;
    private final WaitingRules rules;
    private final Choices choices;
    private final Attempts attempts;
    private final MessageSource messages;
    private final Clock clock;

    WaitingController(
            WaitingDesk desk,
            WaitingLinks links,
            WaitingRules rules,
            Choices choices,
            Attempts attempts,
            MessageSource messages,
            Clock clock) {
        this.desk = desk;
        this.links = links;
        this.rules = rules;
        this.choices = choices;
        this.attempts = attempts;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/new")
    String ask(Answers answers, @ModelAttribute("suiting") SuitingForm form, Model model, Locale locale) {
        Optional<CentreCard> centre = centre(answers, locale);
        if (centre.isEmpty()) {
            return StepAddress.to("/time", answers, true, locale);
        }
        model.addAttribute("suiting", form.withDefaults());
        return page(answers, centre.get(), model, locale);
    }

    @PostMapping("/new")
    String open(
            Answers answers,
            @ModelAttribute("suiting") SuitingForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale,
            HttpServletRequest request) {
        Optional<CentreCard> centre = centre(answers, locale);
        if (centre.isEmpty()) {
            return StepAddress.to("/time", answers, true, locale);
        }
        if (otherLanguage.isPresent()) {
            var ticked = new LinkedMultiValueMap<String, String>();
            form.addTo(ticked);
            return "redirect:"
                    + UriComponentsBuilder.fromUriString(StepAddress.at(NEW, answers, locale))
                            .queryParams(ticked)
                            .toUriString();
        }
        form.check(result);
        if (result.hasErrors()) {
            model.addAttribute("hasErrors", true);
            return page(answers, centre.get(), model, locale);
        }
        if (attempts.count(LINES, Attempts.network(request.getRemoteAddr()), HOUR) > rules.linesPerHour()) {
            throw new TooManyTries();
        }
        return "redirect:/{lang}/waiting/" + opened(answers, centre.get(), form, locale) + "/details";
    }

    /** Two that send one form at once meet at its key: the slower finds the faster one's line. */
    private String opened(Answers answers, CentreCard centre, SuitingForm form, Locale locale) {
        Scope scope = Scope.of(centre.id().id());
        Language language = Language.of(locale);
        try {
            return scope.call(() -> desk.open(centre, answers.wish(), form, answers.via(), language));
        } catch (DataIntegrityViolationException sentTwice) {
            return scope.call(() -> desk.open(centre, answers.wish(), form, answers.via(), language));
        }
    }

    @GetMapping("/{token}")
    String show(@PathVariable String token, Model model, Locale locale) {
        Waiting waiting = links.scopeOf(token).call(() -> desk.find(token, Language.of(locale)));
        if (waiting.state() == LineState.DRAFT) {
            return "redirect:/{lang}/waiting/{token}/" + waiting.nextStep();
        }
        if (waiting.booking() != null) {
            return "redirect:/{lang}/bookings/" + waiting.booking();
        }
        var zone = waiting.centre().zone();
        Waiting.Offer offer = waiting.offer();
        model.addAttribute("waiting", waiting);
        model.addAttribute("mode", choices.mode(waiting.wish().mode(), locale));
        model.addAttribute("lastDay", CentreTime.dayLong(waiting.suiting().lastDay(), locale));
        model.addAttribute("zone", CentreTime.zoneName(zone, locale));
        if (offer != null) {
            model.addAttribute("moment", CentreTime.moment(offer.startsAt(), zone, locale));
            model.addAttribute("until", CentreTime.moment(offer.keptUntil(), zone, locale));
        }
        return "counselling/waitinglist/line";
    }

    /** Whoever has as many bookings as the centre allows may give one up and take the place then. */
    @PostMapping("/{token}/take")
    String take(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String offer,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        try {
            Optional<String> booking = links.scopeOf(token).call(() -> desk.take(token, number(offer)));
            return booking.map(secret -> "redirect:/{lang}/bookings/" + secret)
                    .orElse("redirect:/{lang}/waiting/{token}?gone");
        } catch (TooManyBookings e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("hasErrors", true);
            model.addAttribute("limit", "waiting.limit." + e.span());
            model.addAttribute("most", e.most());
            model.addAttribute("switchTo", "/waiting/" + token);
            return show(token, model, locale);
        }
    }

    @PostMapping("/{token}/decline")
    String decline(@PathVariable String token, @RequestParam(defaultValue = "") String offer) {
        links.scopeOf(token).run(() -> desk.decline(token, number(offer)));
        return "redirect:/{lang}/waiting/{token}";
    }

    @PostMapping("/{token}/leave")
    String leave(@PathVariable String token) {
        links.scopeOf(token).run(() -> desk.leave(token));
        return "redirect:/{lang}/waiting/{token}";
    }

    private Optional<CentreCard> centre(Answers answers, Locale locale) {
        String code = answers.centre();
        return answers.complete() && code != null
                ? Scope.network().call(() -> desk.centre(answers.wish(), code, Language.of(locale)))
                : Optional.empty();
    }

    private String page(Answers answers, CentreCard centre, Model model, Locale locale) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), centre.zone());
        model.addAttribute("centre", centre);
        model.addAttribute("mode", choices.mode(answers.wish().mode(), locale));
        model.addAttribute(
                "days",
                Suiting.DAYS.stream()
                        .map(day -> Choice.of(day, CentreTime.weekday(DayOfWeek.of(Integer.parseInt(day)), locale)))
                        .toList());
        model.addAttribute(
                "parts",
                Suiting.PARTS.stream()
                        .map(part -> Choice.of(part, messages.getMessage("waiting.part." + part, null, locale)))
                        .toList());
        model.addAttribute(
                "weeks",
                SuitingForm.WEEKS.stream()
                        .map(weeks -> Choice.of(weeks, CentreTime.dayLong(SuitingForm.lastDay(today, weeks), locale)))
                        .toList());
        String here = StepAddress.at(NEW, answers, locale);
        model.addAttribute("action", here);
        model.addAttribute("back", StepAddress.address("/time", answers, locale));
        model.addAttribute("switchForm", "step");
        model.addAttribute("switchTo", here.substring(here.indexOf('/', 1)));
        return "counselling/waitinglist/new";
    }

    /** No offer has the number 0. */
    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }
}
