package org.mrcportal.reintegration.training;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of one day of a course. */
@StaffPage
@RequestMapping("/staff/courses/{id}/attendance")
class CourseAttendanceController {

    private final CourseAttendance attendance;

    CourseAttendanceController(CourseAttendance attendance) {
        this.attendance = attendance;
    }

    @GetMapping
    String sheet(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable String day, Locale locale, Model model) {
        model.addAttribute("sheet", attendance.sheet(id, day, locale));
        model.addAttribute("back", "/staff/courses/" + id);
        return "reintegration/training/attendance";
    }

    @PostMapping
    String attended(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable List<String> shown,
            @RequestParam(required = false) @Nullable List<String> there,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        redirect.addAttribute(
                "day",
                attendance.attended(id, day, shown == null ? List.of() : shown, there == null ? List.of() : there, me));
        redirect.addFlashAttribute("notice", "courses.attendance.saved");
        return "redirect:/staff/courses/{id}/attendance";
    }
}
