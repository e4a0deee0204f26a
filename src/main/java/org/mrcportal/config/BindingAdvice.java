package org.mrcportal.config;

import jakarta.servlet.http.HttpServletRequest;
import java.beans.PropertyEditorSupport;
import java.util.Collections;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.server.ResponseStatusException;

/**
 * No control character reaches a form or the database: PostgreSQL cannot store NUL, and nobody types the others. No
 * list of a form is longer than the binder lets it grow: an index beyond that, or one that is no number, is forged.
 */
@ControllerAdvice
class BindingAdvice {

    private static final Pattern INDEXED = Pattern.compile("[^\\[]*+(?:\\[\\d{0,2}+][^\\[]*+)*+");

    @InitBinder
    void refuseForgedLists(HttpServletRequest request) {
        if (!Collections.list(request.getParameterNames()).stream()
                .allMatch(name -> INDEXED.matcher(name).matches())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    @InitBinder
    void dropControlCharacters(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(@Nullable String text) {
                setValue(text == null ? null : text.replaceAll("[\\p{Cc}&&[^\\n\\r\\t]]", ""));
            }
        });
    }
}
