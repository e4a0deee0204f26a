package org.mrcportal.clients.datarequest;

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

/** Every night: the words of an answer go as long after it as names after the last visit; what was decided stays. */
@Component
@Transactional
class RequestRetention {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration keep;

    RequestRetention(JdbcClient jdbc, Clock clock, @Value("${portal.retention.names}") Duration keep) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.keep = keep;
    }

    void run() {
        jdbc.sql("""
                        update clients.data_request set answer = null, version = version + 1
                        where decided_at < ? and answer is not null
                        """)
                .param(clock.instant().minus(keep).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> requestRetentionTask(RequestRetention retention) {
            return Tasks.recurring("request-retention", Schedules.daily(LocalTime.of(20, 55)))
                    .execute((task, context) -> Scope.network().run(retention::run));
        }
    }
}
