package org.mrcportal.clients.merge;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.mrcportal.shared.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Every night: the record that went is deleted from the merges that can no longer be undone. */
@Component
class MergeForgetting {

    private final JdbcClient jdbc;
    private final Clock clock;

    MergeForgetting(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    int forget() {
        return jdbc.sql("""
                        update clients.merge
                        set kept_client = null, gone_client = null, kept_identity = null, gone_identity = null
                        where undo_until <= ? and gone_client is not null
                        """).param(clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> mergeForgettingTask(MergeForgetting forgetting) {
            return Tasks.recurring("merge-forgetting", Schedules.daily(LocalTime.of(20, 45)))
                    .execute((task, context) -> Scope.network().run(forgetting::forget));
        }
    }
}
