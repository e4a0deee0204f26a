package org.mrcportal.reintegration.team;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes tasks, and says that they are done. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class TaskDesk {

    /** A day's task is due when the working day ends. */
    private static final LocalTime END_OF_DAY = LocalTime.of(18, 0);

    private final CaseWorkers colleagues;
    private final CaseTasks tasks;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TaskDesk(CaseWorkers colleagues, CaseTasks tasks, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.colleagues = colleagues;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Why a task cannot be made; named after the field and, with {@code tasks.}, after the message. */
    enum Problem {
        NO_SUCH_CASE("file", "tasks.no-such-case"),
        NOT_IN_THE_TEAM("assignee", "tasks.not-in-the-team"),
        NOT_AT_THE_CENTRE("assignee", "tasks.not-at-the-centre");

        final String field;
        final String message;

        Problem(String field, String message) {
            this.field = field;
            this.message = message;
        }
    }

    /** Makes a task; the same form again makes none. */
    Optional<Problem> make(TaskForm form, LocalDate day, StaffMember me) {
        Optional<StaffId> assignee =
                TaskForm.SUPERVISORS.equals(form.assignee()) ? Optional.empty() : CaseWorkers.typed(form.assignee());
        List<CaseWorkers.Colleague> all = colleagues.all();
        About about = null;
        if (form.aboutACase()) {
            about = about(form.file());
            if (about == null) {
                return Optional.of(Problem.NO_SUCH_CASE);
            }
        }
        CentreId centre = about != null
                ? about.centre()
                : me.centres().stream()
                        .filter(one -> assignee.isEmpty() || worksAt(all, assignee.get(), one))
                        .findFirst()
                        .orElse(null);
        if (centre == null || assignee.isPresent() && !worksAt(all, assignee.get(), centre)) {
            return Optional.of(Problem.NOT_AT_THE_CENTRE);
        }
        if (about != null && about.kept() && (assignee.isEmpty() || !maySee(about, assignee.get()))) {
            return Optional.of(Problem.NOT_IN_THE_TEAM);
        }
        ZoneId zone = zone(centre);
        boolean added = tasks.add(
                centre,
                about == null ? null : about.file(),
                "OWN",
                form.words(),
                assignee.orElse(null),
                day.atTime(END_OF_DAY).atZone(zone).toInstant(),
                me.id(),
                form.key());
        if (added) {
            events.publishEvent(
                    new AuditEntry("TASK_MADE", centre.id(), about == null ? null : "case:" + about.file(), null));
        }
        return Optional.empty();
    }

    /** What came of a press; named after the message that says it. */
    enum Outcome {
        DONE("tasks.is-done"),
        OPEN("tasks.is-undone"),
        /** Somebody else's; nothing has changed. */
        NOT_YOURS("tasks.not-yours"),
        /** A case that was handed over is a task until somebody takes it. */
        NOT_TAKEN("tasks.not-taken"),
        /** Strong signs are decided on, with words, and a decision stays. */
        DECIDE("tasks.decided-stays");

        final String message;

        Outcome(String message) {
            this.message = message;
        }
    }

    /** Pressed twice, it stays done. */
    Outcome done(UUID id, StaffMember me) {
        Pressed task = pressed(id, me);
        if (task.settled() != Outcome.DONE || task.done()) {
            return task.settled();
        }
        jdbc.sql("update reintegration.task set done_at = ?, done_by = ?, version = version + 1 where id = ?")
                .params(now(), me.id().id(), id)
                .update();
        events.publishEvent(new AuditEntry("TASK_DONE", task.centre(), "task:" + id, null));
        return Outcome.DONE;
    }

    /** Opens again what was done by mistake; pressed twice, it stays open. */
    Outcome undone(UUID id, StaffMember me) {
        Pressed task = pressed(id, me);
        if (task.settled() == Outcome.NOT_YOURS || task.settled() == Outcome.DECIDE) {
            return task.settled();
        }
        if (task.done()) {
            jdbc.sql("update reintegration.task set done_at = null, done_by = null, version = version + 1 where id = ?")
                    .param(id)
                    .update();
            events.publishEvent(new AuditEntry("TASK_UNDONE", task.centre(), "task:" + id, null));
        }
        return Outcome.OPEN;
    }

    /**
     * A task that somebody says is done.
     *
     * @param settled what comes of that
     */
    private record Pressed(UUID centre, boolean done, Outcome settled) {}

    /**
     * It is settled by whoever has it on the list or supervises; what is not for supervisors to decide also by who has made or
     * done it, and who works on the case it is about.
     */
    private Pressed pressed(UUID id, StaffMember me) {
        return jdbc.sql("""
                        select t.centre_id, t.kind, t.done_at is not null as done,
                               t.kind = 'HANDED_OVER' and exists (
                                   select from reintegration.case_file h
                                   where h.id = t.case_id and h.owner_id is null and h.closed_at is null) as untaken,
                               :manager or %s or t.kind not in ('STRONG_SCREENING', 'REFERRAL_DECISION')
                                   and (t.created_by = :me or t.done_by = :me
                                        or t.case_id = any ((select reintegration.worked_on_by_me())::uuid[])) as allowed
                        from reintegration.task t where t.id = :id for update of t
                        """.formatted(TaskLists.MINE))
                .param("id", id)
                .param("me", me.id().id())
                .param("now", now())
                .param("manager", me.is(Role.CENTRE_MANAGER))
                .query((row, number) -> new Pressed(
                        row.getObject("centre_id", UUID.class),
                        row.getBoolean("done"),
                        !row.getBoolean("allowed")
                                ? Outcome.NOT_YOURS
                                : row.getString("kind").equals("STRONG_SCREENING")
                                        ? Outcome.DECIDE
                                        : row.getBoolean("untaken") ? Outcome.NOT_TAKEN : Outcome.DONE))
                .optional()
                .orElseThrow(() -> new NotFound(id));
    }

    /** The reference of a case, for the form that is opened from its page; null where the reader may not know of it. */
    @Transactional(readOnly = true)
    @Nullable
    String reference(@Nullable String id) {
        try {
            return id == null || id.isBlank()
                    ? null
                    : jdbc.sql("select reference from reintegration.case_file where id = ?")
                            .param(UUID.fromString(id.strip()))
                            .query(String.class)
                            .optional()
                            .orElse(null);
        } catch (IllegalArgumentException forged) {
            return null;
        }
    }

    private record About(CaseId file, CentreId centre, boolean kept) {}

    private @Nullable About about(@Nullable String typed) {
        return Reference.typed(typed == null ? "" : typed)
                .flatMap(reference -> jdbc.sql(
                                "select id, centre_id, protected from reintegration.case_file where reference = ?")
                        .param(reference)
                        .query((row, number) -> new About(
                                new CaseId(row.getObject("id", UUID.class)),
                                new CentreId(row.getObject("centre_id", UUID.class)),
                                row.getBoolean("protected")))
                        .optional())
                .orElse(null);
    }

    private boolean maySee(About about, StaffId who) {
        return jdbc.sql("""
                        select exists (select from reintegration.case_file c where c.id = :case and c.owner_id = :who)
                            or exists (select from reintegration.case_member m where m.case_id = :case and m.staff_id = :who)
                            or exists (select from reintegration.focal_point f where f.centre_id = :centre and f.staff_id = :who)
                        """)
                .param("case", about.file().id())
                .param("centre", about.centre().id())
                .param("who", who.id())
                .query(Boolean.class)
                .single();
    }

    private ZoneId zone(CentreId centre) {
        return ZoneId.of(jdbc.sql("select zone from centres.centre where id = ?")
                .param(centre.id())
                .query(String.class)
                .single());
    }

    private static boolean worksAt(List<CaseWorkers.Colleague> all, StaffId who, CentreId centre) {
        return all.stream().anyMatch(one -> one.id().equals(who) && one.centre().equals(centre));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
