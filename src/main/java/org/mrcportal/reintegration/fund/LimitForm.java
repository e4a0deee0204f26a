package org.mrcportal.reintegration.fund;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.Money;
import org.mrcportal.shared.WrittenFigure;
import org.springframework.validation.Errors;

/**
 * The limits of a centre in one currency, as typed. Nothing is a limit too.
 *
 * @param centre code of the centre
 */
record LimitForm(
        @Nullable String centre,
        @Nullable String limitCurrency,
        @Nullable String cashLimit,
        @Nullable String quotationsAbove) {

    static final LimitForm BLANK = new LimitForm(null, null, null, null);

    void check(Errors errors) {
        if (!Money.isCurrency(limitCurrency)) {
            errors.rejectValue("limitCurrency", "cases.money.currency");
        }
        if (sum(cashLimit).isEmpty()) {
            errors.rejectValue("cashLimit", "cases.money.wrong-or-zero");
        }
        if (sum(quotationsAbove).isEmpty()) {
            errors.rejectValue("quotationsAbove", "cases.money.wrong-or-zero");
        }
    }

    static Optional<BigDecimal> sum(@Nullable String typed) {
        return WrittenFigure.sum(typed == null ? "" : typed).filter(sum -> sum.compareTo(Money.MOST) <= 0);
    }
}
