package org.mrcportal.reporting.dashboard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.CounsellingFigures.Count;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.counselling.CounsellingFigures.Figures;
import org.mrcportal.counselling.CounsellingFigures.LanguageWait;
import org.mrcportal.counselling.CounsellingFigures.Persons;
import org.mrcportal.counselling.CounsellingFigures.Wait;
import org.mrcportal.reporting.dashboard.Key.Measure;

/** Every number of counselling at the chosen centres, and which of them this reader is not shown. */
final class Numbers {

    private final Map<Key, Double> waits = new HashMap<>();
    private final Cells cells;

    private Numbers(Figures figures, Hiding hiding) {
        Map<Key, Long> numbers = new HashMap<>();
        Set<Key> sensitive = new HashSet<>();
        for (Count c : figures.counts()) {
            Key key = Key.of(c.period(), c.centre(), c.dimension(), c.value());
            numbers.merge(key, c.number(), Long::sum);
            if (c.dimension() == Dimension.CONTACT_TYPE || c.dimension() == Dimension.APPOINTMENT_STATE) {
                numbers.merge(key.total(), c.number(), Long::sum);
            }
            if (c.sensitive()) {
                sensitive.add(key);
            }
        }
        for (Persons p : figures.persons()) {
            numbers.merge(Key.total(p.period(), p.centre(), Measure.PERSONS), p.number(), Long::sum);
        }
        for (Wait w : figures.waits()) {
            waits.put(Key.total(w.period(), w.centre(), Measure.APPOINTMENTS), w.days());
        }
        for (LanguageWait w : figures.languageWaits()) {
            waits.put(Key.of(w.period(), w.centre(), Dimension.VISIT_LANGUAGE, w.language()), w.days());
        }
        cells = hiding.of(numbers, sensitive);
    }

    private interface Hiding {
        Cells of(Map<Key, Long> numbers, Set<Key> sensitive);
    }

    /** For the managers of these centres: everything. */
    static Numbers all(Figures figures) {
        return new Numbers(figures, (numbers, sensitive) -> Cells.all(numbers));
    }

    /**
     * For everybody else: without what would betray a person.
     *
     * @param wholeNetwork the chosen centres are all there are
     */
    static Numbers published(Figures figures, boolean wholeNetwork) {
        return new Numbers(figures, (numbers, sensitive) -> Cells.published(numbers, numbers, sensitive, wholeNetwork));
    }

    Figure get(Key key) {
        return cells.get(key);
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
        return cells.values(dimension);
    }
}
