package org.mrcportal.reintegration.fund;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.Money;
import org.mrcportal.reintegration.Written;
import org.springframework.validation.Errors;

/**
 * A fund, as typed.
 *
 * @param once the form's own key: sent twice, it opens one fund
 * @param centre code of the centre it is for
 * @param endsOn the last day
 */
record FundForm(
        @Nullable String once,
        @Nullable String version,
        @Nullable String centre,
        @Nullable String project,
        @Nullable String donor,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String startsOn,
        @Nullable String endsOn) {

    static FundForm blank(@Nullable String centre) {
        return new FundForm(UUID.randomUUID().toString(), null, centre, null, null, null, null, null, null);
    }

    static FundForm of(Fund fund) {
        Fund.Terms terms = fund.terms();
        return new FundForm(
                null,
                Long.toString(fund.version()),
                null,
                terms.project(),
                terms.donor(),
                new Money(terms.amount(), terms.currency()).typed(),
                terms.currency(),
                terms.from().toString(),
                terms.until().toString());
    }

    void check(Errors errors) {
        Written.demand(errors, "project", project, 120, "cases.fund.project.missing");
        Written.limit(errors, "donor", donor, 120);
        if (Money.amount(amount).isEmpty()) {
            errors.rejectValue("amount", "cases.money.wrong");
        }
        if (!Money.isCurrency(currency)) {
            errors.rejectValue("currency", "cases.money.currency");
        }
        LocalDate from = Written.day(startsOn).orElse(null);
        LocalDate until = Written.day(endsOn).orElse(null);
        if (from == null) {
            errors.rejectValue("startsOn", "cases.day.wrong");
        }
        if (until == null) {
            errors.rejectValue("endsOn", "cases.day.wrong");
        } else if (from != null && until.isBefore(from)) {
            errors.rejectValue("endsOn", "cases.fund.ends-before");
        }
    }

    /** Only after {@link #check} found nothing wrong. */
    Fund.Terms terms() {
        return new Fund.Terms(
                Objects.requireNonNull(Written.orNull(project)),
                Written.orNull(donor),
                Money.amount(amount).orElseThrow(),
                Objects.requireNonNull(currency),
                Written.day(startsOn).orElseThrow(),
                Written.day(endsOn).orElseThrow());
    }
}
