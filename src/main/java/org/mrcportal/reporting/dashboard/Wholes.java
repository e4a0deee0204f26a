package org.mrcportal.reporting.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mrcportal.reintegration.CaseFigures.Count;
import org.mrcportal.reintegration.CaseFigures.Dimension;

/**
 * Numbers that are parts of several wholes, such as the answers to each question: wholes are never added together, and what
 * is not shown of one follows from that one alone.
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
        numbers.forEach((whole, parts) -> cells.put(
                whole, asked.own() ? Cells.all(parts) : Cells.published(parts, parts, Set.of(), asked.everyCentre())));
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
