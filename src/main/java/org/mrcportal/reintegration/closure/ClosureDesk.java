package org.mrcportal.reintegration.closure;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.followup.ContactAttempts;
import org.mrcportal.reintegration.followup.Tries;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends a case with a reason, settles what is still open, and takes a closed one up again. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class ClosureDesk {

    private final Cases cases;
    private final ContactAttempts attempts;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration keep;

    ClosureDesk(
            Cases cases,
            ContactAttempts attempts,
            JdbcClient jdbc,
            Clock clock,
            @Value("${portal.retention.cases}") Duration keep) {
        this.cases = cases;
        this.attempts = attempts;
        this.jdbc = jdbc;
        this.clock = clock;
        this.keep = keep;
    }

    /**
     * A case that may be closed, or is.
     *
     * @param lost whether it is honest to say that contact was lost
     * @param tries attempts in vain since the person was last reached
     * @param lostFrom the day from which it may be said, if there are attempts enough by then; or null
     * @param emptied the day its content was, or is to be, deleted; null: it is open
     */
    record Sheet(
            CaseCard file,
            StillOpen open,
            boolean lost,
            int tries,
            @Nullable String lostFrom,
            List<Ended> endings,
            @Nullable String emptied,
            boolean empty) {}

    /** One time the case was closed. */
    record Ended(
            String reason,
            @Nullable String outcome,
            String when,
            String by,
            @Nullable String reopened,
            @Nullable String reopenedBy,
            @Nullable String why) {}

    /** What came of an attempt to close or reopen. */
    enum Answer {
        DONE,
        /** Somebody else has changed the case meanwhile. */
        CHANGED,
        /** The case's content is gone, so there is nothing to take up. */
        EMPTY
    }

    Sheet sheet(CaseId id, StaffMember me, Locale locale) {
        CaseCard card = cases.open(id, "CLOSING", me);
        Tries tries = attempts.sinceLastReached(id, card.zone());
        LocalDate today = CentreTime.day(clock.instant(), card.zone());
        LocalDate from = tries.longEnough();
        Kept kept = kept(id);
        return new Sheet(
                card,
                open(id),
                tries.enough(today),
                tries.count(),
                from == null ? null : CentreTime.date(from, locale),
                endings(card, locale),
                kept.emptiedAt() != null
                        ? day(kept.emptiedAt(), card, locale)
                        : kept.closedAt() == null ? null : day(kept.closedAt().plus(keep), card, locale),
                kept.emptiedAt() != null);
    }

    /** Closes once, however often the form is sent. What was ticked to be called off is called off. */
    Answer close(CaseId id, ClosingForm form, UUID once, StaffMember me) {
        CaseCard card = cases.changeable(id);
        if (known(once)) {
            return Answer.DONE;
        }
        if (!card.open() || form.version() == null || form.version() != card.version()) {
            return Answer.CHANGED;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        settle(card, form, now, me);
        Reason reason = Reason.ofCode(form.reason()).orElseThrow();
        jdbc.sql("""
                        insert into reintegration.closure (id, centre_id, case_id, reason, outcome, closed_by, closed_at, once)
                        values (:id, :centre, :case, :reason, :outcome, :by, :at, :once)
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", card.centre().id())
                .param("case", id.id())
                .param("reason", reason.name())
                .param("outcome", form.note())
                .param("by", me.id().id())
                .param("at", now)
                .param("once", once)
                .update();
        cases.close(card, me);
        return Answer.DONE;
    }

    /** Takes the case up again; that it was closed, and why, stays. */
    Answer reopen(CaseId id, String why, StaffMember me) {
        CaseCard card = cases.changeable(id);
        if (card.state() != CaseState.CLOSED) {
            return Answer.CHANGED;
        }
        if (kept(id).emptiedAt() != null) {
            return Answer.EMPTY;
        }
        jdbc.sql("""
                        update reintegration.closure set reopened_by = ?, reopened_at = ?, reopened_why = ?
                        where case_id = ? and reopened_at is null
                        """)
                .params(me.id().id(), clock.instant().atOffset(ZoneOffset.UTC), why, id.id())
                .update();
        cases.reopen(card, me);
        return Answer.DONE;
    }

    private void settle(CaseCard card, ClosingForm form, OffsetDateTime now, StaffMember me) {
        if (form.cancels(form.referrals())) {
            settled(
                    card,
                    "REFERRALS_CALLED_OFF",
                    me,
                    jdbc.sql("""
                            update reintegration.referral set state = 'CANCELLED', state_since = ?, version = version + 1
                            where case_id = ? and state in ('DRAFT', 'SENT', 'ACCEPTED')
                            """).params(now, card.id().id()).update());
        }
        if (form.cancels(form.assistance())) {
            settled(
                    card,
                    "ASSISTANCE_CALLED_OFF",
                    me,
                    jdbc.sql("""
                            update reintegration.assistance set state = 'CANCELLED', closed_by = ?, version = version + 1
                            where case_id = ? and state in ('REQUESTED', 'APPROVED')
                            """).params(me.id().id(), card.id().id()).update());
        }
        if (form.cancels(form.tasks())) {
            settled(
                    card,
                    "TASKS_CALLED_OFF",
                    me,
                    jdbc.sql("""
                            update reintegration.task set done_at = ?, done_by = ?, version = version + 1
                            where case_id = ? and done_at is null
                            """).params(now, me.id().id(), card.id().id()).update());
        }
        if (form.cancels(form.followUps())) {
            settled(
                    card,
                    "FOLLOW_UPS_CALLED_OFF",
                    me,
                    jdbc.sql("""
                            update reintegration.follow_up
                            set state = 'CANCELLED', settled_at = ?, next_at = null, version = version + 1
                            where case_id = ? and state = 'DUE'
                            """).params(now, card.id().id()).update());
        }
    }

    private void settled(CaseCard card, String what, StaffMember me, int many) {
        if (many > 0) {
            cases.happened(card, what, null, me.id(), Integer.toString(many));
        }
    }

    private boolean known(UUID once) {
        return jdbc.sql("select exists (select from reintegration.closure where once = ?)")
                .param(once)
                .query(Boolean.class)
                .single();
    }

    private StillOpen open(CaseId id) {
        return jdbc.sql("""
                        select (select count(*) from reintegration.referral
                                where case_id = :case and state in ('DRAFT', 'SENT', 'ACCEPTED')) as referrals,
                               (select count(*) from reintegration.assistance
                                where case_id = :case and state in ('REQUESTED', 'APPROVED')) as assistance,
                               (select count(*) from reintegration.task where case_id = :case and done_at is null) as tasks,
                               (select count(*) from reintegration.follow_up where case_id = :case and state = 'DUE') as follow_ups
                        """)
                .param("case", id.id())
                .query((row, number) -> new StillOpen(
                        row.getInt("referrals"),
                        row.getInt("assistance"),
                        row.getInt("tasks"),
                        row.getInt("follow_ups")))
                .single();
    }

    private record Kept(
            @Nullable Instant closedAt, @Nullable Instant emptiedAt) {}

    private Kept kept(CaseId id) {
        return jdbc.sql("select closed_at, emptied_at from reintegration.case_file where id = ?")
                .param(id.id())
                .query((row, number) -> new Kept(
                        instant(row.getObject("closed_at", OffsetDateTime.class)),
                        instant(row.getObject("emptied_at", OffsetDateTime.class))))
                .single();
    }

    private List<Ended> endings(CaseCard card, Locale locale) {
        return jdbc.sql("""
                        select k.reason, k.outcome, k.closed_at, s.name as by, k.reopened_at, r.name as reopened_by, k.reopened_why
                        from reintegration.closure k
                        join accounts.staff s on s.id = k.closed_by
                        left join accounts.staff r on r.id = k.reopened_by
                        where k.case_id = ? order by k.closed_at desc
                        """)
                .param(card.id().id())
                .query((row, number) -> {
                    Instant again = instant(row.getObject("reopened_at", OffsetDateTime.class));
                    return new Ended(
                            row.getString("reason"),
                            row.getString("outcome"),
                            day(row.getObject("closed_at", OffsetDateTime.class).toInstant(), card, locale),
                            row.getString("by"),
                            again == null ? null : day(again, card, locale),
                            row.getString("reopened_by"),
                            row.getString("reopened_why"));
                })
                .list();
    }

    private static String day(Instant at, CaseCard card, Locale locale) {
        return CentreTime.date(CentreTime.day(at, card.zone()), locale);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
