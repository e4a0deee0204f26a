package org.mrcportal.reintegration.team;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How much everybody has to carry. */
@StaffPage
class SupervisionController {

    private final SupervisionDesk desk;

    SupervisionController(SupervisionDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/staff/cases/supervision")
    String show(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        SupervisionDesk.Page page = desk.page(centre, me, locale);
        model.addAttribute("centre", page.centre());
        model.addAttribute("choices", page.workplaces().choices());
        model.addAttribute("loads", page.loads());
        model.addAttribute("waiting", page.waiting());
        model.addAttribute("plans", page.plans());
        model.addAttribute("assistance", page.assistance());
        model.addAttribute("supervises", me.is(Role.CENTRE_MANAGER));
        return "reintegration/team/supervision";
    }
}
