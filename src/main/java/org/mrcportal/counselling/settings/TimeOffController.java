package org.mrcportal.counselling.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.BookingsAffected;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The forms of a counsellor's days that differ, and of absences. */
@StaffPage
@RequestMapping("/manage/settings/{centre}/counsellors/{staff}")
class TimeOffController {

    private static final String DONE = "redirect:/manage/settings/{centre}/counsellors/{staff}";

    private final CounsellorDesk desk;
    private final CounsellorPage page;

    TimeOffController(CounsellorDesk desk, CounsellorPage page) {
        this.desk = desk;
        this.page = page;
    }

    @PostMapping("/days")
    String plan(
            @PathVariable String centre,
            @PathVariable StaffId staff,
            @ModelAttribute("different") DayForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        return change(
                () -> desk.plan(
                        centre,
                        staff,
                        saved -> form.plans(saved.colleague(), page.today(saved.centre()), result),
                        form.confirmed(),
                        Language.of(locale)),
                "/days",
                result,
                () -> desk.open(centre, staff, Language.of(locale)),
                locale,
                model,
                redirect);
    }

    @PostMapping("/days/remove")
    String unplan(
            @PathVariable String centre,
            @PathVariable StaffId staff,
            @ModelAttribute("removal") DayForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Optional<LocalDate> day = form.date();
        model.addAttribute("removed", form.day());
        if (day.isEmpty()) {
            desk.open(centre, staff, Language.of(locale)); // of another centre, it is not there
            return DONE;
        }
        return change(
                () -> desk.unplan(centre, staff, day.get(), form.confirmed(), Language.of(locale)),
                "/days/remove",
                result,
                () -> desk.open(centre, staff, Language.of(locale)),
                locale,
                model,
                redirect);
    }

    @PostMapping("/absences")
    String away(
            @PathVariable String centre,
            @PathVariable StaffId staff,
            @ModelAttribute("absence") AbsenceForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        return change(
                () -> desk.away(
                        centre,
                        staff,
                        saved -> form.absence(saved.colleague(), saved.centre().zone(), page.now(), result),
                        form.confirmed(),
                        Language.of(locale)),
                "/absences",
                result,
                () -> desk.open(centre, staff, Language.of(locale)),
                locale,
                model,
                redirect);
    }

    @PostMapping("/absences/remove")
    String back(
            @PathVariable String centre,
            @PathVariable StaffId staff,
            @RequestParam(required = false) @Nullable String starts,
            Locale locale,
            RedirectAttributes redirect) {
        moment(starts)
                .ifPresentOrElse(
                        startsAt -> {
                            desk.back(centre, staff, startsAt, Language.of(locale));
                            redirect.addFlashAttribute("notice", "centres.settings.saved");
                        },
                        () -> desk.open(centre, staff, Language.of(locale)));
        return DONE;
    }

    /** Changes what the form says, and shows the page again where there is something to correct or to confirm. */
    private String change(
            Runnable change,
            String form,
            BindingResult result,
            Supplier<CounsellorDesk.One> saved,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        try {
            change.run();
            if (!result.hasErrors()) {
                redirect.addFlashAttribute("notice", "centres.settings.saved");
                return DONE;
            }
        } catch (BookingsAffected affected) {
            model.addAttribute("affected", affected);
            model.addAttribute("affectedBy", form);
        }
        CounsellorDesk.One now = saved.get();
        model.addAttribute("hasErrors", result.hasErrors());
        return page.fill(now, now.colleague().mark(), locale, model);
    }

    private static Optional<Instant> moment(@Nullable String text) {
        try {
            return text == null || !text.matches("\\d{4}-.{1,30}")
                    ? Optional.empty()
                    : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException forged) {
            return Optional.empty();
        }
    }
}
