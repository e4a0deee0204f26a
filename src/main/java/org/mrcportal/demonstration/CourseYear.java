package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A centre's courses: one took place, one runs, one that is to come is full and has people waiting, one is to come, and one is
 * over and nobody has said yet how it ended. People of its cases take part.
 */
final class CourseYear {

    private static final Map<String, List<String>> NAMES = Map.of(
            "TJ", List.of("Муносибат бо пул", "Соҳибкории хурд", "Дӯзандагӣ", "Забони олмонӣ", "Барқкорӣ"),
            "KG", List.of("Акча менен иштөө", "Чакан бизнес", "Тигүүчүлүк", "Немис тили", "Электрик"),
            "UZ", List.of("Pul bilan ishlash", "Kichik biznes", "Tikuvchilik", "Nemis tili", "Elektrik"));

    private static final List<String> KINDS =
            List.of("FINANCIAL_LITERACY", "ENTREPRENEURSHIP", "TRADE", "LANGUAGE", "TRADE");

    /** Which of them is full, and which nobody takes part in yet. */
    private static final int FULL = 2;

    private static final int EMPTY = 3;

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final Draw draw;
    private final Instant now;
    private final Rows courses;
    private final Rows enrolments;
    private final Rows days;
    private final Rows events;

    CourseYear(Connection connection, DemonstrationCentre centre, Draw draw, Instant now) throws SQLException {
        this.connection = connection;
        this.centre = centre;
        this.draw = draw;
        this.now = now;
        courses = new Rows(
                connection,
                "reintegration.course",
                "id, version, centre_id, kind, name, language, place, places, starts_on, ends_on, state, once, created_by,"
                        + " created_at");
        enrolments = new Rows(
                connection,
                "reintegration.enrolment",
                "id, version, centre_id, course_id, case_id, client_id, state, state_since, enrolled_by, enrolled_at, once");
        days = new Rows(
                connection,
                "reintegration.course_attendance",
                "centre_id, case_id, enrolment_id, day, marked_by, marked_at");
        events = new Rows(
                connection,
                "reintegration.case_event",
                "id, centre_id, case_id, at, kind, subject_id, staff_id, detail");
    }

    private record Learner(UUID file, UUID client, UUID owner) {}

    void write() throws SQLException {
        List<Learner> learners = learners();
        if (learners.isEmpty()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        List<String> names = NAMES.getOrDefault(centre.country(), NAMES.getOrDefault("UZ", List.of()));
        int[] begins = {-75, -12, 9, 30, -25};
        int[] lasts = {11, 25, 4, 40, 19};
        for (int i = 0; i < names.size(); i++) {
            LocalDate first = today.plusDays(begins[i]);
            course(names.get(i), KINDS.get(i), first, first.plusDays(lasts[i]), learners, i);
        }
        courses.flush();
        enrolments.flush();
        days.flush();
        events.flush();
    }

    private void course(String name, String kind, LocalDate first, LocalDate last, List<Learner> learners, int number)
            throws SQLException {
        Instant planned = now.minus(Duration.ofDays(100));
        boolean held = number == 0;
        UUID course = draw.id(planned);
        courses.add(
                course,
                0L,
                centre.id(),
                kind,
                name,
                centre.languages().getFirst(),
                null,
                number == FULL ? 4 : 10,
                first,
                last,
                held ? "HELD" : "PLANNED",
                draw.id(planned),
                learners.getFirst().owner(),
                planned);
        int taken = 0;
        for (int i = number; number != EMPTY && i < learners.size() && i < number + 3 * 7; i += 3) {
            boolean waits = number == FULL && taken == 4;
            enrol(course, kind, learners.get(i), first, last, held, waits);
            taken += waits ? 0 : 1;
        }
    }

    private void enrol(
            UUID course, String kind, Learner learner, LocalDate first, LocalDate last, boolean held, boolean waits)
            throws SQLException {
        Instant at = earlier(first.minusDays(5));
        boolean completed = held && !draw.chance(0.2);
        String state = waits ? "WAITING" : !held ? "ENROLLED" : completed ? "COMPLETED" : "LEFT";
        UUID id = draw.id(at);
        enrolments.add(
                id,
                0L,
                centre.id(),
                course,
                learner.file(),
                learner.client(),
                state,
                held ? earlier(last) : at,
                learner.owner(),
                at,
                draw.id(at));
        event(learner, at, waits ? "TRAINING_WAITS" : "TRAINING_ENROLLED", id, kind);
        if (held) {
            event(learner, earlier(last), completed ? "TRAINING_COMPLETED" : "TRAINING_LEFT", id, kind);
            if (completed) {
                event(learner, earlier(last.plusDays(1)), "TRAINING_CERTIFIED", id, kind);
            }
        }
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        for (LocalDate day = first; day.isBefore(today) && !day.isAfter(last); day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() < 6 && draw.chance(completed ? 0.92 : 0.6)) {
                days.add(centre.id(), learner.file(), id, day, learner.owner(), earlier(day));
            }
        }
    }

    private void event(Learner learner, Instant at, String kind, UUID subject, String detail) throws SQLException {
        events.add(draw.id(at), centre.id(), learner.file(), at, kind, subject, learner.owner(), detail);
    }

    /** In the afternoon of a day, and not after now. */
    private Instant earlier(LocalDate day) {
        Instant at = day.atTime(16, 0).atZone(centre.zone()).toInstant();
        return at.isBefore(now) ? at : now.minus(Duration.ofMinutes(10));
    }

    private List<Learner> learners() throws SQLException {
        List<Learner> learners = new ArrayList<>();
        try (var asked = connection.prepareStatement("""
                select id, client_id, owner_id from reintegration.case_file
                where centre_id = ? and state in ('PLAN_APPROVED', 'ACTIVE', 'MONITORING') and owner_id is not null
                order by opened_at, id
                """)) {
            asked.setObject(1, centre.id());
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    learners.add(new Learner(
                            row.getObject("id", UUID.class),
                            row.getObject("client_id", UUID.class),
                            row.getObject("owner_id", UUID.class)));
                }
            }
        }
        return learners;
    }
}
