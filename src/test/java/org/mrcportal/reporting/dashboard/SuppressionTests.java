package org.mrcportal.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.reporting.dashboard.Key.Measure;

class SuppressionTests {

    private static final CentreId OSH = CentreId.next();
    private static final CentreId TASHKENT = CentreId.next();
    private static final CentreId DUSHANBE = CentreId.next();

    private final Map<Key, Long> numbers = new HashMap<>();
    private final Set<Key> sensitive = new HashSet<>();

    @Test
    void showsEverythingWhereNothingIsSmall() {
        topics(OSH, "HEALTH", 5, "STUDY", 20);
        assertThat(hidden(false)).isEmpty();
    }

    @Test
    void hidesASmallNumberAndTheSmallestOtherThatWouldGiveItAway() {
        topics(OSH, "HEALTH", 4, "STUDY", 20, "OTHER", 30);
        assertThat(hidden(false)).containsEntry(topic(OSH, "HEALTH"), 5).containsEntry(topic(OSH, "STUDY"), 0);
        assertThat(hidden(false)).doesNotContainKeys(topic(OSH, "OTHER"), total(OSH));
    }

    @Test
    void ofASingleChosenCentreTheSumIsTheCentreItself() {
        topics(OSH, "HEALTH", 4, "STUDY", 20, "OTHER", 30);
        assertThat(hidden(false)).containsEntry(topic(null, "HEALTH"), 5).containsEntry(topic(null, "STUDY"), 0);
        assertThat(hidden(false)).doesNotContainKeys(topic(null, "OTHER"), total(null));
    }

    @Test
    void twoSmallNumbersNeedNoThirdUnlessTogetherTheyAreFew() {
        topics(OSH, "HEALTH", 3, "STUDY", 4, "OTHER", 30);
        assertThat(hidden(false)).doesNotContainKey(topic(OSH, "OTHER"));
        numbers.clear();
        topics(OSH, "HEALTH", 1, "STUDY", 1, "OTHER", 30);
        assertThat(hidden(false)).containsEntry(topic(OSH, "OTHER"), 0);
    }

    @Test
    void hidesProtectedTopicsUnderTen() {
        topics(OSH, "TRAFFICKING", 9, "STUDY", 20, "OTHER", 30);
        sensitive.add(topic(OSH, "TRAFFICKING"));
        assertThat(hidden(false)).containsEntry(topic(OSH, "TRAFFICKING"), 10).containsEntry(topic(OSH, "STUDY"), 0);
        numbers.put(topic(OSH, "TRAFFICKING"), 10L);
        assertThat(hidden(false)).isEmpty();
    }

    @Test
    void hidesTheTotalWhereNothingElseCouldHideTheNumber() {
        topics(OSH, "TRAFFICKING", 7);
        sensitive.add(topic(OSH, "TRAFFICKING"));
        numbers.put(Key.of(0, OSH, Dimension.MODE, "WALK_IN"), 7L);
        assertThat(hidden(false))
                .containsEntry(topic(OSH, "TRAFFICKING"), 10)
                .containsEntry(total(OSH), 0)
                .containsEntry(Key.of(0, OSH, Dimension.MODE, "WALK_IN"), 0)
                .containsEntry(total(null), 0);
    }

    @Test
    void hidesTheSumWhereOneCentreIsHidden() {
        topics(OSH, "HEALTH", 4, "STUDY", 20);
        topics(TASHKENT, "HEALTH", 50, "STUDY", 60);
        for (boolean wholeNetwork : List.of(true, false)) {
            assertThat(hidden(wholeNetwork)).containsKeys(topic(null, "HEALTH"), topic(null, "STUDY"));
            assertThat(hidden(wholeNetwork)).doesNotContainKeys(topic(TASHKENT, "HEALTH"), topic(TASHKENT, "STUDY"));
        }
    }

    @Test
    void showsTheSumOfTheWholeNetworkWhereTwoCentresAreHiddenAndNotFewTogether() {
        topics(OSH, "HEALTH", 4, "STUDY", 20);
        topics(TASHKENT, "HEALTH", 3, "STUDY", 60);
        assertThat(hidden(true)).doesNotContainKeys(topic(null, "HEALTH"), topic(null, "STUDY"));
        assertThat(hidden(false)).containsKeys(topic(null, "HEALTH"), topic(null, "STUDY"));
    }

    @Test
    void personsAreHiddenByTheirOwnNumber() {
        numbers.put(Key.total(0, OSH, Measure.PERSONS), 4L);
        numbers.put(Key.total(0, TASHKENT, Measure.PERSONS), 40L);
        assertThat(hidden(true))
                .containsEntry(Key.total(0, OSH, Measure.PERSONS), 5)
                .containsKey(Key.total(0, null, Measure.PERSONS))
                .doesNotContainKey(Key.total(0, TASHKENT, Measure.PERSONS));
    }

    /**
     * Whoever knows every number that is shown, and that hidden ones are not negative, must not be able to work out a
     * small one: each hidden small number could also be another number.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noSmallNumberFollowsFromWhatIsShown(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            numbers.clear();
            sensitive.clear();
            List<CentreId> centres = List.of(OSH, TASHKENT, DUSHANBE).subList(0, 1 + random.nextInt(3));
            for (CentreId centre : centres) {
                for (Dimension dimension : List.of(Dimension.TOPIC, Dimension.MODE)) {
                    long left = 40;
                    Map<String, Long> values = new TreeMap<>();
                    for (int i = 0; i < 3; i++) {
                        long some = random.nextInt(3) == 0 ? random.nextInt(5) : random.nextInt((int) left + 1);
                        values.put("V" + i, Math.min(some, left));
                        left -= Math.min(some, left);
                    }
                    values.put("V3", left);
                    values.forEach((value, number) -> {
                        if (number > 0) {
                            numbers.put(Key.of(0, centre, dimension, value), number);
                        }
                    });
                }
                numbers.put(total(centre), 40L);
            }
            Map<Key, Integer> hidden = new Suppression(numbers, sensitive, true).hidden();
            for (Key small : numbers.keySet()) {
                if (numbers.get(small) < 5) {
                    assertThat(hidden).containsKey(small);
                    assertThat(determined(small, hidden, centres))
                            .as("seed %d round %d: %s", seed, round, small)
                            .isFalse();
                }
            }
        }
    }

    /** Solves the equations "shown sum = its parts" for the hidden numbers, by elimination. */
    private boolean determined(Key wanted, Map<Key, Integer> hidden, List<CentreId> centres) {
        Dimension dimension = (Dimension) java.util.Objects.requireNonNull(wanted.dimension());
        List<Key> unknowns = numbers.keySet().stream()
                .filter(key -> key.dimension() == dimension && hidden.containsKey(key))
                .toList();
        Map<String, double[]> equations = new LinkedHashMap<>();
        for (CentreId centre : centres) {
            if (!hidden.containsKey(total(centre))) {
                equations.put("total " + centre, row(unknowns, key -> centre.equals(key.centre())));
            }
        }
        for (String value : List.of("V0", "V1", "V2", "V3")) {
            if (!hidden.containsKey(Key.of(0, null, dimension, value))) {
                equations.put("sum " + value, row(unknowns, key -> key.value().equals(value)));
            }
        }
        if (!hidden.containsKey(total(null))) {
            equations.put("all", row(unknowns, key -> true));
        }
        return Elimination.gives(equations.values().stream().toList(), unknowns.indexOf(wanted), unknowns.size());
    }

    private static double[] row(List<Key> unknowns, java.util.function.Predicate<Key> in) {
        return unknowns.stream().mapToDouble(key -> in.test(key) ? 1 : 0).toArray();
    }

    /** Whether linear equations fix one unknown: whether its unit vector lies in their span. */
    private static final class Elimination {
        static boolean gives(List<double[]> equations, int wanted, int size) {
            double[] unit = new double[size];
            unit[wanted] = 1;
            return rank(equations, size)
                    == rank(
                            java.util.stream.Stream.concat(equations.stream(), java.util.stream.Stream.of(unit))
                                    .toList(),
                            size);
        }

        private static int rank(List<double[]> equations, int size) {
            double[][] rows = equations.stream().map(double[]::clone).toArray(double[][]::new);
            int rank = 0;
            for (int column = 0; column < size && rank < rows.length; column++) {
                int pivot = rank;
                while (pivot < rows.length && Math.abs(rows[pivot][column]) < 1e-9) {
                    pivot++;
                }
                if (pivot == rows.length) {
                    continue;
                }
                double[] swap = rows[pivot];
                rows[pivot] = rows[rank];
                rows[rank] = swap;
                for (int other = rank + 1; other < rows.length; other++) {
                    double factor = rows[other][column] / rows[rank][column];
                    for (int i = column; i < size; i++) {
                        rows[other][i] -= factor * rows[rank][i];
                    }
                }
                rank++;
            }
            return rank;
        }
    }

    private void topics(CentreId centre, Object... valuesAndNumbers) {
        long total = 0;
        for (int i = 0; i < valuesAndNumbers.length; i += 2) {
            long number = ((Number) valuesAndNumbers[i + 1]).longValue();
            numbers.put(topic(centre, String.valueOf(valuesAndNumbers[i])), number);
            total += number;
        }
        numbers.put(total(centre), total);
    }

    private Map<Key, Integer> hidden(boolean wholeNetwork) {
        return new Suppression(numbers, sensitive, wholeNetwork).hidden();
    }

    private static Key topic(@Nullable CentreId centre, String value) {
        return Key.of(0, centre, Dimension.TOPIC, value);
    }

    private static Key total(@Nullable CentreId centre) {
        return Key.total(0, centre, Measure.CONTACTS);
    }
}
