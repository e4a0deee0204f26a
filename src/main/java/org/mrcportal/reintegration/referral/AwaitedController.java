package org.mrcportal.reintegration.referral;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whom to ask again today. */
@StaffPage
@RequestMapping("/staff/referrals")
class AwaitedController {

    private final AwaitedDesk desk;

    AwaitedController(AwaitedDesk desk) {
        this.desk = desk;
    }

    /** A line, in the reader's words. */
    record Line(
            UUID id,
            UUID file,
            String clientCode,
            String reference,
            @Nullable String partner,
            Urgency urgency,
            ReferralState state,
            String due,
            boolean overdue,
            int asked,
            boolean stopped,
            @Nullable String owner) {}

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(defaultValue = "") String whose,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        boolean mine = whose.equals("MINE");
        AwaitedDesk.Awaited worklist = desk.worklist(me, centre, mine, locale);
        List<Line> lines = worklist.waiting().stream()
                .map(one -> new Line(
                        one.id(),
                        one.file(),
                        one.clientCode(),
                        Reference.grouped(one.reference()),
                        one.partner(),
                        one.urgency(),
                        one.state(),
                        CentreTime.date(one.due(), locale),
                        one.due().isBefore(worklist.today()),
                        one.asked(),
                        one.stopped(),
                        one.owner()))
                .toList();
        model.addAttribute("lines", lines);
        model.addAttribute("overdue", lines.stream().filter(Line::overdue).count());
        model.addAttribute("figures", worklist.figures());
        model.addAttribute("mine", mine);
        model.addAttribute("chosen", worklist.centre().code());
        model.addAttribute(
                "centres",
                worklist.open().stream()
                        .map(card -> Choice.of(card.code(), card.city()))
                        .toList());
        return "reintegration/referral/worklist";
    }
}
