package org.mrcportal.config;

import java.beans.PropertyEditorSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** No control character reaches a form or the database: PostgreSQL cannot store NUL, and nobody types the others. */
@ControllerAdvice
class BindingAdvice {

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
