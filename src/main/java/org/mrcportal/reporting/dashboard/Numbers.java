package org.mrcportal.reporting.dashboard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.CounsellingFigures.Count;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.counselling.CounsellingFigures.Figures;
import org.mrcportal.counselling.CounsellingFigures.LanguageWait;
import org.mrcportal.counselling.CounsellingFigures.Persons;
import org.mrcportal.counselling.CounsellingFigures.Wait;
import org.mrcportal.reporting.dashboard.Key.Measure;

/** Every number of the chosen centres, each alone and all together, and which of them this reader is not shown. */
final class Numbers {

    private final Map<Key, Long> numbers = new HashMap<>();
    private final Map<Key, Double> waits = new HashMap<>();
    private final Map<Key, Integer> hidden;

    private Numbers(Figures figures, Function hiding) {
        Set<Key> sensitive = new HashSet<>();
        for (Count c : figures.counts()) {
            Key key = Key.of(c.period(), c.centre(), c.dimension(), c.value());
            add(key, c.number());
            if (c.dimension() == Dimension.CONTACT_TYPE || c.dimension() == Dimension.APPOINTMENT_STATE) {
                add(key.total(), c.number());
            }
            if (c.sensitive()) {
                sensitive.add(key);
            }
        }
        for (Persons p : figures.persons()) {
            add(Key.total(p.period(), p.centre(), Measure.PERSONS), p.number());
        }
        for (Wait w : figures.waits()) {
            waits.put(Key.total(w.period(), w.centre(), Measure.APPOINTMENTS), w.days());
        }
        for (LanguageWait w : figures.languageWaits()) {
            waits.put(Key.of(w.period(), w.centre(), Dimension.VISIT_LANGUAGE, w.language()), w.days());
        }
        hidden = hiding.of(numbers, sensitive);
    }

    private interface Function {
        Map<Key, Integer> of(Map<Key, Long> numbers, Set<Key> sensitive);
    }

    /** For the managers of these centres: everything. */
    static Numbers all(Figures figures) {
        return new Numbers(figures, (numbers, sensitive) -> Map.of());
    }

    /**
     * For everybody else: without what would betray a person.
     *
     * @param wholeNetwork the chosen centres are all there are
     */
    static Numbers published(Figures figures, boolean wholeNetwork) {
        return new Numbers(
                figures,
                (numbers, sensitive) -> new Suppression(
                                numbers.entrySet().stream()
                                        .filter(e -> e.getKey().centre() != null)
                                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                                sensitive,
                                wholeNetwork)
                        .hidden());
    }

    private void add(Key ofCentre, long number) {
        numbers.merge(ofCentre, number, Long::sum);
        numbers.merge(ofCentre.together(), number, Long::sum);
    }

    Figure get(Key key) {
        Integer limit = hidden.get(key);
        return limit == null ? Figure.of(numbers.getOrDefault(key, 0L)) : Figure.hidden(limit);
    }

    /** The median days from booking to visit; hidden where there were too few visits; null where there were none. */
    @Nullable
    Waiting wait(int period, @Nullable CentreId centre) {
        Double days = waits.get(Key.total(period, centre, Measure.APPOINTMENTS));
        Figure attended = get(Key.of(period, centre, Dimension.APPOINTMENT_STATE, "ATTENDED"));
        return days == null ? null : new Waiting(days, attended);
    }

    /** The same for the visits in one language. */
    @Nullable
    Waiting wait(int period, @Nullable CentreId centre, String language) {
        Key key = Key.of(period, centre, Dimension.VISIT_LANGUAGE, language);
        Double days = waits.get(key);
        return days == null ? null : new Waiting(days, get(key));
    }

    /** A median and how many visits it stands for. */
    record Waiting(double days, Figure visits) {}

    /** The values that occur in any period, the most frequent of this period first. */
    List<String> values(Dimension dimension) {
        return new TreeSet<>(numbers.keySet().stream()
                        .filter(k -> k.centre() == null && k.dimension() == dimension)
                        .map(Key::value)
                        .toList())
                .stream()
                        .sorted((a, b) -> {
                            int now = Long.compare(shown(0, dimension, b), shown(0, dimension, a));
                            return now != 0 ? now : Long.compare(shown(1, dimension, b), shown(1, dimension, a));
                        })
                        .toList();
    }

    /** Hidden numbers come last, so that the order tells nothing of them. */
    private long shown(int period, Dimension dimension, String value) {
        Long number = get(Key.of(period, null, dimension, value)).number();
        return number == null ? -1 : number;
    }
}
