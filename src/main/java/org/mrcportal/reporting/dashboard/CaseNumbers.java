package org.mrcportal.reporting.dashboard;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.reintegration.CaseFigures.Change;
import org.mrcportal.reintegration.CaseFigures.Count;
import org.mrcportal.reintegration.CaseFigures.Counted;
import org.mrcportal.reintegration.CaseFigures.Dimension;
import org.mrcportal.reintegration.CaseFigures.Figures;
import org.mrcportal.reintegration.CaseFigures.Median;

/** Every number of casework at the chosen centres, and which of them this reader is not shown. */
final class CaseNumbers {

    /** A kind of case and a kind of help that say more of a person than the others; so does every mark. */
    private static final Set<String> TELLING = Set.of("VULNERABLE", "SPECIALISED_REFERRAL");

    /** Of two centres together and one alone, the other is the difference. */
    private static final int FEWEST_CENTRES = 3;

    private final Cells cells;
    private final Wholes wholes;
    private final Figures figures;
    private final boolean own;
    private final boolean keptAreCounted;
    private final Map<String, String> workers = new HashMap<>();

    CaseNumbers(Figures figures, Asked asked) {
        this.figures = figures;
        this.own = asked.own();
        this.keptAreCounted = asked.chosen().size() == 1
                || !own && asked.everyCentre() && asked.chosen().size() >= FEWEST_CENTRES;
        Map<Key, Long> numbers = new HashMap<>();
        Set<Key> sensitive = new HashSet<>();
        for (Count c : figures.counts()) {
            if (c.dimension() == Dimension.OPEN_WORKER && !own || c.dimension().isOfWholes()) {
                continue;
            }
            Key key = Key.of(c.period(), c.centre(), c.dimension(), c.value());
            numbers.merge(key, c.number(), Long::sum);
            if (c.dimension().isFirst()) {
                numbers.merge(key.total(), c.number(), Long::sum);
            }
            if (TELLING.contains(c.value()) || c.dimension() == Dimension.OPEN_MARK) {
                sensitive.add(key);
            }
            String name = c.name();
            if (name != null) {
                workers.put(c.value(), name);
            }
        }
        cells = own
                ? Cells.all(numbers)
                : Cells.published(numbers, sensitive, asked.everyCentre(), CaseNumbers::casesAmongPersons);
        wholes = new Wholes(figures.counts(), asked);
    }

    /** The clients of open cases are among the persons of open cases: the difference tells of their households. */
    private static Optional<Key> casesAmongPersons(Key key) {
        return key.dimension() == Dimension.OPEN_PERSON
                ? Optional.of(new Key(key.period(), key.centre(), Counted.OPEN, Dimension.OPEN_SEX_AGE, key.value()))
                : Optional.empty();
    }

    /** What was asked and told after months. */
    Wholes wholes() {
        return wholes;
    }

    Figure total(int period, Counted counted) {
        return cells.get(Key.total(period, null, counted));
    }

    Figure get(int period, Dimension dimension, String value) {
        return cells.get(Key.of(period, null, dimension, value));
    }

    List<String> values(Dimension dimension) {
        return cells.values(dimension);
    }

    /**
     * Protected cases, for everybody alike: of one centre or of the whole network, for the difference of two choices of centres
     * is the number of a third; and in whole tens, so that one case more is not seen.
     */
    Figure kept() {
        if (!keptAreCounted) {
            return Figure.hidden(0);
        }
        long tens = figures.kept() / Suppression.FEW_SENSITIVE * Suppression.FEW_SENSITIVE;
        return tens == 0 ? Figure.hidden(Suppression.FEW_SENSITIVE) : Figure.of(tens);
    }

    /** Null: there is none; what few cases tell only their own managers read. */
    @Nullable
    Median median(int period, String what) {
        return figures.medians().stream()
                .filter(m -> m.period() == period && m.what().equals(what))
                .filter(m -> own || m.number() >= Suppression.FEW)
                .findFirst()
                .orElse(null);
    }

    /** Sums by currency, never added; hidden with the number they belong to, and where few share a currency. */
    List<Map.Entry<String, BigDecimal>> costs(int period, String kind) {
        if (get(period, Dimension.KIND, kind).isHidden()) {
            return List.of();
        }
        int few = TELLING.contains(kind) ? Suppression.FEW_SENSITIVE : Suppression.FEW;
        return figures.costs().stream()
                .filter(c -> c.period() == period && c.kind().equals(kind))
                .filter(c -> own || c.number() >= few)
                .collect(Collectors.toMap(c -> c.currency(), c -> c.amount(), BigDecimal::add, TreeMap::new))
                .entrySet()
                .stream()
                .toList();
    }

    /** How many were asked twice; fewer than five are shown to nobody. */
    Figure pairs(int period, @Nullable CentreId centre, String round) {
        Figure pairs = cells.get(Key.of(period, centre, Dimension.ROUND, round));
        Long number = pairs.number();
        return number != null && number > 0 && number < Suppression.FEW ? Figure.hidden(Suppression.FEW) : pairs;
    }

    /** Null: fewer than five people, whoever reads. */
    @Nullable
    Change change(int period, @Nullable CentreId centre, String round) {
        return figures.changes().stream()
                .filter(c -> c.period() == period
                        && Objects.equals(c.centre(), centre)
                        && c.round().equals(round))
                .filter(c -> !pairs(period, centre, round).isHidden())
                .findFirst()
                .orElse(null);
    }

    /** What a member of staff with cases is called. */
    String worker(String id) {
        return workers.getOrDefault(id, "");
    }
}
