package org.mrcportal.reintegration.assistance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.AssistanceKind;
import org.mrcportal.reintegration.Money;
import org.mrcportal.reintegration.Written;
import org.mrcportal.reintegration.fund.CentreFunds;
import org.mrcportal.reintegration.fund.FundCard;
import org.springframework.validation.Errors;

/**
 * A request for assistance, as typed.
 *
 * @param once the form's own key: sent twice, it asks once
 * @param step of the plan it serves; empty: none
 * @param cost empty: it is free
 * @param supplier1 the first of up to three quotations, with its amount
 */
record AssistanceForm(
        @Nullable String once,
        @Nullable String step,
        @Nullable String kind,
        @Nullable String form,
        @Nullable String text,
        @Nullable String cost,
        @Nullable String currency,
        @Nullable String fund,
        @Nullable String cashReason,
        @Nullable String supplier1,
        @Nullable String amount1,
        @Nullable String supplier2,
        @Nullable String amount2,
        @Nullable String supplier3,
        @Nullable String amount3,
        @Nullable String fewerReason) {

    /** What a supplier asks. */
    record Quotation(String supplier, BigDecimal amount) {}

    /** A line of the form, as typed. */
    private record Offer(
            @Nullable String supplier, @Nullable String amount) {}

    static AssistanceForm blank(
            @Nullable String step,
            @Nullable String kind,
            @Nullable String text,
            @Nullable Money cost,
            @Nullable String fund) {
        return new AssistanceForm(
                UUID.randomUUID().toString(),
                step,
                kind,
                "IN_KIND",
                text,
                cost == null ? null : cost.typed(),
                cost == null ? null : cost.currency(),
                fund,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same as before, to be asked for again: of its step as it goes on now. */
    static AssistanceForm like(AssistanceLine line) {
        List<AssistanceLine.Quoted> offers = line.quotations();
        return new AssistanceForm(
                UUID.randomUUID().toString(),
                line.stepId() == null ? null : line.stepId().toString(),
                line.kind().name(),
                line.form(),
                line.text(),
                line.free() ? null : line.cost().typed(),
                line.cost().currency(),
                line.fundId() == null ? null : line.fundId().toString(),
                line.cashReason(),
                supplier(offers, 0),
                asked(offers, 0),
                supplier(offers, 1),
                asked(offers, 1),
                supplier(offers, 2),
                asked(offers, 2),
                line.fewerReason());
    }

    private static @Nullable String supplier(List<AssistanceLine.Quoted> offers, int place) {
        return place < offers.size() ? offers.get(place).supplier() : null;
    }

    private static @Nullable String asked(List<AssistanceLine.Quoted> offers, int place) {
        return place < offers.size() ? offers.get(place).amount().typed() : null;
    }

    private boolean free() {
        return Written.orNull(cost) == null;
    }

    private boolean cash() {
        return "CASH".equals(form);
    }

    /**
     * Finds what is wrong.
     *
     * @param funds the centre's that have not ended
     * @param limits of the centre in the currency; null: none are set
     * @param given cash the case got or was promised in the currency
     */
    void check(
            Errors errors,
            List<FundCard> funds,
            CentreFunds.@Nullable Limits limits,
            BigDecimal given,
            LocalDate today) {
        if (AssistanceKind.ofCode(kind).isEmpty()) {
            errors.rejectValue("kind", "cases.help.kind.missing");
        }
        if (form == null || !Assistance.FORMS.contains(form)) {
            errors.rejectValue("form", "cases.help.form.missing");
        }
        Written.demand(errors, "text", text, 300, "cases.help.text.missing");
        if (cash()) {
            Written.demand(errors, "cashReason", cashReason, 500, "cases.help.cash-reason.missing");
        }
        checkQuotations(errors);
        Written.limit(errors, "fewerReason", fewerReason, 300);
        Optional<BigDecimal> sum = Money.amount(cost);
        if (free()) {
            if (cash()) {
                errors.rejectValue("cost", "cases.money.wrong");
            }
            return;
        }
        if (sum.isEmpty()) {
            errors.rejectValue("cost", "cases.money.wrong");
        }
        if (!Money.isCurrency(currency)) {
            errors.rejectValue("currency", "cases.money.currency");
            return;
        }
        sum.ifPresent(amount -> {
            checkFund(errors, funds, amount, today);
            checkLimits(errors, limits, given, amount);
        });
    }

    private void checkFund(Errors errors, List<FundCard> funds, BigDecimal amount, LocalDate today) {
        UUID named = Written.id(fund).orElse(null);
        Optional<FundCard> paying =
                funds.stream().filter(card -> card.id().equals(named)).findFirst();
        if (paying.isEmpty()) {
            errors.rejectValue("fund", "cases.fund.unknown");
        } else if (!paying.get().currency().equals(currency)) {
            errors.rejectValue(
                    "fund",
                    "cases.fund.other-currency",
                    new Object[] {paying.get().currency()},
                    null);
        } else if (!paying.get().runsOn(today)) {
            errors.rejectValue("fund", "cases.fund.outside");
        } else if (amount.compareTo(paying.get().mostLeft()) > 0) {
            errors.rejectValue("fund", "cases.help.fund-left");
        }
    }

    private void checkLimits(Errors errors, CentreFunds.@Nullable Limits limits, BigDecimal given, BigDecimal amount) {
        if (cash()) {
            BigDecimal most = limits == null ? BigDecimal.ZERO : limits.cashLimit();
            if (amount.add(given).compareTo(most) > 0) {
                errors.rejectValue(
                        "cost", "cases.help.cash-limit", new Object[] {most.toPlainString(), currency}, null);
            }
            return;
        }
        BigDecimal above = limits == null ? BigDecimal.ZERO : limits.quotationsAbove();
        if (amount.compareTo(above) > 0 && quotations().size() < 3 && Written.orNull(fewerReason) == null) {
            errors.rejectValue(
                    "fewerReason", "cases.help.quotations", new Object[] {above.toPlainString(), currency}, null);
        }
    }

    private void checkQuotations(Errors errors) {
        int number = 0;
        for (Offer offer : offers()) {
            number++;
            boolean named = Written.orNull(offer.supplier()) != null;
            boolean priced = Written.orNull(offer.amount()) != null;
            Written.limit(errors, "supplier" + number, offer.supplier(), 120);
            if ((named || priced) && Money.amount(offer.amount()).isEmpty()) {
                errors.rejectValue("amount" + number, "cases.money.wrong");
            }
            if (priced && !named) {
                errors.rejectValue("supplier" + number, "cases.help.supplier.missing");
            }
        }
    }

    private List<Offer> offers() {
        return List.of(new Offer(supplier1, amount1), new Offer(supplier2, amount2), new Offer(supplier3, amount3));
    }

    /** Those that are complete. */
    List<Quotation> quotations() {
        List<Quotation> all = new ArrayList<>();
        for (Offer offer : offers()) {
            String supplier = Written.orNull(offer.supplier());
            Optional<BigDecimal> amount = Money.amount(offer.amount());
            if (supplier != null && amount.isPresent()) {
                all.add(new Quotation(supplier, amount.get()));
            }
        }
        return all;
    }

    /** Only after {@link #check} found nothing wrong. */
    Assistance.Wish wish() {
        return new Assistance.Wish(
                Written.id(step).orElse(null),
                AssistanceKind.ofCode(kind).orElseThrow(),
                Objects.requireNonNull(form),
                Objects.requireNonNull(Written.orNull(text)),
                free()
                        ? new Money(
                                BigDecimal.ZERO, Money.isCurrency(currency) ? Objects.requireNonNull(currency) : "USD")
                        : new Money(Money.amount(cost).orElseThrow(), Objects.requireNonNull(currency)),
                free() ? null : Written.id(fund).orElse(null),
                cash() ? Written.orNull(cashReason) : null,
                Written.orNull(fewerReason));
    }
}
