package org.mrcportal.reintegration.assessment;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A score that was calculated once, beside the others of the same person.
 *
 * @param otherVersion by another version of the instrument: not to be compared
 * @param values economic, social, psychosocial, composite
 */
record PastScore(UUID assessment, String round, String day, int number, boolean otherVersion, List<String> values) {

    /** None where nothing is scored. */
    static List<PastScore> of(AssessmentDesk.Opened opened, AssessmentWords words, Locale locale) {
        Instrument instrument = opened.assessment().instrument();
        if (!instrument.scored()) {
            return List.of();
        }
        return opened.assessment().calculations().stream()
                .map(c -> new PastScore(
                        c.assessment(),
                        c.round().label(),
                        words.day(c.at(), opened.card(), locale),
                        c.number(),
                        c.version() != instrument.version(),
                        Stream.of(
                                        c.values().economic(),
                                        c.values().social(),
                                        c.values().psychosocial(),
                                        c.values().composite())
                                .map(v -> words.value(instrument, v, locale))
                                .toList()))
                .toList();
    }
}
