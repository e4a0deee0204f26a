package org.mrcportal.centres.settings;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.mrcportal.centres.BookableTimes;
import org.mrcportal.centres.BookingsAffected;
import org.mrcportal.centres.ChangedMeanwhile;
import org.mrcportal.centres.OpeningHours;
import org.mrcportal.centres.TypedWeek;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a centre's opening hours. */
@StaffPage
@RequestMapping("/manage/settings/{centre}/hours")
class HoursController {

    private final HoursDesk desk;
    private final ObjectProvider<BookableTimes> bookable;

    HoursController(HoursDesk desk, ObjectProvider<BookableTimes> bookable) {
        this.desk = desk;
        this.bookable = bookable;
    }

    @GetMapping
    String show(@PathVariable String centre, Locale locale, Model model) {
        HoursDesk.Saved saved = desk.open(centre, Language.of(locale));
        model.addAttribute("hours", HoursForm.of(saved.week()));
        return page(saved, TypedWeek.mark(saved.week()), model);
    }

    @PostMapping
    String change(
            @PathVariable String centre,
            @ModelAttribute("hours") HoursForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        String seen = Objects.requireNonNullElse(form.seen(), "");
        List<OpeningHours> week = form.week().hours(result, "week");
        if (!result.hasErrors() && "PREVIEW".equals(form.act())) {
            HoursDesk.Saved saved = desk.open(centre, Language.of(locale));
            bookable.ifAvailable(times -> model.addAttribute("preview", times.within(saved.centre(), week, locale)));
            return page(saved, seen, model);
        } else if (!result.hasErrors()) {
            try {
                desk.change(centre, week, seen, form.confirmed(), Language.of(locale));
                redirect.addFlashAttribute("notice", "centres.settings.saved");
                return "redirect:/manage/settings/{centre}/hours";
            } catch (ChangedMeanwhile stale) {
                result.reject("centres.settings.stale");
                HoursDesk.Saved saved = desk.open(centre, Language.of(locale));
                model.addAttribute("savedNow", TypedWeek.lines(saved.week(), locale));
                return page(saved, TypedWeek.mark(saved.week()), model.addAttribute("hasErrors", true));
            } catch (BookingsAffected affected) {
                model.addAttribute("affected", affected);
            }
        }
        return page(desk.open(centre, Language.of(locale)), seen, model.addAttribute("hasErrors", result.hasErrors()));
    }

    private static String page(HoursDesk.Saved saved, String seen, Model model) {
        model.addAttribute("centre", saved.centre());
        model.addAttribute("seen", seen);
        model.addAttribute("back", "/manage/settings");
        return "centres/settings/hours";
    }
}
