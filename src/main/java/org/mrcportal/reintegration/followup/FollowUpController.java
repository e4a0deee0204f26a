package org.mrcportal.reintegration.followup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
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

/** The follow-ups of a case. */
@StaffPage
@RequestMapping("/staff/cases/{id}/follow-ups")
class FollowUpController {

    private static final String OWN = "redirect:/staff/cases/{id}/follow-ups";

    private final FollowUpOverview overview;
    private final FollowUpDesk desk;
    private final AttemptDesk attempts;
    private final TalkDesk talks;

    FollowUpController(FollowUpOverview overview, FollowUpDesk desk, AttemptDesk attempts, TalkDesk talks) {
        this.overview = overview;
        this.desk = desk;
        this.attempts = attempts;
        this.talks = talks;
    }

    @GetMapping
    String overview(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        return page(id, me, locale, model);
    }

    @PostMapping
    String plan(
            @PathVariable CaseId id,
            @ModelAttribute("form") PlanForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        UUID once = Once.required(form.once());
        form.check(result, desk.today(id));
        if (!result.hasErrors()) {
            if (planned(id, form, once, me)) {
                redirect.addFlashAttribute("notice", "followups.planned");
                return OWN;
            }
            result.rejectValue("round", "followups.round.taken");
        }
        return page(id, me, locale, model.addAttribute("hasErrors", true));
    }

    /** Of a form sent twice at once, the slower one finds the faster one's follow-up. */
    private boolean planned(CaseId id, PlanForm form, UUID once, StaffMember me) {
        try {
            return desk.plan(id, form, once, me);
        } catch (DataIntegrityViolationException overtaken) {
            return desk.plan(id, form, once, me);
        }
    }

    @PostMapping("/{followUp}/cancel")
    String cancel(
            @PathVariable CaseId id,
            @PathVariable UUID followUp,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.cancel(id, followUp, me);
        redirect.addFlashAttribute("notice", "followups.cancelled");
        return OWN;
    }

    @GetMapping("/{followUp}/reached")
    String talk(
            @PathVariable CaseId id,
            @PathVariable UUID followUp,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return talkPage(id, followUp, Map.of(), "CALL", 0, List.of(), me, locale, model);
    }

    @PostMapping("/{followUp}/reached")
    String reached(
            @PathVariable CaseId id,
            @PathVariable UUID followUp,
            @RequestParam Map<String, String> typed,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        UUID once = Once.required(typed.get("once"));
        Map<String, String> answers = Tracer.current().read(typed);
        List<String> problems = Tracer.contradictions(answers);
        String way = Way.ofCode(typed.get("way")).orElse(Way.CALL).name();
        int next = TalkDesk.months().stream()
                .filter(m -> m.toString().equals(typed.get("next")))
                .findFirst()
                .orElse(0);
        if (!problems.isEmpty()) {
            model.addAttribute("hasErrors", true);
            model.addAttribute("once", once.toString());
            return talkPage(id, followUp, answers, way, next, problems, me, locale, model);
        }
        boolean kept = kept(id, followUp, Way.valueOf(way), answers, next, once, me);
        redirect.addFlashAttribute(
                "notice",
                kept ? "followups.done" : attempts.agrees(followUp) ? "followups.overtaken" : "followups.not-agreed");
        return OWN;
    }

    /** Of a form sent twice at once, the slower one finds the faster one's answers. */
    private boolean kept(
            CaseId id, UUID followUp, Way way, Map<String, String> answers, int next, UUID once, StaffMember me) {
        try {
            return talks.reached(id, followUp, way, answers, next, once, me);
        } catch (DataIntegrityViolationException | OptimisticLockingFailureException overtaken) {
            return talks.reached(id, followUp, way, answers, next, once, me);
        }
    }

    @PostMapping("/{followUp}/not-reached")
    String notReached(
            @PathVariable CaseId id,
            @PathVariable UUID followUp,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        boolean ended = attempts.notReached(id, followUp, me);
        redirect.addFlashAttribute("notice", ended ? "followups.not-reached.done" : "followups.not-reached.early");
        return OWN;
    }

    private String page(CaseId id, StaffMember me, Locale locale, Model model) {
        FollowUpOverview.Overview found = overview.overview(id, me, locale);
        model.addAttribute("file", found.file());
        model.addAttribute("overview", found);
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", PlanForm.blank(found.file().client().id()));
        }
        return "reintegration/followup/overview";
    }

    private String talkPage(
            CaseId id,
            UUID followUp,
            Map<String, String> answers,
            String way,
            int next,
            List<String> problems,
            StaffMember me,
            Locale locale,
            Model model) {
        TalkDesk.Talk talk = talks.talk(id, followUp, me, locale);
        Map<String, String> chosen = new LinkedHashMap<>(Tracer.current().read(answers));
        model.addAttribute("file", talk.file());
        model.addAttribute("talk", talk);
        model.addAttribute("questions", Tracer.current().questions());
        model.addAttribute("chosen", chosen);
        model.addAttribute("way", way);
        model.addAttribute("next", next);
        model.addAttribute("months", TalkDesk.months());
        model.addAttribute("problems", problems);
        model.addAttribute("back", "/staff/cases/" + id + "/follow-ups");
        if (!model.containsAttribute("once")) {
            model.addAttribute("once", UUID.randomUUID().toString());
        }
        return "reintegration/followup/reached";
    }
}
