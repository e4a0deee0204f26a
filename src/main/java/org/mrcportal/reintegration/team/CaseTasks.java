package org.mrcportal.reintegration.team;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.reintegration.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells members of staff of something by putting it on their list of tasks, which is the portal's only way to tell them. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class CaseTasks {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseTasks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Tells each of them, and not the teller.
     *
     * @param file what it is about; whoever may not see the case will not see the task either
     * @param kind in capitals, labelled {@code cases.task.<kind>}
     */
    public void tell(CentreId centre, @Nullable CaseId file, String kind, Collection<StaffId> whom, StaffId teller) {
        tell(centre, file, kind, whom, teller, null);
    }

    /** @param step of a plan, which few may know of; whoever may not see it will not see the task either; or null */
    public void tell(
            CentreId centre,
            @Nullable CaseId file,
            String kind,
            Collection<StaffId> whom,
            StaffId teller,
            @Nullable UUID step) {
        for (StaffId one : whom) {
            if (!one.equals(teller)) {
                add(centre, file, kind, null, one, inADay(), teller, UuidCreator.getTimeOrderedEpoch(), step);
            }
        }
    }

    /** Tells the owner of a case, whoever stands in now, and its team; not the teller. */
    public void tellTeam(CentreId centre, CaseId file, String kind, StaffId teller) {
        List<StaffId> team = jdbc.sql("""
                        select c.owner_id as id from reintegration.case_file c where c.id = :case and c.owner_id is not null
                        union
                        select m.staff_id from reintegration.case_member m where m.case_id = :case
                        union
                        select v.cover_id from reintegration.case_file c
                        join reintegration.cover v on v.absent_id = c.owner_id and v.centre_id = c.centre_id
                        where c.id = :case and v.starts_at <= :now and v.ends_at > :now
                        """)
                .param("case", file.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new StaffId(row.getObject("id", UUID.class)))
                .list();
        tell(centre, file, kind, team, teller);
    }

    /** Tells those who supervise the centre, all by one task. */
    public void tellSupervisors(CentreId centre, CaseId file, String kind, StaffId teller) {
        add(centre, file, kind, null, null, inADay(), teller, UuidCreator.getTimeOrderedEpoch());
    }

    /** Gives somebody a step of a plan to do. @param step whoever may not see it will not see the task either */
    public void give(CentreId centre, CaseId file, String kind, StaffId whom, Instant due, StaffId giver, UUID step) {
        add(centre, file, kind, null, whom, due, giver, UuidCreator.getTimeOrderedEpoch(), step);
    }

    private Instant inADay() {
        return clock.instant().plus(A_DAY);
    }

    /** Adds a task; the same key again adds nothing. */
    boolean add(
            CentreId centre,
            @Nullable CaseId file,
            String kind,
            @Nullable String text,
            @Nullable StaffId assignee,
            Instant due,
            StaffId by,
            UUID once) {
        return add(centre, file, kind, text, assignee, due, by, once, null);
    }

    private boolean add(
            CentreId centre,
            @Nullable CaseId file,
            String kind,
            @Nullable String text,
            @Nullable StaffId assignee,
            Instant due,
            StaffId by,
            UUID once,
            @Nullable UUID step) {
        return jdbc.sql("""
                        insert into reintegration.task (id, version, centre_id, case_id, kind, text, assignee_id, due_at,
                                                        created_by, created_at, once, step_id)
                        values (:id, 0, :centre, :case, :kind, :text, :assignee, :due, :by, :now, :once, :step)
                        on conflict do nothing
                        """)
                        .param("id", UuidCreator.getTimeOrderedEpoch())
                        .param("centre", centre.id())
                        .param("case", file == null ? null : file.id())
                        .param("kind", kind)
                        .param("text", text)
                        .param("assignee", assignee == null ? null : assignee.id())
                        .param("due", due.atOffset(ZoneOffset.UTC))
                        .param("by", by.id())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("once", once)
                        .param("step", step)
                        .update()
                == 1;
    }
}
