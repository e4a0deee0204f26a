package org.mrcportal.reintegration.closure;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every night: the content of cases that were closed long ago is deleted: notes, what was screened, names in households,
 * the words of plans, of decisions and of closures, files. What figures and the books count stays: kinds, states, days, what
 * was bought, costs, scores, codes.
 */
@Component
class CaseRetention {

    private static final int BATCH = 100;

    /** Each empties one table for the cases {@code :cases}. */
    static final List<String> CONTENT = List.of(
            "delete from reintegration.case_note where case_id = any (:cases)",
            "delete from reintegration.restricted_note where case_id = any (:cases)",
            "delete from reintegration.screening where case_id = any (:cases)",
            "delete from reintegration.case_view where case_id = any (:cases)",
            "update reintegration.assessment_section set words = null where case_id = any (:cases)",
            "update reintegration.household_member set name = null, version = version + 1 where case_id = any (:cases)",
            "update reintegration.goal set text = '–', note = null, version = version + 1 where case_id = any (:cases)",
            "update reintegration.action set text = '–', note = null, version = version + 1 where case_id = any (:cases)",
            "update reintegration.plan set sent_back_note = null, version = version + 1 where case_id = any (:cases)",
            "delete from reintegration.plan_change where case_id = any (:cases)",
            "update reintegration.step_word set reason = null where case_id = any (:cases)",
            "delete from reintegration.step_link where case_id = any (:cases)",
            "delete from reintegration.plan_visit where case_id = any (:cases)",
            "update reintegration.assistance set decision_note = null, delivery_note = null, close_reason = null,"
                    + " cash_reason = left(cash_reason, 0), fewer_reason = left(fewer_reason, 0), version = version + 1"
                    + " where case_id = any (:cases)",
            "delete from reintegration.evidence where case_id = any (:cases)",
            "insert into reintegration.case_event (id, centre_id, case_id, at, kind)"
                    + " select gen_random_uuid(), centre_id, id, :now, 'FORGOTTEN' from reintegration.case_file"
                    + " where id = any (:cases)", // which also empties what partners were told and said
            "update reintegration.task set text = null, version = version + 1 where case_id = any (:cases)",
            "update reintegration.closure set outcome = null, reopened_why = null where case_id = any (:cases)",
            "update reintegration.case_file set flags = '{}', code_hash = null, encounter_id = null, emptied_at = :now,"
                    + " version = version + 1 where id = any (:cases)");

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration keep;

    CaseRetention(
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${portal.retention.cases}") Duration keep) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
        this.keep = keep;
    }

    /** Empties one batch of cases. @return whether there may be more */
    @Transactional
    boolean next() {
        UUID[] due = jdbc.sql("""
                        select id from reintegration.case_file
                        where closed_at <= ? and emptied_at is null order by closed_at limit ? for update
                        """)
                .params(clock.instant().minus(keep).atOffset(ZoneOffset.UTC), BATCH)
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
        if (due.length == 0) {
            return false;
        }
        for (String content : CONTENT) {
            jdbc.sql(content)
                    .param("cases", due)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        events.publishEvent(new AuditEntry("CASES_EMPTIED", null, null, Integer.toString(due.length)));
        return due.length == BATCH;
    }

    /** The job that runs it, batch by batch, each in a transaction of its own. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> caseRetentionTask(CaseRetention retention) {
            return Tasks.recurring("case-retention", Schedules.daily(LocalTime.of(21, 0)))
                    .execute((task, context) -> Scope.network().readByPortal().run(() -> {
                        boolean more = true;
                        while (more) {
                            more = retention.next();
                        }
                    }));
        }
    }
}
