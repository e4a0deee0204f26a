package org.mrcportal.reintegration.protection;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The notes of a case: read, and written. */
@StaffPage
@RequestMapping("/staff/cases/{id}/notes")
class NoteController {

    private final NoteDesk desk;
    private final CaseNotes written;

    NoteController(NoteDesk desk, CaseNotes written) {
        this.desk = desk;
        this.written = written;
    }

    /** A note with its day in the reader's words. */
    record Line(NoteDesk.Note note, String day) {}

    @GetMapping
    String show(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String earlier,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("note", NoteForm.blank());
        return page(id, typed(before), typed(earlier), me, locale, model);
    }

    @PostMapping
    String write(
            @PathVariable CaseId id,
            @ModelAttribute("note") NoteForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            model.addAttribute("hasErrors", true);
            return page(id, null, null, me, locale, model);
        }
        desk.write(id, form, me);
        redirect.addFlashAttribute("notice", "notes.written");
        return "redirect:/staff/cases/{id}/notes";
    }

    @PostMapping("/{note}/close")
    String close(
            @PathVariable CaseId id,
            @PathVariable UUID note,
            @RequestParam(required = false) @Nullable String about,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        boolean known = desk.close(id, note, about, me);
        redirect.addFlashAttribute("notice", known ? "notes.closed" : "notes.about.unknown");
        return "redirect:/staff/cases/{id}/notes";
    }

    @PostMapping("/{note}/open")
    String open(
            @PathVariable CaseId id,
            @PathVariable UUID note,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.open(id, note, me);
        redirect.addFlashAttribute("notice", "notes.opened");
        return "redirect:/staff/cases/{id}/notes";
    }

    private String page(
            CaseId id, @Nullable UUID before, @Nullable UUID earlier, StaffMember me, Locale locale, Model model) {
        NoteDesk.Page page = desk.page(id, before, earlier, me);
        model.addAttribute("file", page.file());
        model.addAttribute("notes", lines(page.ordinary(), page.file(), locale));
        model.addAttribute("restricted", lines(page.restricted(), page.file(), locale));
        model.addAttribute("older", older(page.ordinary(), "before"));
        model.addAttribute("olderRestricted", older(page.restricted(), "earlier"));
        model.addAttribute("newest", before == null && earlier == null ? null : "/staff/cases/" + id + "/notes");
        model.addAttribute("guards", page.guards());
        model.addAttribute(
                "carries", page.guards() || me.id().equals(page.file().owner()));
        model.addAttribute("subjects", CaseNotes.SUBJECTS);
        model.addAttribute("readers", written.readers(locale));
        return "reintegration/protection/notes";
    }

    private static List<Line> lines(NoteDesk.Some some, CaseCard file, Locale locale) {
        return some.notes().stream()
                .map(note -> new Line(
                        note,
                        CentreTime.date(CentreTime.day(note.madeAt(), file.zone()), locale) + ", "
                                + CentreTime.time(note.madeAt(), file.zone())))
                .toList();
    }

    private static @Nullable String older(NoteDesk.Some some, String name) {
        return some.older() ? "?" + name + "=" + some.notes().getLast().id() : null;
    }

    private static @Nullable UUID typed(@Nullable String id) {
        try {
            return id == null || id.isBlank() ? null : UUID.fromString(id);
        } catch (IllegalArgumentException forged) {
            return null;
        }
    }
}
