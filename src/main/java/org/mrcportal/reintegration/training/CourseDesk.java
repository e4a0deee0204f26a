package org.mrcportal.reintegration.training;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.partners.Partners;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.training.Enrolments.Enrolled;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The catalogue of courses: planning, who is enrolled, who was there, how each ended. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class CourseDesk {

    private static final int MOST = 200;

    private final Courses courses;
    private final Enrolments enrolments;
    private final Cases cases;
    private final Centres centres;
    private final Partners partners;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CourseDesk(
            Courses courses,
            Enrolments enrolments,
            Cases cases,
            Centres centres,
            Partners partners,
            ClientDirectory clients,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.courses = courses;
        this.enrolments = enrolments;
        this.cases = cases;
        this.centres = centres;
        this.partners = partners;
        this.clients = clients;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @param past courses that are over; otherwise those that run or are to come */
    record Catalogue(CentreCard centre, List<CentreCard> open, boolean past, List<Line> lines) {}

    /**
     * @param free places; how many are taken is not said: beside a list of people it would tell that somebody is not shown
     * @param partner null: the centre's own
     */
    record Line(
            UUID id,
            String name,
            String kind,
            String days,
            int free,
            String language,
            @Nullable String place,
            @Nullable String partner,
            String state) {}

    /** A course with those of its people whom the reader may know of. */
    record Opened(UUID id, CentreCard centre, Line line, boolean planned, boolean begun, List<Person> people) {

        public boolean isHeld() {
            return line.state().equals("HELD");
        }
    }

    /** @param days on which the person was there */
    record Person(UUID id, UUID file, String code, String state, int days) {

        public boolean isOpen() {
            return state.equals("ENROLLED");
        }

        public boolean isCompleted() {
            return state.equals("COMPLETED");
        }
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

    record Ticked(UUID id, String code, @Nullable String name, boolean there) {}

    /** What a form is about. */
    record Around(CentreCard centre, List<Choice> partners) {}

    @Transactional(readOnly = true)
    Catalogue catalogue(StaffMember me, @Nullable String centre, boolean past, Locale locale) {
        Workplaces workplaces = Workplaces.of(me, centres, locale);
        CentreCard here = workplaces.at(centre);
        LocalDate today = CentreTime.day(clock.instant(), here.zone());
        List<Row> rows = jdbc.sql("""
                        select c.*, p.name as partner from reintegration.course c
                        left join partners.partner p on p.id = c.partner_id
                        where c.centre_id = :centre and (c.state <> 'PLANNED' or c.ends_on < :today) = :past
                        order by case when :past then null else c.starts_on end, c.starts_on desc, c.id limit :most
                        """)
                .param("centre", here.id().id())
                .param("today", today)
                .param("past", past)
                .param("most", MOST)
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("kind"),
                        row.getObject("starts_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        row.getInt("places"),
                        row.getString("language"),
                        row.getString("place"),
                        row.getString("partner"),
                        row.getString("state")))
                .list();
        Map<UUID, Integer> taken = enrolments.taken(rows.stream().map(Row::id).toList());
        return new Catalogue(
                here,
                workplaces.choices(),
                past,
                rows.stream()
                        .map(r -> r.line(taken.getOrDefault(r.id(), 0), locale))
                        .toList());
    }

    private record Row(
            UUID id,
            String name,
            String kind,
            LocalDate startsOn,
            LocalDate endsOn,
            int places,
            String language,
            @Nullable String place,
            @Nullable String partner,
            String state) {

        Line line(int taken, Locale locale) {
            return new Line(
                    id,
                    name,
                    kind,
                    days(startsOn, endsOn, locale),
                    Math.max(0, places - taken),
                    Language.ofCode(language).map(l -> l.nameIn(locale)).orElse(language),
                    place,
                    partner,
                    state);
        }
    }

    /** "3 December 2026", or two such days. */
    static String days(LocalDate first, LocalDate last, Locale locale) {
        String from = CentreTime.date(first, locale);
        return first.equals(last) ? from : from + " – " + CentreTime.date(last, locale);
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
        Row row = new Row(
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
        Map<UUID, String> codes = codes(enrolled);
        return new Opened(
                id,
                centre,
                row.line(enrolments.taken(List.of(id)).getOrDefault(id, 0), locale),
                course.isPlanned(),
                !CentreTime.day(clock.instant(), centre.zone()).isBefore(d.startsOn()),
                enrolled.stream()
                        .map(e -> new Person(
                                e.id(),
                                e.file().id(),
                                codes.getOrDefault(e.client().id(), "?"),
                                e.state(),
                                e.days()))
                        .toList());
    }

    /** Codes only: who it is, is read in the case. */
    private Map<UUID, String> codes(List<Enrolled> enrolled) {
        Map<UUID, String> codes = new java.util.HashMap<>();
        jdbc.sql("select id, code from clients.client where id = any (:ids)")
                .param("ids", enrolled.stream().map(e -> e.client().id()).toArray(UUID[]::new))
                .query((row, number) -> codes.put(row.getObject("id", UUID.class), row.getString("code")))
                .list();
        return codes;
    }

    @Transactional(readOnly = true)
    Around around(StaffMember me, @Nullable String centre, Locale locale) {
        CentreCard here = Workplaces.of(me, centres, locale).at(centre);
        return new Around(here, choices(here));
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

    boolean held(UUID id, Locale locale) {
        Course course = known(id);
        LocalDate today = CentreTime.day(clock.instant(), centre(course, locale).zone());
        if (!course.isPlanned() || today.isBefore(course.details().startsOn())) {
            return false;
        }
        record("COURSE_HELD", courses.saveAndFlush(course.held(today)), null);
        return true;
    }

    /** The centre of a course the reader may see. */
    @Transactional(readOnly = true)
    UUID centreOf(UUID id) {
        return known(id).centre().id();
    }

    /**
     * Cancels a course with all its places, also those of people the reader does not learn of: call it as the portal's own
     * work. Each case worker gets a task to tell the person.
     */
    boolean cancel(UUID id, StaffMember me) {
        Course course = known(id);
        if (!course.isPlanned()) {
            return course.isCancelled();
        }
        Instant now = clock.instant();
        int told = 0;
        for (Enrolled enrolled : enrolments.inCourse(id)) {
            if (enrolments.settle(enrolled.id(), "CANCELLED", now)) {
                CaseCard card = cases.get(enrolled.file());
                cases.happened(card, "TRAINING_CANCELLED", enrolled.id(), null, null);
                tell(card, now);
                told++;
            }
        }
        record("COURSE_CANCELLED", courses.saveAndFlush(course.cancel()), Integer.toString(told));
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

    /** How it ended for one of them. @param state COMPLETED or LEFT */
    boolean settle(UUID course, UUID enrolment, String state, StaffMember me) {
        Enrolled enrolled = enrolments
                .find(enrolment)
                .filter(e -> e.course().equals(course))
                .orElseThrow(() -> new NotFound(enrolment));
        if (!enrolments.settle(enrolment, state, clock.instant())) {
            return enrolled.state().equals(state);
        }
        cases.happened(cases.get(enrolled.file()), "TRAINING_" + state, enrolment, me.id(), enrolled.kind());
        return true;
    }

    /** Those who may be ticked on a day of the course; today's, or the last day that has come. */
    Sheet sheet(UUID id, @Nullable String wanted, Locale locale) {
        Course course = known(id);
        LocalDate today = CentreTime.day(clock.instant(), centre(course, locale).zone());
        LocalDate day = day(course, wanted, today);
        List<Enrolled> people = enrolments.inCourse(id).stream()
                .filter(e -> !e.state().equals("CANCELLED"))
                .toList();
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
                there.contains(e.id()));
    }

    /**
     * Keeps who was there on a day, for those the page showed; whoever it did not show stays as it was.
     *
     * @return the day
     */
    LocalDate attended(
            UUID id, @Nullable String wanted, List<String> shown, List<String> ticked, StaffMember me, Locale locale) {
        Course course = known(id);
        LocalDate day = day(
                course,
                wanted,
                CentreTime.day(clock.instant(), centre(course, locale).zone()));
        if (course.isCancelled()) {
            return day;
        }
        List<Enrolled> people = enrolments.inCourse(id).stream()
                .filter(e -> shown.contains(e.id().toString()) && !e.state().equals("CANCELLED"))
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
        record("COURSE_ATTENDANCE_SAVED", course, day.toString());
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
                : CourseForm.day(wanted).orElseThrow(() -> new NotFound("a day"));
        if (!course.isOn(day) || day.isAfter(today)) {
            throw new NotFound("a day of the course");
        }
        return day;
    }

    private List<Choice> choices(CentreCard centre) {
        return partners.of(centre.id()).stream()
                .filter(p -> !p.retired())
                .map(p -> Choice.of(p.id().toString(), p.name()))
                .toList();
    }

    private Course known(UUID id) {
        return courses.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private CentreCard centre(Course course, Locale locale) {
        return centres.byId(course.centre(), Language.of(locale)).orElseThrow(() -> new NotFound(course.centre()));
    }

    private void record(String action, Course course, @Nullable String detail) {
        events.publishEvent(new AuditEntry(action, course.centre().id(), "course:" + course.id(), detail));
    }
}
