package org.mrcportal.clients.datarequest;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.StaffPage;
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

/** People's requests about their data: a list of tasks, and the page on which one is answered. */
@StaffPage
@RequestMapping("/staff/data-requests")
class RequestController {

    private final RequestDesk desk;

    RequestController(RequestDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String list(Locale locale, Model model) {
        model.addAttribute("requests", desk.list());
        model.addAttribute("days", new Days(locale));
        return "clients/datarequest/list";
    }

    @GetMapping("/{id}")
    String open(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        model.addAttribute("answer", new AnswerForm(null));
        return page(id, me, locale, model);
    }

    @PostMapping("/{id}")
    String answer(
            @PathVariable UUID id,
            @ModelAttribute("answer") AnswerForm form,
            BindingResult result,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String seen,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            model.addAttribute("hasErrors", true);
            return page(id, me, locale, model);
        }
        if (decision.equals("done")) {
            if (!desk.done(id, form.words(), seen, me)) {
                result.reject("requests.waits");
                model.addAttribute("hasErrors", true);
                return page(id, me, locale, model);
            }
        } else {
            desk.refuse(id, form.words(), me);
        }
        redirect.addFlashAttribute("notice", "requests.answered");
        return "redirect:/staff/data-requests";
    }

    /** Writes days for the reader. */
    record Days(Locale locale) {
        public String date(LocalDate day) {
            return CentreTime.date(day, locale);
        }
    }

    private String page(UUID id, StaffMember me, Locale locale, Model model) {
        model.addAttribute("request", desk.open(id, me));
        model.addAttribute("days", new Days(locale));
        model.addAttribute("back", "/staff/data-requests");
        return "clients/datarequest/request";
    }
}
