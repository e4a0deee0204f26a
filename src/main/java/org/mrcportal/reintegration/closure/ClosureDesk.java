package org.mrcportal.reintegration.closure;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.followup.ContactAttempts;
import org.mrcportal.reintegration.followup.Tries;
import org.mrcportal.reintegration.team.CaseTasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends a case with a reason, settles what is still open, and takes a closed one up again. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class ClosureDesk {

    /** Endings after which there is nobody to give a copy to. */
    private static final Set<String> WITHOUT_LETTER = Set.of(Reason.DECEASED.name(), Reason.OPENED_BY_MISTAKE.name());

    private final Cases cases;
    private final Unfinished unfinished;
    private final ContactAttempts attempts;
    private final CaseTasks tasks;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final CaseRetention retention;

    ClosureDesk(
            Cases cases,
            Unfinished unfinished,
            ContactAttempts attempts,
            CaseTasks tasks,
            JdbcClient jdbc,
            Clock clock,
            CaseRetention retention) {
        this.cases = cases;
        this.unfinished = unfinished;
        this.attempts = attempts;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.clock = clock;
        this.retention = retention;
    }

    /**
     * A case that may be closed, or is.
     *
     * @param closable the reader may close it
     * @param lost whether it is honest to say that contact was lost
     * @param tries attempts in vain since the person was last reached
     * @param lostFrom the day from which it may be said, if there are attempts enough by then; or null
     * @param mistake whether the reader, who sees all of the case, may say that it was opened by mistake
     * @param emptied the day its content was, or is to be, deleted; as if it were closed today where it is open
     * @param emptiedSoon the same, were it closed today as opened by mistake
     * @param empty its content was deleted
     * @param elsewhere another centre carries it now
     */
    record Sheet(
            CaseCard file,
            StillOpen open,
            boolean closable,
            boolean lost,
            int tries,
            @Nullable String lostFrom,
            boolean mistake,
            List<Ended> endings,
            String emptied,
            String emptiedSoon,
            boolean empty,
            boolean elsewhere) {

        /** There is somebody to give a copy to. */
        public boolean isLetter() {
            return !file.open()
                    && !file.readOnly()
                    && !empty
                    && endings.stream().limit(1).noneMatch(e -> WITHOUT_LETTER.contains(e.reason()));
        }
    }

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
        EMPTY,
        /** Another centre carries it now. */
        ELSEWHERE
    }

    Sheet sheet(CaseId id, StaffMember me, Locale locale) {
        CaseCard card = cases.open(id, "CLOSING", me);
        Tries tries = attempts.sinceLastReached(id, card.zone());
        LocalDate today = CentreTime.day(clock.instant(), card.zone());
        LocalDate from = tries.longEnough();
        Kept kept = kept(id);
        return new Sheet(
                card,
                unfinished.of(id),
                card.open() && isClosedBy(card, me),
                tries.enough(today),
                tries.count(),
                from == null ? null : CentreTime.date(from, locale),
                !kept.something() && card.inHand(),
                endings(card, locale),
                day(kept.emptied(retention, clock.instant()), card, locale),
                day(clock.instant().plus(retention.keeps(true)), card, locale),
                kept.emptiedAt() != null,
                kept.elsewhere());
    }

    /**
     * Those who have the case in hand, and the managers of its centre. Whoever closes it ends also what few may know of, so
     * colleagues ask the case worker; and whoever closes another's case, that case's team is told.
     */
    private static boolean isClosedBy(CaseCard card, StaffMember me) {
        return !card.readOnly() && (card.inHand() || me.is(Role.CENTRE_MANAGER));
    }

    /** Closes once, however often the form is sent. What was ticked to be called off is called off. */
    Answer close(CaseId id, ClosingForm form, UUID once, StaffMember me) {
        CaseCard card = cases.changeable(id);
        if (!isClosedBy(card, me)) {
            throw new AccessDeniedException("not one's case");
        }
        if (known(once)) {
            return Answer.DONE;
        }
        if (!card.open() || form.version() == null || form.version() != card.version()) {
            return Answer.CHANGED;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        unfinished.settle(card, form, now, me);
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
        tasks.tellTeam(card.centre(), id, "CASE_CLOSED", me.id());
        return Answer.DONE;
    }

    /** Takes the case up again; that it was closed, and why, stays. */
    Answer reopen(CaseId id, String why, StaffMember me) {
        CaseCard card = cases.changeable(id);
        if (card.state() != CaseState.CLOSED) {
            return Answer.CHANGED;
        }
        Kept kept = kept(id);
        if (kept.emptiedAt() != null) {
            return Answer.EMPTY;
        }
        if (kept.elsewhere()) {
            return Answer.ELSEWHERE;
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

    private boolean known(UUID once) {
        return jdbc.sql("select exists (select from reintegration.closure where once = ?)")
                .param(once)
                .query(Boolean.class)
                .single();
    }

    private record Kept(
            @Nullable Instant closedAt,
            @Nullable Instant emptiedAt,
            boolean elsewhere,
            boolean mistaken,
            boolean something) {

        /** When the content was, is to be, or would be deleted. */
        Instant emptied(CaseRetention retention, Instant now) {
            return emptiedAt != null ? emptiedAt : (closedAt == null ? now : closedAt).plus(retention.keeps(mistaken));
        }
    }

    private Kept kept(CaseId id) {
        return jdbc.sql("""
                        select c.closed_at, c.emptied_at,
                               exists (select from reintegration.transfer t
                                       where t.case_id = c.id and t.state = 'ACCEPTED' and c.closed_at <= t.settled_at + interval '1 minute')
                                   as elsewhere,
                               exists (select from reintegration.closure k
                                       where k.case_id = c.id and k.reopened_at is null and k.reason = 'OPENED_BY_MISTAKE')
                                   as mistaken,
                               reintegration.came_to_something(c.id) as something
                        from reintegration.case_file c where c.id = ?
                        """)
                .param(id.id())
                .query((row, number) -> new Kept(
                        instant(row.getObject("closed_at", OffsetDateTime.class)),
                        instant(row.getObject("emptied_at", OffsetDateTime.class)),
                        row.getBoolean("elsewhere"),
                        row.getBoolean("mistaken"),
                        row.getBoolean("something")))
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
