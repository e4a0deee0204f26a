package org.mrcportal.counselling.appointment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.counselling.availability.BookingRules;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The first questions of a booking, which reveal nobody: plain pages whose answers stand in the address, until a time is
 * chosen and held. Counsellors may work at several centres, hence the network as scope.
 */
@PublicPage
@RequestMapping("/book")
class BookingStepsController {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String HOLDS = "hold.address";

    private final BookingQuestions questions;
    private final HoldDesk desk;
    private final Choices choices;
    private final Attempts attempts;
    private final BookingRules rules;

    BookingStepsController(
            BookingQuestions questions, HoldDesk desk, Choices choices, Attempts attempts, BookingRules rules) {
        this.questions = questions;
        this.desk = desk;
        this.choices = choices;
        this.attempts = attempts;
        this.rules = rules;
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
        mayBeShownAgain(answers, response);
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
            return to("", answers, true, locale);
        }
        var places = Scope.network().call(() -> questions.places(service, Language.of(locale)));
        if (places.centres().isEmpty()) {
            return to("", answers, true, locale);
        }
        ask(model, answers, problem.isPresent(), "mode", "centre");
        model.addAttribute("modes", choices.modes(locale));
        model.addAttribute("centres", choices.centres(places, locale));
        model.addAttribute("back", address("", answers, locale));
        mayBeShownAgain(answers, response);
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
            return to("", answers, true, locale);
        }
        if (centre == null || answers.mode() == null) {
            return to("/centre", answers, true, locale);
        }
        var tongues = Scope.network().call(() -> questions.tongues(centre, Language.of(locale)));
        if (tongues.isEmpty()) {
            return to("/centre", answers, true, locale);
        }
        List<String> languages = tongues.get().languages();
        String own = Language.of(locale).code();
        Answers shown = problem.isPresent() ? answers : answers.withDefaults(languages.contains(own) ? own : null);
        ask(model, shown, problem.isPresent(), "language", "sex", "needs");
        model.addAttribute("talkLanguages", choices.languages(languages));
        model.addAttribute("sexes", choices.sexes(locale));
        model.addAttribute("needs", choices.needs(locale));
        model.addAttribute("back", address("/centre", answers, locale));
        mayBeShownAgain(answers, response);
        return "counselling/appointment/language";
    }

    @GetMapping("/time")
    String time(
            Answers answers,
            TimeForm choice,
            @RequestParam Optional<String> from,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        mayBeShownAgain(answers, response);
        return timePage(answers, choice, from.orElse(null), null, model, locale);
    }

    @PostMapping("/hold")
    String hold(
            Answers answers,
            TimeForm choice,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (otherLanguage.isPresent()) {
            var address = UriComponentsBuilder.fromUriString(address("/time", answers, locale));
            choice.start().ifPresent(start -> address.queryParam("time", start));
            return "redirect:" + address.toUriString();
        }
        String centre = answers.centre();
        if (!answers.complete() || centre == null || choice.time() == null) {
            return timePage(answers, choice, null, "counselling.time.missing", model, locale);
        }
        if (attempts.soFar(HOLDS, request.getRemoteAddr(), HOUR) >= rules.holdsPerHour()) {
            throw new TooManyTries();
        }
        String language = Language.of(locale).code();
        try {
            var start = choice.start().orElseThrow(() -> new TimeGone(Instant.EPOCH));
            String token = Scope.network()
                    .call(() -> desk.hold(answers.wish(), centre, start, choice.key(), answers.hold(), language));
            attempts.count(HOLDS, request.getRemoteAddr(), HOUR);
            return "redirect:/{lang}/book/" + token;
        } catch (TimeGone | PessimisticLockingFailureException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return timePage(answers, choice, null, "counselling.time.gone", model, locale);
        } catch (NotFound e) {
            return to("/centre", answers, true, locale);
        } catch (AlreadyBooked e) {
            return "redirect:/{lang}/bookings/" + e.token();
        }
    }

    private String timePage(
            Answers answers,
            TimeForm choice,
            @Nullable String from,
            @Nullable String problem,
            Model model,
            Locale locale) {
        String centre = answers.centre();
        if (answers.service() == null) {
            return to("", answers, true, locale);
        }
        if (centre == null || answers.mode() == null) {
            return to("/centre", answers, true, locale);
        }
        if (answers.language() == null) {
            return to("/language", answers, true, locale);
        }
        var found = Scope.network().call(() -> questions.times(answers, centre, Language.of(locale)));
        if (found.isEmpty()) {
            return to("/centre", answers, true, locale);
        }
        var times = found.get();
        LocalDate first = TimePage.from(from, choice, times.centre());
        TimeForm form = new TimeForm(choice.time(), UUID.randomUUID().toString());
        FreeDays days = TimePage.show(model, times.centre(), times.free(), form, first, problem, locale);
        model.addAttribute("carried", answers.carried());
        model.addAttribute("mode", choices.mode(answers.mode(), locale));
        model.addAttribute("hold", rules.hold().toMinutes());
        model.addAttribute("earlier", address("/time", answers, days.earlier(), locale));
        model.addAttribute("later", address("/time", answers, days.later(), locale));
        model.addAttribute("otherCentre", address("/centre", answers, locale));
        model.addAttribute("back", address("/language", answers, locale));
        model.addAttribute("switchForm", "step");
        return "counselling/appointment/time";
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

    /** These pages say nothing of anybody, so Back may show them again as they were; a hold's token is another matter. */
    private static void mayBeShownAgain(Answers answers, HttpServletResponse response) {
        if (answers.hold() == null) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        }
    }

    private static String to(String step, Answers answers, boolean problem, Locale locale) {
        var address = UriComponentsBuilder.fromUriString(address(step, answers, locale));
        return "redirect:" + (problem ? address.queryParam("problem", 1) : address).toUriString();
    }

    private static @Nullable String address(String step, Answers answers, @Nullable LocalDate from, Locale locale) {
        return from == null
                ? null
                : UriComponentsBuilder.fromUriString(address(step, answers, locale))
                        .queryParam("from", from)
                        .toUriString();
    }

    static String address(String step, Answers answers, Locale locale) {
        return UriComponentsBuilder.fromPath("/" + Language.of(locale).code() + "/book" + step)
                .queryParams(answers.parameters())
                .toUriString();
    }
}
