package org.mrcportal.outreach.attendance;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a head that is counted.
 *
 * @param sex one of {@link #SEXES}
 * @param band one of {@link #BANDS}: of what age
 */
record Bracket(String sex, String band) {

    static final List<String> SEXES = List.of("F", "M", "UNKNOWN");
    static final List<String> BANDS = List.of("UNDER_18", "18_29", "30_59", "60_PLUS", "UNKNOWN");
    static final Bracket UNKNOWN = new Bracket("UNKNOWN", "UNKNOWN");

    Bracket {
        if (!SEXES.contains(sex) || !BANDS.contains(band)) {
            throw new IllegalArgumentException("Nobody is counted as " + sex + " and " + band);
        }
    }

    /** Reads a {@link #code}. */
    static Optional<Bracket> of(String code) {
        return all().stream().filter(bracket -> bracket.code().equals(code)).findFirst();
    }

    /** By sex, then by age. */
    static List<Bracket> all() {
        return SEXES.stream()
                .flatMap(sex -> BANDS.stream().map(band -> new Bracket(sex, band)))
                .toList();
    }

    /** As forms and scripts name it. */
    public String code() {
        return sex + "-" + band;
    }
}
