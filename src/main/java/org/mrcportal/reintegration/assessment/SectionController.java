package org.mrcportal.reintegration.assessment;

import java.util.Locale;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The questions of one section. Each section is saved by itself, so nothing is lost when the talk breaks off. */
@StaffPage
@RequestMapping("/staff/cases/{id}/assessments/{assessment}/sections/{section}")
class SectionController {

    private final AssessmentDesk desk;
    private final AssessmentWords words;

    SectionController(AssessmentDesk desk, AssessmentWords words) {
        this.desk = desk;
        this.words = words;
    }

    @GetMapping
    String show(
            @PathVariable UUID id,
            @PathVariable UUID assessment,
            @PathVariable String section,
            @AuthenticationPrincipal StaffMember me,
            Model model,
            Locale locale) {
        AssessmentDesk.Opened opened = desk.open(new CaseId(id), assessment, me);
        if (!opened.card().writable()) {
            return "redirect:/staff/cases/{id}/assessments/{assessment}/print";
        }
        SectionForm form = SectionForm.stored(opened, section(opened, section));
        return page(opened, form, false, model, locale);
    }

    @PostMapping
    String save(
            @PathVariable UUID id,
            @PathVariable UUID assessment,
            @PathVariable String section,
            @RequestParam MultiValueMap<String, String> sent,
            @AuthenticationPrincipal StaffMember me,
            Model model,
            Locale locale) {
        AssessmentDesk.Opened opened = desk.open(new CaseId(id), assessment, me);
        Instrument.Section asked = section(opened, section);
        SectionForm form = SectionForm.sent(asked, sent);
        if (!form.problems().isEmpty()) {
            return page(opened, form, false, model, locale);
        }
        try {
            desk.save(new CaseId(id), assessment, section, form.version(), form.answers(), form.words(), me);
        } catch (AssessmentDesk.Overtaken overtaken) {
            return page(
                    overtaken.now(),
                    form.seen(overtaken.now().assessment().saved(asked).version()),
                    true,
                    model,
                    locale);
        }
        return "redirect:/staff/cases/{id}/assessments/{assessment}"
                + next(opened.assessment().instrument(), asked);
    }

    private static String next(Instrument instrument, Instrument.Section saved) {
        int place = instrument.sections().indexOf(saved) + 1;
        return place < instrument.sections().size()
                ? "/sections/" + instrument.sections().get(place).code()
                : "";
    }

    private static Instrument.Section section(AssessmentDesk.Opened opened, String code) {
        return opened.assessment().instrument().section(code).orElseThrow(() -> new NotFound(code));
    }

    private String page(AssessmentDesk.Opened opened, SectionForm form, boolean overtaken, Model model, Locale locale) {
        model.addAttribute("file", opened.card());
        model.addAttribute("assessment", opened.assessment());
        model.addAttribute("who", opened.who());
        model.addAttribute("name", opened.assessment().instrument().in(Language.of(locale)));
        model.addAttribute("sheet", SectionPage.of(opened, form, overtaken, words, locale));
        model.addAttribute("hasErrors", overtaken || !form.problems().isEmpty());
        model.addAttribute(
                "back",
                "/staff/cases/" + opened.card().id() + "/assessments/"
                        + opened.assessment().id());
        return "reintegration/assessment/section";
    }
}
