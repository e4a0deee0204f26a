package org.mrcportal.reintegration.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.Due;
import org.mrcportal.shared.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What there is to do, as lists. A task without an assignee is the supervisors'; where it is about a protected case, which they
 * may not know of, it is the focal point's, and at a centre without a focal point the case worker's or whose who stands in, so
 * that it reaches somebody. A case that a counsellor has handed over is everybody's until somebody takes it.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class TaskLists {

    static final int MOST = 100;

    private static final String SELECT = """
            select t.id, t.kind, t.text, t.due_at, t.done_at, t.case_id, c.reference, coalesce(c.protected, false) as kept,
                   a.name as assignee, m.name as maker,
                   d.name as doer, z.zone
            from reintegration.task t
            join centres.centre z on z.id = t.centre_id
            left join reintegration.case_file c on c.id = t.case_id
            left join accounts.staff a on a.id = t.assignee_id
            left join accounts.staff m on m.id = t.created_by
            left join accounts.staff d on d.id = t.done_by
            """;

    /** Whatever is on the list of {@code :me}: of a {@code :manager}'s, too, what waits for the supervisors. */
    static final String MINE = """
            (t.assignee_id = :me
             or t.assignee_id in (select v.absent_id from reintegration.cover v
                                  where v.cover_id = :me and v.centre_id = t.centre_id and v.starts_at <= :now and v.ends_at > :now)
             or t.assignee_id is null and (
                 :manager
                 or t.kind = 'HANDED_OVER' and exists (
                     select from reintegration.case_file h where h.id = t.case_id and h.owner_id is null)
                 or t.kind in ('REFERRAL_DECISION', 'STRONG_SCREENING')
                    and t.centre_id = any ((select reintegration.guarded_by_me())::uuid[])
                 or exists (
                     select from reintegration.case_file p where p.id = t.case_id and p.protected and (
                         p.centre_id = any ((select reintegration.guarded_by_me())::uuid[])
                         or (coalesce(p.owner_id, p.opened_by) = :me
                             or p.owner_id in (select v.absent_id from reintegration.cover v
                                               where v.cover_id = :me and v.centre_id = p.centre_id
                                                 and v.starts_at <= :now and v.ends_at > :now))
                            and not exists (
                                select from reintegration.focal_point f
                                join accounts.staff s on s.id = f.staff_id and s.enabled
                                join accounts.staff_centre w on w.staff_id = f.staff_id and w.centre_id = f.centre_id
                                where f.centre_id = p.centre_id)))))
            """;

    private final CaseWorkers colleagues;
    private final JdbcClient jdbc;
    private final Clock clock;

    TaskLists(CaseWorkers colleagues, JdbcClient jdbc, Clock clock) {
        this.colleagues = colleagues;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whose tasks the page shows. */
    enum View {
        /** What the reader has to do, and for whom the reader stands in. */
        MINE,
        /** What the reader has given to others. */
        GIVEN,
        /** Everybody's, for those who supervise. */
        CENTRE;

        static View of(@Nullable String typed, StaffMember me) {
            return Arrays.stream(values())
                    .filter(view -> view.word().equals(typed))
                    .filter(view -> view != CENTRE || me.is(Role.CENTRE_MANAGER))
                    .findFirst()
                    .orElse(MINE);
        }

        /** Its name in addresses and message keys. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
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
            @Nullable String maker,
            @Nullable Instant doneAt,
            @Nullable String doer) {

        /** Is done by taking the case, not by saying so. */
        public boolean isHandedOver() {
            return kind.equals("HANDED_OVER");
        }

        /** Is done by deciding, with words. */
        public boolean isSigns() {
            return kind.equals("STRONG_SCREENING");
        }

        /** Where in the case it leads to. */
        public String part() {
            return Due.partOf(kind);
        }
    }

    /** The lists of the page: open ones, the most urgent first, and what the reader, or whom the reader asked, has done lately. */
    record Lists(List<Line> open, List<Line> done, List<CaseWorkers.Colleague> colleagues) {}

    Lists lists(View view, StaffMember me) {
        if (view == View.GIVEN) {
            String given = " where t.created_by = :me and t.kind = 'OWN' and t.assignee_id is distinct from :me";
            return new Lists(
                    asked(SELECT + given + " and t.done_at is null order by t.due_at, t.id limit " + MOST, me),
                    asked(
                            SELECT + given
                                    + " and t.done_at > :now - interval '14 days' order by t.done_at desc limit 50",
                            me),
                    colleagues.all());
        }
        String whose = view == View.CENTRE ? "" : " and " + MINE;
        return new Lists(
                asked(
                        SELECT + " where t.done_at is null" + whose
                                + " order by t.kind = 'STRONG_SCREENING' and t.assignee_id is null desc, t.due_at, t.id limit "
                                + MOST,
                        me),
                asked(
                        SELECT + " where t.done_by = :me and t.done_at > :now - interval '2 days'"
                                + " order by t.done_at desc limit 10",
                        me),
                colleagues.all());
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
        OffsetDateTime done = row.getObject("done_at", OffsetDateTime.class);
        Instant due = row.getObject("due_at", OffsetDateTime.class).toInstant();
        return new Line(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("text"),
                due,
                ZoneId.of(row.getString("zone")),
                done == null && due.isBefore(clock.instant()),
                file == null ? null : new CaseId(file),
                reference == null ? null : Reference.grouped(reference),
                row.getBoolean("kept"),
                row.getString("assignee"),
                row.getString("maker"),
                done == null ? null : done.toInstant(),
                row.getString("doer"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
