package org.mrcportal.outreach.reachimport;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.mrcportal.shared.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Every hour: exports nobody said yes to within a day go, with their rows. */
@Component
@Transactional
class ImportExpiry {

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportExpiry(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void run() {
        jdbc.sql("delete from outreach.reach_import where state <> 'DONE' and expires_at <= ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> reachImportExpiryTask(ImportExpiry expiry) {
            return Tasks.recurring("reach-import-expiry", Schedules.fixedDelay(Duration.ofHours(1)))
                    .execute((task, context) -> Scope.network().run(expiry::run));
        }
    }
}
