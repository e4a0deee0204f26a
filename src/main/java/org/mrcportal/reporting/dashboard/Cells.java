package org.mrcportal.reporting.dashboard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Numbers of the chosen centres, each alone and all together, and which of them a reader is not shown. */
final class Cells {

    private final Map<Key, Long> numbers;
    private final Map<Key, Integer> hidden;

    private Cells(Map<Key, Long> ofCentres, Map<Key, Integer> hidden) {
        this.numbers = new HashMap<>(ofCentres);
        this.hidden = hidden;
        ofCentres.forEach((key, number) -> numbers.merge(key.together(), number, Long::sum));
    }

    /** For the managers of these centres: everything. */
    static Cells all(Map<Key, Long> ofCentres) {
        return new Cells(ofCentres, Map.of());
    }

    /**
     * For everybody else: without what would betray a person.
     *
     * @param people the part of the numbers that stands for people
     * @param wholeNetwork the chosen centres are all there are
     */
    static Cells published(Map<Key, Long> ofCentres, Map<Key, Long> people, Set<Key> sensitive, boolean wholeNetwork) {
        return new Cells(ofCentres, new Suppression(people, sensitive, wholeNetwork).hidden());
    }

    /** Likewise, and without what is closed. */
    static Cells published(Map<Key, Long> people, Set<Key> closed, boolean wholeNetwork) {
        return new Cells(people, new Suppression(people, Set.of(), closed, wholeNetwork).hidden());
    }

    /** Likewise, where some numbers hold others: what is hidden of these, or few more than these, is not shown either. */
    static Cells published(
            Map<Key, Long> ofCentres, Set<Key> sensitive, boolean wholeNetwork, Function<Key, Optional<Key>> held) {
        Set<Key> hidden =
                new Suppression(ofCentres, sensitive, wholeNetwork).hidden().keySet();
        Map<Key, Long> all = new HashMap<>(ofCentres);
        ofCentres.forEach((key, number) -> all.merge(key.together(), number, Long::sum));
        Set<Key> closed = all.keySet().stream()
                .filter(key -> held.apply(key)
                        .filter(within -> hidden.contains(within)
                                || isFew(all.getOrDefault(key, 0L) - all.getOrDefault(within, 0L)))
                        .isPresent())
                .collect(Collectors.toSet());
        return new Cells(ofCentres, new Suppression(ofCentres, sensitive, closed, wholeNetwork).hidden());
    }

    private static boolean isFew(long difference) {
        return difference != 0 && Math.abs(difference) < Suppression.FEW;
    }

    Figure get(Key key) {
        Integer limit = hidden.get(key);
        return limit == null ? Figure.of(numbers.getOrDefault(key, 0L)) : Figure.hidden(limit);
    }

    /** The values that occur in any period, the most frequent of this period first. */
    List<String> values(Enum<?> dimension) {
        Map<String, Key> byValue = new TreeMap<>();
        numbers.keySet().stream()
                .filter(key -> key.centre() == null && key.dimension() == dimension)
                .forEach(key -> byValue.putIfAbsent(key.value(), key));
        return byValue.values().stream()
                .sorted(Comparator.comparingLong((Key key) -> shown(key.in(0)))
                        .thenComparingLong(key -> shown(key.in(1)))
                        .reversed())
                .map(Key::value)
                .toList();
    }

    /** Hidden numbers come last, so that the order tells nothing of them. */
    private long shown(Key key) {
        Long number = get(key).number();
        return number == null ? -1 : number;
    }
}
