package org.mrcportal.reintegration.assistance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.AssistanceKind;
import org.mrcportal.reintegration.Money;

/**
 * An assistance as pages show it.
 *
 * @param stepId of the plan it serves, or null
 * @param step its text
 * @param form IN_KIND, SERVICE or CASH
 * @param spent null: not delivered
 * @param requestedBy who has to find somebody else to approve
 * @param quotations "supplier: 300 USD", in order
 */
record AssistanceLine(
        UUID id,
        AssistanceKind kind,
        String form,
        String text,
        @Nullable UUID stepId,
        @Nullable String step,
        Money cost,
        @Nullable Money spent,
        @Nullable UUID fundId,
        @Nullable String fund,
        @Nullable String cashReason,
        @Nullable String fewerReason,
        AssistanceState state,
        UUID requestedBy,
        String requestedByName,
        Instant requestedAt,
        @Nullable String decidedByName,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        @Nullable LocalDate deliveredOn,
        @Nullable String deliveryNote,
        @Nullable LocalDate acknowledgedOn,
        @Nullable String acknowledgedHow,
        @Nullable String closeReason,
        List<Quoted> quotations) {

    /** What a supplier asked. */
    record Quoted(String supplier, Money amount) {}

    public boolean is(String name) {
        return state.name().equals(name);
    }

    /** It is approved, and is or will be handed over. */
    public boolean given() {
        return state == AssistanceState.APPROVED
                || state == AssistanceState.DELIVERED
                || state == AssistanceState.ACKNOWLEDGED;
    }

    /** It came to nothing: the same may be asked for again. */
    public boolean repeatable() {
        return state == AssistanceState.REFUSED || state == AssistanceState.CANCELLED;
    }

    public boolean free() {
        return cost.amount().compareTo(BigDecimal.ZERO) == 0;
    }
}
