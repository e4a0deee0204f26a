package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What people knew before and after half of a centre's sessions: better afterwards, most of them. */
final class KnowledgeYear {

    private static final double KNOWN_BEFORE = 0.45;
    private static final double KNOWN_AFTER = 0.78;
    private static final double LEFT_EARLY = 0.12;

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final Draw draw;
    private final Rows rounds;
    private final Rows sheets;

    KnowledgeYear(Connection connection, DemonstrationCentre centre, Draw draw) throws SQLException {
        this.connection = connection;
        this.centre = centre;
        this.draw = draw;
        rounds = new Rows(
                connection,
                "outreach.knowledge_round",
                "session_id, version, centre_id, topic_code, questions, code, seats, open_for, started_at");
        sheets = new Rows(
                connection,
                "outreach.knowledge_sheet",
                "id, centre_id, session_id, phase, seat, source, answers, correct, asked, once");
    }

    /** A session that was held, with the statements on its main topic and which of them are true. */
    private record Held(UUID id, Instant startsAt, String topic, List<String> questions, List<String> right) {}

    void write() throws SQLException {
        for (Held held : held()) {
            rounds.add(held.id(), 0L, centre.id(), held.topic(), held.questions(), code(), 40, null, held.startsAt());
            String source = draw.chance(0.6) ? "PHONE" : "PAPER";
            int seats = 8 + draw.below(15);
            for (int seat = 1; seat <= seats; seat++) {
                sheet(held, "BEFORE", seat, source, KNOWN_BEFORE);
                if (!draw.chance(LEFT_EARLY)) {
                    sheet(held, "AFTER", seat, source, KNOWN_AFTER);
                }
            }
        }
        rounds.flush();
        sheets.flush();
    }

    private void sheet(Held held, String phase, int seat, String source, double known) throws SQLException {
        List<String> answers = new ArrayList<>();
        int correct = 0;
        for (String answer : held.right()) {
            boolean right = draw.chance(known);
            String other = draw.chance(0.5) ? "UNSURE" : answer.equals("TRUE") ? "FALSE" : "TRUE";
            answers.add(right ? answer : other);
            correct += right ? 1 : 0;
        }
        sheets.add(
                draw.id(held.startsAt()),
                centre.id(),
                held.id(),
                phase,
                seat,
                source,
                answers,
                correct,
                answers.size(),
                draw.id(held.startsAt()));
    }

    private List<Held> held() throws SQLException {
        List<Held> sessions = new ArrayList<>();
        try (var asked = connection.prepareStatement("""
                select s.id, s.starts_at, t.topic_code, array_agg(q.code order by q.position) as questions,
                       array_agg(q.right_answer order by q.position) as answers,
                       row_number() over (order by s.starts_at) as number
                from outreach.awareness_session s
                join outreach.session_topic t on t.session_id = s.id and t.position = 0
                join outreach.knowledge_question q on q.topic_code = t.topic_code and not q.retired
                where s.centre_id = ? and s.state = 'HELD'
                group by s.id, s.starts_at, t.topic_code
                order by s.starts_at
                """)) {
            asked.setObject(1, centre.id());
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    if (row.getLong("number") % 2 == 0) {
                        sessions.add(new Held(
                                row.getObject("id", UUID.class),
                                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                                row.getString("topic_code"),
                                List.of((String[]) row.getArray("questions").getArray()),
                                List.of((String[]) row.getArray("answers").getArray())));
                    }
                }
            }
        }
        return sessions;
    }

    private String code() {
        String symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            code.append(symbols.charAt(draw.below(symbols.length())));
        }
        return code.toString();
    }
}
