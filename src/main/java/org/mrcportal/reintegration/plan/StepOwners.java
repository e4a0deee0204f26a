package org.mrcportal.reintegration.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.team.CaseTasks;
import org.mrcportal.reintegration.team.CaseWorkers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The colleagues who are named for steps. As soon as steps may be taken, each has the step as a task, due when the step is, until
 * it is settled or somebody else's.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class StepOwners {

    private static final String GIVEN = "STEP_GIVEN";

    /** A day's task is due when the working day ends. */
    private static final LocalTime END_OF_DAY = LocalTime.of(18, 0);

    private final CaseTasks tasks;
    private final JdbcClient jdbc;
    private final Clock clock;

    StepOwners(CaseTasks tasks, JdbcClient jdbc, Clock clock) {
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Who can be named: who works on cases of the centre; where few may know of the case or the step, the team and the focal
     * points.
     *
     * @param named who is, and can be again after leaving; null: nobody
     */
    List<CaseWorkers.Colleague> candidates(CaseCard file, boolean sensitive, @Nullable UUID named) {
        return jdbc.sql("""
                        select s.id, s.name, x.code from accounts.staff s join centres.centre x on x.id = :centre
                        where s.id = :named
                           or s.enabled and s.roles && array['CASE_WORKER', 'CENTRE_MANAGER']
                              and s.id in (select w.staff_id from accounts.staff_centre w where w.centre_id = :centre)
                              and (not :few or\s""" + Deciders.FEW + ") order by s.name, s.id")
                .param("centre", file.centre().id())
                .param("named", named)
                .param("few", file.kept() || sensitive)
                .param("owner", file.owner() == null ? null : file.owner().id())
                .param("case", file.id().id())
                .query((row, number) -> new CaseWorkers.Colleague(
                        new StaffId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        file.centre(),
                        row.getString("code")))
                .list();
    }

    @Nullable
    String name(@Nullable UUID staff) {
        return staff == null
                ? null
                : jdbc.sql("select name from accounts.staff where id = ?")
                        .param(staff)
                        .query(String.class)
                        .optional()
                        .orElse(null);
    }

    /** A step is somebody's, by another day, or settled: whose task it was is told no more of it, whose it is, is told. */
    void changed(CaseCard file, Plan plan, Action step, StaffMember me) {
        end("step_id = ?", step.id());
        UUID staff = step.words().staff();
        if (staff != null && plan.begun() && step.state().open()) {
            give(file, step.id(), staff, step.words().dueOn(), me);
        }
    }

    /** Steps may be taken: everybody who is named hears of it, once. */
    void begun(CaseCard file, Plan plan, StaffMember me) {
        jdbc.sql("""
                        select a.id, a.staff_id, a.due_on from reintegration.action a
                        join reintegration.goal g on g.id = a.goal_id
                        where g.plan_id = ? and a.staff_id is not null and a.state in ('PLANNED', 'STARTED')
                          and not exists (select from reintegration.task t where t.step_id = a.id
                                          and t.kind = 'STEP_GIVEN' and t.assignee_id = a.staff_id)
                        order by a.due_on, a.id
                        """)
                .param(plan.id())
                .query((row, number) -> new Given(
                        row.getObject("id", UUID.class),
                        row.getObject("staff_id", UUID.class),
                        row.getObject("due_on", LocalDate.class)))
                .list()
                .forEach(given -> give(file, given.step(), given.staff(), given.dueOn(), me));
    }

    /** The plan is put aside. */
    void aside(Plan plan) {
        end(
                "step_id in (select a.id from reintegration.action a join reintegration.goal g on g.id = a.goal_id"
                        + " where g.plan_id = ?)",
                plan.id());
    }

    private record Given(UUID step, UUID staff, LocalDate dueOn) {}

    private void give(CaseCard file, UUID step, UUID staff, LocalDate dueOn, StaffMember me) {
        tasks.give(
                file.centre(),
                file.id(),
                GIVEN,
                new StaffId(staff),
                dueOn.atTime(END_OF_DAY).atZone(file.zone()).toInstant(),
                me.id(),
                step);
    }

    private void end(String which, UUID about) {
        jdbc.sql(
                        "update reintegration.task set done_at = ?, version = version + 1 where kind = 'STEP_GIVEN' and done_at is null and "
                                + which)
                .params(clock.instant().atOffset(ZoneOffset.UTC), about)
                .update();
    }
}
