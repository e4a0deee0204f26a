package org.mrcportal.reintegration.casefile;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientId;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page by which counsellors hand somebody over to the case workers. */
@StaffPage
@RequestMapping("/staff/clients/{client}/case")
class HandOverController {

    private final HandOverDesk desk;
    private final MessageSource messages;

    HandOverController(HandOverDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    /**
     * What the page submits.
     *
     * @param encounter the consultation or appointment, or empty
     * @param type how the person came back
     */
    record HandOver(@Nullable String encounter, @Nullable String type) {

        /** @throws NotFound where what was sent is no encounter */
        private @Nullable UUID met() {
            UUID met = IntakeForm.uuid(encounter);
            if (met == null && encounter != null && !encounter.isBlank()) {
                throw new NotFound("a consultation");
            }
            return met;
        }
    }

    @GetMapping
    String show(
            @PathVariable ClientId client,
            @ModelAttribute("handOver") HandOver form,
            BindingResult ignored,
            Locale locale,
            Model model) {
        return page(client, locale, model);
    }

    @PostMapping
    String handOver(
            @PathVariable ClientId client,
            @ModelAttribute("handOver") HandOver form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        UUID met = form.met();
        String type = form.type();
        if (type == null || !CaseFile.TYPES.contains(type)) {
            result.rejectValue("type", "cases.form.type.missing");
            return page(client, locale, model.addAttribute("hasErrors", true));
        }
        try {
            desk.handOver(client, met, type, me);
        } catch (DataIntegrityViolationException there) {
            // The case there is already may be hidden from the reader: the answer must not tell it from any other.
            if (!String.valueOf(there.getMessage()).contains("case_file_once_key")) {
                throw there;
            }
        }
        redirect.addFlashAttribute("notice", "cases.handed-over");
        return "redirect:/staff/clients/{client}";
    }

    private String page(ClientId client, Locale locale, Model model) {
        model.addAttribute("code", desk.code(client));
        model.addAttribute("client", client);
        CaseController.choices(locale, messages, model);
        model.addAttribute("back", "/staff/clients/" + client);
        return "reintegration/casefile/hand-over";
    }
}
