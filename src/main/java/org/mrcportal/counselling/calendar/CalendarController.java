package org.mrcportal.counselling.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The calendar of a centre and of each counsellor. */
@StaffPage
class CalendarController {

    private final Calendar calendar;

    CalendarController(Calendar calendar) {
        this.calendar = calendar;
    }

    @GetMapping("/staff/calendar")
    String calendar(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String counsellor,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute(
                "calendar",
                calendar.page(
                        me,
                        centre == null || centre.isBlank() ? null : centre,
                        CalendarPage.View.of(view),
                        date(day),
                        counsellor(counsellor),
                        locale));
        return "counselling/calendar/calendar";
    }

    /** A day nobody can read is today. */
    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null || !text.matches("20\\d{2}-\\d{2}-\\d{2}") ? null : LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static @Nullable UUID counsellor(@Nullable String id) {
        try {
            return id == null || id.isBlank() ? null : UUID.fromString(id);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound("a counsellor");
        }
    }
}
