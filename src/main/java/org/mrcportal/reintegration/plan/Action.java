package org.mrcportal.reintegration.plan;

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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Money;

/** One step towards a goal. */
@Entity
@Table(schema = "reintegration", name = "action")
class Action {

    /** The kind of a step that asks for no assistance. */
    static final String STEP = "STEP";

    /** Who can do a step. */
    static final List<String> DOERS = List.of("CLIENT", "STAFF", "PARTNER");

    /**
     * What a step says.
     *
     * @param kind code of an assistance, or {@link #STEP}
     * @param text for the client, in the client's language
     * @param note for staff, or null
     * @param doer one of {@link #DOERS}
     * @param partner who does it where a partner does, else null
     * @param staff who of the centre does it, where somebody was named, else null; neither client nor partner reads the name
     * @param cost null: it costs the centre nothing
     * @param fund what it is paid from, or null
     */
    record Words(
            String kind,
            String text,
            @Nullable String note,
            String doer,
            @Nullable UUID partner,
            @Nullable UUID staff,
            LocalDate dueOn,
            @Nullable Money cost,
            @Nullable UUID fund) {

        /** It costs the same, from the same fund, and that for the same thing and whoever does it. */
        boolean paysLike(Words other) {
            if (cost == null || other.cost == null) {
                return cost == null && other.cost == null && Objects.equals(fund, other.fund);
            }
            return sameSum(cost, other.cost)
                    && Objects.equals(fund, other.fund)
                    && kind.equals(other.kind)
                    && text.equals(other.text)
                    && isDoneLike(other);
        }

        /** The client reads the same. */
        boolean readsLike(Words other) {
            return text.equals(other.text) && dueOn.equals(other.dueOn) && isDoneLike(other);
        }

        /** The same step at another centre, which has funds and partners of its own; notes of staff stay behind. */
        Words elsewhere() {
            return new Words(kind, text, null, partner == null ? doer : "STAFF", null, null, dueOn, null, null);
        }

        /** The same step in a plan that is begun anew, without what it has cost already. */
        Words costing(@Nullable Money left) {
            return new Words(kind, text, note, doer, partner, staff, dueOn, left, left == null ? null : fund);
        }

        /** The same colleague has to do it by the same day. */
        boolean isGivenLike(Words other) {
            return Objects.equals(staff, other.staff) && dueOn.equals(other.dueOn);
        }

        private boolean isDoneLike(Words other) {
            return doer.equals(other.doer) && Objects.equals(partner, other.partner);
        }

        private static boolean sameSum(Money one, Money other) {
            return one.currency().equals(other.currency()) && one.amount().compareTo(other.amount()) == 0;
        }
    }

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
    private UUID goalId;

    private String kind;
    private String text;
    private @Nullable String note;
    private String doer;
    private @Nullable UUID partnerId;
    private @Nullable UUID staffId;
    private LocalDate dueOn;
    private @Nullable BigDecimal cost;
    private @Nullable String currency;
    private @Nullable UUID fundId;

    @Enumerated(EnumType.STRING)
    private ActionState state;

    private Instant stateSince;
    private int position;

    /** Only the case's team learns of it; the database keeps it so. */
    @Column(updatable = false)
    private boolean sensitive;

    /** The first of the steps of earlier plans that it carries on. */
    @Column(updatable = false)
    private @Nullable UUID origin;

    /** Who may see it beside the team, where few may; the database sets it. */
    @Column(updatable = false)
    private @Nullable UUID sensitiveBy;

    @Column(updatable = false)
    private UUID once;

    @SuppressWarnings("NullAway.Init")
    protected Action() {}

    @SuppressWarnings("NullAway.Init")
    private Action(CentreId centre, Goal goal, int position, UUID once, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        this.centre = centre;
        file = goal.file();
        goalId = goal.id();
        state = ActionState.PLANNED;
        stateSince = now;
        this.position = position;
        this.once = once;
    }

    static Action of(CentreId centre, Goal goal, Words words, int position, UUID once, Instant now) {
        return new Action(centre, goal, position, once, now).say(words);
    }

    Action say(Words words) {
        Money costs = words.cost();
        kind = words.kind();
        text = words.text();
        note = words.note();
        doer = words.doer();
        partnerId = words.partner();
        staffId = words.staff();
        dueOn = words.dueOn();
        cost = costs == null ? null : costs.amount();
        currency = costs == null ? null : costs.currency();
        fundId = words.fund();
        return this;
    }

    /** Few may know of it where few might of the former one. */
    Action keptLike(Action former) {
        sensitive = former.sensitive;
        return this;
    }

    /** Carried on in a plan that is begun anew: as far as it has come, and seen by whom it was seen before. */
    Action carriedOn(Goal to, @Nullable Money left, UUID key) {
        Action next =
                of(centre, to, words().costing(left), position, key, stateSince).keptLike(this);
        next.state = state;
        next.origin = origin == null ? id : origin;
        next.sensitiveBy = sensitiveBy;
        return next;
    }

    /**
     * Comes to another state.
     *
     * @return whether it was in another one before
     */
    boolean become(ActionState next, Instant now) {
        if (!state.leadsTo(next)) {
            return false;
        }
        state = next;
        stateSince = now;
        return true;
    }

    Action stand(int place) {
        position = place;
        return this;
    }

    UUID id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    CaseId file() {
        return file;
    }

    boolean sensitive() {
        return sensitive;
    }

    UUID goal() {
        return goalId;
    }

    ActionState state() {
        return state;
    }

    int position() {
        return position;
    }

    Words words() {
        return new Words(kind, text, note, doer, partnerId, staffId, dueOn, Money.of(cost, currency), fundId);
    }
}
