package org.mrcportal.counselling.settings;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.mrcportal.centres.ChangedMeanwhile;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a centre's rules of booking. */
@StaffPage
@RequestMapping("/manage/settings/{centre}/rules")
class RulesController {

    private final RulesDesk desk;
    private final Preview preview;
    private final MessageSource messages;

    RulesController(RulesDesk desk, Preview preview, MessageSource messages) {
        this.desk = desk;
        this.preview = preview;
        this.messages = messages;
    }

    @GetMapping
    String show(@PathVariable String centre, Locale locale, Model model) {
        RulesDesk.Saved saved = desk.open(centre, Language.of(locale));
        model.addAttribute("rules", RulesForm.of(saved.own() != null, saved.valid(), saved.mark()));
        return page(saved, saved.mark(), locale, model);
    }

    @PostMapping
    String change(
            @PathVariable String centre,
            @ModelAttribute("rules") RulesForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        String seen = Objects.requireNonNullElse(form.seen(), "");
        Optional<Rules> own = form.own(result);
        boolean stale = false;
        if (!result.hasErrors() && !"PREVIEW".equals(form.act())) {
            try {
                desk.change(centre, own, seen, Language.of(locale));
                redirect.addFlashAttribute("notice", "centres.settings.saved");
                return "redirect:/manage/settings/{centre}/rules";
            } catch (ChangedMeanwhile meanwhile) {
                result.reject("centres.settings.stale");
                stale = true;
            }
        }
        RulesDesk.Saved saved = desk.open(centre, Language.of(locale));
        if (stale) {
            model.addAttribute("savedNow", RulesForm.of(saved.own() != null, saved.valid(), ""));
        } else if (!result.hasErrors()) {
            Rules wanted = own.orElse(saved.everywhere());
            model.addAttribute("preview", preview.withRules(saved.centre(), wanted.booking(), locale));
        }
        model.addAttribute("hasErrors", result.hasErrors());
        return page(saved, stale ? saved.mark() : seen, locale, model);
    }

    private String page(RulesDesk.Saved saved, String seen, Locale locale, Model model) {
        model.addAttribute("centre", saved.centre());
        model.addAttribute("seen", seen);
        model.addAttribute("usual", RulesForm.of(false, saved.everywhere(), ""));
        model.addAttribute(
                "owners",
                List.of(
                        Choice.of("everywhere", text("counselling.rules.whose.everywhere", locale)),
                        Choice.of("own", text("counselling.rules.whose.own", locale))));
        model.addAttribute("back", "/manage/settings");
        return "counselling/settings/rules";
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, locale));
    }
}
