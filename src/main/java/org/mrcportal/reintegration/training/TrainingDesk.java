package org.mrcportal.reintegration.training;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.training.Enrolments.Enrolled;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The trainings of a case: enrolling people of the household, and taking an enrolment back. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class TrainingDesk {

    private final Enrolments enrolments;
    private final Cases cases;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Clock clock;

    TrainingDesk(Enrolments enrolments, Cases cases, ClientDirectory clients, JdbcClient jdbc, Clock clock) {
        this.enrolments = enrolments;
        this.cases = cases;
        this.clients = clients;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param courses that still take people
     * @param people of the household who are clients
     */
    record Overview(CaseCard file, List<Line> trainings, List<Offered> courses, List<Choice> people) {}

    /** @param person code, and the name where the reader may see it */
    record Line(
            UUID id, UUID course, String name, String kind, String days, String person, String state, int attended) {

        public boolean isOpen() {
            return state.equals("ENROLLED");
        }

        public boolean isCompleted() {
            return state.equals("COMPLETED");
        }
    }

    /** @param free places */
    record Offered(UUID id, String name, String days, int free) {}

    /** What came of a form. */
    enum Answer {
        ENROLLED,
        /** The course has no place left, or takes nobody any more. */
        FULL,
        /** The person takes part already. */
        TWICE
    }

    Overview overview(CaseId id, StaffMember me, Locale locale) {
        CaseCard card = cases.open(id, "TRAININGS", me);
        List<Enrolled> enrolled = new ArrayList<>();
        Map<ClientId, Boolean> all = enrolments.of(id, enrolled::add);
        Map<ClientId, ClientSummary> named = clients.summaries(all.keySet());
        return new Overview(
                card,
                enrolled.stream()
                        .map(e -> new Line(
                                e.id(),
                                e.course(),
                                e.name(),
                                e.kind(),
                                CourseDesk.days(e.startsOn(), e.endsOn(), locale),
                                person(named, e.client()),
                                e.state(),
                                e.days()))
                        .toList(),
                offered(card, locale),
                all.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(of -> Choice.of(of.getKey().toString(), person(named, of.getKey())))
                        .toList());
    }

    /**
     * Enrols somebody of the household, once for each form.
     *
     * @throws NoPlace where the last place was taken meanwhile
     * @throws NotFound where course, person or step do not belong together
     */
    Answer enrol(CaseId id, UUID course, EnrolForm form, UUID once, StaffMember me) {
        CaseCard card = cases.get(id);
        ClientId client = people(card).stream()
                .filter(c -> c.toString().equals(form.client()))
                .findFirst()
                .orElseThrow(() -> new NotFound("a person of the case"));
        if (enrolments.known(once)) {
            return Answer.ENROLLED;
        }
        if (enrolments.takesPart(course, client)) {
            return Answer.TWICE;
        }
        LocalDate today = CentreTime.day(clock.instant(), card.zone());
        if (!takesPeople(card, course, today)) {
            return Answer.FULL;
        }
        UUID enrolment;
        try {
            enrolment = enrolments.add(card, course, client, action(id, form.action()), once, me.id(), clock.instant());
        } catch (DataIntegrityViolationException refused) {
            throw new NoPlace(refused);
        }
        cases.happened(card, "TRAINING_ENROLLED", enrolment, me.id(), null);
        return Answer.ENROLLED;
    }

    void withdraw(CaseId id, UUID enrolment, StaffMember me) {
        CaseCard card = cases.get(id);
        if (enrolments.find(enrolment).filter(e -> e.file().equals(id)).isEmpty()) {
            throw new NotFound(enrolment);
        }
        if (enrolments.settle(enrolment, "CANCELLED", clock.instant())) {
            cases.happened(card, "TRAINING_CANCELLED", enrolment, me.id(), null);
        }
    }

    private boolean takesPeople(CaseCard card, UUID course, LocalDate today) {
        return jdbc.sql("""
                        select c.state = 'PLANNED' and c.ends_on >= ? from reintegration.course c
                        where c.id = ? and c.centre_id = ?
                        """)
                .params(today, course, card.centre().id())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> new NotFound(course));
    }

    private @Nullable UUID action(CaseId id, @Nullable String typed) {
        if (typed == null || !typed.matches("[0-9a-fA-F-]{36}")) {
            return null;
        }
        return jdbc.sql("select id from reintegration.action where id::text = lower(?) and case_id = ?")
                .params(typed, id.id())
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    private List<Offered> offered(CaseCard card, Locale locale) {
        return jdbc.sql("""
                        with open as materialized (
                            select id, name, places, starts_on, ends_on from reintegration.course
                            where centre_id = :centre and state = 'PLANNED' and ends_on >= :today
                            order by starts_on, id limit 100)
                        select o.*, o.places - coalesce(t.taken, 0) as free
                        from open o left join reintegration.places_taken(array(select id from open)) t on t.course_id = o.id
                        where o.places > coalesce(t.taken, 0) order by o.starts_on, o.id
                        """)
                .param("centre", card.centre().id())
                .param("today", CentreTime.day(clock.instant(), card.zone()))
                .query((row, number) -> new Offered(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        CourseDesk.days(
                                row.getObject("starts_on", LocalDate.class),
                                row.getObject("ends_on", LocalDate.class),
                                locale),
                        row.getInt("free")))
                .list();
    }

    /** The client first, then those of the household who are clients. */
    private List<ClientId> people(CaseCard card) {
        List<ClientId> people = new ArrayList<>(List.of(card.client()));
        jdbc.sql("""
                        select client_id from reintegration.household_member
                        where case_id = ? and client_id is not null and client_id <> ? order by added_at
                        """)
                .params(card.id().id(), card.client().id())
                .query((row, number) -> new ClientId(row.getObject(1, UUID.class)))
                .list()
                .forEach(people::add);
        return people;
    }

    private static String person(Map<ClientId, ClientSummary> named, ClientId client) {
        ClientSummary known = named.get(client);
        if (known == null) {
            return "?";
        }
        return known.name() == null ? known.code() : known.name() + ", " + known.code();
    }
}
