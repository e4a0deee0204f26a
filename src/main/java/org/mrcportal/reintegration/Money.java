package org.mrcportal.reintegration;

import com.ibm.icu.text.NumberFormat;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Currencies;
import org.mrcportal.shared.WrittenFigure;

/**
 * A sum in a currency.
 *
 * @param currency ISO 4217
 */
public record Money(BigDecimal amount, String currency) {

    /** What a column of sums holds. */
    public static final BigDecimal MOST = new BigDecimal("9999999999.99");

    /** Null where nothing is known. */
    public static @Nullable Money of(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null || currency == null ? null : new Money(amount, currency);
    }

    /** An amount above nothing as people write it; empty where it is none, or more than can be kept. */
    public static Optional<BigDecimal> amount(@Nullable String typed) {
        return WrittenFigure.sum(typed == null ? "" : typed)
                .filter(sum -> sum.signum() > 0 && sum.compareTo(MOST) <= 0);
    }

    public static boolean isCurrency(@Nullable String typed) {
        return typed != null && Currencies.ALL.contains(typed);
    }

    /** "1,200 USD", "1 200,50 USD". */
    public String written(Locale locale) {
        NumberFormat numbers = NumberFormat.getInstance(locale);
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        numbers.setMinimumFractionDigits(whole ? 0 : 2);
        numbers.setMaximumFractionDigits(2);
        return numbers.format(amount) + "\u00a0" + currency;
    }

    /** As a form shows it to be changed. */
    public String typed() {
        return amount.stripTrailingZeros().scale() <= 0 ? amount.toBigInteger().toString() : amount.toPlainString();
    }

    /** As the history of a record keeps it. */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
