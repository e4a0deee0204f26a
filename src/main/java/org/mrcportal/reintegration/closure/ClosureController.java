package org.mrcportal.reintegration.closure;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/** Closing a case in two steps, why and what is still open, and taking it up again. */
@StaffPage
@RequestMapping("/staff/cases/{id}")
class ClosureController {

    private static final int LONGEST_WHY = 500;

    private final ClosureDesk desk;
    private final ClosingLetter letter;
    private final MessageSource messages;

    ClosureController(ClosureDesk desk, ClosingLetter letter, MessageSource messages) {
        this.desk = desk;
        this.letter = letter;
        this.messages = messages;
    }

    @GetMapping("/closing")
    String show(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String reason,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        ClosureDesk.Sheet sheet = desk.sheet(id, me, locale);
        model.addAttribute("form", ClosingForm.blank(sheet.file().version(), reason));
        return page(sheet, sheet.file().open() ? "closing" : "closed", locale, model);
    }

    /** Shows what is still open; nothing is changed yet. */
    @PostMapping("/closing/check")
    String check(
            @PathVariable CaseId id,
            @ModelAttribute("form") ClosingForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        ClosureDesk.Sheet sheet = desk.sheet(id, me, locale);
        if (!sheet.closable()) {
            giveBack(form);
            return "redirect:/staff/cases/{id}/closing";
        }
        form.check(result, sheet.lost(), sheet.mistake());
        model.addAttribute("hasErrors", result.hasErrors());
        return page(sheet, result.hasErrors() ? "closing" : "confirm", locale, model);
    }

    @PostMapping("/closing")
    String close(
            @PathVariable CaseId id,
            @ModelAttribute("form") ClosingForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        UUID once = Once.required(form.once());
        ClosureDesk.Sheet sheet = desk.sheet(id, me, locale);
        if (sheet.file().open()) {
            form.check(result, sheet.lost(), sheet.mistake());
            if (result.hasErrors()) {
                return page(sheet, "closing", locale, model.addAttribute("hasErrors", true));
            }
            form.checkOpen(result, sheet.open());
            if (result.hasErrors()) {
                return page(sheet, "confirm", locale, model.addAttribute("hasErrors", true));
            }
        }
        if (closed(id, form, once, me) == ClosureDesk.Answer.DONE) {
            redirect.addFlashAttribute("notice", "closing.done");
            return "redirect:/staff/cases/{id}/closing";
        }
        if (!sheet.file().open()) {
            giveBack(form);
            return "redirect:/staff/cases/{id}/closing";
        }
        model.addAttribute("form", form.atVersion(sheet.file().version()));
        model.addAttribute("changed", true);
        return page(sheet, "confirm", locale, model);
    }

    /** The page of the conflict shows what was written. */
    private static void giveBack(ClosingForm form) {
        if (form.note() != null) {
            throw new OptimisticLockingFailureException("somebody else has closed the case");
        }
    }

    /** Of a form sent twice at once, the slower one finds the case closed by the faster one. */
    private ClosureDesk.Answer closed(CaseId id, ClosingForm form, UUID once, StaffMember me) {
        try {
            return desk.close(id, form, once, me);
        } catch (DataIntegrityViolationException | OptimisticLockingFailureException overtaken) {
            return desk.close(id, form, once, me);
        }
    }

    @PostMapping("/closing/reopen")
    String reopen(
            @PathVariable CaseId id,
            @RequestParam(defaultValue = "") String why,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        String reason = why.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_WHY) {
            ClosureDesk.Sheet sheet = desk.sheet(id, me, locale);
            model.addAttribute("form", ClosingForm.blank(sheet.file().version(), null));
            model.addAttribute("why", why);
            model.addAttribute("problem", reason.isEmpty() ? "closing.why.missing" : "closing.why.long");
            model.addAttribute("hasErrors", true);
            return page(sheet, sheet.file().open() ? "closing" : "closed", locale, model);
        }
        redirect.addFlashAttribute(
                "notice",
                switch (desk.reopen(id, reason, me)) {
                    case DONE -> "closing.reopened";
                    case CHANGED -> "closing.changed";
                    case EMPTY -> "closing.emptied";
                    case ELSEWHERE -> "closing.elsewhere";
                });
        return "redirect:/staff/cases/{id}";
    }

    @GetMapping("/closing/letter.pdf")
    ResponseEntity<byte[]> letter(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("letter.pdf")
                                .build()
                                .toString())
                .body(letter.print(id, me));
    }

    private String page(ClosureDesk.Sheet sheet, String view, Locale locale, Model model) {
        model.addAttribute("file", sheet.file());
        model.addAttribute("sheet", sheet);
        model.addAttribute(
                "reasons",
                Arrays.stream(Reason.values())
                        .filter(reason -> reason != Reason.LOST_CONTACT || sheet.lost())
                        .filter(reason -> reason != Reason.OPENED_BY_MISTAKE || sheet.mistake())
                        .map(reason ->
                                Choice.of(reason.name(), messages.getMessage("closing.reason." + reason, null, locale)))
                        .toList());
        model.addAttribute("back", "/staff/cases/" + sheet.file().id());
        return "reintegration/closure/" + view;
    }
}
