package org.mrcportal.counselling.settings;

import java.util.Locale;
import java.util.Objects;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.BookingsAffected;
import org.mrcportal.centres.ChangedMeanwhile;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of a centre's counsellors: all of them, and the ordinary week of one. */
@StaffPage
@RequestMapping("/manage/settings/{centre}/counsellors")
class CounsellorController {

    private final CounsellorDesk desk;
    private final CounsellorPage page;
    private final Preview preview;

    CounsellorController(CounsellorDesk desk, CounsellorPage page, Preview preview) {
        this.desk = desk;
        this.page = page;
        this.preview = preview;
    }

    @GetMapping
    String all(@PathVariable String centre, Locale locale, Model model) {
        CounsellorDesk.All all = desk.open(centre, Language.of(locale));
        model.addAttribute("centre", all.centre());
        model.addAttribute(
                "colleagues",
                all.colleagues().stream().map(one -> page.line(one, locale)).toList());
        model.addAttribute("back", "/manage/settings");
        return "counselling/settings/counsellors";
    }

    @GetMapping("/{staff}")
    String show(@PathVariable String centre, @PathVariable StaffId staff, Locale locale, Model model) {
        CounsellorDesk.One saved = desk.open(centre, staff, Language.of(locale));
        return page.fill(saved, saved.colleague().mark(), locale, model);
    }

    @PostMapping("/{staff}")
    String change(
            @PathVariable String centre,
            @PathVariable StaffId staff,
            @ModelAttribute("counsellor") CounsellorForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        if (result.hasErrors()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST); // a word where the whole week is
        }
        String seen = Objects.requireNonNullElse(form.seen(), "");
        Counselling wanted = form.counselling(result);
        boolean stale = false;
        if (!result.hasErrors() && !"PREVIEW".equals(form.act())) {
            try {
                desk.change(centre, staff, wanted, seen, form.confirmed(), Language.of(locale));
                redirect.addFlashAttribute("notice", "centres.settings.saved");
                return "redirect:/manage/settings/{centre}/counsellors/{staff}";
            } catch (ChangedMeanwhile meanwhile) {
                result.reject("centres.settings.stale");
                stale = true;
            } catch (BookingsAffected affected) {
                model.addAttribute("affected", affected);
            }
        }
        CounsellorDesk.One saved = desk.open(centre, staff, Language.of(locale));
        if (stale) {
            model.addAttribute("savedNow", page.line(saved.colleague(), locale));
        } else if (!result.hasErrors() && "PREVIEW".equals(form.act())) {
            Colleague changed = saved.colleague().with(wanted);
            model.addAttribute("preview", preview.withColleague(saved.centre(), changed, locale));
        }
        model.addAttribute("hasErrors", result.hasErrors());
        return page.fill(saved, stale ? saved.colleague().mark() : seen, locale, model);
    }
}
