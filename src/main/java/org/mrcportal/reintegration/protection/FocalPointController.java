package org.mrcportal.reintegration.protection;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.team.CaseWorkers;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A centre's page of those who watch over protection. */
@StaffPage
@RequestMapping("/manage/settings/{centre}/protection")
class FocalPointController {

    private static final String PAGE = "redirect:/manage/settings/{centre}/protection";

    private final FocalPointDesk desk;

    FocalPointController(FocalPointDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String show(@PathVariable String centre, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        FocalPointDesk.Page page = desk.page(centre, me, Language.of(locale));
        model.addAttribute("centre", page.centre());
        model.addAttribute("named", page.named());
        model.addAttribute(
                "others",
                page.others().stream()
                        .map(one -> Choice.of(one.id().toString(), one.name()))
                        .toList());
        model.addAttribute("back", "/manage/settings");
        return "reintegration/protection/focal-points";
    }

    @PostMapping
    String name(
            @PathVariable String centre,
            @RequestParam(required = false) @Nullable String who,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes page) {
        Optional<StaffId> chosen = CaseWorkers.typed(who);
        chosen.ifPresentOrElse(
                one -> desk.name(centre, one, me, Language.of(locale)),
                () -> desk.page(centre, me, Language.of(locale)));
        if (chosen.isPresent()) {
            page.addFlashAttribute("notice", "centres.settings.saved");
        } else {
            page.addFlashAttribute("missing", "who");
        }
        return PAGE;
    }

    @PostMapping("/remove")
    String remove(
            @PathVariable String centre,
            @RequestParam(required = false) @Nullable String who,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            RedirectAttributes page) {
        CaseWorkers.typed(who)
                .ifPresentOrElse(
                        one -> desk.remove(centre, one, Language.of(locale)),
                        () -> desk.page(centre, me, Language.of(locale)));
        page.addFlashAttribute("notice", "centres.settings.saved");
        return PAGE;
    }
}
