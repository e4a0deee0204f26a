package org.mrcportal.outreach.registration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.mrcportal.outreach.session.RegistrationRules;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Scope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every night: whoever registered is forgotten 30 days after the session. How many came with the registration stays, and
 * names on certificates are the check-in's.
 */
@Component
class RegistrationRetention {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final RegistrationRules rules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RegistrationRetention(JdbcClient jdbc, RegistrationRules rules, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /** Forgets one batch; false where there is nothing more to forget. */
    @Transactional
    boolean next() {
        int forgotten = jdbc.sql("""
                        update outreach.registration r
                        set name = null, phone = null, email = null, person_key = null, reminders = false,
                            version = version + 1
                        where r.id in (
                            select o.id from outreach.registration o
                            join outreach.awareness_session s on s.id = o.session_id
                            where s.ends_at <= :before
                              and (o.name is not null or o.phone is not null or o.email is not null
                                   or o.person_key is not null)
                            limit :batch)
                        """)
                .param("before", clock.instant().minus(rules.keep()).atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .update();
        if (forgotten > 0) {
            events.publishEvent(new AuditEntry("REGISTRATIONS_EXPIRED", null, null, Integer.toString(forgotten)));
        }
        return forgotten == BATCH;
    }

    /** The job that runs it, batch by batch, each in a transaction of its own. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> registrationRetentionTask(RegistrationRetention retention) {
            return Tasks.recurring("registration-retention", Schedules.daily(LocalTime.of(20, 40)))
                    .execute((task, context) -> Scope.network().run(() -> {
                        boolean more = true;
                        while (more) {
                            more = retention.next();
                        }
                    }));
        }
    }
}
