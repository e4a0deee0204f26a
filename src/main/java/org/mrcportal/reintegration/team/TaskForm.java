package org.mrcportal.reintegration.team;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.DayField;
import org.mrcportal.shared.Once;

/**
 * A task somebody writes.
 *
 * @param due as the browser's date field sends it: 2026-12-31
 * @param assignee a member of staff, or {@link #SUPERVISORS}
 * @param file the reference of the case it is about, or empty
 */
record TaskForm(
        @Nullable String once,
        @Nullable String text,
        @Nullable String due,
        @Nullable String assignee,
        @Nullable String file) {

    static final String SUPERVISORS = "SUPERVISORS";
    static final int LONGEST = 300;

    static TaskForm blank(String assignee, @Nullable String file) {
        return new TaskForm(UUID.randomUUID().toString(), null, null, assignee, file);
    }

    UUID key() {
        return Once.of(once);
    }

    String words() {
        return text == null ? "" : text.strip();
    }

    Optional<LocalDate> day() {
        return DayField.read(due);
    }

    boolean aboutACase() {
        return file != null && !file.isBlank();
    }
}
