package org.mrcportal.reintegration.training;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.CasePeople;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who takes part in which course. Places are kept by the database. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Enrolments {

    private static final String COLUMNS = """
            e.id, e.course_id, e.case_id, e.client_id, e.action_id, e.state, c.name, c.kind, c.starts_on, c.ends_on, c.state as course_state,
                   (select count(*) from reintegration.course_attendance a where a.enrolment_id = e.id) as days,
                   e.case_id = any ((select reintegration.unwritable_cases())::uuid[]) as fixed
            """;

    private static final String ROWS = "select " + COLUMNS
            + "from reintegration.enrolment e join reintegration.course c on c.id = e.course_id where ";

    private final JdbcClient jdbc;

    Enrolments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param action the step of the plan it fulfils; or null
     * @param days on which the person was there
     * @param fixed of a case that the reader may only read
     */
    record Enrolled(
            UUID id,
            UUID course,
            CaseId file,
            ClientId client,
            @Nullable UUID action,
            String state,
            String name,
            String kind,
            LocalDate startsOn,
            LocalDate endsOn,
            String courseState,
            int days,
            boolean fixed) {

        /** Had a place at some time, so that the person may have been there. */
        boolean mayAttend() {
            return !state.equals("CANCELLED") && !state.equals("WAITING");
        }

        public boolean isCompleted() {
            return state.equals("COMPLETED");
        }
    }

    /**
     * The people of a case, the client first, and whether each belongs to the household now; one statement with the courses.
     *
     * @param each is given every enrolment, the latest course first
     */
    Map<ClientId, Boolean> of(CaseId file, Consumer<Enrolled> each) {
        Map<ClientId, Boolean> people = new LinkedHashMap<>();
        jdbc.sql(CasePeople.PEOPLE + """
                        select coalesce(p.client_id, e.client_id) as person, p.client_id is not null as here,
                        """ + COLUMNS + """
                        from people p
                        full join (select * from reintegration.enrolment where case_id = :case) e on e.client_id = p.client_id
                        left join reintegration.course c on c.id = e.course_id
                        order by p.place, p.since, c.starts_on desc, e.id limit 200
                        """)
                .param("case", file.id())
                .query((row, number) -> {
                    people.put(new ClientId(row.getObject("person", UUID.class)), row.getBoolean("here"));
                    if (row.getObject("id") != null) {
                        each.accept(enrolled(row, number));
                    }
                    return true;
                })
                .list();
        return people;
    }

    /** Those the reader may know of; who waits comes last, in the order of the places. */
    List<Enrolled> inCourse(UUID course) {
        return jdbc.sql(ROWS + "e.course_id = ? order by e.state = 'WAITING', e.enrolled_at, e.id limit 500")
                .param(course)
                .query(Enrolments::enrolled)
                .list();
    }

    Optional<Enrolled> find(UUID id) {
        return jdbc.sql(ROWS + "e.id = ?").param(id).query(Enrolments::enrolled).optional();
    }

    /** How many places are taken; who takes part through a protected case takes none from others. */
    Map<UUID, Integer> taken(Collection<UUID> courses) {
        Map<UUID, Integer> taken = new HashMap<>();
        jdbc.sql("select course_id, taken from reintegration.places_taken(:courses)")
                .param("courses", courses.toArray(UUID[]::new))
                .query((row, number) -> taken.put(row.getObject("course_id", UUID.class), row.getInt("taken")))
                .list();
        return taken;
    }

    boolean known(UUID once) {
        return exists("once = ?", once);
    }

    boolean takesPart(UUID course, ClientId client) {
        return exists("course_id = ? and client_id = ? and state <> 'CANCELLED'", course, client.id());
    }

    private boolean exists(String condition, Object... values) {
        return jdbc.sql("select exists (select from reintegration.enrolment where " + condition + ")")
                .params(values)
                .query(Boolean.class)
                .single();
    }

    UUID add(
            CaseCard card,
            UUID course,
            ClientId client,
            @Nullable UUID action,
            boolean waiting,
            UUID once,
            StaffId by,
            Instant now) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        jdbc.sql("""
                        insert into reintegration.enrolment (id, version, centre_id, course_id, case_id, client_id, action_id,
                                                             state, state_since, enrolled_by, enrolled_at, once)
                        values (:id, 0, :centre, :course, :case, :client, :action, :state, :now, :by, :now, :once)
                        """)
                .param("id", id)
                .param("centre", card.centre().id())
                .param("course", course)
                .param("case", card.id().id())
                .param("client", client.id())
                .param("action", action)
                .param("state", waiting ? "WAITING" : "ENROLLED")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by.id())
                .param("once", once)
                .update();
        return id;
    }

    /**
     * Holds the course first, as whoever gives a free place to the next one does. How it ended is corrected the same way.
     *
     * @return whether it was open, or had ended otherwise, until now
     */
    boolean settle(UUID id, String state, Instant now) {
        jdbc.sql("""
                        select c.id from reintegration.course c join reintegration.enrolment e on e.course_id = c.id
                        where e.id = ? for update of c
                        """).param(id).query(UUID.class).optional();
        return jdbc.sql("""
                                update reintegration.enrolment set state = ?, state_since = ?, version = version + 1
                                where id = ? and (state = 'ENROLLED' or state = 'WAITING' and ? = 'CANCELLED'
                                                  or state in ('COMPLETED', 'LEFT') and ? in ('COMPLETED', 'LEFT') and state <> ?)
                                """)
                        .params(state, now.atOffset(ZoneOffset.UTC), id, state, state, state)
                        .update()
                > 0;
    }

    private static Enrolled enrolled(ResultSet row, int number) throws SQLException {
        return new Enrolled(
                row.getObject("id", UUID.class),
                row.getObject("course_id", UUID.class),
                new CaseId(row.getObject("case_id", UUID.class)),
                new ClientId(row.getObject("client_id", UUID.class)),
                row.getObject("action_id", UUID.class),
                row.getString("state"),
                row.getString("name"),
                row.getString("kind"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getString("course_state"),
                row.getInt("days"),
                row.getBoolean("fixed"));
    }
}
