package org.mrcportal.outreach.figures;

import java.util.List;
import java.util.Locale;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionState;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Currencies;
import org.mrcportal.shared.StaffPage;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The small page of what a session has cost. */
@StaffPage
@RequestMapping("/staff/sessions/{id}/cost")
class CostController {

    private final CostDesk desk;
    private final SessionWords words;

    CostController(CostDesk desk, SessionWords words) {
        this.desk = desk;
        this.words = words;
    }

    @GetMapping
    String cost(@PathVariable SessionId id, Locale locale, Model model) {
        SessionOnPlan session = desk.session(id);
        model.addAttribute("cost", desk.cost(id));
        return page(session, locale, model);
    }

    @PostMapping
    String set(
            @PathVariable SessionId id,
            @ModelAttribute("cost") CostForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        SessionOnPlan session = desk.session(id);
        form.check(result);
        if (result.hasErrors()) {
            return page(session, locale, model.addAttribute("hasErrors", true));
        }
        desk.set(id, form);
        redirect.addFlashAttribute("notice", "outreach.cost.saved");
        return "redirect:/staff/sessions/{id}/cost";
    }

    private String page(SessionOnPlan session, Locale locale, Model model) {
        List<Choice> currencies =
                Currencies.ALL.stream().map(code -> Choice.of(code, code)).toList();
        model.addAttribute("plan", session);
        model.addAttribute("planTitle", words.title(session, locale));
        model.addAttribute("when", words.when(session, locale));
        model.addAttribute("cancelled", session.state() == SessionState.CANCELLED);
        model.addAttribute("currencies", currencies);
        model.addAttribute("back", "/staff/sessions/" + session.id());
        return "outreach/figures/cost";
    }
}
