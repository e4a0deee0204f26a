package org.mrcportal.reintegration.assessment;

import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;

/**
 * A score as people read it, with its reasons.
 *
 * @param provisional the weights have no official source
 * @param composite its number, or that it is not computable
 */
record ScorePage(
        boolean provisional, String composite, @Nullable Band band, List<Part> parts, List<Call> calls) {

    private static final int MOST_REASONS = 4;

    /**
     * One dimension.
     *
     * @param reasons the answers that pull it down most
     * @param more how many more answers cost something
     */
    record Part(
            Dimension dimension,
            String value,
            @Nullable Band band,
            int answered,
            int applicable,
            List<Reason> reasons,
            int more) {}

    /**
     * An answer that pulls the score down.
     *
     * @param lost how much of the dimension it costs
     */
    record Reason(int number, String question, String answer, String lost) {}

    /** An answer that asks for help. */
    record Call(int number, String question, String answer, String service) {}

    static ScorePage of(Instrument instrument, Score score, AssessmentWords words, Locale locale) {
        Language language = Language.of(locale);
        return new ScorePage(
                instrument.provisional(),
                words.value(instrument, score.composite(), locale),
                score.band(),
                score.dimensions().stream()
                        .map(d -> part(instrument, d, words, locale))
                        .toList(),
                score.calls().stream()
                        .map(c -> new Call(
                                c.question().number(),
                                c.question().in(language),
                                c.option().in(language),
                                c.service()))
                        .toList());
    }

    private static Part part(Instrument instrument, Score.OfDimension dimension, AssessmentWords words, Locale locale) {
        Language language = Language.of(locale);
        List<Reason> reasons = dimension.losses().stream()
                .limit(MOST_REASONS)
                .map(loss -> new Reason(
                        loss.question().number(),
                        loss.question().in(language),
                        loss.option().in(language),
                        words.number(loss.lost().decimal(2, RoundingMode.HALF_UP), locale)))
                .toList();
        return new Part(
                dimension.dimension(),
                words.value(instrument, dimension.value(), locale),
                dimension.band(),
                dimension.answered(),
                dimension.applicable(),
                reasons,
                dimension.losses().size() - reasons.size());
    }
}
