package org.mrcportal.outreach.attendance;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Scope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Every night: the names of those who came go some time after the session; that they came stays. */
@Component
@Transactional
class AttendanceRetention {

    private final JdbcClient jdbc;
    private final CountingTime time;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AttendanceRetention(JdbcClient jdbc, CountingTime time, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.time = time;
        this.events = events;
        this.clock = clock;
    }

    void run() {
        int forgotten = jdbc.sql("""
                        update outreach.check_in c set name = null, version = c.version + 1
                        from outreach.awareness_session s
                        where s.id = c.session_id and s.ends_at < ? and c.name is not null
                        """)
                .param(clock.instant().minus(time.names()).atOffset(ZoneOffset.UTC))
                .update();
        if (forgotten > 0) {
            events.publishEvent(new AuditEntry("ATTENDANCE_NAMES_EXPIRED", null, null, Integer.toString(forgotten)));
        }
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> attendanceRetentionTask(AttendanceRetention retention) {
            return Tasks.recurring("attendance-retention", Schedules.daily(LocalTime.of(20, 45)))
                    .execute((task, context) -> Scope.network().run(retention::run));
        }
    }
}
