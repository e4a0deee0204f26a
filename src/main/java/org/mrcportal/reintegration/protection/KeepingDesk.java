package org.mrcportal.reintegration.protection;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.team.CaseTasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a case one for its team only, and an ordinary one again: by its owner, who stands in for the owner, or the focal point. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class KeepingDesk {

    /** Owner, stand-in, team and focal points of one case. */
    private static final String TEAM = """
            select c.owner_id as staff_id, true as guards, true as stays
            from reintegration.case_file c where c.id = :case and c.owner_id is not null
            union
            select v.cover_id, true, false from reintegration.case_file c
            join reintegration.cover v on v.absent_id = c.owner_id and v.centre_id = c.centre_id
            where c.id = :case and v.starts_at <= :now and v.ends_at > :now
            union
            select f.staff_id, true, true from reintegration.focal_point f where f.centre_id = :centre
            union
            select m.staff_id, false, true from reintegration.case_member m where m.case_id = :case
            """;

    private final Cases cases;
    private final CaseTasks tasks;
    private final JdbcClient jdbc;
    private final Clock clock;

    KeepingDesk(Cases cases, CaseTasks tasks, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param stays not only until somebody is back */
    private record Insider(StaffId id, boolean guards, boolean stays) {}

    /**
     * From now on nobody outside the team knows of the case. What others had to do in it becomes the owner's, who alone can
     * still see it; so does what is given to somebody who only stands in and will not see it afterwards.
     */
    void keep(CaseId id, StaffMember me) {
        CaseCard file = cases.get(id);
        List<Insider> team = guarded(file, me);
        if (file.kept()) {
            return;
        }
        cases.happened(file, "KEPT", null, me.id(), null);
        tasks.tell(file.centre(), id, "CASE_KEPT", ids(team), me.id());
        StaffId owner = file.owner();
        if (owner != null) {
            jdbc.sql("""
                            update reintegration.task set assignee_id = :owner, version = version + 1
                            where case_id = :case and done_at is null and assignee_id is not null
                              and assignee_id not in (:staying) and kind <> 'CASE_KEPT'
                            """)
                    .param("owner", owner.id())
                    .param("case", id.id())
                    .param(
                            "staying",
                            team.stream()
                                    .filter(Insider::stays)
                                    .map(one -> one.id().id())
                                    .toList())
                    .update();
        }
        change(file, true);
    }

    void open(CaseId id, StaffMember me) {
        CaseCard file = cases.get(id);
        List<Insider> team = guarded(file, me);
        if (!file.kept()) {
            return;
        }
        cases.happened(file, "MADE_ORDINARY", null, me.id(), null);
        tasks.tell(file.centre(), id, "CASE_MADE_ORDINARY", ids(team), me.id());
        change(file, false);
    }

    private List<Insider> guarded(CaseCard file, StaffMember me) {
        List<Insider> team = jdbc.sql(TEAM)
                .param("case", file.id().id())
                .param("centre", file.centre().id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Insider(
                        new StaffId(row.getObject("staff_id", UUID.class)),
                        row.getBoolean("guards"),
                        row.getBoolean("stays")))
                .list();
        if (team.stream().noneMatch(one -> one.guards() && one.id().equals(me.id()))) {
            throw new AccessDeniedException("not one's case");
        }
        return team;
    }

    private static List<StaffId> ids(List<Insider> team) {
        return team.stream().map(Insider::id).distinct().toList();
    }

    private void change(CaseCard file, boolean kept) {
        jdbc.sql("update reintegration.case_file set protected = ?, version = version + 1 where id = ?")
                .params(kept, file.id().id())
                .update();
    }
}
