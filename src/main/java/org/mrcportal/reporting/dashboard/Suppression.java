package org.mrcportal.reporting.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;

/**
 * Which numbers may not be shown beyond a centre's own managers, because few people stand behind them, and which others
 * would give those away by subtraction.
 *
 * <p>Each centre first: small numbers, then as many more of the same breakdown as it takes for the hidden ones to be at
 * least two and not few together, since their sum is known from the total. Then the centres together: a sum with a hidden
 * part is shown for the whole network only, and only while no small number follows from all that is shown; for some of
 * the centres it never is, as two such sums would give away the centre they differ by.
 */
final class Suppression {

    static final int FEW = 5;
    static final int FEW_SENSITIVE = 10;

    private final Map<Key, Long> numbers;
    private final Set<Key> sensitive;
    private final Set<Key> closed;
    private final boolean wholeNetwork;
    private final Map<Key, Integer> hidden = new HashMap<>();

    Suppression(Map<Key, Long> numbers, Set<Key> sensitive, boolean wholeNetwork) {
        this(numbers, sensitive, Set.of(), wholeNetwork);
    }

    /**
     * @param numbers of single centres, zeros left out
     * @param closed hidden whatever they are, because another number would make them tell; also of all centres together
     */
    Suppression(Map<Key, Long> numbers, Set<Key> sensitive, Set<Key> closed, boolean wholeNetwork) {
        this.numbers = numbers;
        this.sensitive = sensitive;
        this.closed = closed;
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
            Enum<?> measure,
            @Nullable Enum<?> dimension) {
        static Breakdown of(Key key) {
            return new Breakdown(key.period(), key.centre(), key.measure(), key.dimension());
        }
    }

    private void hideEachCentre() {
        numbers.forEach((key, number) -> {
            if (number > 0 && number < limit(key)) {
                hidden.put(key, limit(key));
            } else if (closed.contains(key)) {
                hidden.put(key, 0);
            }
        });
        breakdowns(numbers.keySet()).forEach((breakdown, keys) -> {
            if (breakdown.dimension() != null && !hideEnough(keys)) {
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
        parts.forEach((sum, of) -> {
            int limit = of.stream().mapToInt(this::limit).max().orElse(FEW);
            List<Key> unknown = of.stream().filter(hidden::containsKey).toList();
            long number = sum(of);
            if (number > 0 && number < limit) {
                hidden.put(sum, limit);
            } else if (!unknown.isEmpty()
                    && !(wholeNetwork && unknown.size() > 1 && sum(unknown) >= limit && !closed.contains(sum))) {
                hidden.put(sum, of.size() == 1 ? hidden.getOrDefault(of.getFirst(), 0) : 0);
            }
        });
        if (wholeNetwork) {
            breakdowns(parts.keySet()).forEach((breakdown, sums) -> {
                if (breakdown.dimension() != null) {
                    hideWhatGivesAway(sums, parts);
                }
            });
        }
        for (Key sum : parts.keySet()) {
            if (sum.dimension() != null && hidden.containsKey(sum.total())) {
                hidden.putIfAbsent(sum, 0);
            }
        }
    }

    /** Hides sums, the smallest first, until no secret follows from the others and the centres' totals. */
    private void hideWhatGivesAway(List<Key> sums, Map<Key, List<Key>> parts) {
        List<Key> unknown = sums.stream()
                .flatMap(sum -> parts.getOrDefault(sum, List.of()).stream())
                .filter(hidden::containsKey)
                .toList();
        List<Set<Key>> secrets = new ArrayList<>();
        for (Key sum : sums) {
            List<Key> of = parts.getOrDefault(sum, List.of());
            of.stream().filter(this::isSecret).forEach(small -> secrets.add(Set.of(small)));
            if (isSecret(sum)) {
                secrets.add(Set.copyOf(of));
            }
        }
        boolean safe = false;
        while (!safe) {
            Equations equations = known(sums, parts, unknown);
            List<Key> givingAway = secrets.stream()
                    .filter(secret -> equations.give(row(unknown, secret::contains)))
                    .flatMap(secret -> shownBeside(secret, sums, parts).stream())
                    .distinct()
                    .toList();
            givingAway.forEach(sum -> hidden.put(sum, 0));
            safe = givingAway.isEmpty();
        }
    }

    private Equations known(List<Key> sums, Map<Key, List<Key>> parts, List<Key> unknown) {
        Equations equations = new Equations();
        unknown.stream()
                .map(Key::total)
                .distinct()
                .filter(total -> !hidden.containsKey(total))
                .forEach(total -> equations.know(row(unknown, key -> key.total().equals(total))));
        sums.stream()
                .filter(sum -> !hidden.containsKey(sum))
                .map(sum -> Set.copyOf(parts.getOrDefault(sum, List.of())))
                .forEach(of -> equations.know(row(unknown, of::contains)));
        return equations;
    }

    /** The smallest shown sum with a hidden part at a centre of the secret, or else with any hidden part. */
    private Optional<Key> smallestShown(List<Key> sums, Map<Key, List<Key>> parts, Predicate<Key> beside) {
        return sums.stream()
                .filter(sum -> !hidden.containsKey(sum))
                .filter(sum -> parts.getOrDefault(sum, List.of()).stream()
                        .anyMatch(part -> hidden.containsKey(part) && beside.test(part)))
                .min(Comparator.comparing((Key sum) -> sum(parts.getOrDefault(sum, List.of())))
                        .thenComparing(Key::value));
    }

    private Optional<Key> shownBeside(Set<Key> secret, List<Key> sums, Map<Key, List<Key>> parts) {
        Set<Key> totals = secret.stream().map(Key::total).collect(Collectors.toSet());
        return smallestShown(sums, parts, part -> totals.contains(part.total()))
                .or(() -> smallestShown(sums, parts, part -> true));
    }

    private static double[] row(List<Key> unknown, Predicate<Key> in) {
        return unknown.stream().mapToDouble(key -> in.test(key) ? 1 : 0).toArray();
    }

    /** Hidden for its own sake, not only because it would betray another. */
    private boolean isSecret(Key key) {
        return hidden.containsKey(key) && (hidden.getOrDefault(key, 0) > 0 || closed.contains(key));
    }

    private long sum(List<Key> of) {
        return of.stream().mapToLong(key -> numbers.getOrDefault(key, 0L)).sum();
    }

    /**
     * Hides more numbers of a centre's breakdown, the smallest first, until the hidden ones do not give each other away.
     *
     * @return whether there were enough
     */
    private boolean hideEnough(List<Key> keys) {
        List<Key> unknown =
                new ArrayList<>(keys.stream().filter(hidden::containsKey).toList());
        if (unknown.isEmpty()) {
            return true;
        }
        List<Key> candidates = keys.stream()
                .filter(key -> !hidden.containsKey(key) && sum(List.of(key)) > 0)
                .sorted(Comparator.comparing((Key key) -> sum(List.of(key))).thenComparing(Key::value))
                .toList();
        int limit = unknown.stream().mapToInt(this::limit).max().orElse(FEW);
        for (Key next : candidates) {
            if (unknown.size() > 1 && sum(unknown) >= limit) {
                break;
            }
            hidden.put(next, 0);
            unknown.add(next);
        }
        return unknown.size() > 1 && sum(unknown) >= limit;
    }

    private int limit(Key ofCentre) {
        return sensitive.contains(ofCentre) ? FEW_SENSITIVE : FEW;
    }

    private static Map<Breakdown, List<Key>> breakdowns(Set<Key> keys) {
        return keys.stream().sorted(Comparator.comparing(Key::value)).collect(Collectors.groupingBy(Breakdown::of));
    }
}
