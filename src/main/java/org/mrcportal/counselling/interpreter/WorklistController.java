package org.mrcportal.counselling.interpreter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The visits that need an interpreter, and asking for one. */
@StaffPage
@RequestMapping("/staff/interpreting")
class WorklistController {

    private final InterpretingDesk desk;

    WorklistController(InterpretingDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String worklist(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("work", desk.worklist(me, centre, locale));
        return "counselling/interpreter/worklist";
    }

    @GetMapping("/{id}")
    String visit(@PathVariable String id, Locale locale, Model model) {
        var search = desk.search(appointment(id), locale);
        model.addAttribute("search", search);
        model.addAttribute(
                "back", "/staff/interpreting?centre=" + search.centre().code());
        return "counselling/interpreter/visit";
    }

    @PostMapping("/{id}/ask")
    String ask(
            @PathVariable String id,
            @RequestParam(name = "interpreter", required = false) @Nullable List<String> interpreters,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes redirect) {
        List<UUID> chosen = interpreters == null
                ? List.of()
                : interpreters.stream()
                        .map(WorklistController::uuid)
                        .flatMap(Optional::stream)
                        .toList();
        if (chosen.isEmpty()) {
            desk.search(appointment(id), locale); // of another centre, it is not there
        }
        redirect.addFlashAttribute(
                "notice", chosen.isEmpty() ? "counselling.interpreting.nobody" : asked(appointment(id), chosen, me));
        return "redirect:/staff/interpreting/{id}";
    }

    /** Two who ask the same interpreter at once ask once. */
    private String asked(AppointmentId id, List<UUID> chosen, StaffMember me) {
        try {
            return desk.ask(id, chosen, me) > 0 ? "counselling.interpreting.asked" : "counselling.interpreting.changed";
        } catch (DataIntegrityViolationException meanwhile) {
            return "counselling.interpreting.changed";
        }
    }

    @PostMapping("/{id}/release")
    String release(@PathVariable String id, RedirectAttributes redirect) {
        desk.release(appointment(id));
        redirect.addFlashAttribute("notice", "counselling.interpreting.released");
        return "redirect:/staff/interpreting/{id}";
    }

    private static AppointmentId appointment(String id) {
        return uuid(id).map(AppointmentId::new).orElseThrow(() -> new NotFound(id));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
