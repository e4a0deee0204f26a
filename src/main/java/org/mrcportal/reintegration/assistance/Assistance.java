package org.mrcportal.reintegration.assistance;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.reintegration.AssistanceKind;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Money;
import org.mrcportal.reintegration.casefile.CaseCard;

/**
 * What a person gets: asked for, approved by somebody else, delivered, acknowledged. What was asked for stands; something
 * else is asked for anew.
 */
@Entity
@Table(schema = "reintegration", name = "assistance")
class Assistance {

    /** In which form something is given, the better one first. */
    static final List<String> FORMS = List.of("IN_KIND", "SERVICE", "CASH");

    /** How a client can say that it has come. */
    static final List<String> WAYS = List.of("WRITTEN", "ORAL");

    /** What is asked of it cannot be done. */
    static class Refused extends RuntimeException {

        private final Reason reason;

        Refused(Reason reason) {
            super(reason.name());
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }

    /** Why; its message is {@code cases.help.refused.<reason>}. */
    enum Reason {
        OWN,
        DECIDED,
        TOO_DEAR,
        CLOSED,
        READ_ONLY,
        EVIDENCE_OWN,
        EVIDENCE_WHY
    }

    /**
     * What is asked for.
     *
     * @param form one of {@link #FORMS}
     * @param text what exactly
     * @param cost nothing where it is free
     * @param fund what pays; null where it is free
     * @param cashReason why not in kind; null where it is no cash
     * @param fewerReason why fewer than three quotations, or null
     */
    record Wish(
            @Nullable UUID action,
            AssistanceKind kind,
            String form,
            String text,
            Money cost,
            @Nullable UUID fund,
            @Nullable String cashReason,
            @Nullable String fewerReason) {}

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "case_id", updatable = false))
    private CaseId file;

    @Column(updatable = false)
    private @Nullable UUID actionId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private AssistanceKind kind;

    @Column(updatable = false)
    private String form;

    @Column(updatable = false)
    private String text;

    @Column(updatable = false)
    private BigDecimal cost;

    @Column(updatable = false)
    private String currency;

    @Column(updatable = false)
    private @Nullable UUID fundId;

    @Column(updatable = false)
    private @Nullable String cashReason;

    @Column(updatable = false)
    private @Nullable String fewerReason;

    private @Nullable BigDecimal spent;

    @Enumerated(EnumType.STRING)
    private AssistanceState state;

    @Column(updatable = false)
    private UUID requestedBy;

    @Column(updatable = false)
    private Instant requestedAt;

    private @Nullable UUID decidedBy;
    private @Nullable Instant decidedAt;
    private @Nullable String decisionNote;
    private @Nullable LocalDate deliveredOn;
    private @Nullable String deliveryNote;
    private @Nullable UUID deliveredBy;
    private @Nullable LocalDate acknowledgedOn;
    private @Nullable String acknowledgedHow;
    private @Nullable UUID closedBy;
    private @Nullable String closeReason;

    @Column(updatable = false)
    private UUID once;

    @SuppressWarnings("NullAway.Init")
    protected Assistance() {}

    static Assistance request(CentreId centre, CaseId file, Wish wish, UUID once, StaffId by, Instant now) {
        Assistance asked = new Assistance();
        asked.id = UuidCreator.getTimeOrderedEpoch();
        asked.centre = centre;
        asked.file = file;
        asked.actionId = wish.action();
        asked.kind = wish.kind();
        asked.form = wish.form();
        asked.text = wish.text();
        asked.cost = wish.cost().amount();
        asked.currency = wish.cost().currency();
        asked.fundId = wish.fund();
        asked.cashReason = wish.cashReason();
        asked.fewerReason = wish.fewerReason();
        asked.state = AssistanceState.REQUESTED;
        asked.requestedBy = by.id();
        asked.requestedAt = now;
        asked.once = once;
        return asked;
    }

    /** @throws Refused where the case is closed, or open to the reader for reading only */
    static CaseCard writable(CaseCard card) {
        if (!card.open()) {
            throw new Refused(Reason.CLOSED);
        }
        if (card.readOnly()) {
            throw new Refused(Reason.READ_ONLY);
        }
        return card;
    }

    Assistance approve(StaffId by, Instant now) {
        decide(AssistanceState.APPROVED, by, now);
        return this;
    }

    Assistance refuse(String note, StaffId by, Instant now) {
        decide(AssistanceState.REFUSED, by, now);
        decisionNote = note;
        return this;
    }

    private void decide(AssistanceState next, StaffId by, Instant now) {
        if (by.id().equals(requestedBy)) {
            throw new Refused(Reason.OWN);
        }
        become(next);
        decidedBy = by.id();
        decidedAt = now;
    }

    /** @param price what it did cost, no more than what was approved */
    Assistance deliver(LocalDate day, BigDecimal price, @Nullable String note, StaffId by) {
        if (price.compareTo(cost) > 0) {
            throw new Refused(Reason.TOO_DEAR);
        }
        become(AssistanceState.DELIVERED);
        deliveredOn = day;
        spent = price;
        deliveryNote = note;
        deliveredBy = by.id();
        return this;
    }

    /** The delivery was entered by mistake. Who entered it stays: its papers are still removed by somebody else only. */
    Assistance takeDeliveryBack() {
        if (state != AssistanceState.DELIVERED) {
            throw new Refused(Reason.DECIDED);
        }
        become(AssistanceState.APPROVED);
        deliveredOn = null;
        spent = null;
        deliveryNote = null;
        return this;
    }

    Assistance acknowledge(LocalDate day, String how) {
        become(AssistanceState.ACKNOWLEDGED);
        acknowledgedOn = day;
        acknowledgedHow = how;
        return this;
    }

    /** That the client acknowledged it was entered by mistake. */
    Assistance takeAcknowledgementBack() {
        if (state != AssistanceState.ACKNOWLEDGED) {
            throw new Refused(Reason.DECIDED);
        }
        become(AssistanceState.DELIVERED);
        acknowledgedOn = null;
        acknowledgedHow = null;
        return this;
    }

    Assistance cancel(String reason, StaffId by) {
        become(AssistanceState.CANCELLED);
        closedBy = by.id();
        closeReason = reason;
        return this;
    }

    private void become(AssistanceState next) {
        if (!state.leadsTo(next)) {
            throw new Refused(Reason.DECIDED);
        }
        state = next;
    }

    UUID id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    CaseId file() {
        return file;
    }

    @Nullable
    UUID action() {
        return actionId;
    }

    AssistanceState state() {
        return state;
    }

    StaffId requestedBy() {
        return new StaffId(requestedBy);
    }

    @Nullable
    LocalDate deliveredOn() {
        return deliveredOn;
    }

    @Nullable
    LocalDate acknowledgedOn() {
        return acknowledgedOn;
    }

    @Nullable
    BigDecimal spent() {
        return spent;
    }

    Money cost() {
        return new Money(cost, currency);
    }
}
