package org.mrcportal.reintegration.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.reintegration.AssistanceKind;
import org.mrcportal.reintegration.Money;
import org.mrcportal.reintegration.StoredField;
import org.mrcportal.reintegration.Written;
import org.mrcportal.reintegration.fund.FundCard;
import org.mrcportal.reintegration.team.CaseWorkers;
import org.springframework.validation.Errors;

/**
 * A step, as typed.
 *
 * @param once the form's own key: sent twice, it adds one step
 * @param version of the step that is being changed
 * @param kind code of an assistance, or STEP
 * @param colleague who of the centre does it; empty: nobody is named
 * @param cost empty: it costs the centre nothing
 */
record ActionForm(
        @Nullable String once,
        @Nullable String version,
        @Nullable String text,
        @Nullable String note,
        @Nullable String kind,
        @Nullable String doer,
        @Nullable String partner,
        @Nullable String colleague,
        @Nullable String dueOn,
        @Nullable String cost,
        @Nullable String currency,
        @Nullable String fund) {

    static ActionForm blank() {
        return new ActionForm(
                UUID.randomUUID().toString(),
                null,
                null,
                null,
                Action.STEP,
                "CLIENT",
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static ActionForm of(Action action) {
        Action.Words words = action.words();
        Money costs = words.cost();
        return new ActionForm(
                null,
                Long.toString(action.version()),
                words.text(),
                words.note(),
                words.kind(),
                words.doer(),
                words.partner() == null ? null : words.partner().toString(),
                words.staff() == null ? null : words.staff().toString(),
                words.dueOn().toString(),
                costs == null ? null : costs.typed(),
                costs == null ? null : costs.currency(),
                words.fund() == null ? null : words.fund().toString());
    }

    /**
     * Finds what is wrong.
     *
     * @param partners the centre's
     * @param colleagues who can be named
     * @param funds the centre's that have not ended
     * @param before what the step says now; null: it is new
     */
    void check(
            Errors errors,
            List<PartnerCard> partners,
            List<CaseWorkers.Colleague> colleagues,
            List<FundCard> funds,
            Action.@Nullable Words before) {
        Written.demand(errors, "text", text, 300, "cases.step.text.missing");
        Written.limit(errors, "note", note, 1000);
        if (!Action.STEP.equals(kind) && AssistanceKind.ofCode(kind).isEmpty()) {
            errors.rejectValue("kind", "cases.step.kind.missing");
        }
        if (doer == null || !Action.DOERS.contains(doer)) {
            errors.rejectValue("doer", "cases.step.doer.missing");
        } else if (doer.equals("PARTNER")) {
            UUID named = Written.id(partner).orElse(null);
            boolean known = partners.stream().anyMatch(card -> card.id().equals(named));
            if (named == null || !known && (before == null || !named.equals(before.partner()))) {
                errors.rejectValue("partner", "cases.step.partner.missing");
            }
        }
        checkColleague(errors, colleagues, before);
        LocalDate due = Written.day(dueOn).orElse(null);
        if (due == null) {
            errors.rejectValue("dueOn", "cases.day.wrong");
        }
        if (Written.orNull(cost) == null) {
            if (Written.orNull(fund) != null) {
                errors.rejectValue("cost", "cases.step.cost.missing");
            }
            return;
        }
        if (Money.amount(cost).isEmpty()) {
            errors.rejectValue("cost", "cases.money.wrong");
        }
        if (!Money.isCurrency(currency)) {
            errors.rejectValue("currency", "cases.money.currency");
        }
        checkFund(errors, funds, due, before);
    }

    private void checkColleague(Errors errors, List<CaseWorkers.Colleague> colleagues, Action.@Nullable Words before) {
        if (Written.orNull(colleague) == null) {
            return;
        }
        UUID named = Written.id(colleague).orElse(null);
        boolean known = colleagues.stream().anyMatch(one -> one.id().id().equals(named));
        if (named == null || !known && (before == null || !named.equals(before.staff()))) {
            errors.rejectValue("colleague", "cases.step.colleague.unknown");
        } else if (!"STAFF".equals(doer)) {
            errors.rejectValue("colleague", "cases.step.colleague.doer");
        }
    }

    private void checkFund(
            Errors errors, List<FundCard> funds, @Nullable LocalDate due, Action.@Nullable Words before) {
        if (Written.orNull(fund) == null) {
            return;
        }
        UUID named = Written.id(fund).orElse(null);
        Optional<FundCard> paying =
                funds.stream().filter(card -> card.id().equals(named)).findFirst();
        if (paying.isEmpty()) {
            if (before == null || named == null || !named.equals(before.fund())) {
                errors.rejectValue("fund", "cases.fund.unknown");
            }
        } else if (!paying.get().currency().equals(currency)) {
            errors.rejectValue(
                    "fund",
                    "cases.fund.other-currency",
                    new Object[] {paying.get().currency()},
                    null);
        } else if (due != null && !paying.get().runsOn(due)) {
            errors.rejectValue("fund", "cases.fund.outside");
        }
    }

    /** Only after {@link #check} found nothing wrong. */
    Action.Words words() {
        boolean free = Written.orNull(cost) == null;
        return new Action.Words(
                Objects.requireNonNull(kind),
                Objects.requireNonNull(Written.orNull(text)),
                Written.orNull(note),
                Objects.requireNonNull(doer),
                "PARTNER".equals(doer) ? Written.id(partner).orElseThrow() : null,
                Written.id(colleague).orElse(null),
                Written.day(dueOn).orElseThrow(),
                free ? null : new Money(Money.amount(cost).orElseThrow(), Objects.requireNonNull(currency)),
                free ? null : Written.id(fund).orElse(null));
    }

    List<StoredField> fields() {
        return List.of(
                new StoredField("cases.step.text", text),
                new StoredField("cases.note", note),
                new StoredField("cases.step.due", dueOn),
                new StoredField("cases.step.cost", cost == null ? null : cost + " " + currency));
    }
}
