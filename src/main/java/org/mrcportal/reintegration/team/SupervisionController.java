package org.mrcportal.reintegration.team;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** How much everybody has to carry, and what it is. */
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

    /** A line of what stands behind a number, in the reader's words. */
    record Row(SupervisionDesk.Line line, String due) {}

    /**
     * What stands behind one number of the workload.
     *
     * @param what a word of {@link Carried}, {@code open} or {@code late}
     */
    @GetMapping("/staff/cases/supervision/{worker}/{what}")
    String behind(
            @PathVariable StaffId worker,
            @PathVariable String what,
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        Set<Carried> whats = Carried.of(what);
        if (whats.isEmpty()) {
            throw new NotFound("list");
        }
        SupervisionDesk.Behind behind = desk.behind(centre, worker, whats, me, locale);
        model.addAttribute("what", what);
        model.addAttribute("worker", behind.name());
        model.addAttribute("number", behind.number());
        model.addAttribute(
                "rows",
                behind.lines().stream()
                        .map(line -> new Row(line, CentreTime.date(line.due(), locale)))
                        .toList());
        model.addAttribute(
                "back", "/staff/cases/supervision?centre=" + behind.centre().code());
        return "reintegration/team/carried";
    }
}
