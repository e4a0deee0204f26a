package org.mrcportal.reporting.dashboard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.reporting.dashboard.Key.Measure;

/**
 * Which numbers may not be shown beyond a centre's own managers, because few people stand behind them, and which others
 * would give those away by subtraction.
 *
 * <p>Each centre first: small numbers, then as many more of the same breakdown as it takes for the hidden ones to be at
 * least two and not few together, since their sum is known from the total. Then the centres together: a sum with a hidden
 * part is shown for the whole network only, and only where several parts are hidden and not few together; for some of the
 * centres it never is, as two such sums would give away the centre they differ by.
 */
final class Suppression {

    static final int FEW = 5;
    static final int FEW_SENSITIVE = 10;

    private final Map<Key, Long> numbers;
    private final Set<Key> sensitive;
    private final boolean wholeNetwork;
    private final Map<Key, Integer> hidden = new HashMap<>();

    /** @param numbers of single centres, zeros left out */
    Suppression(Map<Key, Long> numbers, Set<Key> sensitive, boolean wholeNetwork) {
        this.numbers = numbers;
        this.sensitive = sensitive;
        this.wholeNetwork = wholeNetwork;
        hideEachCentre();
        hideTogether();
    }

    /** The hidden numbers, of single centres and of all together, with the limit they are under, or 0. */
    Map<Key, Integer> hidden() {
        return hidden;
    }

    private record Breakdown(
            int period,
            @Nullable CentreId centre,
            Measure measure,
            @Nullable Dimension dimension) {
        static Breakdown of(Key key) {
            return new Breakdown(key.period(), key.centre(), key.measure(), key.dimension());
        }
    }

    private void hideEachCentre() {
        numbers.forEach((key, number) -> {
            if (number > 0 && number < limit(key)) {
                hidden.put(key, limit(key));
            }
        });
        breakdowns(numbers).forEach((breakdown, keys) -> {
            if (breakdown.dimension() != null && !hideEnough(keys, numbers)) {
                hidden.putIfAbsent(keys.getFirst().total(), 0);
            }
        });
        // Whoever may not know a total may not add it up from another breakdown either.
        for (Key key : numbers.keySet()) {
            if (key.dimension() != null && hidden.containsKey(key.total())) {
                hidden.putIfAbsent(key, 0);
            }
        }
    }

    private void hideTogether() {
        Map<Key, List<Key>> parts = numbers.keySet().stream().collect(Collectors.groupingBy(Key::together));
        Map<Key, Long> sums = new HashMap<>();
        parts.forEach((sum, of) -> {
            sums.put(sum, of.stream().mapToLong(numbers::get).sum());
            int limit = of.stream().mapToInt(this::limit).max().orElse(FEW);
            List<Key> unknown = of.stream().filter(hidden::containsKey).toList();
            long unknownSum = unknown.stream().mapToLong(numbers::get).sum();
            boolean few = sums.get(sum) > 0 && sums.get(sum) < limit;
            boolean oneCentre = of.stream().map(Key::centre).distinct().count() == 1 && !wholeNetwork;
            if (few) {
                hidden.put(sum, limit);
            } else if (oneCentre && unknown.size() == 1) {
                hidden.put(sum, hidden.getOrDefault(unknown.getFirst(), 0));
            } else if (!unknown.isEmpty() && !(wholeNetwork && unknown.size() > 1 && unknownSum >= limit)) {
                hidden.put(sum, 0);
            }
        });
        breakdowns(sums).forEach((breakdown, keys) -> {
            if (breakdown.dimension() != null && !hideEnough(keys, sums)) {
                hidden.putIfAbsent(keys.getFirst().total(), 0);
            }
        });
        for (Key sum : sums.keySet()) {
            if (sum.dimension() != null && hidden.containsKey(sum.total())) {
                hidden.putIfAbsent(sum, 0);
            }
        }
    }

    /**
     * Hides more numbers of a breakdown until the hidden ones do not give each other away: first such as are hidden
     * somewhere already, then the smallest.
     *
     * @return whether there were enough
     */
    private boolean hideEnough(List<Key> keys, Map<Key, Long> of) {
        List<Key> unknown = new java.util.ArrayList<>(
                keys.stream().filter(hidden::containsKey).toList());
        if (unknown.isEmpty()) {
            return true;
        }
        List<Key> candidates = keys.stream()
                .filter(key -> !hidden.containsKey(key) && of.getOrDefault(key, 0L) > 0)
                .sorted(Comparator.comparing((Key key) -> !hiddenSomewhere(key))
                        .thenComparing(key -> of.getOrDefault(key, 0L))
                        .thenComparing(Key::value))
                .toList();
        int limit = unknown.stream().mapToInt(this::limit).max().orElse(FEW);
        long sum = unknown.stream().mapToLong(key -> of.getOrDefault(key, 0L)).sum();
        for (Key next : candidates) {
            if (unknown.size() > 1 && sum >= limit) {
                break;
            }
            hidden.put(next, 0);
            unknown.add(next);
            sum += of.getOrDefault(next, 0L);
        }
        return unknown.size() > 1 && sum >= limit;
    }

    private boolean hiddenSomewhere(Key sum) {
        return hidden.keySet().stream()
                .anyMatch(key -> key.centre() != null && key.together().equals(sum));
    }

    private int limit(Key key) {
        boolean danger = key.centre() == null
                ? sensitive.stream().anyMatch(s -> s.together().equals(key))
                : sensitive.contains(key);
        return danger ? FEW_SENSITIVE : FEW;
    }

    private static Map<Breakdown, List<Key>> breakdowns(Map<Key, Long> numbers) {
        return numbers.keySet().stream()
                .sorted(Comparator.comparing(Key::value))
                .collect(Collectors.groupingBy(Breakdown::of));
    }
}
