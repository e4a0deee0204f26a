package org.mrcportal.reintegration;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What reintegration is measured in. */
public enum Dimension {
    ECONOMIC,
    SOCIAL,
    PSYCHOSOCIAL;

    public static Optional<Dimension> ofCode(@Nullable String code) {
        for (Dimension dimension : values()) {
            if (dimension.name().equals(code)) {
                return Optional.of(dimension);
            }
        }
        return Optional.empty();
    }

    /** The message key of its name, for staff. */
    public String label() {
        return "cases.dimension." + name().toLowerCase(Locale.ROOT);
    }
}
