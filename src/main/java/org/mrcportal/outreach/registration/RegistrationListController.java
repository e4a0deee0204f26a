package org.mrcportal.outreach.registration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Paging;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.shared.SafeCsv;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who comes to a session: the list, its file, and what becomes of a registration. */
@StaffPage
@RequestMapping("/staff/sessions/{id}/registrations")
class RegistrationListController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final String LIST = "redirect:/staff/sessions/{id}/registrations";

    private final RegistrationList list;
    private final CallerDesk callers;
    private final SessionWords words;
    private final MessageSource messages;

    RegistrationListController(RegistrationList list, CallerDesk callers, SessionWords words, MessageSource messages) {
        this.list = list;
        this.callers = callers;
        this.words = words;
        this.messages = messages;
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
        model.addAttribute("added", callers.added(sheet.session().id(), added).orElse(null));
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
