package org.mrcportal.reintegration.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Several cases of one case worker go to another: all of them, or none. Of a protected case its owner gives away each. */
@Service
@Transactional
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class HandoverDesk {

    private static final String LINE = """
            select c.id, c.reference, k.code, c.state
            from reintegration.case_file c join clients.client k on k.id = c.client_id
            """;

    private final Centres centres;
    private final CaseWorkers colleagues;
    private final CaseTasks tasks;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HandoverDesk(
            Centres centres,
            CaseWorkers colleagues,
            CaseTasks tasks,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.centres = centres;
        this.colleagues = colleagues;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** A case that can be handed over. */
    record Line(CaseId id, String reference, String clientCode, CaseState state) {}

    /** @param fromName null: cases that nobody has taken */
    record Page(
            CentreCard centre, @Nullable String fromName, List<Line> lines, List<CaseWorkers.Colleague> receivers) {}

    /** @param from whose cases; nobody: those that nobody has taken */
    @Transactional(readOnly = true)
    Page page(@Nullable String code, Optional<StaffId> from, StaffMember me, Locale locale) {
        CentreCard centre = Workplaces.of(me, centres, locale).at(code);
        List<Line> lines = jdbc.sql(LINE + """
                        where c.centre_id = :centre and c.owner_id is not distinct from :from::uuid and c.state <> 'CLOSED'
                          and c.id <> all ((select reintegration.unwritable_cases())::uuid[])
                        order by k.code, c.reference limit 300
                        """)
                .param("centre", centre.id().id())
                .param("from", from.map(StaffId::id).orElse(null))
                .query(HandoverDesk::line)
                .list();
        String name = from.map(one -> jdbc.sql("select name from accounts.staff where id = ?")
                        .param(one.id())
                        .query(String.class)
                        .optional()
                        .orElseThrow(() -> new NotFound(one)))
                .orElse(null);
        List<CaseWorkers.Colleague> receivers = colleagues.at(centre.id()).stream()
                .filter(one -> !from.equals(Optional.of(one.id())) && !one.id().equals(me.id()))
                .toList();
        return new Page(centre, name, lines, receivers);
    }

    /** Which of these cannot be handed over: closed, in other hands, or only to be read. Those the reader may not know of are left out. */
    @Transactional(readOnly = true)
    List<Line> staying(Page page, Collection<CaseId> chosen) {
        Set<CaseId> going = page.lines().stream().map(Line::id).collect(Collectors.toSet());
        return jdbc.sql(LINE + "where c.id = any (?) order by k.code, c.reference")
                .param(new SqlArrayValue(
                        "uuid",
                        chosen.stream()
                                .filter(id -> !going.contains(id))
                                .map(CaseId::id)
                                .toArray()))
                .query(HandoverDesk::line)
                .list();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                new CaseId(row.getObject("id", UUID.class)),
                Reference.grouped(row.getString("reference")),
                row.getString("code"),
                CaseState.valueOf(row.getString("state")));
    }

    /**
     * Hands the cases over to somebody else. Done already, it changes nothing.
     *
     * @throws ChangedTogether where one of the cases is no longer the former case worker's; then none goes
     */
    void handOver(CentreCard centre, Optional<StaffId> from, StaffId to, Collection<CaseId> chosen, StaffMember me) {
        if (to.equals(me.id())) {
            throw new AccessDeniedException("to others only");
        }
        if (colleagues.at(centre.id()).stream().noneMatch(one -> one.id().equals(to))) {
            throw new NotFound(to);
        }
        Set<UUID> ids = new LinkedHashSet<>(chosen.stream().map(CaseId::id).toList());
        SqlArrayValue all = new SqlArrayValue("uuid", ids.toArray());
        Long theirs = jdbc.sql(
                        "select count(*) from reintegration.case_file where id = any (?) and owner_id = ? and centre_id = ?")
                .params(all, to.id(), centre.id().id())
                .query(Long.class)
                .single();
        if (theirs == ids.size()) {
            return;
        }
        UUID former = from.map(StaffId::id).orElse(null);
        jdbc.sql("delete from reintegration.case_member where case_id = any (?) and staff_id = ?")
                .params(all, to.id())
                .update();
        jdbc.sql("""
                        insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id, staff_id)
                        select gen_random_uuid(), centre_id, id, :now, 'OWNER_CHANGED', :to, :me
                        from reintegration.case_file
                        where id = any (:all) and id <> all ((select reintegration.unwritable_cases())::uuid[])
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("to", to.id())
                .param("me", me.id().id())
                .param("all", all)
                .update();
        int changed = jdbc.sql("""
                        update reintegration.case_file set owner_id = :to, version = version + 1
                        where id = any (:all) and centre_id = :centre and owner_id is not distinct from :from::uuid and state <> 'CLOSED'
                        """)
                .param("to", to.id())
                .param("all", all)
                .param("centre", centre.id().id())
                .param("from", former)
                .update();
        if (changed != ids.size()) {
            throw new ChangedTogether();
        }
        tasks.tell(centre.id(), null, "CASES_HANDED_OVER", List.of(to), me.id());
        from.ifPresent(one -> tasks.tell(centre.id(), null, "CASES_TAKEN_OVER", List.of(one), me.id()));
        events.publishEvent(new AuditEntry(
                "CASES_HANDED_OVER",
                centre.id().id(),
                from.map(one -> "staff:" + one).orElse(null),
                changed + " to staff:" + to));
    }
}
