package org.mrcportal.reintegration.training;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.CasePeople;
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
    private final CasePeople people;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Clock clock;

    TrainingDesk(
            Enrolments enrolments,
            Cases cases,
            CasePeople people,
            ClientDirectory clients,
            JdbcClient jdbc,
            Clock clock) {
        this.enrolments = enrolments;
        this.cases = cases;
        this.people = people;
        this.clients = clients;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param courses that run or are to come, also full ones
     * @param people of the household who are clients
     * @param step of the plan that is to be fulfilled, in its words; or null
     */
    record Overview(
            CaseCard file,
            List<Line> trainings,
            List<Offered> courses,
            List<Choice> people,
            @Nullable String step) {}

    /** @param person code, and the name where the reader may see it */
    record Line(
            UUID id, UUID course, String name, String kind, String days, String person, String state, int attended) {

        public boolean isOpen() {
            return state.equals("ENROLLED") || state.equals("WAITING");
        }

        public boolean isCompleted() {
            return state.equals("COMPLETED");
        }
    }

    record Offered(UUID id, String name, String days, boolean full) {}

    /** What came of a form. */
    enum Answer {
        ENROLLED,
        /** The course is full, and the person has a place in its line. */
        WAITING,
        /** The course has no place left, or takes nobody any more. */
        FULL,
        /** The person takes part already. */
        TWICE
    }

    /** @param action a step of the plan, as the address has it; or null */
    Overview overview(CaseId id, @Nullable String action, StaffMember me, Locale locale) {
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
                                CourseCatalogue.days(e.startsOn(), e.endsOn(), locale),
                                CasePeople.named(named, e.client()),
                                e.state(),
                                e.days()))
                        .toList(),
                offered(card, locale),
                CasePeople.choices(all, named),
                step(id, action).map(Step::text).orElse(null));
    }

    /**
     * Enrols somebody of the household, or has the person wait; once for each form.
     *
     * @param waiting the course is full, and the person wants to wait for a place
     * @throws NoPlace where there is no place, or the last one was taken meanwhile
     * @throws NotFound where course, person or step do not belong together
     */
    Answer enrol(CaseId id, UUID course, EnrolForm form, boolean waiting, UUID once, StaffMember me) {
        CaseCard card = cases.writable(id);
        ClientId client = people.chosen(card, form.client());
        if (enrolments.known(once)) {
            return waiting ? Answer.WAITING : Answer.ENROLLED;
        }
        if (enrolments.takesPart(course, client)) {
            return Answer.TWICE;
        }
        LocalDate today = CentreTime.day(clock.instant(), card.zone());
        if (!takesPeople(card, course, today)) {
            return Answer.FULL;
        }
        UUID step = step(id, form.action()).map(Step::id).orElse(null);
        UUID enrolment;
        try {
            enrolment = enrolments.add(card, course, client, step, waiting, once, me.id(), clock.instant());
        } catch (DataIntegrityViolationException refused) {
            throw new NoPlace(refused);
        }
        cases.happened(card, waiting ? "TRAINING_WAITS" : "TRAINING_ENROLLED", enrolment, me.id(), null);
        return waiting ? Answer.WAITING : Answer.ENROLLED;
    }

    void withdraw(CaseId id, UUID enrolment, StaffMember me) {
        CaseCard card = cases.writable(id);
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

    private record Step(UUID id, String text) {}

    /** A step of the case's plan; nothing where the case has no such step. */
    private Optional<Step> step(CaseId id, @Nullable String typed) {
        return typed == null || !typed.matches("[0-9a-fA-F-]{36}")
                ? Optional.empty()
                : jdbc.sql("select id, text from reintegration.action where id::text = lower(?) and case_id = ?")
                        .params(typed, id.id())
                        .query((row, number) -> new Step(row.getObject("id", UUID.class), row.getString("text")))
                        .optional();
    }

    private List<Offered> offered(CaseCard card, Locale locale) {
        return jdbc.sql("""
                        with open as materialized (
                            select id, name, places, starts_on, ends_on from reintegration.course
                            where centre_id = :centre and state = 'PLANNED' and ends_on >= :today
                            order by starts_on, id limit 100)
                        select o.*, not :kept and coalesce(t.taken, 0) >= o.places as full_up
                        from open o left join reintegration.places_taken(array(select id from open)) t on t.course_id = o.id
                        order by o.starts_on, o.id
                        """)
                .param("centre", card.centre().id())
                .param("kept", card.kept())
                .param("today", CentreTime.day(clock.instant(), card.zone()))
                .query((row, number) -> new Offered(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        CourseCatalogue.days(
                                row.getObject("starts_on", LocalDate.class),
                                row.getObject("ends_on", LocalDate.class),
                                locale),
                        row.getBoolean("full_up")))
                .list();
    }
}
