package org.mrcportal.counselling.queue;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Managers see how long people waited. */
@StaffPage
class WaitsController {

    private final Waits waits;

    WaitsController(Waits waits) {
        this.waits = waits;
    }

    /** A line of the table: the month in the reader's words, and its figures. */
    record Line(String name, Waits.Month month) {}

    @GetMapping("/manage/queue")
    String waits(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        Waits.Page page = waits.page(me, centre, locale);
        model.addAttribute("page", page);
        model.addAttribute("lines", lines(page, locale));
        model.addAttribute("mayChange", me.is(Role.CENTRE_MANAGER));
        return "counselling/queue/waits";
    }

    private static List<Line> lines(Waits.Page page, Locale locale) {
        return page.months().stream()
                .map(month -> new Line(CentreTime.month(month.month(), locale), month))
                .toList();
    }
}
