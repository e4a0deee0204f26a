package org.mrcportal.reintegration.assessment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.CasePeople;
import org.mrcportal.reintegration.casefile.Origins;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The assessments of a case: what there is, what it came to, begin, complete, correct. */
@StaffPage
@RequestMapping("/staff/cases/{id}/assessments")
class AssessmentController {

    private final AssessmentDesk desk;
    private final AssessmentWords words;
    private final Origins origins;

    AssessmentController(AssessmentDesk desk, AssessmentWords words, Origins origins) {
        this.desk = desk;
        this.words = words;
        this.origins = origins;
    }

    /**
     * A person of the case with what was asked.
     *
     * @param who name and code
     * @param chart null: no score yet
     */
    record PersonBlock(
            UUID client,
            String who,
            String relation,
            List<LineView> lines,
            @Nullable ChangeChart chart) {}

    /** One assessment of the list. */
    record LineView(
            UUID id,
            String name,
            String round,
            String started,
            String completed,
            int answered,
            int asked,
            String value,
            @Nullable Band band,
            boolean scored,
            boolean provisional,
            boolean takenOver) {}

    @GetMapping
    String list(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, Model model, Locale locale) {
        AssessmentDesk.Overview overview = desk.overview(new CaseId(id), me);
        CaseCard card = overview.card();
        Language language = Language.of(locale);
        List<PersonBlock> people = new ArrayList<>();
        for (Assessment.Person person : overview.people()) {
            people.add(new PersonBlock(
                    person.client().id(),
                    CasePeople.named(overview.names(), person.client()),
                    person.relation(),
                    person.lines().stream()
                            .map(line -> line(line, card, locale))
                            .toList(),
                    ChangeChart.of(person.lines(), words, locale)));
        }
        model.addAttribute("file", card);
        model.addAttribute("people", people);
        model.addAttribute("takenOver", origins.takenOver(card, locale));
        model.addAttribute(
                "instruments",
                overview.offered().stream()
                        .map(i -> Choice.of(i.code(), i.in(language)))
                        .toList());
        model.addAttribute(
                "rounds",
                Arrays.stream(Round.values())
                        .map(r -> Choice.of(r.name(), words.say(r.label(), locale)))
                        .toList());
        model.addAttribute("once", UUID.randomUUID());
        return "reintegration/assessment/list";
    }

    private LineView line(Assessment.Line line, CaseCard card, Locale locale) {
        Instrument instrument = line.instrument();
        Assessment.Values values = line.values();
        var composite = values == null ? null : values.composite();
        return new LineView(
                line.id(),
                instrument.in(Language.of(locale)),
                line.round().label(),
                words.day(line.startedAt(), card, locale),
                words.day(line.completedAt(), card, locale),
                line.answered(),
                instrument.questions().size(),
                words.value(instrument, composite, locale),
                composite == null ? null : instrument.bands().of(composite),
                instrument.scored(),
                instrument.provisional(),
                line.takenOver());
    }

    @PostMapping
    String start(
            @PathVariable UUID id,
            @RequestParam UUID client,
            @RequestParam String instrument,
            @RequestParam String round,
            @RequestParam @Nullable String once,
            @AuthenticationPrincipal StaffMember me) {
        Round asked = Round.of(round).orElseThrow(() -> new NotFound(round));
        UUID started = desk.start(new CaseId(id), client, instrument, asked, Once.of(once), me);
        return "redirect:/staff/cases/{id}/assessments/" + started;
    }

    /** A section on the assessment's page. */
    record SectionLine(String code, String name, int answered, int asked) {}

    @GetMapping("/{assessment}")
    String show(
            @PathVariable UUID id,
            @PathVariable UUID assessment,
            @AuthenticationPrincipal StaffMember me,
            Model model,
            Locale locale) {
        return page(desk.open(new CaseId(id), assessment, me), model, locale);
    }

    private String page(AssessmentDesk.Opened opened, Model model, Locale locale) {
        Assessment assessment = opened.assessment();
        Instrument instrument = assessment.instrument();
        Language language = Language.of(locale);
        model.addAttribute("file", opened.card());
        model.addAttribute("assessment", assessment);
        model.addAttribute("who", opened.who());
        model.addAttribute("name", instrument.in(language));
        model.addAttribute("takenOver", assessment.takenOver() ? origins.takenOver(opened.card(), locale) : null);
        model.addAttribute("started", words.day(assessment.startedAt(), opened.card(), locale));
        model.addAttribute("completed", words.day(assessment.completedAt(), opened.card(), locale));
        model.addAttribute(
                "sections",
                instrument.sections().stream()
                        .map(s -> new SectionLine(
                                s.code(),
                                s.in(language),
                                (int) s.questions().stream()
                                        .filter(q -> assessment.answers().containsKey(q.number()))
                                        .count(),
                                s.questions().size()))
                        .toList());
        model.addAttribute(
                "missing",
                assessment.open().stream()
                        .map(q -> q.number() + ". " + q.in(language))
                        .toList());
        model.addAttribute("score", ScorePage.of(instrument, assessment.score(), words, locale));
        model.addAttribute("scored", instrument.scored());
        model.addAttribute(
                "followUp", assessment.isComplete() && !opened.card().readOnly() ? assessment.followUp() : null);
        model.addAttribute("rounds", PastScore.of(opened, words, locale));
        model.addAttribute("back", "/staff/cases/" + opened.card().id() + "/assessments");
        return "reintegration/assessment/assessment";
    }

    @PostMapping("/{assessment}/complete")
    String complete(
            @PathVariable UUID id,
            @PathVariable UUID assessment,
            @RequestParam(defaultValue = "false") String rest,
            @AuthenticationPrincipal StaffMember me,
            Model model,
            Locale locale,
            RedirectAttributes redirect) {
        if (!desk.complete(new CaseId(id), assessment, rest.equals("true"), me)) {
            model.addAttribute("incomplete", true);
            model.addAttribute("hasErrors", true);
            return page(desk.open(new CaseId(id), assessment, me), model, locale);
        }
        redirect.addFlashAttribute("notice", "assessments.completed");
        return "redirect:/staff/cases/{id}/assessments/{assessment}";
    }

    @PostMapping("/{assessment}/correct")
    String correct(@PathVariable UUID id, @PathVariable UUID assessment, @AuthenticationPrincipal StaffMember me) {
        desk.correct(new CaseId(id), assessment, me);
        return "redirect:/staff/cases/{id}/assessments/{assessment}";
    }

    @PostMapping("/{assessment}/remove")
    String remove(
            @PathVariable UUID id,
            @PathVariable UUID assessment,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        if (!desk.remove(new CaseId(id), assessment, me)) {
            redirect.addFlashAttribute("notice", "assessments.remove.answered");
            return "redirect:/staff/cases/{id}/assessments/{assessment}";
        }
        redirect.addFlashAttribute("notice", "assessments.removed");
        return "redirect:/staff/cases/{id}/assessments";
    }
}
