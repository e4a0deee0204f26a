package org.mrcportal.reintegration.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
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

/**
 * What there is to do. A task without an assignee is the supervisors'; where it is about a protected case, which they may not
 * know of, it is the focal point's, and the case worker's at a centre without a focal point, so that it reaches somebody. A
 * case that a counsellor has handed over is everybody's until somebody takes it.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class TaskDesk {

    static final int MOST = 100;

    /** A day's task is due when the working day ends. */
    private static final LocalTime END_OF_DAY = LocalTime.of(18, 0);

    private static final String SELECT = """
            select t.id, t.kind, t.text, t.due_at, t.done_at, t.case_id, c.reference, coalesce(c.protected, false) as kept,
                   a.name as assignee, m.name as maker, z.zone
            from reintegration.task t
            join centres.centre z on z.id = t.centre_id
            left join reintegration.case_file c on c.id = t.case_id
            left join accounts.staff a on a.id = t.assignee_id
            left join accounts.staff m on m.id = t.created_by
            """;

    private static final String MINE = """
            (t.assignee_id = :me
             or t.assignee_id in (select v.absent_id from reintegration.cover v
                                  where v.cover_id = :me and v.centre_id = t.centre_id and v.starts_at <= :now and v.ends_at > :now)
             or t.assignee_id is null and (
                 :manager
                 or t.kind = 'HANDED_OVER' and exists (
                     select from reintegration.case_file h where h.id = t.case_id and h.owner_id is null)
                 or t.kind = 'REFERRAL_DECISION' and t.centre_id = any ((select reintegration.guarded_by_me())::uuid[])
                 or exists (
                     select from reintegration.case_file p where p.id = t.case_id and p.protected and (
                         p.centre_id = any ((select reintegration.guarded_by_me())::uuid[])
                         or p.owner_id = :me and not exists (
                             select from reintegration.focal_point f
                             join accounts.staff s on s.id = f.staff_id and s.enabled
                             join accounts.staff_centre w on w.staff_id = f.staff_id and w.centre_id = f.centre_id
                             where f.centre_id = p.centre_id)))))
            """;

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

    /** A task as the list shows it; its assignee is null where it is the supervisors'. */
    record Line(
            UUID id,
            String kind,
            @Nullable String text,
            Instant dueAt,
            ZoneId zone,
            boolean overdue,
            @Nullable CaseId file,
            @Nullable String reference,
            boolean kept,
            @Nullable String assignee,
            @Nullable String maker) {

        /** Is done by taking the case, not by saying so. */
        public boolean isHandedOver() {
            return kind.equals("HANDED_OVER");
        }

        /** Where in the case it leads to. */
        public String part() {
            return switch (kind.substring(0, Math.max(0, kind.indexOf('_')))) {
                case "PLAN", "STEP" -> "/plan";
                case "HELP" -> "/assistance";
                case "REFERRAL" -> "/referrals";
                case "DELETION" -> "/deletion";
                default -> "";
            };
        }
    }

    /** The lists of the page: open ones, the most urgent first, and what the reader has done lately. */
    record Lists(List<Line> open, List<Line> done, List<CaseWorkers.Colleague> colleagues) {}

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

    /** @param ofTheCentre everybody's, for those who supervise */
    @Transactional(readOnly = true)
    Lists lists(boolean ofTheCentre, StaffMember me) {
        OffsetDateTime now = now();
        String whose = ofTheCentre && me.is(Role.CENTRE_MANAGER) ? "" : " and " + MINE;
        List<Line> open = asked(
                SELECT + " where t.done_at is null" + whose
                        + " order by t.kind = 'STRONG_SCREENING' and t.assignee_id is null desc, t.due_at, t.id limit "
                        + MOST,
                me);
        List<Line> done = asked(
                SELECT + " where t.done_by = :me and t.done_at > :now - interval '2 days' and :manager is not null"
                        + " order by t.done_at desc limit 10",
                me);
        return new Lists(open, done, colleagues.all());
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

    /** Pressed twice, it stays done. A case that was handed over is a task until somebody takes it. */
    void done(UUID id, StaffMember me) {
        settle(id, me, "done_at = :now, done_by = :me", """
                t.done_at is null and not (t.kind = 'HANDED_OVER' and exists (
                    select from reintegration.case_file h
                    where h.id = t.case_id and h.owner_id is null and h.closed_at is null))""", "TASK_DONE");
    }

    /** Opens again what was done by mistake, unless the same has been asked for anew. */
    void undone(UUID id, StaffMember me) {
        settle(id, me, "done_at = null, done_by = null", """
                t.done_at is not null and not exists (
                    select from reintegration.task o
                    where t.kind = 'STRONG_SCREENING' and o.kind = t.kind and o.case_id = t.case_id and o.done_at is null
                      and o.person_id is not distinct from t.person_id)""", "TASK_UNDONE");
    }

    /** By whoever has it on the list, has made it, has done it, or supervises. */
    private void settle(UUID id, StaffMember me, String change, String where, String action) {
        Optional<UUID> centre = jdbc.sql(
                        "update reintegration.task t set " + change + ", version = version + 1 where t.id = :id and "
                                + where + " and (" + MINE + " or t.created_by = :me or t.done_by = :me or :manager)"
                                + " returning t.centre_id")
                .param("id", id)
                .param("me", me.id().id())
                .param("now", now())
                .param("manager", me.is(Role.CENTRE_MANAGER))
                .query(UUID.class)
                .optional();
        if (centre.isPresent()) {
            events.publishEvent(new AuditEntry(action, centre.get(), "task:" + id, null));
        } else if (jdbc.sql("select count(*) from reintegration.task where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                == 0) {
            throw new NotFound(id);
        }
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

    private List<Line> asked(String sql, StaffMember me) {
        return jdbc.sql(sql)
                .param("me", me.id().id())
                .param("now", now())
                .param("manager", me.is(Role.CENTRE_MANAGER))
                .query((row, number) -> line(row))
                .list();
    }

    private Line line(ResultSet row) throws SQLException {
        UUID file = row.getObject("case_id", UUID.class);
        String reference = row.getString("reference");
        Instant due = row.getObject("due_at", OffsetDateTime.class).toInstant();
        return new Line(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("text"),
                due,
                ZoneId.of(row.getString("zone")),
                row.getObject("done_at") == null && due.isBefore(clock.instant()),
                file == null ? null : new CaseId(file),
                reference == null ? null : Reference.grouped(reference),
                row.getBoolean("kept"),
                row.getString("assignee"),
                row.getString("maker"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
