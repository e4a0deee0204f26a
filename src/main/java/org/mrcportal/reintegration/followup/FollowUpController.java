package org.mrcportal.reintegration.followup;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.protection.CaseNotes;
import org.mrcportal.reintegration.protection.SideNote;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
import org.mrcportal.shared.Unsaved;
import org.springframework.context.MessageSource;
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
    private final CaseNotes notes;
    private final MessageSource messages;

    FollowUpController(
            FollowUpOverview overview,
            FollowUpDesk desk,
            AttemptDesk attempts,
            TalkDesk talks,
            CaseNotes notes,
            MessageSource messages) {
        this.overview = overview;
        this.desk = desk;
        this.attempts = attempts;
        this.talks = talks;
        this.notes = notes;
        this.messages = messages;
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
        model.addAttribute("said", SideNote.none());
        return talkPage(talks.talk(id, followUp, me, locale), Map.of(), null, 0, List.of(), locale, model);
    }

    @PostMapping("/{followUp}/reached")
    String reached(
            @PathVariable CaseId id,
            @PathVariable UUID followUp,
            @RequestParam Map<String, String> typed,
            @ModelAttribute("said") SideNote said,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        UUID once = Once.required(typed.get("once"));
        Map<String, String> answers = Tracer.current().read(typed);
        List<String> problems = Tracer.contradictions(answers);
        said.check(result);
        Way way = Way.ofCode(typed.get("way")).orElse(Way.CALL);
        int next = TalkDesk.months().stream()
                .filter(m -> m.toString().equals(typed.get("next")))
                .findFirst()
                .orElse(0);
        if (!problems.isEmpty() || result.hasErrors()) {
            Optional<TalkDesk.Talk> open = talks.stillOpen(id, followUp, locale);
            if (open.isPresent()) {
                model.addAttribute("hasErrors", true);
                model.addAttribute("once", once.toString());
                return talkPage(open.get(), answers, way, next, problems, locale, model);
            }
        } else if (kept(id, followUp, way, answers, next, said, once, me)) {
            redirect.addFlashAttribute("notice", "followups.done");
            return OWN;
        }
        String reason = attempts.agrees(followUp) ? "followups.overtaken" : "followups.not-agreed";
        List<String> told = told(answers, said, locale);
        if (told.isEmpty()) {
            redirect.addFlashAttribute("notice", reason);
            return OWN;
        }
        return Unsaved.page(told, response, model, reason);
    }

    /** What the person told, in words: the answers, and what else was written. */
    private List<String> told(Map<String, String> answers, SideNote said, Locale locale) {
        List<String> told = new ArrayList<>();
        answers.forEach((question, answer) -> {
            if (!answer.equals(Tracer.NOT_ASKED)) {
                told.add(messages.getMessage("followups.tracer." + question, null, locale) + " "
                        + messages.getMessage(Tracer.label(question, answer), null, locale));
            }
        });
        List<String> unsaved = new ArrayList<>();
        if (!told.isEmpty()) {
            unsaved.add(String.join("\n", told));
        }
        if (said.text() != null && said.isWritten()) {
            unsaved.add(said.text());
        }
        return unsaved;
    }

    /** Of a form sent twice at once, the slower one finds the faster one's answers. */
    private boolean kept(
            CaseId id,
            UUID followUp,
            Way way,
            Map<String, String> answers,
            int next,
            SideNote said,
            UUID once,
            StaffMember me) {
        try {
            return talks.reached(id, followUp, way, answers, next, said, once, me);
        } catch (DataIntegrityViolationException | OptimisticLockingFailureException overtaken) {
            return talks.reached(id, followUp, way, answers, next, said, once, me);
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

    /** @param way null: the one that suits best; whoever has not agreed to be asked has come in */
    private String talkPage(
            TalkDesk.Talk talk,
            Map<String, String> answers,
            @Nullable Way way,
            int next,
            List<String> problems,
            Locale locale,
            Model model) {
        model.addAttribute("file", talk.file());
        model.addAttribute("talk", talk);
        model.addAttribute("questions", Tracer.current().questions());
        model.addAttribute("chosen", Tracer.current().read(answers));
        model.addAttribute("ways", Way.values());
        model.addAttribute(
                "way", way != null ? way : talk.ways().stream().findFirst().orElse(Way.OFFICE));
        model.addAttribute("next", next);
        model.addAttribute("months", TalkDesk.months());
        model.addAttribute("readers", notes.readers(locale));
        model.addAttribute("problems", problems);
        model.addAttribute("back", "/staff/cases/" + talk.file().id() + "/follow-ups");
        if (!model.containsAttribute("once")) {
            model.addAttribute("once", UUID.randomUUID().toString());
        }
        return "reintegration/followup/reached";
    }
}
