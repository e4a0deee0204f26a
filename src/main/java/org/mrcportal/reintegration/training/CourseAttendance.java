package org.mrcportal.reintegration.training;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.reintegration.training.Enrolments.Enrolled;
import org.mrcportal.shared.DayField;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who was there, day by day. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class CourseAttendance {

    private final CourseDesk desk;
    private final Enrolments enrolments;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Clock clock;

    CourseAttendance(CourseDesk desk, Enrolments enrolments, ClientDirectory clients, JdbcClient jdbc, Clock clock) {
        this.desk = desk;
        this.enrolments = enrolments;
        this.clients = clients;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A day of a course, to be ticked. */
    record Sheet(
            UUID id,
            String name,
            String day,
            String dayLong,
            @Nullable String before,
            @Nullable String after,
            List<Ticked> people) {}

    /** @param fixed the reader may only look */
    record Ticked(UUID id, String code, @Nullable String name, boolean there, boolean fixed) {}

    /** Those who may be ticked on a day of the course; today's, or the last day that has come. */
    Sheet sheet(UUID id, @Nullable String wanted, Locale locale) {
        Course course = desk.known(id);
        LocalDate today = CentreTime.day(clock.instant(), desk.zone(course));
        LocalDate day = day(course, wanted, today);
        List<Enrolled> people =
                enrolments.inCourse(id).stream().filter(Enrolled::mayAttend).toList();
        Set<UUID> there = there(people, day);
        Map<ClientId, ClientSummary> named =
                clients.summaries(people.stream().map(Enrolled::client).toList());
        LocalDate before = day.minusDays(1);
        LocalDate after = day.plusDays(1);
        return new Sheet(
                id,
                course.details().name(),
                day.toString(),
                CentreTime.dayLong(day, locale),
                course.isOn(before) ? before.toString() : null,
                course.isOn(after) && !after.isAfter(today) ? after.toString() : null,
                people.stream().map(e -> ticked(e, named, there)).toList());
    }

    private static Ticked ticked(Enrolled e, Map<ClientId, ClientSummary> named, Set<UUID> there) {
        ClientSummary known = named.get(e.client());
        return new Ticked(
                e.id(),
                known == null ? "?" : known.code(),
                known == null ? null : known.name(),
                there.contains(e.id()),
                e.fixed());
    }

    /**
     * Keeps who was there on a day, for those the page showed; whoever it did not show stays as it was.
     *
     * @return the day
     */
    LocalDate attended(UUID id, @Nullable String wanted, List<String> shown, List<String> ticked, StaffMember me) {
        Course course = desk.known(id);
        LocalDate day = day(course, wanted, CentreTime.day(clock.instant(), desk.zone(course)));
        if (course.isCancelled()) {
            return day;
        }
        List<Enrolled> people = enrolments.inCourse(id).stream()
                .filter(e -> shown.contains(e.id().toString()) && e.mayAttend() && !e.fixed())
                .toList();
        Set<UUID> there = there(people, day);
        Instant now = clock.instant();
        List<UUID> gone = new ArrayList<>();
        for (Enrolled person : people) {
            boolean tick = ticked.contains(person.id().toString());
            if (!tick) {
                gone.add(person.id());
            } else if (!there.contains(person.id())) {
                jdbc.sql("""
                                insert into reintegration.course_attendance
                                    (centre_id, case_id, enrolment_id, day, marked_by, marked_at)
                                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                                """)
                        .params(
                                course.centre().id(),
                                person.file().id(),
                                person.id(),
                                day,
                                me.id().id(),
                                now.atOffset(ZoneOffset.UTC))
                        .update();
            }
        }
        jdbc.sql("delete from reintegration.course_attendance where day = :day and enrolment_id = any (:gone)")
                .param("day", day)
                .param("gone", gone.toArray(UUID[]::new))
                .update();
        desk.record("COURSE_ATTENDANCE_SAVED", course, day.toString());
        return day;
    }

    private Set<UUID> there(List<Enrolled> people, LocalDate day) {
        return new HashSet<>(jdbc.sql("""
                        select enrolment_id from reintegration.course_attendance where day = :day and enrolment_id = any (:ids)
                        """)
                .param("day", day)
                .param("ids", people.stream().map(Enrolled::id).toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** @throws NotFound where the course has no such day yet */
    private static LocalDate day(Course course, @Nullable String wanted, LocalDate today) {
        LocalDate last =
                course.details().endsOn().isBefore(today) ? course.details().endsOn() : today;
        LocalDate day = wanted == null || wanted.isEmpty()
                ? last
                : DayField.read(wanted).orElseThrow(() -> new NotFound("a day"));
        if (!course.isOn(day) || day.isAfter(today)) {
            throw new NotFound("a day of the course");
        }
        return day;
    }
}
