package org.mrcportal.reintegration.plan;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.team.CaseTasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells those who decide that something waits for them, and whoever asked what was decided. A task says neither whom it is
 * about nor how much; the page it leads to says why.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Deciders {

    /** Whether the member of staff {@code s} is of the case's team, or a focal point of its centre. */
    static final String FEW = """
            s.id = :owner
            or s.id in (select m.staff_id from reintegration.case_member m where m.case_id = :case)
            or s.id in (select f.staff_id from reintegration.focal_point f where f.centre_id = :centre)
            """;

    private final CaseTasks tasks;
    private final JdbcClient jdbc;

    Deciders(CaseTasks tasks, JdbcClient jdbc) {
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    void askedAboutPlan(CaseCard file, UUID plan, StaffId by) {
        ask(file, "PLAN_WAITING", kept("select reintegration.cost_few_know(?)", plan), by);
    }

    /**
     * Something waits: the supervisors are told; where only the team may know, its members and the focal point.
     *
     * @param step of the plan it serves, or null
     */
    public void asked(CaseCard file, String kind, @Nullable UUID step, StaffId by) {
        ask(file, kind, kept(step), by);
    }

    private void ask(CaseCard file, String kind, @Nullable UUID kept, StaffId by) {
        if (kept == null && !file.kept()) {
            tasks.tellSupervisors(file.centre(), file.id(), kind, by);
        } else {
            tasks.tell(file.centre(), file.id(), kind, few(file), by, kept);
        }
    }

    /**
     * Something was decided.
     *
     * @param step of the plan it serves, or null
     * @param asked who asked for it
     */
    public void decided(CaseCard file, String kind, @Nullable UUID step, StaffId asked, StaffId by) {
        tasks.tell(file.centre(), file.id(), kind, Set.of(asked), by, kept(step));
    }

    /** The step, where few may know of it. */
    private @Nullable UUID kept(@Nullable UUID step) {
        return step == null ? null : kept("select reintegration.step_few_know(?)", step);
    }

    private @Nullable UUID kept(String sql, UUID about) {
        return jdbc.sql(sql).param(about).query(UUID.class).optional().orElse(null);
    }

    private List<StaffId> few(CaseCard file) {
        return jdbc.sql("""
                        select s.id from accounts.staff s where s.enabled and (
                        """ + FEW + ")")
                .param("owner", file.owner() == null ? null : file.owner().id())
                .param("case", file.id().id())
                .param("centre", file.centre().id())
                .query((row, number) -> new StaffId(row.getObject("id", UUID.class)))
                .list();
    }
}
