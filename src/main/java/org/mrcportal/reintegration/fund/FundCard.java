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
        LocalDate until) {

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
        return left().max(BigDecimal.ZERO)
                .divideToIntegralValue(tenth())
                .multiply(tenth())
                .setScale(2, RoundingMode.DOWN);
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

    /** How much of it is gone, in hundredths. */
    public int share() {
        return committed
                .add(spent)
                .multiply(BigDecimal.valueOf(100))
                .divide(amount, RoundingMode.HALF_UP)
                .intValue();
    }
}
