package org.mrcportal.reporting.dashboard;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.OutreachFigures.Cost;
import org.mrcportal.outreach.OutreachFigures.Count;
import org.mrcportal.outreach.OutreachFigures.Counted;
import org.mrcportal.outreach.OutreachFigures.Dimension;
import org.mrcportal.outreach.OutreachFigures.Figures;
import org.mrcportal.outreach.OutreachFigures.Gain;

/**
 * Every number of outreach at the chosen centres, and which of them this reader is not shown. How many sessions there
 * were is public; how many people came is not, where they were few.
 */
final class OutreachNumbers {

    /** Fewer pairs could tell what a single person answered, whoever reads. */
    static final int FEWEST_PAIRS = 5;

    /** Breakdowns whose values add up to all of their measure, one for each. */
    private static final Set<Dimension> WHOLE = Set.of(
            Dimension.SESSION_STATE,
            Dimension.SEX_AGE,
            Dimension.TURNOUT,
            Dimension.CODE_KIND,
            Dimension.BOOKING_KIND,
            Dimension.CHECKED_TOPIC);

    /** Who sat in a session about it may not be told apart among few. */
    private static final Set<Dimension> TOPICS = Set.of(Dimension.TOPIC, Dimension.CHECKED_TOPIC);

    private static final String SENSITIVE_TOPIC = "TRAFFICKING";

    private final Cells cells;
    private final List<Cost> costs;
    private final List<Gain> gains;

    private OutreachNumbers(Figures figures, Asked asked) {
        Map<Key, Long> numbers = new HashMap<>();
        Set<Key> sensitive = new HashSet<>();
        for (Count c : figures.counts()) {
            Key key = Key.of(c.period(), c.centre(), c.dimension(), c.value());
            numbers.merge(key, c.number(), Long::sum);
            if (WHOLE.contains(c.dimension())) {
                numbers.merge(key.total(), c.number(), Long::sum);
            }
            if (TOPICS.contains(c.dimension()) && c.value().equals(SENSITIVE_TOPIC)) {
                sensitive.add(key);
            }
        }
        cells = asked.own()
                ? Cells.all(numbers)
                : Cells.published(numbers, people(numbers), sensitive, asked.everyCentre());
        costs = figures.costs();
        gains = figures.gains();
    }

    static OutreachNumbers of(Figures figures, Asked asked) {
        return new OutreachNumbers(figures, asked);
    }

    private static Map<Key, Long> people(Map<Key, Long> numbers) {
        return numbers.entrySet().stream()
                .filter(e -> e.getKey().measure() != Counted.SESSIONS)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Figure get(Key key) {
        return cells.get(key);
    }

    Figure get(int period, Dimension dimension, String value) {
        return cells.get(Key.of(period, null, dimension, value));
    }

    /** The values that occur in any period, the most frequent of this period first. */
    List<String> values(Dimension dimension) {
        return cells.values(dimension);
    }

    /** A quotient of two numbers; hidden where one of them is, null where it is divided by nothing. */
    record Ratio(Figure of, @Nullable Double value) {}

    Ratio perSession(int period, @Nullable CentreId centre) {
        return ratio(
                cells.get(Key.total(period, centre, Counted.ATTENDANCES)),
                cells.get(Key.of(period, centre, Dimension.SESSION_STATE, "HELD")));
    }

    /** Of the places at held sessions, how many were taken up. */
    Ratio shareWhoCame(int period, @Nullable CentreId centre) {
        Figure came = cells.get(Key.of(period, centre, Dimension.TURNOUT, "CAME"));
        Figure away = cells.get(Key.of(period, centre, Dimension.TURNOUT, "STAYED_AWAY"));
        return away.isHidden() || came.isHidden()
                ? new Ratio(Figure.hidden(0), null)
                : ratio(came, Figure.of(known(came) + known(away)));
    }

    private static Ratio ratio(Figure above, Figure below) {
        if (above.isHidden()) {
            return new Ratio(above, null);
        }
        long divisor = known(below);
        return new Ratio(above, divisor == 0 ? null : (double) known(above) / divisor);
    }

    private static long known(Figure figure) {
        return Objects.requireNonNull(figure.number());
    }

    /** What sessions with a known cost have cost together, and how many they were. */
    record Spent(long sessions, BigDecimal amount) {}

    Spent spent(int period, String currency) {
        List<Cost> of = costs.stream()
                .filter(c -> c.period() == period && c.currency().equals(currency))
                .toList();
        return new Spent(
                of.stream().mapToLong(Cost::sessions).sum(),
                of.stream().map(Cost::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Currencies of known costs, in any period. */
    List<String> currencies() {
        return costs.stream().map(Cost::currency).distinct().sorted().toList();
    }

    /**
     * What pairs knew.
     *
     * @param pairs hidden: there were too few of them
     * @param before mean share of right answers, 0 to 1; null where the pairs are hidden or there are none
     * @param after the same afterwards
     * @param improved share of pairs with more right answers afterwards
     */
    record Learned(
            Figure pairs,
            @Nullable Double before,
            @Nullable Double after,
            @Nullable Double improved) {}

    Learned learned(int period, String topic) {
        Figure pairs = get(period, Dimension.CHECKED_TOPIC, topic);
        Long number = pairs.number();
        if (number == null || number < FEWEST_PAIRS) {
            boolean few = number != null && number > 0;
            return new Learned(few ? Figure.hidden(FEWEST_PAIRS) : pairs, null, null, null);
        }
        List<Gain> of = gains.stream()
                .filter(g -> g.period() == period && g.topic().equals(topic))
                .toList();
        return new Learned(
                pairs,
                of.stream().mapToDouble(Gain::before).sum() / number,
                of.stream().mapToDouble(Gain::after).sum() / number,
                (double) of.stream().mapToLong(Gain::improved).sum() / number);
    }
}
