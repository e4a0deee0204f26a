package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Who came to a centre's sessions of the past: heads counted by taps, or typed in from a paper sheet afterwards. */
final class AttendanceYear {

    private static final Weighted<String> BANDS = Weighted.of("18_29", 44)
            .or("30_59", 36)
            .or("UNDER_18", 8)
            .or("60_PLUS", 7)
            .or("UNKNOWN", 5);

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final Draw draw;
    private final Rows heads;
    private final Rows sheets;

    AttendanceYear(Connection connection, DemonstrationCentre centre, Draw draw) throws SQLException {
        this.connection = connection;
        this.centre = centre;
        this.draw = draw;
        heads = new Rows(
                connection,
                "outreach.head_count",
                "id, centre_id, session_id, source, sex, age_band, number, counted_at, counted_by");
        sheets = new Rows(
                connection, "outreach.sheet_entry", "id, centre_id, session_id, people, entered_at, entered_by");
    }

    private record Session(UUID id, int capacity, Instant starts, Instant ends, UUID officer) {}

    void write() throws SQLException {
        for (Session session : held()) {
            int people = session.capacity() / 3 + draw.below(session.capacity() * 2 / 3);
            if (draw.chance(0.6)) {
                tapped(session, people);
            } else {
                onASheet(session, people);
            }
        }
        heads.flush();
        sheets.flush();
    }

    private void tapped(Session session, int people) throws SQLException {
        for (int i = 0; i < people; i++) {
            Instant at = session.starts().plusSeconds(draw.below(1200));
            head(session, draw.id(at), "TAP", sex(), draw.from(BANDS), 1, at);
        }
    }

    private void onASheet(Session session, int people) throws SQLException {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < people; i++) {
            counts.merge(sex() + " " + draw.from(BANDS), 1, Integer::sum);
        }
        Instant at = session.ends().plus(Duration.ofHours(18));
        sheets.add(draw.id(at), centre.id(), session.id(), people, at, session.officer());
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            String[] bracket = count.getKey().split(" ");
            head(session, draw.id(at), "SHEET", bracket[0], bracket[1], count.getValue(), at);
        }
    }

    private void head(Session session, UUID id, String source, String sex, String band, int number, Instant at)
            throws SQLException {
        heads.add(id, centre.id(), session.id(), source, sex, band, number, at, session.officer());
    }

    private String sex() {
        return draw.chance(0.53) ? "F" : draw.chance(0.95) ? "M" : "UNKNOWN";
    }

    private List<Session> held() throws SQLException {
        List<Session> sessions = new ArrayList<>();
        try (var asked = connection.prepareStatement("""
                select id, coalesce(capacity, 40) as capacity, starts_at, ends_at, created_by
                from outreach.awareness_session where centre_id = ? and state = 'HELD' order by starts_at, id
                """)) {
            asked.setObject(1, centre.id());
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    sessions.add(new Session(
                            row.getObject("id", UUID.class),
                            Math.min(60, row.getInt("capacity")),
                            row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                            row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                            row.getObject("created_by", UUID.class)));
                }
            }
        }
        return sessions;
    }
}
