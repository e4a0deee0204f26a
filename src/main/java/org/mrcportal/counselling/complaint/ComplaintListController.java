package org.mrcportal.counselling.complaint;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The complaints a manager has to answer. */
@StaffPage
@RequestMapping("/manage/complaints")
class ComplaintListController {

    private static final int LONGEST_ANSWER = 2000;

    private final ComplaintReading reading;

    ComplaintListController(ComplaintReading reading) {
        this.reading = reading;
    }

    /** What is answered to the person, who reads it word for word. */
    record ReplyForm(@Nullable String text) {

        /** Without what no database keeps. */
        String words() {
            return text == null ? "" : text.replace("\u0000", "").strip();
        }
    }

    /** Writes days for the reader. */
    record Days(Locale locale) {
        public String date(LocalDate day) {
            return CentreTime.date(day, locale);
        }
    }

    @GetMapping
    String list(@AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        model.addAttribute("complaints", reading.list(me, locale));
        model.addAttribute("days", new Days(locale));
        return "counselling/complaint/list";
    }

    @GetMapping("/{id}")
    String open(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        model.addAttribute("reply", new ReplyForm(null));
        return page(id, me, locale, model);
    }

    @PostMapping("/{id}/look-at")
    String lookAt(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        reading.lookAt(id, me);
        redirect.addFlashAttribute("notice", "complaints.staff.looking");
        return "redirect:/manage/complaints/{id}";
    }

    @PostMapping("/{id}")
    String answer(
            @PathVariable UUID id,
            @ModelAttribute("reply") ReplyForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        if (form.words().isEmpty() || form.words().length() > LONGEST_ANSWER) {
            result.rejectValue("text", "complaints.staff.answer.missing");
            model.addAttribute("hasErrors", true);
            return page(id, me, locale, model);
        }
        reading.answer(id, form.words(), me);
        redirect.addFlashAttribute("notice", "complaints.staff.answered");
        return "redirect:/manage/complaints";
    }

    private String page(UUID id, StaffMember me, Locale locale, Model model) {
        model.addAttribute("complaint", reading.open(id, me, locale));
        model.addAttribute("days", new Days(locale));
        model.addAttribute("back", "/manage/complaints");
        return "counselling/complaint/complaint";
    }
}
