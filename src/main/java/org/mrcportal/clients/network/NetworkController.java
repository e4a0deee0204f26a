package org.mrcportal.clients.network;

import jakarta.validation.Valid;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page that asks whether another centre may know a person, and passes a request on. */
@StaffPage
@RequestMapping("/staff/network")
class NetworkController {

    private final NetworkDesk desk;
    private final MessageSource messages;

    NetworkController(NetworkDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    @GetMapping
    String show(@RequestParam(required = false) @Nullable String typed, Locale locale, Model model) {
        model.addAttribute("network", NetworkForm.typed(typed));
        return page(locale, model);
    }

    @PostMapping
    String ask(
            @Valid @ModelAttribute("network") NetworkForm form,
            BindingResult result,
            @RequestParam(defaultValue = "") String step,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        boolean requests = step.equals("request");
        if (!form.isEnough()) {
            result.rejectValue("name", "clients.network.not-enough");
        }
        if (requests && !form.hasReason()) {
            result.rejectValue("reason", "clients.network.reason.missing");
        }
        if (result.hasErrors()) {
            model.addAttribute("answer", requests ? NetworkDesk.Answer.MAY_BE_KNOWN : null);
            return page(locale, model.addAttribute("hasErrors", true));
        }
        NetworkDesk.Answer answer = requests ? desk.request(form, me) : desk.ask(form, me);
        if (requests && answer != NetworkDesk.Answer.TOO_MANY) {
            redirect.addFlashAttribute("notice", "clients.network.requested");
            return "redirect:/staff/access-requests";
        }
        model.addAttribute("answer", answer);
        return page(locale, model);
    }

    private String page(Locale locale, Model model) {
        model.addAttribute(
                "ways",
                List.of("ORAL", "WRITTEN", "NO").stream()
                        .map(way -> Choice.of(way, messages.getMessage("clients.network.said." + way, null, locale)))
                        .toList());
        model.addAttribute("back", "/staff/clients");
        return "clients/network/network";
    }
}
