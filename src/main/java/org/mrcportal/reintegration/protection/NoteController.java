package org.mrcportal.reintegration.protection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
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
    private final MessageSource messages;

    NoteController(NoteDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
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
        String text = form.words();
        if (text.isEmpty()) {
            result.rejectValue("text", "notes.text.missing");
        } else if (text.length() > NoteForm.LONGEST) {
            result.rejectValue("text", "notes.text.long");
        }
        if (!form.subject().equals(NoteForm.EVERYBODY) && !NoteDesk.SUBJECTS.contains(form.subject())) {
            result.rejectValue("about", "notes.about.unknown");
        }
        if (result.hasErrors()) {
            model.addAttribute("hasErrors", true);
            return page(id, null, null, me, locale, model);
        }
        desk.write(id, form.subject(), text, form.key(), me);
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
        model.addAttribute("subjects", NoteDesk.SUBJECTS);
        model.addAttribute("readers", readers(locale));
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

    private List<Choice> readers(Locale locale) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of(NoteForm.EVERYBODY, text("notes.about.everybody", locale)));
        NoteDesk.SUBJECTS.forEach(subject -> choices.add(Choice.of(subject, text("notes.about." + subject, locale))));
        return choices;
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, locale));
    }

    private static @Nullable UUID typed(@Nullable String id) {
        try {
            return id == null || id.isBlank() ? null : UUID.fromString(id);
        } catch (IllegalArgumentException forged) {
            return null;
        }
    }
}
