package org.mrcportal.outreach.visit;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Districts;
import org.mrcportal.outreach.Typed;
import org.mrcportal.outreach.field.FieldCentres;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of the visit planner. */
@StaffPage
@RequestMapping("/staff/visits")
class PlannerController {

    private final PlannerDesk desk;
    private final FieldCentres centres;
    private final Districts districts;

    PlannerController(PlannerDesk desk, FieldCentres centres, Districts districts) {
        this.desk = desk;
        this.centres = centres;
        this.districts = districts;
    }

    /** What the planner shows: {@code view} week or month, {@code day} one of its days. */
    record Shown(
            @Nullable String centre,
            @Nullable String view,
            @Nullable String day) {}

    /** What a new visit is filled in with, where another page knows it. */
    record Known(
            @Nullable String centre,
            @Nullable String place,
            @Nullable String institution,
            @Nullable String leader) {}

    @GetMapping
    String planner(
            @ModelAttribute("shown") Shown shown,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        LocalDate day = Typed.day(shown.day()).orElse(null);
        model.addAttribute("planner", desk.planner(me, shown.centre(), shown.view(), day, locale));
        return "outreach/visit/planner";
    }

    @GetMapping("/new")
    String blank(
            @ModelAttribute("known") Known known,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return page(
                desk.blank(me, known.centre(), known.place(), known.institution(), known.leader(), locale),
                locale,
                model);
    }

    @PostMapping("/new")
    String plan(
            @ModelAttribute("visit") VisitForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        PlannerDesk.Sheet sheet = desk.again(me, null, form, locale);
        form.check(result, districts);
        if (result.hasErrors()) {
            return page(sheet, locale, model.addAttribute("hasErrors", true));
        }
        redirect.addFlashAttribute("notice", "visits.planned");
        return "redirect:/staff/visits/" + planned(me, sheet, form);
    }

    /** Of a form sent twice at once, the slower one finds the faster one's visit. */
    private UUID planned(StaffMember me, PlannerDesk.Sheet sheet, VisitForm form) {
        try {
            return desk.plan(me, sheet.centre(), form);
        } catch (DataIntegrityViolationException sentTwice) {
            return desk.plan(me, sheet.centre(), form);
        }
    }

    @GetMapping("/{id}")
    String open(@PathVariable UUID id, Locale locale, Model model) {
        return visit(desk.open(id, locale), locale, model);
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable UUID id, Locale locale, Model model) {
        return page(desk.edit(id, locale), locale, model);
    }

    @PostMapping("/{id}/edit")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("visit") VisitForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        PlannerDesk.Sheet sheet = desk.again(me, id, form, locale);
        form.check(result, districts);
        if (result.hasErrors()) {
            desk.edit(id, locale); // of another centre, it is not there
            return page(sheet, locale, model.addAttribute("hasErrors", true));
        }
        try {
            desk.change(id, form);
            redirect.addFlashAttribute("notice", "visits.changed");
        } catch (Visit.Over cancelled) {
            redirect.addFlashAttribute("notice", "visits.is-cancelled");
        }
        return "redirect:/staff/visits/{id}";
    }

    @PostMapping("/{id}/done")
    String done(
            @PathVariable UUID id,
            @ModelAttribute("outcome") OutcomeForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {

        form.check(result);
        if (result.hasErrors()) {
            return visit(desk.open(id, locale), locale, model.addAttribute("hasErrors", true));
        }
        try {
            desk.done(id, form);
            redirect.addFlashAttribute("notice", "visits.done");
        } catch (Visit.Over cancelled) {
            redirect.addFlashAttribute("notice", "visits.is-cancelled");
        }
        return "redirect:/staff/visits/{id}";
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable UUID id, RedirectAttributes redirect) {
        try {
            desk.cancel(id);
            redirect.addFlashAttribute("notice", "visits.cancelled");
        } catch (Visit.Over made) {
            redirect.addFlashAttribute("notice", "visits.is-done");
        }
        return "redirect:/staff/visits/{id}";
    }

    @PostMapping("/{id}/next-done")
    String nextDone(@PathVariable UUID id, RedirectAttributes redirect) {
        desk.nextDone(id);
        redirect.addFlashAttribute("notice", "visits.next.saved");
        return "redirect:/staff/visits/{id}";
    }

    private String visit(PlannerDesk.Opened visit, Locale locale, Model model) {
        if (!model.containsAttribute("outcome")) {
            model.addAttribute("outcome", visit.form());
        }
        model.addAttribute("visit", visit);
        model.addAttribute("day", CentreTime.date(visit.plan().day(), locale));
        Visit.Step next = visit.next();
        model.addAttribute("due", next == null ? null : CentreTime.date(next.due(), locale));
        model.addAttribute(
                "back",
                "/staff/visits?centre=%s&day=%s"
                        .formatted(visit.centre().code(), visit.plan().day()));
        return "outreach/visit/visit";
    }

    private String page(PlannerDesk.Sheet sheet, Locale locale, Model model) {
        if (!model.containsAttribute("visit")) {
            model.addAttribute("visit", sheet.form());
        }
        String own = "/staff/visits/" + sheet.id();
        model.addAttribute("sheet", sheet);
        model.addAttribute("action", sheet.id() == null ? "/staff/visits/new" : own + "/edit");
        model.addAttribute("purposeChoices", centres.named(Visit.PURPOSES, "visits.purpose.", locale));
        model.addAttribute("places", districts.places(sheet.centre().country(), locale));
        model.addAttribute("focus", sheet.id() == null ? "place" : null);
        model.addAttribute(
                "back",
                sheet.id() == null ? "/staff/visits?centre=" + sheet.centre().code() : own);
        return "outreach/visit/edit";
    }
}
