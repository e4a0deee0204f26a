package org.mrcportal.reintegration.protection;

import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The two buttons on the page of a case's team. */
@StaffPage
@RequestMapping("/staff/cases/{id}/team")
class KeepingController {

    private static final String PAGE = "redirect:/staff/cases/{id}/team";

    private final KeepingDesk desk;

    KeepingController(KeepingDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/keep")
    String keep(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, RedirectAttributes page) {
        desk.keep(id, me);
        page.addFlashAttribute("notice", "keeping.kept");
        return PAGE;
    }

    @PostMapping("/open")
    String open(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, RedirectAttributes page) {
        desk.open(id, me);
        page.addFlashAttribute("notice", "keeping.ordinary");
        return PAGE;
    }
}
