package org.mrcportal.reintegration.protection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Once;
import org.springframework.validation.Errors;

/**
 * A note as it is written.
 *
 * @param about what a restricted note is about; {@link #EVERYBODY}: an ordinary note; empty: not chosen yet
 */
record NoteForm(
        @Nullable String once,
        @Nullable String text,
        @Nullable String about) {

    static final int LONGEST = 4000;

    /** An ordinary note, read by whoever may see the case. Nobody writes one by leaving something out. */
    static final String EVERYBODY = "EVERYBODY";

    static NoteForm blank() {
        return new NoteForm(UUID.randomUUID().toString(), null, "");
    }

    void check(Errors errors) {
        if (words().isEmpty()) {
            errors.rejectValue("text", "notes.text.missing");
        } else if (words().length() > LONGEST) {
            errors.rejectValue("text", "notes.text.long");
        }
        if (!subject().equals(EVERYBODY) && !CaseNotes.SUBJECTS.contains(subject())) {
            errors.rejectValue("about", "notes.about.unknown");
        }
    }

    UUID key() {
        return Once.of(once);
    }

    String words() {
        return text == null ? "" : text.strip();
    }

    String subject() {
        return about == null ? "" : about;
    }
}
