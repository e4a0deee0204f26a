package org.mrcportal.reintegration.assessment;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Assessments on paper, A4, in the client's language: to be filled in by hand, or as filled in. */
@StaffPage
@RequestMapping("/staff/cases/{id}/assessments")
class PaperController {

    private final AssessmentDesk desk;
    private final AssessmentWords words;

    PaperController(AssessmentDesk desk, AssessmentWords words) {
        this.desk = desk;
        this.words = words;
    }

    /** @param words the client's own, or null */
    record Sheet(String name, @Nullable String words, List<Line> lines) {}

    /**
     * A question on paper.
     *
     * @param boxes to be ticked; empty on a filled-in sheet
     * @param answer on a filled-in sheet
     */
    record Line(
            int number,
            String text,
            List<String> boxes,
            @Nullable String answer) {}

    @GetMapping("/blank")
    String blank(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "RSS") String instrument,
            @AuthenticationPrincipal StaffMember me,
            Model model) {
        AssessmentDesk.Blank blank = desk.blank(new CaseId(id), instrument, me);
        Language client = blank.card().language();
        Locale locale = client.locale();
        List<String> otherwise = Stream.of(Answer.Said.UNKNOWN, Answer.Said.DECLINED)
                .map(said -> words.say("assessments.said." + said, locale))
                .toList();
        List<Sheet> sheets = blank.instrument().sections().stream()
                .map(s -> new Sheet(
                        s.in(client),
                        null,
                        s.questions().stream()
                                .map(q -> new Line(
                                        q.number(),
                                        q.in(client),
                                        Stream.concat(q.options().stream().map(o -> o.in(client)), otherwise.stream())
                                                .toList(),
                                        null))
                                .toList()))
                .toList();
        return paper(blank.card(), blank.instrument(), sheets, client, model);
    }

    @GetMapping("/{assessment}/print")
    String filled(
            @PathVariable UUID id,
            @PathVariable UUID assessment,
            @AuthenticationPrincipal StaffMember me,
            Model model,
            Locale locale) {
        AssessmentDesk.Opened opened = desk.open(new CaseId(id), assessment, me);
        Assessment filled = opened.assessment();
        Language reader = Language.of(locale);
        List<Sheet> sheets = filled.instrument().sections().stream()
                .map(s -> new Sheet(
                        s.in(reader),
                        opened.assessment().saved(s).words(),
                        s.questions().stream()
                                .map(q -> new Line(
                                        q.number(),
                                        q.in(reader),
                                        List.of(),
                                        words.answer(q, filled.answers().get(q.number()), locale)))
                                .toList()))
                .toList();
        model.addAttribute("assessment", filled);
        model.addAttribute("started", words.day(filled.startedAt(), opened.card(), locale));
        if (filled.isComplete() && filled.instrument().scored()) {
            model.addAttribute("score", ScorePage.of(filled.instrument(), filled.score(), words, locale));
        }
        return paper(opened.card(), filled.instrument(), sheets, reader, model);
    }

    private static String paper(
            CaseCard card, Instrument instrument, List<Sheet> sheets, Language language, Model model) {
        model.addAttribute("file", card);
        model.addAttribute("name", instrument.in(language));
        model.addAttribute("version", instrument.version());
        model.addAttribute("sheets", sheets);
        model.addAttribute("spoken", language);
        return "reintegration/assessment/paper";
    }
}
