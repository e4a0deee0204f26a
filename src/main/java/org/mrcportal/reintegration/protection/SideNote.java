package org.mrcportal.reintegration.protection;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * A note that may be written along with something else that is told in a form; empty: none.
 *
 * @param about as in a note that stands alone: who may read it is never left open
 */
public record SideNote(@Nullable String text, @Nullable String about) {

    public static SideNote none() {
        return new SideNote(null, null);
    }

    public boolean isWritten() {
        return !words().isEmpty();
    }

    /** Refuses words that are too long, and words of which nobody has said who may read them. */
    public void check(Errors errors) {
        if (isWritten()) {
            new NoteForm(null, text, about).check(errors);
        }
    }

    String words() {
        return text == null ? "" : text.strip();
    }

    String subject() {
        return about == null ? "" : about;
    }
}
