package org.mrcportal.reintegration.protection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Once;

/**
 * A note as it is written.
 *
 * @param about what a restricted note is about; empty: an ordinary note
 */
record NoteForm(
        @Nullable String once,
        @Nullable String text,
        @Nullable String about) {

    static final int LONGEST = 4000;

    static NoteForm blank() {
        return new NoteForm(UUID.randomUUID().toString(), null, "");
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
