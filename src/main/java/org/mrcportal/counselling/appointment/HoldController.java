package org.mrcportal.counselling.appointment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.availability.BookingRules;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.TooManyTries;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Shows the free times and holds the chosen one. Counsellors may work at several centres, hence the network as scope.
 */
@PublicPage
@RequestMapping("/book")
class HoldController {

    /** A day that has no times because the centre is closed, and the message of the public holiday or null. */
    record ClosedLine(String day, @Nullable String holiday) {}

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String HOLDS = "hold.address";

    private final BookingQuestions questions;
    private final HoldDesk desk;
    private final Choices choices;
    private final Attempts attempts;
    private final BookingRules rules;

    HoldController(BookingQuestions questions, HoldDesk desk, Choices choices, Attempts attempts, BookingRules rules) {
        this.questions = questions;
        this.desk = desk;
        this.choices = choices;
        this.attempts = attempts;
        this.rules = rules;
    }

    @GetMapping("/time")
    String time(
            Answers answers,
            TimeForm choice,
            @RequestParam Optional<String> from,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        StepAddress.mayBeShownAgain(answers, response);
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
            var address = UriComponentsBuilder.fromUriString(StepAddress.address("/time", answers, locale));
            choice.start().ifPresent(start -> address.queryParam("time", start));
            return "redirect:" + address.toUriString();
        }
        String centre = answers.centre();
        if (!answers.complete() || centre == null || choice.time() == null) {
            return timePage(answers, choice, null, "counselling.time.missing", model, locale);
        }
        String network = Attempts.network(request.getRemoteAddr());
        boolean held = false;
        String language = Language.of(locale).code();
        try {
            if (attempts.count(HOLDS, network, HOUR) > rules.holdsPerHour()) {
                throw new TooManyTries();
            }
            var start = choice.start().orElseThrow(() -> new TimeGone(Instant.EPOCH));
            String token = Scope.network()
                    .call(() -> desk.hold(
                            answers.wish(), centre, start, choice.key(), answers.hold(), answers.via(), language));
            held = true;
            return "redirect:/{lang}/book/" + token + (answers.hold() == null ? "/details" : "");
        } catch (TimeGone | PessimisticLockingFailureException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return timePage(answers, choice, null, "counselling.time.gone", model, locale);
        } catch (NotFound e) {
            return StepAddress.to("/centre", answers, true, locale);
        } catch (AlreadyBooked e) {
            return "redirect:/{lang}/bookings/" + e.token();
        } finally {
            if (!held) {
                attempts.takeBack(HOLDS, network);
            }
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
            return StepAddress.to("", answers, true, locale);
        }
        if (centre == null || answers.mode() == null) {
            return StepAddress.to("/centre", answers, true, locale);
        }
        if (answers.language() == null) {
            return StepAddress.to("/language", answers, true, locale);
        }
        var found = Scope.network().call(() -> questions.times(answers, centre, Language.of(locale)));
        if (found.isEmpty()) {
            return StepAddress.to("/centre", answers, true, locale);
        }
        var times = found.get();
        LocalDate first = TimePage.from(from, choice, times.centre());
        TimeForm form = new TimeForm(choice.time(), UUID.randomUUID().toString());
        FreeDays days = TimePage.show(model, times.centre(), times.free(), form, first, problem, locale);
        model.addAttribute(
                "closed",
                times.closed().stream()
                        .filter(closed -> days.cover(closed.day()))
                        .map(closed -> new ClosedLine(
                                CentreTime.dayLong(closed.day(), locale),
                                closed.holiday() == null ? null : "centres.holiday." + closed.holiday()))
                        .toList());
        model.addAttribute("carried", answers.carried());
        model.addAttribute("mode", choices.mode(answers.mode(), locale));
        model.addAttribute("hold", times.rules().hold().toMinutes());
        model.addAttribute("earlier", StepAddress.address("/time", answers, days.earlier(), locale));
        model.addAttribute("later", StepAddress.address("/time", answers, days.later(), locale));
        model.addAttribute(
                "instead",
                times.instead().stream()
                        .map(wish -> instead(answers, wish, locale))
                        .toList());
        model.addAttribute("interpreted", answers.interpret() != null);
        model.addAttribute("waiting", StepAddress.at("/waiting/new", answers, locale));
        model.addAttribute("otherCentre", StepAddress.address("/centre", answers, locale));
        model.addAttribute("back", StepAddress.address("/language", answers, locale));
        model.addAttribute("switchForm", "step");
        model.addAttribute("switchTo", "/book/hold");
        return "counselling/appointment/time";
    }

    /** A way out where nobody is free for all of the wishes, and the message that names it. */
    record Instead(String href, String key) {}

    private static Instead instead(Answers answers, Wish wish, Locale locale) {
        Answers lesser = Answers.of(wish, String.valueOf(answers.centre()), answers.hold())
                .by(answers.via());
        boolean either = answers.wish().counsellorSex() != null && wish.counsellorSex() == null;
        return new Instead(
                StepAddress.address("/time", lesser, locale),
                "counselling.time.instead." + (either ? "either" : "interpreter"));
    }
}
