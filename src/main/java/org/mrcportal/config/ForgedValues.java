package org.mrcportal.config;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindingResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Refuses a form with a value no page of ours can send there, such as a word where a checkbox is: the form's fields are
 * texts wherever people type, so whatever does not fit was forged, and there is no form to show again.
 */
class ForgedValues implements HandlerInterceptor {

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null
                && page.getModel().values().stream()
                        .anyMatch(value -> value instanceof BindingResult form && form.getTarget() == null)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }
}
