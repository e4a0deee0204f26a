package org.mrcportal.counselling.queue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The settings of a centre's line: patience, desks, the hall's screen. */
@StaffPage
@RequestMapping("/manage/settings/{centre}/queue")
class QueueSettingsController {

    private final QueueSettings settings;
    private final String portal;

    QueueSettingsController(QueueSettings settings, @Value("${portal.public-address}") String portal) {
        this.settings = settings;
        this.portal = portal;
    }

    @GetMapping
    String show(@PathVariable String centre, Locale locale, Model model) {
        QueueSettings.Page page = settings.page(centre, locale);
        model.addAttribute(
                "queue", new QueueSettingsForm(String.valueOf(page.patience()), String.join("\n", page.desks())));
        return page(page, model);
    }

    @PostMapping
    String change(
            @PathVariable String centre,
            @ModelAttribute("queue") QueueSettingsForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            model.addAttribute("hasErrors", true);
            return page(settings.page(centre, locale), model);
        }
        settings.change(centre, form.minutes(), form.names(), locale);
        redirect.addFlashAttribute("notice", "counselling.queue-settings.saved");
        return "redirect:/manage/settings/{centre}/queue";
    }

    @PostMapping("/screen")
    String renewScreen(@PathVariable String centre, @RequestParam(defaultValue = "") String once, Locale locale) {
        settings.renewScreen(centre, Once.required(once), locale);
        return "redirect:/manage/settings/{centre}/queue";
    }

    @PostMapping("/screen/revoke")
    String revokeScreen(@PathVariable String centre, Locale locale) {
        settings.revokeScreen(centre, locale);
        return "redirect:/manage/settings/{centre}/queue";
    }

    private String page(QueueSettings.Page page, Model model) {
        model.addAttribute("back", "/manage/settings");
        model.addAttribute("page", page);
        model.addAttribute("once", UUID.randomUUID());
        model.addAttribute("screens", screens(page.screen()));
        return "counselling/queue/settings";
    }

    /** The screen's address in each language: address and language's name. */
    private List<Choice> screens(@Nullable String secret) {
        return secret == null
                ? List.of()
                : Arrays.stream(Language.values())
                        .map(language -> Choice.of(
                                "%s/%s/%s/%s".formatted(portal, language.code(), QueueRules.LINK, secret),
                                language.nativeName()))
                        .toList();
    }
}
