package org.mrcportal.counselling.retention;

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

/** Every night: notes of consultations older than 24 months, and what would prove a booking that old, are deleted. */
@Component
@Transactional
class NoteRetention {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration keep;

    NoteRetention(JdbcClient jdbc, Clock clock, @Value("${portal.retention.notes}") Duration keep) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.keep = keep;
    }

    void run() {
        var before = clock.instant().minus(keep).atOffset(ZoneOffset.UTC);
        jdbc.sql("update counselling.consultation set note = null where started_at < ? and note is not null")
                .param(before)
                .update();
        jdbc.sql("update counselling.appointment set second_facts = '{}' where ends_at < ? and second_facts <> '{}'")
                .param(before)
                .update();
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> noteRetentionTask(NoteRetention retention) {
            return Tasks.recurring("note-retention", Schedules.daily(LocalTime.of(20, 45)))
                    .execute((task, context) -> Scope.network().run(retention::run));
        }
    }
}
