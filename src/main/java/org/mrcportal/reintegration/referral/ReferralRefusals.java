package org.mrcportal.reintegration.referral;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Says on the referral's page, or the list, why nothing was done. */
@ControllerAdvice(assignableTypes = {ReferralController.class, PreparingController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReferralRefusals {

    @ExceptionHandler
    String settled(ReferralSettled late, HttpServletRequest request, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", "referral.staff.settled");
        return "redirect:" + page(request);
    }

    @ExceptionHandler
    String notAgreed(ReferralDesk.NotAgreed refused, HttpServletRequest request, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", "referral.staff.not-agreed");
        return "redirect:" + page(request);
    }

    /** The referral's own page, from the address of something done to it; the list where there is none yet. */
    private static String page(HttpServletRequest request) {
        return request.getRequestURI()
                .replaceFirst("(/referrals/[^/]+)/.*", "$1")
                .replaceFirst("/new$", "");
    }
}
