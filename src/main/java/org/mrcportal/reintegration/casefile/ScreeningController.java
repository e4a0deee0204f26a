package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseId;
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

/** The page that screens for risks, with the screenings before. */
@StaffPage
@RequestMapping("/staff/cases/{id}/screening")
class ScreeningController {

    private final ScreeningDesk desk;

    ScreeningController(ScreeningDesk desk) {
        this.desk = desk;
    }

    /** A question with the answer that is ticked. */
    record Question(Cue cue, Finding.Answer ticked) {}

    /** The questions about one time. */
    record Part(Cue.Stage stage, List<Question> questions) {}

    /** A screening of the past, in the reader's words. */
    record Line(ScreeningDesk.Taken taken, String day) {}

    @GetMapping
    String show(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        return page(
                desk.open(id, me),
                new EnumMap<>(Cue.class),
                UuidCreator.getTimeOrderedEpoch().toString(),
                locale,
                model);
    }

    @PostMapping
    String screen(
            @PathVariable CaseId id,
            @RequestParam Map<String, String> sent,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Map<Cue, Finding.Answer> answers = new EnumMap<>(Cue.class);
        for (Cue cue : Cue.values()) {
            answers.put(cue, answer(sent.get(cue.name())));
        }
        if (answers.values().stream().allMatch(answer -> answer == Finding.Answer.UNKNOWN)) {
            model.addAttribute("hasErrors", true);
            return page(desk.again(id), answers, String.valueOf(sent.get("once")), locale, model);
        }
        desk.screen(id, answers, Once.of(sent.get("once")), me);
        redirect.addFlashAttribute("notice", "cases.screening.done");
        return "redirect:/staff/cases/{id}/screening";
    }

    private static Finding.Answer answer(@Nullable String sent) {
        return Arrays.stream(Finding.Answer.values())
                .filter(known -> known.name().equals(sent))
                .findFirst()
                .orElse(Finding.Answer.UNKNOWN);
    }

    private static String page(
            ScreeningDesk.Screened screened,
            Map<Cue, Finding.Answer> answers,
            String once,
            Locale locale,
            Model model) {
        model.addAttribute("file", screened.file());
        model.addAttribute(
                "lines",
                screened.taken().stream()
                        .map(taken -> new Line(
                                taken,
                                CentreTime.date(
                                        LocalDate.ofInstant(
                                                taken.at(), screened.file().zone()),
                                        locale)))
                        .toList());
        model.addAttribute(
                "stages",
                Arrays.stream(Cue.Stage.values())
                        .map(stage -> new Part(
                                stage,
                                stage.cues().stream()
                                        .map(cue ->
                                                new Question(cue, answers.getOrDefault(cue, Finding.Answer.UNKNOWN)))
                                        .toList()))
                        .toList());
        model.addAttribute("answers", Finding.Answer.values());
        model.addAttribute("once", once);
        model.addAttribute("back", "/staff/cases/" + screened.file().id());
        return "reintegration/casefile/screening";
    }
}
