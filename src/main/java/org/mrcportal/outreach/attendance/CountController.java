package org.mrcportal.outreach.attendance;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.SessionId;
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

/** The page with a big button for every kind of head; each tap is a form of its own where no script runs. */
@StaffPage
@RequestMapping("/staff/sessions/{id}/attendance/count")
class CountController {

    private final HeadCounting counting;
    private final OutreachLabels labels;
    private final Clock clock;

    CountController(HeadCounting counting, OutreachLabels labels, Clock clock) {
        this.counting = counting;
        this.labels = labels;
        this.clock = clock;
    }

    /** @param tap the {@link Bracket#code} that was tapped last: its button keeps the focus */
    @GetMapping
    String page(
            @PathVariable SessionId id,
            @RequestParam(required = false) @Nullable String tap,
            @AuthenticationPrincipal StaffMember me,
            Locale reader,
            Model model) {
        HeadCounting.View view = counting.view(id, me, reader);
        model.addAttribute("view", view);
        model.addAttribute("hall", view.hall());
        model.addAttribute("tapped", tap == null ? null : Bracket.of(tap).orElse(null));
        model.addAttribute("words", new BracketWords(labels, reader));
        model.addAttribute("press", UUID.randomUUID());
        model.addAttribute("shell", false);
        return "outreach/attendance/count";
    }

    @PostMapping
    String tap(
            @PathVariable SessionId id,
            @RequestParam(required = false) @Nullable String tap,
            @RequestParam(required = false) @Nullable String press,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        Bracket bracket = Bracket.of(String.valueOf(tap)).orElseThrow(() -> new NotFound("a button"));
        counting.count(id, List.of(Tap.of(Once.required(press), bracket, clock.instant())), me);
        redirect.addAttribute("tap", bracket.code());
        return "redirect:/staff/sessions/{id}/attendance/count";
    }

    @PostMapping("/undo")
    String undo(
            @PathVariable SessionId id,
            @RequestParam(required = false) @Nullable String undoes,
            @RequestParam(required = false) @Nullable String press,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        Tap undo = new Tap(Once.required(press), Bracket.UNKNOWN, clock.instant(), Once.required(undoes));
        counting.count(id, List.of(undo), me);
        redirect.addFlashAttribute("notice", "outreach.attendance.count.undone");
        return "redirect:/staff/sessions/{id}/attendance/count";
    }
}
