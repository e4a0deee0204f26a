package org.mrcportal.outreach.registration;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.TicketAddress;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.QrCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A person's own registration: the ticket, the place in line, the places that are kept, and giving them up. */
@PublicPage
@RequestMapping("/registrations/{token}")
class OwnRegistrationController {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);
    private static final String OWN_PAGE = "redirect:/{lang}/registrations/{token}";

    private final RegistrationLinks links;
    private final OwnRegistrationDesk desk;
    private final SessionWords words;
    private final TicketAddress tickets;

    OwnRegistrationController(
            RegistrationLinks links, OwnRegistrationDesk desk, SessionWords words, TicketAddress tickets) {
        this.links = links;
        this.desk = desk;
        this.words = words;
        this.tickets = tickets;
    }

    @GetMapping
    String show(@PathVariable String token, Model model, Locale locale) {
        OwnRegistration own = find(token, locale);
        Instant until = own.offeredUntil();
        if (until != null) {
            model.addAttribute("until", CentreTime.moment(until, own.session().zone(), locale));
        }
        if (own.registered()) {
            model.addAttribute("ticket", QrCode.of(tickets.of(own.reference())));
        }
        model.addAttribute("others", SessionRegistrationController.others(own.others(), words, locale));
        return page(own, "own", model, locale);
    }

    @GetMapping("/session.ics")
    ResponseEntity<String> calendarFile(@PathVariable String token, Locale locale) {
        String file = links.scopeOf(token)
                .call(() -> desk.calendarFile(token, Language.of(locale)))
                .orElseThrow(() -> new NotFound("registration"));
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"session.ics\"")
                .body(file);
    }

    @GetMapping("/people")
    String askPeople(@PathVariable String token, Model model, Locale locale) {
        OwnRegistration own = find(token, locale);
        model.addAttribute("number", new PeopleForm(Integer.toString(own.people())));
        return peoplePage(own, model, locale);
    }

    @PostMapping("/people")
    String comeAs(
            @PathVariable String token,
            @ModelAttribute("number") PeopleForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        if (otherLanguage.isPresent()) {
            return peoplePage(find(token, locale), model, locale);
        }
        int people = RegistrationForm.numberIn(form.people()).orElse(0);
        if (people == 0) {
            result.rejectValue("people", "registration.people.wrong");
            return peoplePage(find(token, locale), model.addAttribute("hasErrors", true), locale);
        }
        try {
            links.scopeOf(token).run(() -> desk.comeAs(token, people));
            return OWN_PAGE;
        } catch (PlacesShort e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            result.rejectValue("people", "registration.people.most", new Object[] {e.left(), people}, null);
            return peoplePage(find(token, locale), model.addAttribute("hasErrors", true), locale);
        }
    }

    @GetMapping("/cancel")
    String askToCancel(@PathVariable String token, Model model, Locale locale) {
        OwnRegistration own = find(token, locale);
        return own.open() && !own.here() ? page(own, "cancel", model, locale) : OWN_PAGE;
    }

    @PostMapping("/cancel")
    String cancel(@PathVariable String token) {
        links.scopeOf(token).run(() -> desk.cancel(token));
        return OWN_PAGE;
    }

    @PostMapping("/accept")
    String accept(@PathVariable String token) {
        links.scopeOf(token).run(() -> desk.accept(token));
        return OWN_PAGE;
    }

    @PostMapping("/decline")
    String decline(@PathVariable String token) {
        links.scopeOf(token).run(() -> desk.decline(token));
        return OWN_PAGE;
    }

    private String peoplePage(OwnRegistration own, Model model, Locale locale) {
        if (!own.maybeChanged()) {
            return OWN_PAGE;
        }
        model.addAttribute("back", "/" + Language.of(locale).code() + "/registrations/" + own.token());
        model.addAttribute("switchForm", "step");
        return page(own, "people", model, locale);
    }

    private String page(OwnRegistration own, String name, Model model, Locale locale) {
        model.addAttribute("own", own);
        model.addAttribute("when", words.when(own.session(), locale));
        model.addAttribute("zone", words.zone(own.session(), locale));
        model.addAttribute("place", words.place(own.session(), own.centre(), locale));
        return "outreach/registration/" + name;
    }

    private OwnRegistration find(String token, Locale locale) {
        return links.scopeOf(token).call(() -> desk.find(token, Language.of(locale)));
    }
}
