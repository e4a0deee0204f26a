package org.mrcportal.reintegration.plan;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.mrcportal.shared.Unsaved;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the forms of a plan have in common. */
@ControllerAdvice(basePackageClasses = PlanForms.class)
class PlanForms {

    @ExceptionHandler
    String refused(
            Plan.Refused refused,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        String reason = "cases.plan.refused." + refused.reason();
        if (Unsaved.shown(request, response, model, reason)) {
            return Unsaved.PAGE;
        }
        redirect.addFlashAttribute("refused", reason);
        return "redirect:" + request.getRequestURI().replaceFirst("/plan/.*", "/plan");
    }

    /** Of a form sent twice at once, the slower one finds what the faster one has made. */
    static void twice(Runnable work) {
        try {
            work.run();
        } catch (DataIntegrityViolationException sentTwice) {
            work.run();
        }
    }

    /** What somebody else saved stands beside what the reader has typed. */
    static void stored(Stale stale, BindingResult result, Model model) {
        model.addAttribute("stored", stale.stored());
        model.addAttribute("version", stale.version());
        result.reject("cases.stale");
    }
}
