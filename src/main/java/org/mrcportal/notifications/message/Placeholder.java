package org.mrcportal.notifications.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is filled into a wording, written {@code {time}}. */
enum Placeholder {
    TIME,
    CENTRE,
    CITY,
    /** Where to come, or how the talk goes; several lines in an e-mail. */
    PLACE,
    PHONE,
    REFERENCE,
    LINK,
    /** Until when an offered place is kept. */
    UNTIL,
    /** What to bring. */
    BRING;

    /** As it stands in a wording. */
    String written() {
        return "{" + name().toLowerCase(Locale.ROOT) + "}";
    }

    static Optional<Placeholder> named(String name) {
        return Arrays.stream(values())
                .filter(placeholder ->
                        placeholder.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
