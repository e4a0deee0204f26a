package org.mrcportal.reintegration.fund;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.Money;

/**
 * A fund and what is left of it.
 *
 * @param until the last day
 * @param committed approved, not delivered yet
 * @param exact the reader may open every case of the centre, and so may know each sum
 */
public record FundCard(
        UUID id,
        UUID centre,
        String project,
        @Nullable String donor,
        String currency,
        BigDecimal amount,
        BigDecimal committed,
        BigDecimal spent,
        LocalDate from,
        LocalDate until,
        boolean exact) {

    /** Managers read sums in steps of the twentieth part of the fund. */
    private static final BigDecimal A_TWENTIETH = new BigDecimal("0.05");

    public BigDecimal left() {
        return amount.subtract(committed).subtract(spent);
    }

    public boolean runsOn(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }

    /**
     * What case workers may know is left: rounded down to tenths of the fund, so that nobody can work out from it what a
     * case got that is kept to its team.
     */
    public BigDecimal surelyLeft() {
        return steps(left().max(BigDecimal.ZERO), tenth(), RoundingMode.DOWN);
    }

    /** What managers may know is committed; rounded up where they may not open every case. */
    public BigDecimal shownCommitted() {
        return exact ? committed : roundedUp(committed);
    }

    /** What managers may know is spent; rounded up where they may not open every case. */
    public BigDecimal shownSpent() {
        return exact ? spent : roundedUp(spent);
    }

    /** What managers may know is left; rounded down where they may not open every case. */
    public BigDecimal shownLeft() {
        return exact ? left() : steps(left().max(BigDecimal.ZERO), step(), RoundingMode.DOWN);
    }

    private BigDecimal roundedUp(BigDecimal sum) {
        return steps(sum, step(), RoundingMode.UP).min(amount);
    }

    private static BigDecimal steps(BigDecimal sum, BigDecimal step, RoundingMode mode) {
        return sum.divide(step, 0, mode).multiply(step).setScale(2, RoundingMode.DOWN);
    }

    private BigDecimal step() {
        return amount.multiply(A_TWENTIETH);
    }

    /** More than this is not left: what follows from {@link #surelyLeft}, and no more. */
    public BigDecimal mostLeft() {
        return surelyLeft().add(tenth()).min(amount);
    }

    private BigDecimal tenth() {
        return amount.movePointLeft(1);
    }

    /** "Sustainable return: at least 1,200 USD left". */
    public Money remaining() {
        return new Money(surelyLeft(), currency);
    }

    public String written(BigDecimal sum, Locale locale) {
        return new Money(sum, currency).written(locale);
    }
}
