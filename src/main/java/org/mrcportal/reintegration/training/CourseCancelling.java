package org.mrcportal.reintegration.training;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.training.Enrolments.Enrolled;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cancels a course with all its places. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class CourseCancelling {

    private final Courses courses;
    private final CourseDesk desk;
    private final Enrolments enrolments;
    private final Cases cases;
    private final CourseReminder reminder;
    private final JdbcClient jdbc;
    private final Clock clock;

    CourseCancelling(
            Courses courses,
            CourseDesk desk,
            Enrolments enrolments,
            Cases cases,
            CourseReminder reminder,
            JdbcClient jdbc,
            Clock clock) {
        this.courses = courses;
        this.desk = desk;
        this.enrolments = enrolments;
        this.cases = cases;
        this.reminder = reminder;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Cancels a course with all its places, also those of people the reader does not learn of: call it as the portal's own
     * work. Each case worker gets a task to tell the person. How many they are is not on the trail, since others read it.
     */
    boolean cancel(UUID id) {
        Course course = desk.known(id);
        if (!course.isPlanned()) {
            return course.isCancelled();
        }
        Instant now = clock.instant();
        Course cancelled = courses.saveAndFlush(course.cancel());
        for (Enrolled enrolled : enrolments.inCourse(id)) {
            if (enrolments.settle(enrolled.id(), "CANCELLED", now)) {
                CaseCard card = cases.get(enrolled.file());
                cases.happened(card, "TRAINING_CANCELLED", enrolled.id(), null, null);
                tell(card, now);
            }
        }
        reminder.settled(cancelled);
        desk.record("COURSE_CANCELLED", cancelled, null);
        return true;
    }

    private void tell(CaseCard card, Instant now) {
        jdbc.sql("""
                        insert into reintegration.task (id, version, centre_id, case_id, kind, assignee_id, due_at, created_at, once)
                        values (:id, 0, :centre, :case, 'COURSE_CANCELLED', :owner, :due, :now, :once)
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("owner", card.owner() == null ? null : card.owner().id())
                .param("due", now.plus(2, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("once", UUID.randomUUID())
                .update();
    }
}
