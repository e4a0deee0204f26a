package org.mrcportal.reintegration.training;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.mrcportal.shared.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reminds whoever runs a course that is over to note who was there and how it ended; once a course. */
@Component
@Transactional
class CourseReminder {

    private final JdbcClient jdbc;
    private final Clock clock;

    CourseReminder(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whoever planned it runs it; the supervisors, where that person does not work at the centre any more. */
    void run() {
        OffsetDateTime now = now();
        jdbc.sql("""
                        insert into reintegration.task (id, version, centre_id, kind, assignee_id, due_at, created_at, once)
                        select uuidv7(), 0, c.centre_id, 'COURSE_OVER', s.id, cast(:now as timestamptz) + interval '3 days', :now,
                               md5('course-over:' || c.id)::uuid
                        from reintegration.course c
                        join centres.centre z on z.id = c.centre_id
                        left join accounts.staff s on s.id = c.created_by and s.enabled and exists (
                            select from accounts.staff_centre w where w.staff_id = s.id and w.centre_id = c.centre_id)
                        where c.state = 'PLANNED' and c.ends_on < (cast(:now as timestamptz) at time zone z.zone)::date
                        on conflict (once) do nothing
                        """).param("now", now).update();
    }

    /** The course is settled. */
    void settled(Course course) {
        jdbc.sql("""
                        update reintegration.task set done_at = :now, version = version + 1
                        where once = md5('course-over:' || :course)::uuid and done_at is null
                        """)
                .param("now", now())
                .param("course", course.id().toString())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> courseReminderTask(CourseReminder reminder) {
            return Tasks.recurring("course-reminder", FixedDelay.ofHours(3))
                    .execute((task, context) -> Scope.network().readByPortal().run(reminder::run));
        }
    }
}
