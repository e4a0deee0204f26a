package org.mrcportal.outreach.institution;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.Districts;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of the register of institutions. */
@StaffPage
@RequestMapping("/staff/institutions")
class InstitutionController {

    private final InstitutionDesk desk;
    private final FieldCentres centres;
    private final Districts districts;

    InstitutionController(InstitutionDesk desk, FieldCentres centres, Districts districts) {
        this.desk = desk;
        this.centres = centres;
        this.districts = districts;
    }

    /** What the list is filtered by; {@code q} is a name. */
    record Filter(@Nullable String centre, @Nullable String q) {}

    @GetMapping
    String list(
            @ModelAttribute("filter") Filter filter,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("register", desk.register(me, filter.centre(), filter.q(), locale));
        return "outreach/institution/register";
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return page(desk.blank(me, centre, locale), null, locale, model);
    }

    @PostMapping("/new")
    String add(
            @ModelAttribute("institution") InstitutionForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        InstitutionDesk.Sheet sheet = desk.again(me, form, locale);
        form.check(result, districts);
        if (!result.hasErrors()) {
            try {
                redirect.addFlashAttribute("notice", "institutions.saved");
                return "redirect:/staff/institutions/" + registered(me, sheet, form);
            } catch (DataIntegrityViolationException taken) {
                result.rejectValue("name", "institutions.name.taken");
            }
        }
        return page(sheet, null, locale, model.addAttribute("hasErrors", true));
    }

    /** Of a form sent twice at once, the slower one finds the faster one's institution. */
    private UUID registered(StaffMember me, InstitutionDesk.Sheet sheet, InstitutionForm form) {
        try {
            return desk.register(me, sheet.centre(), form);
        } catch (DataIntegrityViolationException sentTwice) {
            return desk.register(me, sheet.centre(), form);
        }
    }

    @GetMapping("/{id}")
    String open(@PathVariable UUID id, Locale locale, Model model) {
        InstitutionDesk.Opened opened = desk.open(id, locale);
        model.addAttribute("institution", opened);
        model.addAttribute(
                "back", "/staff/institutions?centre=" + opened.centre().code());
        return "outreach/institution/institution";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable UUID id, Locale locale, Model model) {
        return page(desk.find(id, locale), id, locale, model);
    }

    @PostMapping("/{id}/edit")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("institution") InstitutionForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        InstitutionDesk.Sheet sheet = desk.again(me, form, locale);
        form.check(result, districts);
        if (!result.hasErrors()) {
            try {
                desk.change(id, form);
                redirect.addFlashAttribute("notice", "institutions.saved");
                return "redirect:/staff/institutions/{id}";
            } catch (DataIntegrityViolationException taken) {
                result.rejectValue("name", "institutions.name.taken");
            }
        }
        desk.find(id, locale); // of another centre, it is not there
        return page(sheet, id, locale, model.addAttribute("hasErrors", true));
    }

    private String page(InstitutionDesk.Sheet sheet, @Nullable UUID id, Locale locale, Model model) {
        if (!model.containsAttribute("institution")) {
            model.addAttribute("institution", sheet.form());
        }
        String own = "/staff/institutions/" + id;
        model.addAttribute("sheet", sheet);
        model.addAttribute("action", id == null ? "/staff/institutions/new" : own + "/edit");
        model.addAttribute("kinds", centres.named(Institution.KINDS, "institutions.kind.", locale));
        model.addAttribute("places", districts.places(sheet.centre().country(), locale));
        model.addAttribute(
                "back",
                id == null ? "/staff/institutions?centre=" + sheet.centre().code() : own);
        return "outreach/institution/edit";
    }
}
