package org.mrcportal.clients.datarequest;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** What staff answer a person, who reads it word for word. */
record AnswerForm(@Nullable String text) {

    private static final int LONGEST = 1000;

    void check(Errors errors) {
        if (words().isEmpty() || words().length() > LONGEST) {
            errors.rejectValue("text", "requests.answer.missing");
        }
    }

    /** Without what no database keeps. */
    String words() {
        return text == null ? "" : text.replace("\u0000", "").strip();
    }
}
