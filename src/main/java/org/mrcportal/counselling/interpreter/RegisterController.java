package org.mrcportal.counselling.interpreter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.counselling.talk.InterpreterLanguages;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
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

/** The pages of the register of interpreters. */
@StaffPage
@RequestMapping("/staff/interpreters")
class RegisterController {

    private final InterpreterRegister register;
    private final InterpreterLanguages languages;
    private final MessageSource messages;

    RegisterController(InterpreterRegister register, InterpreterLanguages languages, MessageSource messages) {
        this.register = register;
        this.languages = languages;
        this.messages = messages;
    }

    /** What the list is filtered by. */
    record Filter(@Nullable String centre, @Nullable String language) {}

    @GetMapping
    String list(
            @ModelAttribute("filter") Filter filter,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        String language = filter.language() == null || filter.language().isBlank() ? null : filter.language();
        var found = register.lines(me, filter.centre(), language, locale);
        model.addAttribute("register", found);
        model.addAttribute("manager", me.is(Role.CENTRE_MANAGER));
        model.addAttribute("languageChoices", languages.choicesForStaff(locale));
        model.addAttribute(
                "centreChoices",
                found.choices().stream()
                        .map(card -> Choice.of(card.code(), card.city()))
                        .toList());
        return "counselling/interpreter/register";
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable String centre,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return page(register.blank(me, centre, locale), null, locale, model);
    }

    @PostMapping("/new")
    String add(
            @ModelAttribute("interpreter") InterpreterForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var sheet = register.again(me, form, locale);
        if (refused(sheet, result)) {
            return page(sheet, null, locale, model.addAttribute("hasErrors", true));
        }
        try {
            register.register(sheet.centre(), form);
        } catch (DataIntegrityViolationException twice) {
            register.register(sheet.centre(), form);
        }
        return done(sheet, redirect);
    }

    @GetMapping("/{id}")
    String edit(@PathVariable String id, Locale locale, Model model) {
        return page(register.find(interpreter(id), locale), id, locale, model);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable String id,
            @ModelAttribute("interpreter") InterpreterForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var sheet = register.again(me, form, locale);
        if (!refused(sheet, result)) {
            try {
                register.change(interpreter(id), sheet.centre(), form);
                return done(sheet, redirect);
            } catch (DataIntegrityViolationException asked) {
                result.rejectValue("signedOn", "counselling.interpreter.signedOn.asked");
            }
        }
        register.find(interpreter(id), locale); // of another centre, it is not there
        return page(sheet, id, locale, model.addAttribute("hasErrors", true));
    }

    private boolean refused(InterpreterRegister.Sheet sheet, BindingResult result) {
        InterpreterForm form = sheet.form();
        form.check(
                result, sheet.centre().country(), register.today(sheet.centre().zone()));
        if (form.region() != null
                && !form.region().isBlank()
                && sheet.regions().stream().noneMatch(region -> region.value().equals(form.region()))) {
            result.rejectValue("region", "counselling.interpreter.region.missing");
        }
        return result.hasErrors();
    }

    private static String done(InterpreterRegister.Sheet sheet, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", "counselling.interpreter.saved");
        redirect.addAttribute("centre", sheet.centre().code());
        return "redirect:/staff/interpreters";
    }

    private String page(InterpreterRegister.Sheet sheet, @Nullable String id, Locale locale, Model model) {
        if (!model.containsAttribute("interpreter")) {
            model.addAttribute("interpreter", sheet.form());
        }
        model.addAttribute("sheet", sheet);
        model.addAttribute("action", "/staff/interpreters/" + (id == null ? "new" : id));
        model.addAttribute("languageChoices", languages.choicesForStaff(locale));
        model.addAttribute(
                "sexes",
                InterpreterForm.SEXES.stream()
                        .map(sex -> Choice.of(sex, messages.getMessage("sex." + sex, null, locale)))
                        .toList());
        List<Choice> pages = Arrays.stream(Language.values())
                .map(language -> Choice.of(language.code(), language.nameIn(locale)))
                .toList();
        model.addAttribute("pageLanguages", pages);
        model.addAttribute(
                "back", "/staff/interpreters?centre=" + sheet.centre().code());
        return "counselling/interpreter/interpreter";
    }

    static InterpreterId interpreter(String id) {
        try {
            return InterpreterId.of(id);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound(id);
        }
    }
}
