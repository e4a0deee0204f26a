package org.mrcportal.reintegration.team;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who stands in for an absent case worker. */
@StaffPage
@RequestMapping("/staff/cases/cover")
class CoverController {

    private static final int LONGEST = 366;

    private final CoverDesk desk;

    CoverController(CoverDesk desk) {
        this.desk = desk;
    }

    /** An absence in the reader's words. */
    record Row(CoverDesk.Cover cover, String from, String until, boolean endable) {}

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CoverDesk.Page page = desk.page(centre, me, locale);
        model.addAttribute(
                "absence",
                CoverForm.blank(
                        page.centre().code(),
                        me.is(Role.CENTRE_MANAGER) ? null : me.id().toString()));
        return page(page, me, locale, model);
    }

    @PostMapping
    String standIn(
            @ModelAttribute("absence") CoverForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        CoverDesk.Page page = desk.page(form.centre(), me, locale);
        Optional<StaffId> absent = me.is(Role.CENTRE_MANAGER) ? CaseWorkers.typed(form.absent()) : Optional.of(me.id());
        Optional<StaffId> cover = CaseWorkers.typed(form.cover());
        Optional<LocalDate> from = form.first();
        Optional<LocalDate> until = form.last();
        if (absent.isEmpty()) {
            result.rejectValue("absent", "cover.absent.missing");
        }
        if (cover.isEmpty() || cover.equals(absent)) {
            result.rejectValue("cover", "cover.cover.missing");
        } else if (cover.get().equals(me.id())) {
            result.rejectValue("cover", "cover.not-yourself");
        }
        if (from.isEmpty()
                || from.get().isBefore(page.today())
                || from.get().isAfter(page.today().plusYears(2))) {
            result.rejectValue("from", "cover.from.missing");
        }
        if (until.isEmpty()
                || from.isPresent()
                        && (until.get().isBefore(from.get())
                                || until.get().isAfter(from.get().plusDays(LONGEST)))) {
            result.rejectValue("until", "cover.until.missing");
        }
        if (!result.hasErrors()) {
            try {
                desk.standIn(page.centre(), absent.get(), cover.get(), from.get(), until.get(), form.key(), me);
                redirect.addFlashAttribute("notice", "cover.named");
                redirect.addAttribute("centre", page.centre().code());
                return "redirect:/staff/cases/cover";
            } catch (DataIntegrityViolationException overlapping) {
                result.rejectValue("from", "cover.overlaps");
            }
        }
        model.addAttribute("hasErrors", true);
        return page(page, me, locale, model);
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        desk.end(id, me);
        redirect.addFlashAttribute("notice", "cover.ended");
        return "redirect:/staff/cases/cover";
    }

    private static String page(CoverDesk.Page page, StaffMember me, Locale locale, Model model) {
        model.addAttribute("centre", page.centre());
        model.addAttribute("choices", page.workplaces().choices());
        model.addAttribute(
                "covers",
                page.covers().stream()
                        .map(cover -> new Row(
                                cover,
                                CentreTime.date(cover.from(), locale),
                                CentreTime.date(cover.until(), locale),
                                cover.endedBy(me)))
                        .toList());
        List<Choice> people = page.colleagues().stream()
                .map(one -> Choice.of(one.id().toString(), one.name()))
                .toList();
        model.addAttribute("people", people);
        model.addAttribute(
                "others",
                people.stream()
                        .filter(one -> !one.value().equals(me.id().toString()))
                        .toList());
        model.addAttribute("forOthers", me.is(Role.CENTRE_MANAGER));
        return "reintegration/team/cover";
    }
}
