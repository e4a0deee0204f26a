package org.mrcportal.reintegration.casefile;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages that open a case. */
@StaffPage
@RequestMapping("/staff/cases/new")
class IntakeController {

    private final IntakeDesk desk;
    private final MessageSource messages;

    IntakeController(IntakeDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    /**
     * What another page knows already.
     *
     * @param q a name or a telephone, to find the person by
     */
    record Known(
            @Nullable String client,
            @Nullable String encounter,
            @Nullable String partner,
            @Nullable String centre,
            @Nullable String q) {

        boolean someone() {
            return given(client) || given(encounter);
        }

        /** @throws NotFound where what was sent names nobody */
        private static @Nullable UUID id(@Nullable String sent) {
            UUID id = IntakeForm.uuid(sent);
            if (id == null && given(sent)) {
                throw new NotFound("a person");
            }
            return id;
        }

        private static boolean given(@Nullable String sent) {
            return sent != null && !sent.isBlank();
        }
    }

    @GetMapping
    String show(
            @ModelAttribute("known") Known known,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        if (!known.someone()) {
            model.addAttribute("found", desk.search(known.centre(), known.q(), me, locale));
            model.addAttribute("back", "/staff/cases");
            return "reintegration/casefile/find";
        }
        UUID encounter = Known.id(known.encounter());
        IntakeDesk.Sheet sheet = desk.sheet(Known.id(known.client()), encounter);
        model.addAttribute(
                "intake", IntakeForm.blank(sheet.person(), encounter, known.partner(), me.is(Role.CASE_WORKER)));
        return page(sheet, me, locale, model);
    }

    @PostMapping
    String open(
            @ModelAttribute("intake") IntakeForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        UUID client = Known.id(form.client());
        if (client == null) {
            throw new NotFound("a person");
        }
        IntakeDesk.Sheet sheet = desk.sheet(client, Known.id(form.encounter()));
        form.check(result, sheet.partners(), sheet.today());
        if (result.hasErrors()) {
            return page(sheet, me, locale, model.addAttribute("hasErrors", true));
        }
        redirect.addFlashAttribute("notice", "cases.intake.done");
        return "redirect:/staff/cases/" + opened(sheet, form, me);
    }

    /** Of a form sent twice at once, the slower one finds the faster one's case. */
    private CaseId opened(IntakeDesk.Sheet sheet, IntakeForm form, StaffMember me) {
        try {
            return desk.open(sheet, form, me);
        } catch (DataIntegrityViolationException sentTwice) {
            return desk.open(sheet, form, me);
        }
    }

    private String page(IntakeDesk.Sheet sheet, StaffMember me, Locale locale, Model model) {
        model.addAttribute("sheet", sheet);
        model.addAttribute("carries", me.is(Role.CASE_WORKER));
        CaseController.choices(locale, messages, model);
        model.addAttribute(
                "sources",
                IntakeForm.SOURCES.stream()
                        .map(source -> Choice.of(source, messages.getMessage("cases.source." + source, null, locale)))
                        .toList());
        List<Choice> partners = sheet.partners().stream()
                .map(one -> Choice.of(one.id().toString(), one.name()))
                .toList();
        model.addAttribute("partnerChoices", partners);
        model.addAttribute("back", "/staff/clients/" + sheet.person().client());
        return "reintegration/casefile/new";
    }
}
