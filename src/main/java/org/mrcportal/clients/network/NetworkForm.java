package org.mrcportal.clients.network;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Once;

/**
 * Whom a member of staff asks the network about: a name with a telephone or an e-mail, or a client code.
 *
 * @param said how the person has agreed to it: ORAL, WRITTEN, or empty
 */
record NetworkForm(
        @Nullable String once,
        @Size(max = 100) @Nullable String name,
        @Size(max = 60) @Nullable String phone,
        @Size(max = 254) @Nullable String email,
        @Size(max = 40) @Nullable String code,
        @Size(max = 500) @Nullable String reason,
        @Nullable String said) {

    static NetworkForm typed(@Nullable String text) {
        String what = text == null || text.length() > 100 ? "" : text.strip();
        boolean digits = !what.isEmpty() && what.codePoints().noneMatch(Character::isLetter);
        boolean code = what.matches("(?i)[a-z]{3}[- ]?\\d{2}[- ]?\\d{1,7}");
        boolean address = what.contains("@");
        return new NetworkForm(
                UuidCreator.getTimeOrderedEpoch().toString(),
                digits || code || address ? null : what,
                digits ? what : null,
                address ? what : null,
                code ? what : null,
                null,
                null);
    }

    boolean hasCode() {
        return given(code);
    }

    /** A name alone, or a telephone alone, is not enough: many share it. */
    boolean isEnough() {
        return hasCode() || given(name) && (given(phone) || given(email));
    }

    boolean hasReason() {
        return given(reason);
    }

    @Nullable
    String way() {
        return "ORAL".equals(said) || "WRITTEN".equals(said) ? said : null;
    }

    UUID key() {
        return Once.of(once);
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
