package org.mrcportal.reintegration.referral;

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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Seal;

/**
 * A person sent to a partner for one service. What the partner is told is put together by hand, fact by fact; it is asked
 * about until somebody says that the person was served.
 */
@Entity
@Table(schema = "reintegration", name = "referral")
class Referral {

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

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "client_id"))
    private ClientId client;

    private UUID partnerId;
    private @Nullable UUID actionId;
    private String service;

    @Enumerated(EnumType.STRING)
    private Urgency urgency;

    @Enumerated(EnumType.STRING)
    private ReferralState state;

    private Instant stateSince;
    private @Nullable Instant sentAt;
    private @Nullable Instant answeredAt;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant servedAt;
    private LocalDate dueOn;

    @Column(updatable = false)
    private String reference;

    private String language;

    @Enumerated(EnumType.STRING)
    private Basis basis;

    private String[] shared;
    private byte @Nullable [] called;
    private byte @Nullable [] message;
    private byte @Nullable [] vitalReason;
    private @Nullable UUID vitalBy;
    private @Nullable Instant vitalAt;
    private @Nullable String reason;
    private byte @Nullable [] answer;
    private @Nullable UUID answeredBy;
    private int askedAgain;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "made_by", updatable = false))
    private StaffId madeBy;

    @Column(updatable = false)
    private Instant madeAt;

    @Column(updatable = false)
    private UUID once;

    @SuppressWarnings("NullAway.Init")
    protected Referral() {}

    @SuppressWarnings("NullAway.Init")
    private Referral(CaseCard card, ClientId client, @Nullable UUID action, UUID once, StaffId by, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        centre = card.centre();
        file = card.id();
        this.client = client;
        actionId = action;
        reference = Reference.random();
        state = ReferralState.DRAFT;
        stateSince = now;
        madeBy = by;
        madeAt = now;
        this.once = once;
    }

    /** @param today at the centre */
    static Referral prepare(
            CaseCard card,
            ClientId client,
            @Nullable UUID action,
            Details details,
            UUID once,
            StaffId by,
            Instant now,
            LocalDate today,
            Seal seal) {
        return new Referral(card, client, action, once, by, now).change(details, by, now, today, seal);
    }

    /** Only before the partner is asked: what has been told cannot be taken back. */
    Referral change(Details details, StaffId by, Instant now, LocalDate today, Seal seal) {
        require(state == ReferralState.DRAFT);
        boolean told = details.basis() != Basis.NONE;
        boolean vital = details.basis() == Basis.VITAL;
        partnerId = details.partner();
        service = details.service();
        urgency = details.urgency();
        dueOn = today.plusDays(urgency.daysToAnswer());
        language = details.language().code();
        basis = details.basis();
        shared =
                told ? Details.FACTS.stream().filter(details.shared()::contains).toArray(String[]::new) : new String[0];
        called = told && shares("NAME") ? seal.seal(details.called(), "referral.called:" + id) : null;
        message = told ? seal.seal(details.message(), "referral.message:" + id) : null;
        vitalReason = vital ? seal.seal(details.vitalReason(), "referral.vital:" + id) : null;
        vitalBy = vital ? by.id() : null;
        vitalAt = vital ? now : null;
        return this;
    }

    /** @return whether it was not sent before */
    boolean send(Instant now, LocalDate today) {
        if (state.isOpen()) {
            return false;
        }
        require(state == ReferralState.DRAFT);
        sentAt = now;
        dueOn = today.plusDays(urgency.daysToAnswer());
        turn(ReferralState.SENT, now);
        return true;
    }

    /**
     * What the partner says. Said twice it has one effect; what is settled stays as it is.
     *
     * @param by who heard it by telephone; null: the partner itself, by the link
     * @return whether anything has changed
     */
    boolean answer(Answer said, @Nullable StaffId by, Instant now, LocalDate today, Seal seal) {
        if (!state.isOpen() || said.state() == state) {
            return false;
        }
        if (answeredAt == null) {
            answeredAt = now;
        }
        answeredBy = by == null ? null : by.id();
        reason = said.reason();
        answer = seal.seal(said.words(), "referral.answer:" + id);
        switch (said.state()) {
            case ACCEPTED -> {
                acceptedAt = now;
                dueOn = today.plusDays(urgency.daysToServe());
            }
            case SERVED -> servedAt = now;
            default -> {}
        }
        turn(said.state(), now);
        return true;
    }

    /** What staff put in by mistake can be taken back; what the partner itself said stands. */
    boolean isHeardByStaff() {
        return answeredBy != null && (state.isSettled() || state == ReferralState.ACCEPTED);
    }

    /**
     * Takes back what staff put in by mistake: the partner has said nothing yet, or no more than that it will help.
     *
     * @param acceptedBy who put in that the partner will help; null: the partner itself, by the link
     */
    void takeAnswerBack(@Nullable UUID acceptedBy, Instant now, LocalDate today) {
        require(isHeardByStaff());
        boolean helps = acceptedAt != null && state != ReferralState.ACCEPTED;
        reason = null;
        answer = null;
        servedAt = null;
        if (helps) {
            answeredBy = acceptedBy;
            dueOn = today.plusDays(urgency.daysToServe());
            turn(ReferralState.ACCEPTED, now);
        } else {
            answeredAt = null;
            acceptedAt = null;
            answeredBy = null;
            dueOn = today.plusDays(urgency.daysToAnswer());
            turn(ReferralState.SENT, now);
        }
    }

    /** The partner has been asked once more: the answer is waited for anew. */
    void askedAgain(LocalDate today) {
        require(state.isOpen());
        askedAgain++;
        dueOn = today.plusDays(urgency.daysToAnswer());
    }

    /** @return whether it was still open */
    boolean cancel(Instant now) {
        if (state.isSettled()) {
            return false;
        }
        turn(ReferralState.CANCELLED, now);
        return true;
    }

    private void turn(ReferralState next, Instant now) {
        state = next;
        stateSince = now;
    }

    private void require(boolean allowed) {
        if (!allowed) {
            throw new ReferralSettled();
        }
    }

    boolean shares(String fact) {
        return List.of(shared).contains(fact);
    }

    @Nullable
    String called(Seal seal) {
        return seal.open(called, "referral.called:" + id);
    }

    @Nullable
    String message(Seal seal) {
        return seal.open(message, "referral.message:" + id);
    }

    @Nullable
    String vitalReason(Seal seal) {
        return seal.open(vitalReason, "referral.vital:" + id);
    }

    @Nullable
    String answer(Seal seal) {
        return seal.open(answer, "referral.answer:" + id);
    }

    UUID id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    CentreId centre() {
        return centre;
    }

    CaseId file() {
        return file;
    }

    ClientId client() {
        return client;
    }

    UUID partner() {
        return partnerId;
    }

    @Nullable
    UUID action() {
        return actionId;
    }

    String service() {
        return service;
    }

    Urgency urgency() {
        return urgency;
    }

    ReferralState state() {
        return state;
    }

    String reference() {
        return reference;
    }

    Language language() {
        return Language.ofCode(language).orElse(Language.EN);
    }

    Locale locale() {
        return language().locale();
    }

    Basis basis() {
        return basis;
    }

    List<String> shared() {
        return List.of(shared);
    }

    LocalDate dueOn() {
        return dueOn;
    }

    @Nullable
    Instant sentAt() {
        return sentAt;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    @Nullable
    Instant servedAt() {
        return servedAt;
    }

    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    UUID answeredBy() {
        return answeredBy;
    }

    int asked() {
        return askedAgain;
    }

    StaffId madeBy() {
        return madeBy;
    }
}
