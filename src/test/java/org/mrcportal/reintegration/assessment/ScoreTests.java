package org.mrcportal.reintegration.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import tools.jackson.databind.json.JsonMapper;

class ScoreTests {

    private static final Instrument SURVEY =
            new Instruments(new Fixtures().jdbc(), JsonMapper.builder().build()).get("RSS", 1);

    /**
     * The oracle: written from the survey's description, in whole quarters, with nothing of the code. Each line is a question:
     * its number, its dimension and its answers from the best to the worst; * stands for "does not concern the person".
     */
    private static final String[] DESCRIBED = {
        "1 E VERY_SATISFIED=4 SATISFIED=3 NEITHER=2 DISSATISFIED=1 VERY_DISSATISFIED=0",
        "2 E NEVER=4 RARELY=3 SOMETIMES=2 OFTEN=1 VERY_OFTEN=0",
        "3 E YES=4 NO=0",
        "4 E NEVER=4 RARELY=3 SOMETIMES=2 OFTEN=1 VERY_OFTEN=0",
        "5 E NO_DEBT=4 SPENDING=2 DEBT=0",
        "6 E VERY_GOOD=4 GOOD=3 FAIR=2 POOR=1 VERY_POOR=0",
        "7 E YES=4 NO=0 STUDENT=*",
        "8 E YES=4 NO=0",
        "9 E NO=4 YES=0",
        "11 S VERY_GOOD=4 GOOD=3 FAIR=2 POOR=1 VERY_POOR=0",
        "12 S VERY_GOOD=4 GOOD=3 FAIR=2 POOR=1 VERY_POOR=0",
        "13 S VERY_GOOD=4 GOOD=3 FAIR=2 POOR=1 VERY_POOR=0",
        "14 S ALL=4 SOME=2 NONE=0 NO_CHILDREN=*",
        "15 S VERY_GOOD=4 GOOD=3 FAIR=2 POOR=1 VERY_POOR=0",
        "16 S YES=4 NO=0",
        "17 S VERY_GOOD=4 GOOD=3 FAIR=2 POOR=1 VERY_POOR=0",
        "18 S VERY_GOOD=4 GOOD=3 FAIR=2 POOR=1 VERY_POOR=0",
        "19 S VERY_GOOD=4 GOOD=3 FAIR=2 POOR=1 VERY_POOR=0",
        "21 S VERY_GOOD=4 GOOD=3 FAIR=2 POOR=1 VERY_POOR=0",
        "22 P VERY_OFTEN=4 OFTEN=3 SOMETIMES=2 RARELY=1 NEVER=0",
        "23 P VERY_STRONG=4 STRONG=3 FAIR=2 WEAK=1 VERY_WEAK=0",
        "24 P STRONGLY_AGREE=4 AGREE=3 NEITHER=2 DISAGREE=1 STRONGLY_DISAGREE=0",
        "25 P VERY_SAFE=4 SAFE=3 NEITHER=2 UNSAFE=1 VERY_UNSAFE=0",
        "26 P NEVER=4 RARELY=3 SOMETIMES=2 OFTEN=1 VERY_OFTEN=0",
        "27 P NEVER=4 RARELY=3 SOMETIMES=2 OFTEN=1 VERY_OFTEN=0",
        "28 P NEVER=4 RARELY=3 SOMETIMES=2 OFTEN=1 VERY_OFTEN=0",
        "29 P NO=4 YES=0",
        "30 P YES=4 NO=0"
    };

    /** Points in quarters and questions counted, or null where fewer than seven in ten are answered. */
    private static long[] foretold(char dimension, Map<Integer, Answer> answers) {
        long quarters = 0;
        long counted = 0;
        long concerning = 0;
        for (String line : DESCRIBED) {
            String[] parts = line.split(" ");
            if (parts[1].charAt(0) != dimension) {
                continue;
            }
            Answer answer = answers.get(Integer.parseInt(parts[0]));
            String worth = "";
            for (int i = 2; i < parts.length; i++) {
                if (answer != null && parts[i].startsWith(answer.code() + "=")) {
                    worth = parts[i].substring(parts[i].indexOf('=') + 1);
                }
            }
            concerning += worth.equals("*") ? 0 : 1;
            if (!worth.isEmpty() && !worth.equals("*")) {
                counted++;
                quarters += Long.parseLong(worth);
            }
        }
        return counted == 0 || counted * 10 < concerning * 7 ? new long[0] : new long[] {quarters, counted * 4};
    }

    private static String band(long above, long below) {
        if (above * 100 < below * 33) {
            return "HIGH";
        }
        return above * 100 > below * 66 ? "LOW" : "MEDIUM";
    }

    @Property(tries = 3000)
    void theOracleAgrees(@ForAll("answers") Map<Integer, Answer> answers) {
        Score score = Score.of(SURVEY, answers);
        List<long[]> foretold = new ArrayList<>();
        for (Score.OfDimension dimension : score.dimensions()) {
            long[] expected = foretold(dimension.dimension().name().charAt(0), answers);
            foretold.add(expected);
            Ratio value = dimension.value();
            assertThat(value == null).isEqualTo(expected.length == 0);
            if (value != null) {
                assertThat(value.above().multiply(BigDecimal.valueOf(expected[1])))
                        .isEqualByComparingTo(value.below().multiply(BigDecimal.valueOf(expected[0])));
                assertThat(dimension.band()).hasToString(band(expected[0], expected[1]));
                displayKeepsTheBand(value);
                double lost = dimension.losses().stream()
                        .mapToDouble(l -> l.lost().above().doubleValue()
                                / l.lost().below().doubleValue())
                        .sum();
                assertThat(1 - lost)
                        .isCloseTo((double) expected[0] / expected[1], org.assertj.core.data.Offset.offset(1e-9));
            }
        }
        Ratio composite = score.composite();
        boolean computable = foretold.stream().noneMatch(f -> f.length == 0);
        assertThat(composite != null).isEqualTo(computable);
        if (composite == null) {
            assertThat(score.band()).isNull();
        } else {
            long below = 3 * foretold.get(0)[1] * foretold.get(1)[1] * foretold.get(2)[1];
            long above = 0;
            for (long[] part : foretold) {
                above += part[0] * (below / 3 / part[1]);
            }
            assertThat(composite.above().multiply(BigDecimal.valueOf(below)))
                    .isEqualByComparingTo(composite.below().multiply(BigDecimal.valueOf(above)));
            assertThat(score.band()).hasToString(band(above, below));
            displayKeepsTheBand(composite);
        }
        boolean asks = List.of("UNSAFE", "VERY_UNSAFE").contains(code(answers, 25))
                || List.of("OFTEN", "VERY_OFTEN").contains(code(answers, 28))
                || code(answers, 29).equals("YES")
                || code(answers, 30).equals("NO");
        assertThat(score.calls().isEmpty()).isEqualTo(!asks);
    }

    private static String code(Map<Integer, Answer> answers, int number) {
        Answer answer = answers.get(number);
        return answer == null ? "" : answer.code();
    }

    private static void displayKeepsTheBand(Ratio value) {
        Bands bands = SURVEY.bands();
        assertThat(bands.of(bands.rounded(value, 2))).isEqualTo(bands.of(value));
        assertThat(bands.of(bands.rounded(value, 8))).isEqualTo(bands.of(value));
        assertThat(bands.shown(bands.rounded(value, 8))).isEqualByComparingTo(bands.rounded(value, 2));
        assertThat(bands.rounded(value, 2).doubleValue())
                .isCloseTo(
                        value.above().doubleValue() / value.below().doubleValue(),
                        org.assertj.core.data.Offset.offset(0.01));
    }

    /** Anything a talk can leave: answers, nothing, not asked, not known, not told. */
    @Provide
    Arbitrary<Map<Integer, Answer>> answers() {
        return Arbitraries.integers()
                .between(0, 100)
                .flatMap(gaps -> Arbitraries.randoms().map(random -> {
                    Map<Integer, Answer> answers = new HashMap<>();
                    for (Instrument.Question question : SURVEY.questions()) {
                        if (random.nextInt(100) >= gaps) {
                            answers.put(
                                    question.number(),
                                    Answer.of(question.options()
                                            .get(random.nextInt(
                                                    question.options().size()))
                                            .code()));
                        } else if (random.nextBoolean()) {
                            answers.put(question.number(), Answer.without(Answer.Said.values()[1 + random.nextInt(3)]));
                        }
                    }
                    return answers;
                }));
    }

    @Test
    void theLimitsThemselvesAreMedium() {
        assertThat(bandOf("0.33")).isEqualTo(Band.MEDIUM);
        assertThat(bandOf("0.66")).isEqualTo(Band.MEDIUM);
        assertThat(bandOf("0.3299999999")).isEqualTo(Band.HIGH);
        assertThat(bandOf("0.6600000001")).isEqualTo(Band.LOW);
        assertThat(SURVEY.bands().of(new Ratio(BigDecimal.ONE, BigDecimal.valueOf(3))))
                .isEqualTo(Band.MEDIUM);
        assertThat(SURVEY.bands().of(new Ratio(BigDecimal.valueOf(33), BigDecimal.valueOf(100))))
                .isEqualTo(Band.MEDIUM);
        assertThat(SURVEY.bands().of(new Ratio(BigDecimal.valueOf(99), BigDecimal.valueOf(150))))
                .isEqualTo(Band.MEDIUM);
    }

    @Test
    void whatIsShownIsNeverInAnotherBand() {
        Bands bands = SURVEY.bands();
        assertThat(bands.shown(new BigDecimal("0.3299"))).isEqualByComparingTo("0.32");
        assertThat(bands.shown(new BigDecimal("0.33"))).isEqualByComparingTo("0.33");
        assertThat(bands.shown(new BigDecimal("0.66"))).isEqualByComparingTo("0.66");
        assertThat(bands.shown(new BigDecimal("0.6601"))).isEqualByComparingTo("0.67");
        assertThat(bands.shown(new BigDecimal("0.505"))).isEqualByComparingTo("0.51");
    }

    @Test
    void sevenInTenAreEnoughAndOneLessIsNot() {
        // of the ten social questions seven, then six
        Map<Integer, Answer> answers = new HashMap<>();
        for (int number : List.of(11, 12, 13, 15, 17, 18)) {
            answers.put(number, Answer.of("FAIR"));
        }
        assertThat(social(answers).value()).isNull();
        answers.put(19, Answer.of("FAIR"));
        assertThat(social(answers).band()).isEqualTo(Band.MEDIUM);
        // a question that does not concern the person is not missing: six of nine are too few, seven of nine are not
        answers.put(14, Answer.of("NO_CHILDREN"));
        assertThat(social(answers).applicable()).isEqualTo(9);
        assertThat(social(answers).value()).isNotNull();
        answers.remove(19);
        assertThat(social(answers).value()).isNull();
    }

    @Test
    void allThatDoesNotConcernIsNotComputable() {
        assertThat(social(Map.of(14, Answer.of("NO_CHILDREN"))).value()).isNull();
        assertThat(Score.of(SURVEY, Map.of()).composite()).isNull();
    }

    @Test
    void theHeaviestReasonComesFirst() {
        Map<Integer, Answer> answers = new HashMap<>();
        for (int number : List.of(11, 12, 13, 15, 17, 18)) {
            answers.put(number, Answer.of("VERY_GOOD"));
        }
        answers.put(19, Answer.of("FAIR"));
        answers.put(21, Answer.of("VERY_POOR"));
        assertThat(social(answers).losses())
                .extracting(l -> l.question().number())
                .containsExactly(21, 19);
    }

    @Test
    void theSurveyHasItsThirtyTwoQuestionsInFiveLanguages() {
        assertThat(SURVEY.questions()).hasSize(32);
        assertThat(SURVEY.questions().stream().filter(q -> !q.scored()).map(Instrument.Question::number))
                .containsExactly(10, 20, 31, 32);
        for (Instrument.Question question : SURVEY.questions()) {
            assertThat(question.words()).containsOnlyKeys("en", "ru", "uz", "tg", "ky");
            assertThat(question.options())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(o -> assertThat(o.words()).hasSize(5).doesNotContainValue(""));
        }
    }

    private static Band bandOf(String value) {
        return SURVEY.bands().of(new BigDecimal(value));
    }

    private static Score.OfDimension social(Map<Integer, Answer> answers) {
        return Score.of(SURVEY, answers).dimensions().get(1);
    }
}
