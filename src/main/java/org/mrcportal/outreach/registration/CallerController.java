package org.mrcportal.outreach.registration;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.mrcportal.shared.Tick;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form with which somebody who calls is registered for a session. */
@StaffPage
@RequestMapping("/staff/sessions/{id}/registrations")
class CallerController {

    private static final String LIST = "redirect:/staff/sessions/{id}/registrations";

    private final CallerDesk desk;
    private final SessionWords words;
    private final MessageSource messages;

    CallerController(CallerDesk desk, SessionWords words, MessageSource messages) {
        this.desk = desk;
        this.words = words;
        this.messages = messages;
    }

    @InitBinder
    void forgiveForgedTicks(WebDataBinder binder) {
        binder.registerCustomEditor(Boolean.class, new Tick());
    }

    /** @param added the registration just made, whose number is to be said to the person */
    @GetMapping("/new")
    String ask(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String added,
            @AuthenticationPrincipal StaffMember me,
            Model model,
            Locale locale) {
        SessionRegistrationDesk.Opening opening = desk.open(new SessionId(id), Language.of(locale));
        model.addAttribute(
                "registration",
                RegistrationForm.opened(null)
                        .in(Language.ofCode(opening.session().language()).orElse(Language.of(locale))));
        model.addAttribute("added", desk.added(opening.session().id(), added).orElse(null));
        return page(opening, null, me, model, locale);
    }

    @PostMapping
    String add(
            @PathVariable UUID id,
            @ModelAttribute("registration") RegistrationForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        SessionId session = new SessionId(id);
        SessionRegistrationDesk.Opening opening = desk.open(session, Language.of(locale));
        form.check(result, opening.centre().country());
        if (result.hasErrors()) {
            return page(opening, null, me, model.addAttribute("hasErrors", true), locale);
        }
        Wish wish = form.wish(opening.centre().country(), Language.of(locale));
        try {
            redirect.addAttribute("added", desk.add(session, wish, form.waits()));
            return readsTheList(me) ? LIST : "redirect:/staff/sessions/{id}/registrations/new";
        } catch (PlacesShort e) {
            SessionRegistrationDesk.Opening now = desk.open(session, Language.of(locale));
            SessionRegistrationController.rejectPlaces(result, now.left(), wish.people());
            return refused(now, now.left(), me, model, locale, response);
        } catch (RegisteredAlready e) {
            result.rejectValue("name", "registration.staff.before");
            return refused(opening, null, me, model, locale, response);
        } catch (RegistrationClosed e) {
            redirect.addFlashAttribute("notice", "registration.staff.closed");
            return readsTheList(me) ? LIST : "redirect:/staff/sessions/{id}";
        }
    }

    private String refused(
            SessionRegistrationDesk.Opening opening,
            @Nullable Integer left,
            StaffMember me,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return page(opening, left, me, model.addAttribute("hasErrors", true), locale);
    }

    private static boolean readsTheList(StaffMember me) {
        return me.is(Role.OUTREACH_OFFICER) || me.is(Role.CENTRE_MANAGER);
    }

    private String page(
            SessionRegistrationDesk.Opening opening,
            @Nullable Integer left,
            StaffMember me,
            Model model,
            Locale locale) {
        model.addAttribute("opening", opening);
        model.addAttribute(
                "pageLanguages",
                Arrays.stream(Language.values())
                        .map(language -> Choice.of(language.code(), language.nameIn(locale)))
                        .toList());
        RegistrationForm form = (RegistrationForm) model.getAttribute("registration");
        if (left != null && form != null) {
            model.addAttribute(
                    "ways",
                    SessionRegistrationController.ways(left, form.number().orElse(1), messages, locale));
        }
        model.addAttribute(
                "back", "/staff/sessions/" + opening.session().id() + (readsTheList(me) ? "/registrations" : ""));
        model.addAttribute("name", words.title(opening.session(), locale));
        model.addAttribute("when", words.when(opening.session(), locale));
        model.addAttribute("zone", words.zone(opening.session(), locale));
        return "outreach/registration/new";
    }
}
