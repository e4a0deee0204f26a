package org.mrcportal.counselling.complaint;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Every night: the words of complaints go as long after the answer as notes are kept; that there was one stays. */
@Component
@Transactional
class ComplaintRetention {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration keep;

    ComplaintRetention(JdbcClient jdbc, Clock clock, @Value("${portal.retention.notes}") Duration keep) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.keep = keep;
    }

    void run() {
        jdbc.sql("""
                        update counselling.complaint set text = null, contact = null, answer = null, version = version + 1
                        where answered_at < ? and text is not null
                        """)
                .param(clock.instant().minus(keep).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> complaintRetentionTask(ComplaintRetention retention) {
            return Tasks.recurring("complaint-retention", Schedules.daily(LocalTime.of(20, 50)))
                    .execute((task, context) -> Scope.network().run(retention::run));
        }
    }
}
