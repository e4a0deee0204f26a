package org.mrcportal.outreach.coverage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.Inhabitants.Published;

/**
 * What was done in a region or a district. It is reached on the day of a visit that was made or of a session that was held
 * there; online sessions are held nowhere.
 *
 * @param visits made in the period
 * @param sessions held in the period
 * @param attendances counted in those sessions: heads, never persons; as far as the reader may know
 * @param lastVisit whenever it was, up to today; null: never
 * @param lastReached likewise
 */
record Reached(
        int visits,
        int sessions,
        Attendances attendances,
        @Nullable LocalDate lastVisit,
        @Nullable LocalDate lastReached) {

    /** After so many days without a visit or a session a place counts as not reached. */
    static final int DAYS = 90;

    private static final int INHABITANTS = 100_000;

    static final Reached NEVER = new Reached(0, 0, Attendances.NONE, null, null);

    Reached and(Reached other) {
        return new Reached(
                visits + other.visits,
                sessions + other.sessions,
                attendances.and(other.attendances),
                later(lastVisit, other.lastVisit),
                later(lastReached, other.lastReached));
    }

    Reached with(Attendances counted) {
        return new Reached(visits, sessions, counted, lastVisit, lastReached);
    }

    private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    boolean isReached(LocalDate today) {
        return lastReached != null && !lastReached.isBefore(today.minusDays(DAYS));
    }

    /** Since the last visit; null: there was none. */
    @Nullable
    Integer days(LocalDate today) {
        return lastVisit == null ? null : (int) ChronoUnit.DAYS.between(lastVisit, today);
    }

    /** Attendances that the reader may know per 100,000, with one decimal; null: the population is not known, or none is. */
    @Nullable
    BigDecimal perInhabitants(@Nullable Published population) {
        return population == null || attendances.hidden()
                ? null
                : BigDecimal.valueOf(attendances.number())
                        .multiply(BigDecimal.valueOf(INHABITANTS))
                        .divide(BigDecimal.valueOf(population.inhabitants()), 1, RoundingMode.HALF_UP);
    }
}
