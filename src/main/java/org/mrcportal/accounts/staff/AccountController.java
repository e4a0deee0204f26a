package org.mrcportal.accounts.staff;

import jakarta.validation.Valid;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Scope;
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

/** The administrator's pages: accounts, and nothing about clients. */
@StaffPage
@RequestMapping("/admin")
class AccountController {

    private final AccountDesk desk;
    private final MessageSource messages;

    AccountController(AccountDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("accounts", Scope.network().call(desk::all));
        return "accounts/staff/accounts";
    }

    @GetMapping("/accounts/new")
    String blank(Locale locale, Model model) {
        model.addAttribute("account", AccountForm.blank());
        return form(centres(locale), locale, model);
    }

    @PostMapping("/accounts")
    String open(
            @Valid @ModelAttribute("account") AccountForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        List<CentreCard> cards = centres(locale);
        Set<Role> roles = form.knownRoles();
        Set<CentreId> where = Account.needCentre(roles) ? form.knownCentres(cards) : Set.of();
        if (!result.hasFieldErrors("roles") && !Account.fit(roles)) {
            result.rejectValue("roles", "accounts.staff.mixed");
        } else if (!roles.isEmpty() && Account.needCentre(roles) && where.isEmpty()) {
            result.rejectValue("centres", "accounts.staff.centre-missing");
        }
        if (result.hasErrors()) {
            return form(cards, locale, model);
        }
        try {
            Scope.network()
                    .call(() -> desk.open(
                            form.id(),
                            form.userName(),
                            new PersonName(Objects.requireNonNull(form.name())).text(),
                            form.knownSex(),
                            roles,
                            where,
                            Language.ofCode(Objects.requireNonNull(form.language()))
                                    .orElse(Language.EN),
                            Objects.requireNonNull(form.password())));
        } catch (UserNameTaken taken) {
            result.rejectValue("username", "accounts.staff.taken");
            return form(cards, locale, model);
        }
        redirect.addFlashAttribute("notice", "accounts.staff.created");
        return "redirect:/admin";
    }

    @GetMapping("/accounts/{id}")
    String one(@PathVariable StaffId id, @AuthenticationPrincipal StaffMember me, Model model) {
        model.addAttribute("reset", new PasswordForm(null));
        return page(id, me, model);
    }

    @PostMapping("/accounts/{id}/close")
    String close(@PathVariable StaffId id, RedirectAttributes redirect) {
        desk.close(id);
        redirect.addFlashAttribute("notice", "accounts.staff.closed");
        return "redirect:/admin";
    }

    @PostMapping("/accounts/{id}/open")
    String reopen(@PathVariable StaffId id, RedirectAttributes redirect) {
        desk.reopen(id);
        redirect.addFlashAttribute("notice", "accounts.staff.reopened");
        return "redirect:/admin";
    }

    @PostMapping("/accounts/{id}/password")
    String resetPassword(
            @PathVariable StaffId id,
            @Valid @ModelAttribute("reset") PasswordForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Model model,
            RedirectAttributes redirect) {
        if (result.hasErrors()) {
            return page(id, me, model);
        }
        desk.resetPassword(id, Objects.requireNonNull(form.password()));
        redirect.addFlashAttribute("notice", "accounts.staff.reset-done");
        return "redirect:/admin";
    }

    private String page(StaffId id, StaffMember me, Model model) {
        model.addAttribute("account", Scope.network().call(() -> desk.one(id)));
        model.addAttribute("own", me.id().equals(id));
        model.addAttribute("back", "/admin");
        return "accounts/staff/account";
    }

    private List<CentreCard> centres(Locale locale) {
        return Scope.network().call(() -> desk.centres(Language.of(locale)));
    }

    private String form(List<CentreCard> cards, Locale locale, Model model) {
        model.addAttribute(
                "roles",
                Arrays.stream(Role.values())
                        .map(role -> Choice.of(role.name(), text("accounts.role." + role, locale)))
                        .toList());
        model.addAttribute(
                "centres",
                cards.stream().map(card -> Choice.of(card.code(), card.name())).toList());
        model.addAttribute(
                "spoken",
                Arrays.stream(Language.values())
                        .filter(Language::forStaff)
                        .map(language -> Choice.of(language.code(), language.nativeName()))
                        .toList());
        model.addAttribute(
                "sexes",
                List.of(
                        Choice.of("F", text("accounts.staff.woman", locale)),
                        Choice.of("M", text("accounts.staff.man", locale)),
                        Choice.of("", text("accounts.staff.not-said", locale))));
        model.addAttribute("back", "/admin");
        return "accounts/staff/new";
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
