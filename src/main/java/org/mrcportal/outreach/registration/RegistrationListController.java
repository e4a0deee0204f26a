package org.mrcportal.outreach.registration;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.Paging;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.Typed;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.SafeCsv;
import org.mrcportal.shared.StaffPage;
import org.mrcportal.shared.Tick;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/** Who comes to a session: the list, its file, and what staff do for people on the telephone. */
@StaffPage
@RequestMapping("/staff/sessions/{id}/registrations")
class RegistrationListController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final String LIST = "redirect:/staff/sessions/{id}/registrations";

    private final RegistrationList list;
    private final SessionWords words;
    private final MessageSource messages;

    RegistrationListController(RegistrationList list, SessionWords words, MessageSource messages) {
        this.list = list;
        this.words = words;
        this.messages = messages;
    }

    @InitBinder
    void forgiveForgedTicks(WebDataBinder binder) {
        binder.registerCustomEditor(Boolean.class, new Tick());
    }

    /** @param added the registration just made, whose number is to be said to the person */
    @GetMapping
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String added,
            @RequestParam(required = false) @Nullable String page,
            Model model,
            Locale locale) {
        RegistrationList.Sheet sheet = list.page(new SessionId(id), Paging.page(page), locale);
        String here = "/staff/sessions/" + id + "/registrations?page=";
        model.addAttribute("previous", sheet.page() > 1 ? here + (sheet.page() - 1) : null);
        model.addAttribute("next", sheet.more() ? here + (sheet.page() + 1) : null);
        model.addAttribute("sheet", sheet);
        say(added, sheet.session().id(), model);
        heading(sheet.session(), model, locale);
        return "outreach/registration/list";
    }

    @GetMapping("/file")
    ResponseEntity<String> file(@PathVariable UUID id, Locale locale) {
        RegistrationList.Sheet sheet = list.file(new SessionId(id), locale);
        List<List<String>> records = new ArrayList<>();
        records.add(
                List.of("reference", "state", "people", "name", "phone", "email", "language", "reminders", "since")
                        .stream()
                        .map(column -> say("registration.column." + column, locale))
                        .toList());
        sheet.rows()
                .forEach(row -> records.add(List.of(
                        row.reference(),
                        say("registration.state." + row.state(), locale),
                        Integer.toString(row.people()),
                        text(row.name()),
                        text(row.e164()),
                        text(row.email()),
                        row.language(),
                        say("registration.reminds." + row.reminders(), locale),
                        row.since())));
        String name = "registrations-" + sheet.session().slug() + ".csv";
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(SafeCsv.of(records));
    }

    @GetMapping("/new")
    String ask(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String added,
            @AuthenticationPrincipal StaffMember me,
            Model model,
            Locale locale) {
        SessionRegistrationDesk.Opening opening = list.open(new SessionId(id), Language.of(locale));
        model.addAttribute(
                "registration",
                RegistrationForm.opened(null)
                        .in(Language.ofCode(opening.session().language()).orElse(Language.of(locale))));
        say(added, opening.session().id(), model);
        return page(opening, null, me, model, locale);
    }

    private void say(@Nullable String added, SessionId session, Model model) {
        model.addAttribute(
                "added", list.added(session, Typed.uuid(added).orElse(null)).orElse(null));
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
        SessionRegistrationDesk.Opening opening = list.open(session, Language.of(locale));
        form.check(result, opening.centre().country());
        if (result.hasErrors()) {
            return page(opening, null, me, model.addAttribute("hasErrors", true), locale);
        }
        Wish wish = form.wish(opening.centre().country(), Language.of(locale));
        try {
            redirect.addAttribute("added", list.add(session, wish, form.waits()));
            return readsTheList(me) ? LIST : "redirect:/staff/sessions/{id}/registrations/new";
        } catch (PlacesShort e) {
            SessionRegistrationDesk.Opening now = list.open(session, Language.of(locale));
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

    @PostMapping("/{registration}/raise")
    String raise(@PathVariable UUID id, @PathVariable UUID registration, RedirectAttributes redirect) {
        try {
            list.raise(new SessionId(id), registration);
            redirect.addFlashAttribute("notice", "registration.staff.raised");
        } catch (PlacesShort e) {
            redirect.addFlashAttribute("notice", "registration.staff.raised.not");
        } catch (RegistrationClosed e) {
            redirect.addFlashAttribute("notice", "registration.staff.closed");
        }
        return LIST;
    }

    @PostMapping("/{registration}/cancel")
    String cancel(@PathVariable UUID id, @PathVariable UUID registration, RedirectAttributes redirect) {
        try {
            list.cancel(new SessionId(id), registration);
            redirect.addFlashAttribute("notice", "registration.staff.cancelled");
        } catch (CheckedIn e) {
            redirect.addFlashAttribute("notice", "registration.staff.cancelled.not");
        }
        return LIST;
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
        heading(opening.session(), model, locale);
        return "outreach/registration/new";
    }

    private void heading(SessionOnPlan session, Model model, Locale locale) {
        model.addAttribute("name", words.title(session, locale));
        model.addAttribute("when", words.when(session, locale));
        model.addAttribute("zone", words.zone(session, locale));
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
