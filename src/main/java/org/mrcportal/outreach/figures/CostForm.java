package org.mrcportal.outreach.figures;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Currencies;
import org.mrcportal.shared.WrittenFigure;
import org.springframework.validation.Errors;

/**
 * What a session has cost, as typed.
 *
 * @param amount empty: not known
 */
record CostForm(@Nullable String amount, @Nullable String currency) {

    static CostForm of(@Nullable BigDecimal amount, @Nullable String currency) {
        return new CostForm(amount == null ? null : amount.toPlainString(), currency);
    }

    boolean isKnown() {
        return amount != null && !amount.isBlank();
    }

    void check(Errors errors) {
        if (!isKnown()) {
            return;
        }
        if (WrittenFigure.sum(String.valueOf(amount)).isEmpty()) {
            errors.rejectValue("amount", "outreach.money.wrong");
        }
        if (currency == null || !Currencies.ALL.contains(currency)) {
            errors.rejectValue("currency", "outreach.money.currency.missing");
        }
    }

    /** Null: not known. Only after {@link #check} found nothing wrong. */
    @Nullable
    BigDecimal sum() {
        return isKnown() ? WrittenFigure.sum(String.valueOf(amount)).orElseThrow() : null;
    }
}
