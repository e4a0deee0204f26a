package org.mrcportal.reintegration.casefile;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a household. */
@StaffPage
@RequestMapping("/staff/cases/{id}/household")
class HouseholdController {

    private final HouseholdDesk desk;
    private final Origins origins;
    private final MessageSource messages;

    HouseholdController(HouseholdDesk desk, Origins origins, MessageSource messages) {
        this.desk = desk;
        this.origins = origins;
        this.messages = messages;
    }

    @GetMapping
    String show(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        return page(desk.open(id, me), locale, model);
    }

    @PostMapping
    String add(
            @PathVariable CaseId id,
            @ModelAttribute("relative") RelativeForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (!result.hasErrors()) {
            switch (desk.add(id, form, me)) {
                case DONE -> {
                    return back(redirect, "cases.household.added");
                }
                case UNKNOWN -> result.rejectValue("code", "cases.household.code.unknown");
                case THERE -> result.rejectValue("code", "cases.household.code.there");
                case FULL -> result.reject("cases.household.full");
            }
        }
        return page(desk.again(id), locale, model.addAttribute("hasErrors", true));
    }

    @PostMapping("/{member}/head")
    String head(
            @PathVariable CaseId id,
            @PathVariable UUID member,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.makeHead(id, member, me);
        return back(redirect, "cases.household.saved");
    }

    @PostMapping("/{member}/shown")
    String shown(
            @PathVariable CaseId id,
            @PathVariable UUID member,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.show(id, member, true, me);
        return back(redirect, "cases.household.saved");
    }

    @PostMapping("/{member}/hidden")
    String hidden(
            @PathVariable CaseId id,
            @PathVariable UUID member,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.show(id, member, false, me);
        return back(redirect, "cases.household.saved");
    }

    @PostMapping("/{member}/register")
    String register(
            @PathVariable CaseId id,
            @PathVariable UUID member,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.register(id, member, me);
        return back(redirect, "cases.household.registered");
    }

    @PostMapping("/{member}/remove")
    String remove(
            @PathVariable CaseId id,
            @PathVariable UUID member,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.remove(id, member, me);
        return back(redirect, "cases.household.removed");
    }

    private static String back(RedirectAttributes redirect, String notice) {
        redirect.addFlashAttribute("notice", notice);
        return "redirect:/staff/cases/{id}/household";
    }

    private String page(HouseholdDesk.People people, Locale locale, Model model) {
        if (!model.containsAttribute("relative")) {
            model.addAttribute("relative", RelativeForm.blank());
        }
        model.addAttribute("file", people.file());
        model.addAttribute("members", people.members());
        model.addAttribute("takenOver", origins.takenOver(people.file(), locale));
        model.addAttribute("relations", choices(RelativeForm.RELATIONS, "cases.relation.", locale));
        model.addAttribute("sexes", choices(RelativeForm.SEXES, "sex.", locale));
        model.addAttribute("ages", choices(RelativeForm.AGES, "age-group.", locale));
        model.addAttribute("back", "/staff/cases/" + people.file().id());
        return "reintegration/casefile/household";
    }

    private List<Choice> choices(List<String> codes, String keys, Locale locale) {
        return codes.stream()
                .map(code -> Choice.of(code, messages.getMessage(keys + code, null, locale)))
                .toList();
    }
}
