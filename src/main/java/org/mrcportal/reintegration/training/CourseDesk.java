package org.mrcportal.reintegration.training;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.partners.Partners;
import org.mrcportal.reintegration.TrainingCompleted;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.training.Enrolments.Enrolled;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans courses, shows who takes part in one, and keeps how it ended for each. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class CourseDesk {

    private final Courses courses;
    private final Enrolments enrolments;
    private final Cases cases;
    private final Centres centres;
    private final Partners partners;
    private final CourseReminder reminder;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CourseDesk(
            Courses courses,
            Enrolments enrolments,
            Cases cases,
            Centres centres,
            Partners partners,
            CourseReminder reminder,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.courses = courses;
        this.enrolments = enrolments;
        this.cases = cases;
        this.centres = centres;
        this.partners = partners;
        this.reminder = reminder;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** A course with those of its people whom the reader may know of. */
    record Opened(
            UUID id,
            CentreCard centre,
            CourseCatalogue.Line line,
            boolean planned,
            boolean begun,
            List<Person> people) {

        public boolean isHeld() {
            return line.state().equals("HELD");
        }
    }

    /**
     * @param days on which the person was there
     * @param fixed the reader may only look
     */
    record Person(UUID id, UUID file, String code, String state, int days, boolean fixed) {

        public boolean isOpen() {
            return state.equals("ENROLLED");
        }

        public boolean isWaiting() {
            return state.equals("WAITING");
        }

        public boolean isCompleted() {
            return state.equals("COMPLETED");
        }
    }

    @Transactional(readOnly = true)
    Opened open(UUID id, Locale locale) {
        Course course = known(id);
        CentreCard centre = centre(course, locale);
        Course.Details d = course.details();
        List<Enrolled> enrolled = enrolments.inCourse(id);
        String partner = d.partner() == null
                ? null
                : partners.find(d.partner()).map(PartnerCard::name).orElse(null);
        CourseCatalogue.Row row = new CourseCatalogue.Row(
                id,
                d.name(),
                d.kind(),
                d.startsOn(),
                d.endsOn(),
                d.places(),
                d.language(),
                d.place(),
                partner,
                course.state().name());
        LocalDate today = CentreTime.day(clock.instant(), centre.zone());
        Map<UUID, String> codes = codes(enrolled);
        return new Opened(
                id,
                centre,
                row.line(enrolments.taken(List.of(id)).getOrDefault(id, 0), today, locale),
                course.isPlanned(),
                !today.isBefore(d.startsOn()),
                enrolled.stream()
                        .map(e -> new Person(
                                e.id(),
                                e.file().id(),
                                codes.getOrDefault(e.client().id(), "?"),
                                e.state(),
                                e.days(),
                                e.fixed()))
                        .toList());
    }

    /** Codes only: who it is, is read in the case. */
    private Map<UUID, String> codes(List<Enrolled> enrolled) {
        Map<UUID, String> codes = new HashMap<>();
        jdbc.sql("select id, code from clients.client where id = any (:ids)")
                .param("ids", enrolled.stream().map(e -> e.client().id()).toArray(UUID[]::new))
                .query((row, number) -> codes.put(row.getObject("id", UUID.class), row.getString("code")))
                .list();
        return codes;
    }

    @Transactional(readOnly = true)
    CourseForm form(UUID id, Locale locale) {
        Course course = known(id);
        return CourseForm.of(course, centre(course, locale).code());
    }

    /** Plans once, however often the form is sent. */
    UUID plan(CentreCard centre, CourseForm form, StaffMember me) {
        UUID once = Once.required(form.once());
        return courses.findByOnce(once).map(Course::id).orElseGet(() -> {
            Course course =
                    courses.saveAndFlush(Course.plan(centre.id(), form.details(), once, me.id(), clock.instant()));
            record("COURSE_PLANNED", course, null);
            return course.id();
        });
    }

    /** @return false where somebody else has changed it meanwhile, or it is planned no more */
    boolean change(UUID id, CourseForm form) {
        Course course = known(id);
        if (!course.isPlanned() || form.version() == null || form.version() != course.version()) {
            return false;
        }
        record("COURSE_CHANGED", courses.saveAndFlush(course.change(form.details())), null);
        return true;
    }

    /** What came of saying that a course took place. */
    enum Held {
        DONE,
        /** It has not begun, or is settled. */
        NOT_NOW,
        /** Nobody has been ticked on any day yet. */
        NOBODY
    }

    Held held(UUID id, Locale locale) {
        Course course = known(id);
        LocalDate today = CentreTime.day(clock.instant(), centre(course, locale).zone());
        if (!course.isPlanned() || today.isBefore(course.details().startsOn())) {
            return Held.NOT_NOW;
        }
        List<Enrolled> people =
                enrolments.inCourse(id).stream().filter(Enrolled::mayAttend).toList();
        if (!people.isEmpty() && people.stream().allMatch(e -> e.days() == 0)) {
            return Held.NOBODY;
        }
        record("COURSE_HELD", courses.saveAndFlush(course.held(today)), null);
        reminder.settled(course);
        return Held.DONE;
    }

    /** The centre of a course the reader may see. */
    @Transactional(readOnly = true)
    UUID centreOf(UUID id) {
        return known(id).centre().id();
    }

    /** How it ended for one of them. @param state COMPLETED or LEFT */
    boolean settle(UUID course, UUID enrolment, String state, StaffMember me) {
        Enrolled enrolled = enrolments
                .find(enrolment)
                .filter(e -> e.course().equals(course))
                .orElseThrow(() -> new NotFound(enrolment));
        CaseCard card = cases.changeable(enrolled.file());
        if (!enrolments.settle(enrolment, state, clock.instant())) {
            return enrolled.state().equals(state);
        }
        cases.happened(card, "TRAINING_" + state, enrolment, me.id(), enrolled.kind());
        if (state.equals("COMPLETED") && enrolled.action() != null) {
            events.publishEvent(new TrainingCompleted(enrolled.file(), enrolled.action(), me.id()));
        }
        return true;
    }

    /** A course the reader may see. */
    Course known(UUID id) {
        return courses.findById(id).orElseThrow(() -> new NotFound(id));
    }

    /** Whose calendar its days are. */
    ZoneId zone(Course course) {
        return centre(course, Locale.ROOT).zone();
    }

    private CentreCard centre(Course course, Locale locale) {
        return centres.byId(course.centre(), Language.of(locale)).orElseThrow(() -> new NotFound(course.centre()));
    }

    void record(String action, Course course, @Nullable String detail) {
        events.publishEvent(new AuditEntry(action, course.centre().id(), "course:" + course.id(), detail));
    }
}
