package org.mrcportal.shared;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the idempotency key that a creating form carries in its field {@code once}: sent twice, it has one effect. */
public final class Once {

    private Once() {}

    /** The key as sent. One that was tampered with protects nobody: the form then counts as a new one. */
    public static UUID of(@Nullable String sent) {
        return read(sent).orElseGet(UUID::randomUUID);
    }

    /** @throws NotFound where the form came without a key */
    public static UUID required(@Nullable String sent) {
        return read(sent).orElseThrow(() -> new NotFound("a form's key"));
    }

    private static Optional<UUID> read(@Nullable String sent) {
        try {
            return Optional.ofNullable(sent).map(UUID::fromString);
        } catch (IllegalArgumentException tampered) {
            return Optional.empty();
        }
    }
}
