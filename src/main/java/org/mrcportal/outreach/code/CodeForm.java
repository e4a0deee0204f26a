package org.mrcportal.outreach.code;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.SessionId;
import org.springframework.validation.Errors;

/**
 * What is asked for a leaflet's code.
 *
 * @param once idempotency key
 * @param target BOOK, SESSIONS, or the id of a session
 */
record CodeForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String label,
        @Nullable String target) {

    static final List<String> PAGES = List.of("BOOK", "SESSIONS");
    private static final int LONGEST_LABEL = 120;

    static CodeForm blank(String centre) {
        return new CodeForm(UuidCreator.getTimeOrderedEpoch().toString(), centre, null, "BOOK");
    }

    /** @param sessions those a code of this centre may lead to */
    void check(Errors errors, List<SessionId> sessions) {
        if (label == null || label.isBlank() || label.strip().length() > LONGEST_LABEL) {
            errors.rejectValue("label", "codes.form.label.missing", new Object[] {LONGEST_LABEL}, null);
        }
        if (target == null
                || !PAGES.contains(target)
                        && session().filter(sessions::contains).isEmpty()) {
            errors.rejectValue("target", "codes.form.target.missing");
        }
    }

    Optional<SessionId> session() {
        try {
            return target == null || PAGES.contains(target) ? Optional.empty() : Optional.of(SessionId.of(target));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
