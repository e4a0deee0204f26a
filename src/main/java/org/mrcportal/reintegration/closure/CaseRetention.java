package org.mrcportal.reintegration.closure;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every night: the content of cases that were closed long ago is deleted: notes, what was screened and answered, names in
 * households, the words of plans, of decisions, of partners and of closures, files. What figures and the books count stays:
 * kinds, states, days, what was bought, costs, scores, codes.
 */
@Component
class CaseRetention {

    private static final Logger LOG = LoggerFactory.getLogger(CaseRetention.class);

    /** So many in a night; the others in the next one. */
    private static final int MOST = 20_000;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration keep;
    private final Duration keepMistakes;
    private final TransactionTemplate each;

    CaseRetention(
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${portal.retention.cases}") Duration keep,
            @Value("${portal.retention.mistaken-cases}") Duration keepMistakes) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
        this.keep = keep;
        this.keepMistakes = keepMistakes;
        each = new TransactionTemplate(transactions);
    }

    /**
     * Empties the cases whose time has come, each in a transaction of its own: one that cannot be emptied holds up no other
     * and is tried again in the next night. What goes is listed in {@code reintegration.forget_content}, which also serves
     * who asks to be forgotten.
     */
    void night() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        OffsetDateTime closed = now.minus(keep);
        OffsetDateTime mistaken = now.minus(keepMistakes);
        for (UUID file : due(closed, mistaken)) {
            try {
                each.executeWithoutResult(status -> empty(file, closed.isAfter(mistaken) ? closed : mistaken, now));
            } catch (RuntimeException failed) {
                LOG.error("A case was not emptied: {}", file, failed);
            }
        }
    }

    private List<UUID> due(OffsetDateTime closed, OffsetDateTime mistaken) {
        return Objects.requireNonNull(each.execute(status -> jdbc.sql("""
                        select c.id from reintegration.case_file c
                        where c.emptied_at is null
                          and (c.closed_at <= :closed
                               or c.closed_at <= :mistaken and exists (
                                   select from reintegration.closure k
                                   where k.case_id = c.id and k.reason = 'OPENED_BY_MISTAKE' and k.reopened_at is null))
                        order by c.closed_at, c.id limit :most
                        """)
                .param("closed", closed)
                .param("mistaken", mistaken)
                .param("most", MOST)
                .query(UUID.class)
                .list()));
    }

    /** How long the content of a closed case is kept. What was opened by mistake is kept for taking it up again alone. */
    Duration keeps(boolean mistaken) {
        return mistaken ? keepMistakes : keep;
    }

    private void empty(UUID file, OffsetDateTime closed, OffsetDateTime now) {
        boolean emptied = jdbc.sql("select reintegration.empty_case(?, ?, ?)")
                .params(file, closed, now)
                .query(Boolean.class)
                .single();
        if (emptied) {
            events.publishEvent(new AuditEntry("CASES_EMPTIED", null, "case:" + file, "1"));
        }
    }

    /** The job that runs it, batch by batch, each in a transaction of its own. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> caseRetentionTask(CaseRetention retention) {
            return Tasks.recurring("case-retention", Schedules.daily(LocalTime.of(21, 0)))
                    .execute((task, context) -> Scope.network().readByPortal().run(retention::night));
        }
    }
}
