package org.mrcportal.reintegration.assistance;

import java.util.Locale;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The worklist of what waits for a second person. */
@StaffPage
@RequestMapping("/staff/approvals")
class ApprovalController {

    private final Approvals approvals;

    ApprovalController(Approvals approvals) {
        this.approvals = approvals;
    }

    @GetMapping
    String list(@AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        model.addAttribute("waiting", approvals.waiting(me, locale));
        return "reintegration/assistance/approvals";
    }
}
