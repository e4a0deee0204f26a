package org.mrcportal.centres;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a person stands on the way; the home page asks it first. Titles are the messages {@code centres.situation.<code>.title}. */
public enum Situation {
    THINKING,
    LEAVING,
    ABROAD,
    RETURNED,
    FAMILY;

    /** As it stands in addresses, and the name of its pictogram. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In any case, as it was typed; empty where there is none of that name. */
    public static Optional<Situation> named(String text) {
        return Arrays.stream(values())
                .filter(s -> s.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
