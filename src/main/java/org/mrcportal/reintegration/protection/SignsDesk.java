package org.mrcportal.reintegration.protection;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what follows from strong signs. What was found stays closed to supervisors who are not of the team: they talk with
 * the case worker. Who decides, and that only a decision ends the task, the database holds.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class SignsDesk {

    /** Refer, keep an eye on it, there is no danger, those whose duty it is have been told. */
    static final List<String> DECISIONS = List.of("REFER", "WATCH", "NO_DANGER", "AUTHORITIES");

    private static final String ASKED = """
            select t.centre_id, t.case_id, c.reference, c.protected, t.due_at, t.done_at is not null as done, z.zone,
                   o.name as owner, reintegration.decides_on_signs(t.id) as decides,
                   t.done_at is null and :me in (select s.author_id from reintegration.screening s where s.case_id = t.case_id)
                       as screened
            from reintegration.task t
            join reintegration.case_file c on c.id = t.case_id
            join centres.centre z on z.id = t.centre_id
            left join accounts.staff o on o.id = c.owner_id
            where t.id = :task and t.kind = 'STRONG_SCREENING'
            """;

    private final Seal seal;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SignsDesk(Seal seal, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.seal = seal;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What supervisors are asked.
     *
     * @param owner the case worker to talk with, or null
     * @param decides it is the reader's to decide
     * @param screened the reader has screened somebody of this case
     */
    record Asked(
            CentreId centre,
            CaseId file,
            String reference,
            boolean kept,
            Instant dueAt,
            boolean done,
            ZoneId zone,
            @Nullable String owner,
            boolean decides,
            boolean screened) {}

    /** What has been decided, as far as the reader may read it. */
    record Decided(String decision, String words, String by, Instant at) {}

    record Page(Asked asked, List<Decided> decided) {}

    /** Reading what was decided leaves a trace. @throws NotFound where the reader is not asked, nor may know that somebody is */
    Page page(UUID task, StaffMember me) {
        Asked asked = asked(task, "", me);
        List<Decided> decided = jdbc.sql("""
                        select d.id, d.decision, d.words, d.made_at, s.name
                        from reintegration.signs_decision d join accounts.staff s on s.id = d.author_id
                        where d.task_id = ? order by d.made_at, d.id
                        """)
                .param(task)
                .query((row, number) -> new Decided(
                        row.getString("decision"),
                        Objects.requireNonNull(seal.open(
                                row.getBytes("words"), "signs_decision.words:" + row.getObject("id", UUID.class))),
                        row.getString("name"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()))
                .list();
        if (!decided.isEmpty()) {
            events.publishEvent(new AuditEntry("SIGNS_READ", asked.centre().id(), "task:" + task, null));
        }
        return new Page(asked, decided);
    }

    /**
     * Keeps a decision, which ends the task; the same form again keeps nothing. It stays as it was written, and who made it may
     * say more.
     *
     * @throws OptimisticLockingFailureException where somebody else has decided meanwhile
     * @throws AccessDeniedException where it is not the reader's to decide
     */
    void decide(UUID task, SignsForm form, StaffMember me) {
        Asked asked = asked(task, "for update of t", me);
        if (!asked.decides() && asked.done()) {
            throw new OptimisticLockingFailureException("somebody else has decided");
        }
        if (!asked.decides()) {
            throw new AccessDeniedException("somebody else decides");
        }
        UUID id = UuidCreator.getTimeOrderedEpoch();
        int kept = jdbc.sql("""
                        insert into reintegration.signs_decision (id, centre_id, case_id, task_id, decision, words, author_id, made_at, once)
                        values (:id, :centre, :case, :task, :decision, :words, :me, :now, :once)
                        on conflict (once) do nothing
                        """)
                .param("id", id)
                .param("centre", asked.centre().id())
                .param("case", asked.file().id())
                .param("task", task)
                .param("decision", form.decision())
                .param("words", seal.seal(form.said(), "signs_decision.words:" + id))
                .param("me", me.id().id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("once", form.key())
                .update();
        if (kept == 1) {
            events.publishEvent(new AuditEntry("SIGNS_DECIDED", asked.centre().id(), "task:" + task, null));
        }
    }

    private Asked asked(UUID task, String hold, StaffMember me) {
        return jdbc.sql(ASKED + hold)
                .param("task", task)
                .param("me", me.id().id())
                .query((row, number) -> new Asked(
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        new CaseId(row.getObject("case_id", UUID.class)),
                        row.getString("reference"),
                        row.getBoolean("protected"),
                        row.getObject("due_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("done"),
                        ZoneId.of(row.getString("zone")),
                        row.getString("owner"),
                        row.getBoolean("decides"),
                        row.getBoolean("screened")))
                .optional()
                .orElseThrow(() -> new NotFound(task));
    }
}
