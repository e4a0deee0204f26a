package org.mrcportal.counselling.appointment;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.WhatToBring;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A person's own booking: confirmation, calendar file, another time, giving it up. Times are looked for in the network,
 * because a counsellor may have talks at another centre too.
 */
@PublicPage
@RequestMapping("/bookings/{token}")
class BookingController {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final PersonalLinks links;
    private final PersonsDesk desk;
    private final AppointmentsOnRecord appointments;
    private final Choices choices;
    private final WhatToBring bring;

    BookingController(
            PersonalLinks links,
            PersonsDesk desk,
            AppointmentsOnRecord appointments,
            Choices choices,
            WhatToBring bring) {
        this.links = links;
        this.desk = desk;
        this.appointments = appointments;
        this.choices = choices;
        this.bring = bring;
    }

    @GetMapping
    String show(@PathVariable String token, Model model, Locale locale) {
        var booking = scope(token).call(() -> desk.find(token, Language.of(locale)));
        if (booking.isEmpty()) {
            return "redirect:/{lang}/book/{token}";
        }
        model.addAttribute("mode", choices.mode(booking.get().wish().mode(), locale));
        model.addAttribute(
                "bring",
                booking.get().fresh() ? bring.full(booking.get().wish().service(), locale) : bring.neutral(locale));
        return page(booking.get(), "booking", model, locale);
    }

    @GetMapping("/visit.ics")
    ResponseEntity<String> calendarFile(@PathVariable String token, Locale locale) {
        String file = scope(token)
                .call(() -> appointments.calendarFile(token, Language.of(locale)))
                .orElseThrow(() -> new NotFound("booking"));
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"visit.ics\"")
                .body(file);
    }

    @GetMapping("/move")
    String move(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String from,
            Model model,
            Locale locale) {
        return movePage(token, new TimeForm(null, null), from, null, model, locale);
    }

    @PostMapping("/move")
    String move(
            @PathVariable String token,
            TimeForm choice,
            @RequestParam(name = "switch", required = false) @Nullable String otherLanguage,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        if (otherLanguage != null) {
            return movePage(token, choice, null, null, model, locale);
        }
        if (choice.time() == null) {
            return movePage(token, choice, null, "counselling.time.missing", model, locale);
        }
        try {
            var start = choice.start().orElseThrow(() -> new TimeGone(Instant.EPOCH));
            Scope.network().call(() -> desk.move(token, start));
            return "redirect:/{lang}/bookings/{token}";
        } catch (TimeGone | PessimisticLockingFailureException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return movePage(token, choice, null, "counselling.time.gone", model, locale);
        } catch (TooManyBookings e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return movePage(token, choice, e.possibleFrom().toString(), e.problem(), model, locale, e.most());
        }
    }

    @GetMapping("/cancel")
    String askToCancel(@PathVariable String token, Model model, Locale locale) {
        var booking = scope(token).call(() -> desk.find(token, Language.of(locale)));
        return booking.filter(Booking::open)
                .map(open -> page(open, "cancel", model, locale))
                .orElse("redirect:/{lang}/bookings/{token}");
    }

    @PostMapping("/cancel")
    String cancel(@PathVariable String token) {
        scope(token).run(() -> desk.cancel(token));
        return "redirect:/{lang}/bookings/{token}";
    }

    private String movePage(
            String token,
            TimeForm choice,
            @Nullable String from,
            @Nullable String problem,
            Model model,
            Locale locale,
            Object... arguments) {
        var found = Scope.network().call(() -> desk.findWithTimes(token, Language.of(locale)));
        if (found.isEmpty() || !found.get().booking().open()) {
            return "redirect:/{lang}/bookings/{token}";
        }
        Booking booking = found.get().booking();
        FreeDays days = TimePage.show(
                model,
                booking.centre(),
                found.get().free(),
                choice,
                TimePage.from(from, choice, booking.centre()),
                problem,
                locale,
                arguments);
        String here = "/" + Language.of(locale).code() + "/bookings/" + token;
        model.addAttribute("earlier", days.earlier() == null ? null : here + "/move?from=" + days.earlier());
        model.addAttribute("later", days.later() == null ? null : here + "/move?from=" + days.later());
        model.addAttribute("back", here);
        model.addAttribute("switchForm", "step");
        return page(booking, "move", model, locale);
    }

    private static String page(Booking booking, String name, Model model, Locale locale) {
        var zone = booking.centre().zone();
        model.addAttribute("booking", booking);
        model.addAttribute("moment", CentreTime.moment(booking.slot().startsAt(), zone, locale));
        model.addAttribute("zone", CentreTime.zoneName(zone, locale));
        return "counselling/appointment/" + name;
    }

    private Scope scope(String token) {
        return Scope.of(links.centreOf(token).id());
    }
}
