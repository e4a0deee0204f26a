package org.mrcportal.accounts.signin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Seal;

/**
 * What somebody typed into a staff form that could not be accepted because the session had ended, on its way through the
 * sign-in page: sealed, for an hour, for the same person where that is known.
 *
 * @param path where the form was going
 * @param user whose input it is, or empty
 */
record KeptInput(Instant at, String path, String user, List<Field> fields) {

    static final Duration KEPT_FOR = Duration.ofHours(1);
    static final int LARGEST = 64 * 1024;

    private static final Set<String> NOT_KEPT = Set.of("_csrf", "password", "kept");
    private static final String CONTEXT = "kept-input";
    private static final String BETWEEN = "\0";

    /** One field; a field with several values stands several times. */
    record Field(String name, String value) {}

    static KeptInput of(Instant at, String path, String user, Map<String, String[]> posted) {
        List<Field> fields = new ArrayList<>();
        posted.forEach((name, values) -> {
            if (!NOT_KEPT.contains(name)) {
                for (String value : values) {
                    fields.add(new Field(name.replace(BETWEEN, ""), value.replace(BETWEEN, "")));
                }
            }
        });
        return new KeptInput(at, path, user, List.copyOf(fields));
    }

    /** As text for a hidden field; empty where it would be too large. */
    Optional<String> sealed(Seal seal) {
        List<String> parts = new ArrayList<>(List.of(Long.toString(at.toEpochMilli()), path, user));
        fields.forEach(field -> {
            parts.add(field.name());
            parts.add(field.value());
        });
        String text = String.join(BETWEEN, parts);
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            return Optional.empty();
        }
        return Optional.ofNullable(seal.seal(text, CONTEXT)).map(Base64.getUrlEncoder()::encodeToString);
    }

    /** Opens what {@link #sealed} made; empty where it is forged, too old or another person's. */
    static Optional<KeptInput> opened(@Nullable String sealed, Seal seal, Instant now, String user) {
        if (sealed == null || sealed.isEmpty() || sealed.length() > 2 * LARGEST) {
            return Optional.empty();
        }
        try {
            String text = seal.open(Base64.getUrlDecoder().decode(sealed), CONTEXT);
            return text == null
                    ? Optional.empty()
                    : read(text.split(BETWEEN, -1)).filter(kept -> kept.isFor(user, now));
        } catch (IllegalArgumentException | IllegalStateException forged) {
            return Optional.empty();
        }
    }

    private static Optional<KeptInput> read(String[] parts) {
        List<Field> fields = new ArrayList<>();
        for (int i = 3; i + 1 < parts.length; i += 2) {
            fields.add(new Field(parts[i], parts[i + 1]));
        }
        return Optional.of(
                new KeptInput(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1], parts[2], List.copyOf(fields)));
    }

    private boolean isFor(String who, Instant now) {
        return (user.isEmpty() || user.equals(who)) && now.isBefore(at.plus(KEPT_FOR));
    }
}
