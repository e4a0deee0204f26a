package org.mrcportal.counselling.consultation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.ConsultationId;
import org.mrcportal.counselling.consultation.ConsultationLog.Logged;
import org.mrcportal.counselling.consultation.ConsultationSheets.Sheet;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
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

/** Writing a consultation down, reading it, putting it right. */
@StaffPage
@RequestMapping("/staff/consultations")
class ConsultationController {

    private final ConsultationSheets sheets;
    private final ConsultationLog log;
    private final ConsultationReader reader;
    private final Drafts drafts;
    private final LogChoices choices;

    ConsultationController(
            ConsultationSheets sheets,
            ConsultationLog log,
            ConsultationReader reader,
            Drafts drafts,
            LogChoices choices) {
        this.sheets = sheets;
        this.log = log;
        this.reader = reader;
        this.drafts = drafts;
        this.choices = choices;
    }

    @GetMapping("/new")
    String begin(
            @RequestParam(required = false) @Nullable String appointment,
            @RequestParam(name = "walk-in", required = false) @Nullable String walkIn,
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Sheet sheet = sheets.open(Subject.of(appointment, walkIn, client), centre, me, locale);
        if (sheet.occasion().consultation() != null) {
            return already(sheet.occasion().consultation(), redirect);
        }
        model.addAttribute("consultation", sheet.form());
        return page(sheet, locale, model);
    }

    @PostMapping
    String save(
            @ModelAttribute("consultation") ConsultationForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Optional<Logged> logged = saved(form, result, me, locale);
        if (logged.isEmpty()) {
            model.addAttribute("hasErrors", true);
            return page(sheets.reopen(form, me, locale), locale, model);
        }
        if (logged.get().before()) {
            return already(logged.get().id(), redirect);
        }
        redirect.addFlashAttribute("notice", "counselling.log.saved");
        return "redirect:/staff";
    }

    /**
     * Two submissions of one form may race past the look for an earlier one, and a no-show's time may have been given to
     * somebody else: the database decides then.
     */
    private Optional<Logged> saved(ConsultationForm form, BindingResult result, StaffMember me, Locale locale) {
        try {
            return log.save(form, result, me, locale);
        } catch (DataIntegrityViolationException refused) {
            Optional<Logged> earlier = log.logged(form);
            if (earlier.isEmpty()) {
                result.reject("counselling.log.cancelled");
            }
            return earlier;
        }
    }

    /** Scripts save drafts on their own and stay on the page; the button leaves it. */
    @PostMapping("/draft")
    Object keep(
            @ModelAttribute("consultation") ConsultationForm form,
            BindingResult result,
            @RequestParam(required = false) @Nullable String leave,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        drafts.keep(me, centre(form.centre()), form);
        if (leave == null) {
            return ResponseEntity.noContent().build();
        }
        redirect.addFlashAttribute("notice", "counselling.log.draft.kept");
        return "redirect:/staff";
    }

    @PostMapping("/draft/discard")
    String discard(
            @ModelAttribute("consultation") ConsultationForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        Subject subject = form.subject();
        drafts.discard(me, subject);
        redirect.addFlashAttribute("notice", "counselling.log.draft.discarded");
        if (subject.appointment() != null) {
            redirect.addAttribute("appointment", subject.appointment());
        } else if (subject.walkIn() != null) {
            redirect.addAttribute("walk-in", subject.walkIn());
        } else if (subject.client() != null) {
            redirect.addAttribute("client", subject.client());
        }
        return "redirect:/staff/consultations/new";
    }

    @GetMapping("/{id}")
    String read(@PathVariable String id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        ConsultationReader.Page page = reader.read(consultation(id), me, locale);
        model.addAttribute("page", page);
        model.addAttribute("destination", choices.country(page.findings().destination(), locale));
        model.addAttribute("region", choices.region(page.findings().region(), locale));
        model.addAttribute("language", choices.language(page.talk().language(), locale));
        model.addAttribute("back", "/staff/consultations");
        return "counselling/consultation/show";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable String id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        ConsultationReader.Correction correction = reader.correction(consultation(id), me, locale);
        model.addAttribute("consultation", correction.form());
        return page(correction, locale, model);
    }

    @PostMapping("/{id}/edit")
    String correct(
            @PathVariable String id,
            @ModelAttribute("consultation") ConsultationForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        if (!log.correct(consultation(id), form, result, me, locale)) {
            model.addAttribute("hasErrors", true);
            return page(reader.correction(consultation(id), me, locale), locale, model);
        }
        redirect.addFlashAttribute("notice", "counselling.log.corrected");
        redirect.addAttribute("id", id);
        return "redirect:/staff/consultations/{id}";
    }

    private String page(Sheet sheet, Locale locale, Model model) {
        model.addAttribute("sheet", sheet);
        model.addAttribute("choices", choices.in(locale, sheet.centre().country()));
        model.addAttribute(
                "focus", sheet.form().unanswered().stream().findFirst().orElse("note"));
        model.addAttribute("back", "/staff");
        return "counselling/consultation/new";
    }

    private String page(ConsultationReader.Correction correction, Locale locale, Model model) {
        model.addAttribute("id", correction.id());
        model.addAttribute("questions", ConsultationForm.QUESTIONS);
        model.addAttribute("none", List.of());
        model.addAttribute("choices", choices.in(locale, correction.centre().country()));
        model.addAttribute("back", "/staff/consultations/" + correction.id());
        return "counselling/consultation/edit";
    }

    private static String already(ConsultationId id, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", "counselling.log.already");
        redirect.addAttribute("id", id);
        return "redirect:/staff/consultations/{id}";
    }

    private static ConsultationId consultation(String id) {
        try {
            return ConsultationId.of(id);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound(id);
        }
    }

    private static CentreId centre(@Nullable String id) {
        try {
            return CentreId.of(String.valueOf(id));
        } catch (IllegalArgumentException malformed) {
            throw new NotFound("a centre");
        }
    }
}
