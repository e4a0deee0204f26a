package org.mrcportal.centres.settings;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.mrcportal.centres.BookingsAffected;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a centre's closed days and of the public holidays on which it works. */
@StaffPage
@RequestMapping("/manage/settings/{centre}/closed-days")
class ClosedDayController {

    private final ClosedDayDesk desk;

    ClosedDayController(ClosedDayDesk desk) {
        this.desk = desk;
    }

    /** What a button does with a day. */
    @FunctionalInterface
    private interface Change {
        void to(LocalDate day);
    }

    @GetMapping
    String show(@PathVariable String centre, Locale locale, Model model) {
        model.addAttribute("closedDay", new ClosedDayForm(null, null));
        return page(desk.open(centre, locale), model);
    }

    @PostMapping
    String close(
            @PathVariable String centre,
            @ModelAttribute("closedDay") ClosedDayForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Optional<LocalDate> day = form.date();
        if (day.isEmpty()) {
            result.rejectValue("day", "centres.closed-days.unreadable");
        } else {
            try {
                return change(
                        d -> desk.close(centre, d, form.confirmed(), Language.of(locale)),
                        "",
                        day.get(),
                        () -> desk.open(centre, locale),
                        model,
                        redirect);
            } catch (UnusableDay unusable) {
                result.rejectValue("day", unusable.problem());
            }
        }
        return page(desk.open(centre, locale), model.addAttribute("hasErrors", true));
    }

    @PostMapping("/open")
    String reopen(
            @PathVariable String centre, ClosedDayForm form, Locale locale, Model m, RedirectAttributes redirect) {
        return press(centre, d -> desk.reopen(centre, d, Language.of(locale)), "/open", form, locale, m, redirect);
    }

    @PostMapping("/work")
    String work(@PathVariable String centre, ClosedDayForm form, Locale locale, Model m, RedirectAttributes redirect) {
        return press(centre, d -> desk.work(centre, d, Language.of(locale)), "/work", form, locale, m, redirect);
    }

    @PostMapping("/rest")
    String rest(@PathVariable String centre, ClosedDayForm form, Locale locale, Model m, RedirectAttributes redirect) {
        Change change = d -> desk.rest(centre, d, form.confirmed(), Language.of(locale));
        return press(centre, change, "/rest", form, locale, m, redirect);
    }

    /** A button beside a day: its day is right, or forged. */
    private String press(
            String centre,
            Change change,
            String action,
            ClosedDayForm form,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Optional<LocalDate> day = form.date();
        if (day.isEmpty()) {
            desk.open(centre, locale); // of another centre, it is not there
            return "redirect:/manage/settings/{centre}/closed-days";
        }
        return change(change, action, day.get(), () -> desk.open(centre, locale), model, redirect);
    }

    private static String change(
            Change change,
            String action,
            LocalDate day,
            Supplier<ClosedDayDesk.Saved> saved,
            Model model,
            RedirectAttributes redirect) {
        try {
            change.to(day);
            redirect.addFlashAttribute("notice", "centres.settings.saved");
            return "redirect:/manage/settings/{centre}/closed-days";
        } catch (BookingsAffected affected) {
            model.addAttribute("affected", affected);
            model.addAttribute("action", action);
            model.addAttribute("closedDay", new ClosedDayForm(day.toString(), null));
            return page(saved.get(), model);
        }
    }

    private static String page(ClosedDayDesk.Saved saved, Model model) {
        model.addAttribute("centre", saved.centre());
        model.addAttribute("saved", saved);
        model.addAttribute("back", "/manage/settings");
        return "centres/settings/closed-days";
    }
}
