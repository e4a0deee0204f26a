package org.mrcportal.reintegration.assessment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the answers of one assessment come to. A dimension is the weighted mean of what its answered questions are worth;
 * the composite is the mean of the three. What was not asked, not known or not told is never guessed.
 *
 * @param composite null: a dimension is not computable
 * @param band of the composite
 * @param calls answers that ask for help, whatever the score
 */
record Score(
        List<OfDimension> dimensions,
        @Nullable Ratio composite,
        @Nullable Band band,
        List<Call> calls) {

    /**
     * One dimension.
     *
     * @param value null: too few answers
     * @param answered scored questions with an answer
     * @param applicable scored questions that concern the person
     * @param losses answers that pull it down, the heaviest first
     */
    record OfDimension(
            Dimension dimension,
            @Nullable Ratio value,
            @Nullable Band band,
            int answered,
            int applicable,
            List<Loss> losses) {}

    /** An answer, and how much of its dimension it costs. */
    record Loss(Instrument.Question question, Instrument.Option option, Ratio lost) {}

    /** An answer that asks for help, and the service to refer to. */
    record Call(Instrument.Question question, Instrument.Option option, String service) {}

    static Score of(Instrument instrument, Map<Integer, Answer> answers) {
        List<OfDimension> dimensions = !instrument.scored()
                ? List.of()
                : Stream.of(Dimension.values())
                        .map(dimension -> dimension(instrument, dimension, answers))
                        .toList();
        Ratio composite = composite(dimensions);
        Band band = composite == null ? null : instrument.bands().of(composite);
        return new Score(dimensions, composite, band, calls(instrument, answers));
    }

    private static OfDimension dimension(Instrument instrument, Dimension dimension, Map<Integer, Answer> answers) {
        BigDecimal points = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        int answered = 0;
        int applicable = 0;
        List<Instrument.Question> scored = instrument.section(dimension.name()).stream()
                .flatMap(s -> s.questions().stream())
                .filter(Instrument.Question::scored)
                .toList();
        for (Instrument.Question question : scored) {
            Instrument.Option given = given(question, answers);
            applicable += given != null && given.notApplicable() ? 0 : 1;
            if (given != null && given.worth() != null) {
                answered++;
                weights = weights.add(question.weight());
                points = points.add(question.weight().multiply(given.worth()));
            }
        }
        boolean enough = answered > 0
                && BigDecimal.valueOf(answered)
                                .compareTo(instrument.completeness().multiply(BigDecimal.valueOf(applicable)))
                        >= 0;
        Ratio value = enough ? new Ratio(points, weights) : null;
        Band band = value == null ? null : instrument.bands().of(value);
        return new OfDimension(
                dimension,
                value,
                band,
                answered,
                applicable,
                value == null ? List.of() : losses(scored, answers, weights));
    }

    private static List<Loss> losses(
            List<Instrument.Question> scored, Map<Integer, Answer> answers, BigDecimal weights) {
        List<Loss> losses = new ArrayList<>();
        for (Instrument.Question question : scored) {
            Instrument.Option given = given(question, answers);
            if (given != null && given.worth() != null && given.worth().compareTo(BigDecimal.ONE) < 0) {
                BigDecimal lost = question.weight().multiply(BigDecimal.ONE.subtract(given.worth()));
                losses.add(new Loss(question, given, new Ratio(lost, weights)));
            }
        }
        losses.sort(Comparator.comparing((Loss loss) -> loss.lost().above()).reversed());
        return losses;
    }

    private static @Nullable Ratio composite(List<OfDimension> dimensions) {
        Ratio sum = null;
        for (OfDimension dimension : dimensions) {
            Ratio value = dimension.value();
            if (value == null) {
                return null;
            }
            sum = sum == null ? value : sum.plus(value);
        }
        return sum == null ? null : sum.dividedBy(dimensions.size());
    }

    private static List<Call> calls(Instrument instrument, Map<Integer, Answer> answers) {
        List<Call> calls = new ArrayList<>();
        for (Instrument.Question question : instrument.questions()) {
            Answer answer = answers.get(question.number());
            for (String code : answer == null ? List.<String>of() : answer.options()) {
                question.option(code).ifPresent(option -> {
                    String service = option.help();
                    if (service != null) {
                        calls.add(new Call(question, option, service));
                    }
                });
            }
        }
        return calls;
    }

    private static Instrument.@Nullable Option given(Instrument.Question question, Map<Integer, Answer> answers) {
        Answer answer = answers.get(question.number());
        return answer == null || answer.options().isEmpty()
                ? null
                : question.option(answer.options().getFirst()).orElse(null);
    }
}
