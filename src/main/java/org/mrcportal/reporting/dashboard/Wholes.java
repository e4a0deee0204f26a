package org.mrcportal.reporting.dashboard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mrcportal.reintegration.CaseFigures.Count;
import org.mrcportal.reintegration.CaseFigures.Dimension;

/**
 * Numbers that are parts of several wholes, such as the answers to each question: wholes are never added together, and what
 * is not shown of one follows from that one alone; only how many were asked stands in two of them.
 */
final class Wholes {

    private static final Cells NOTHING = Cells.all(Map.of());

    private record Whole(Dimension dimension, String name) {}

    private final Map<Whole, Cells> cells = new HashMap<>();

    Wholes(List<Count> counts, Asked asked) {
        Map<Whole, Map<Key, Long>> numbers = new HashMap<>();
        for (Count c : counts) {
            if (c.dimension().isOfWholes()) {
                Key key = Key.of(c.period(), c.centre(), c.dimension(), c.value());
                Map<Key, Long> parts = numbers.computeIfAbsent(
                        new Whole(c.dimension(), Dimension.whole(c.value())), whole -> new HashMap<>());
                parts.merge(key, c.number(), Long::sum);
                parts.merge(key.total(), c.number(), Long::sum);
            }
        }
        // In the order of dimensions: who was asked comes before what they told.
        numbers.entrySet().stream()
                .sorted(Comparator.comparing(e -> e.getKey().dimension()))
                .forEach(e -> cells.put(e.getKey(), cells(e.getKey(), e.getValue(), asked)));
    }

    private Cells cells(Whole whole, Map<Key, Long> parts, Asked asked) {
        return asked.own()
                ? Cells.all(parts)
                : Cells.published(parts, closed(whole, parts.keySet()), asked.everyCentre());
    }

    /** Whoever was asked has told something of each question: how many is hidden in both, or in neither. */
    private Set<Key> closed(Whole whole, Set<Key> parts) {
        if (whole.dimension() != Dimension.TOLD) {
            return Set.of();
        }
        String round = Dimension.whole(whole.name());
        return parts.stream()
                .filter(key -> key.dimension() == null)
                .flatMap(total -> Stream.of(total, total.together()))
                .filter(total -> of(Dimension.ASKED, round)
                        .get(Key.of(total.period(), total.centre(), Dimension.ASKED, round + "-DONE"))
                        .isHidden())
                .collect(Collectors.toSet());
    }

    /** @param part such as {@code RUNNING} of the whole {@code M3-BUSINESS} */
    Figure part(int period, Dimension dimension, String whole, String part) {
        return of(dimension, whole).get(Key.of(period, null, dimension, whole + "-" + part));
    }

    Figure all(int period, Dimension dimension, String whole) {
        return of(dimension, whole).get(Key.total(period, null, dimension.counted()));
    }

    /** Whether anything was counted of it. */
    boolean has(Dimension dimension, String whole) {
        return cells.containsKey(new Whole(dimension, whole));
    }

    private Cells of(Dimension dimension, String whole) {
        return cells.getOrDefault(new Whole(dimension, whole), NOTHING);
    }
}
