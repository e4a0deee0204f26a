package org.mrcportal.reintegration.referral;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.mrcportal.shared.Unsaved;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Says on the referral's page, or the list, why nothing was done. */
@ControllerAdvice(assignableTypes = {ReferralController.class, PreparingController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReferralRefusals {

    @ExceptionHandler
    String settled(
            ReferralSettled late,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return answer("referral.staff.settled", request, response, model, redirect);
    }

    @ExceptionHandler
    String notAgreed(
            ReferralDesk.NotAgreed refused,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return answer("referral.staff.not-agreed", request, response, model, redirect);
    }

    /** Nothing written is lost. */
    private static String answer(
            String reason,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (Unsaved.shown(request, response, model, reason)) {
            return Unsaved.PAGE;
        }
        redirect.addFlashAttribute("notice", reason);
        return "redirect:" + page(request);
    }

    /** The referral's own page, from the address of something done to it; the list where there is none yet. */
    private static String page(HttpServletRequest request) {
        return request.getRequestURI()
                .replaceFirst("(/referrals/[^/]+)/.*", "$1")
                .replaceFirst("/new$", "");
    }
}
