package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.mrcportal.shared.Seal;

/**
 * Who came to a centre's sessions of the past: heads counted by taps, or typed in from a paper sheet afterwards, and
 * lately some who gave a name because they want a certificate.
 */
final class AttendanceYear {

    /** Names are forgotten a while after a session. */
    private static final Duration KEPT = Duration.ofDays(25);

    private static final double SHOWS_UP = 0.7;

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
    private final Rows named;
    private final Map<UUID, List<Ticket>> tickets = new HashMap<>();
    private final Seal seal;
    private final Instant now;

    AttendanceYear(Connection connection, DemonstrationCentre centre, Seal seal, Draw draw, Instant now)
            throws SQLException {
        this.seal = seal;
        this.now = now;
        this.connection = connection;
        this.centre = centre;
        this.draw = draw;
        heads = new Rows(
                connection,
                "outreach.head_count",
                "id, centre_id, session_id, source, sex, age_band, number, counted_at, counted_by");
        sheets = new Rows(
                connection, "outreach.sheet_entry", "id, centre_id, session_id, people, entered_at, entered_by");
        named = new Rows(
                connection,
                "outreach.check_in",
                "id, version, centre_id, session_id, registration_id, name, people, sex, age_band, checked_in_at,"
                        + " checked_in_by, once");
    }

    private record Ticket(UUID registration, int people) {}

    private record Session(UUID id, int capacity, Instant starts, Instant ends, UUID officer) {}

    void write() throws SQLException {
        readTickets();
        for (Session session : held()) {
            int all = session.capacity() / 3 + draw.below(session.capacity() * 2 / 3);
            int people = Math.max(5, all - byTicket(session));
            if (draw.chance(0.6)) {
                tapped(session, people);
            } else {
                onASheet(session, people);
            }
            if (session.ends().isAfter(now.minus(KEPT))) {
                byName(session, 3 + draw.below(5));
            }
        }
        heads.flush();
        sheets.flush();
        named.flush();
    }

    /** Checks in who came of those who had registered, and says how many that were. */
    private int byTicket(Session session) throws SQLException {
        int came = 0;
        for (Ticket ticket : tickets.getOrDefault(session.id(), List.of())) {
            if (draw.chance(SHOWS_UP)) {
                Instant at = session.starts().minusSeconds(draw.below(900));
                boolean alone = ticket.people() == 1;
                named.add(
                        draw.id(at),
                        0L,
                        centre.id(),
                        session.id(),
                        ticket.registration(),
                        null,
                        ticket.people(),
                        alone ? sex() : "UNKNOWN",
                        alone ? draw.from(BANDS) : "UNKNOWN",
                        at,
                        session.officer(),
                        draw.id(at));
                came += ticket.people();
            }
        }
        return came;
    }

    private void byName(Session session, int people) throws SQLException {
        Names names = new Names(draw);
        for (int i = 0; i < people; i++) {
            Instant at = session.starts().plusSeconds(draw.below(900));
            UUID id = draw.id(at);
            String sex = draw.chance(0.5) ? "F" : "M";
            named.add(
                    id,
                    0L,
                    centre.id(),
                    session.id(),
                    null,
                    seal.seal(names.called(manner(), sex), "check-in.name:" + id),
                    1,
                    sex,
                    draw.from(BANDS),
                    at,
                    session.officer(),
                    draw.id(at));
        }
    }

    private Names.Manner manner() {
        return switch (centre.country()) {
            case "TJ" -> Names.Manner.TAJIK;
            case "KG" -> Names.Manner.KYRGYZ;
            default -> Names.Manner.UZBEK_LATIN;
        };
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

    private void readTickets() throws SQLException {
        try (var asked = connection.prepareStatement("""
                select r.id, r.session_id, r.people from outreach.registration r
                join outreach.awareness_session s on s.id = r.session_id and s.state = 'HELD'
                where r.centre_id = ? and r.state = 'REGISTERED' order by r.id
                """)) {
            asked.setObject(1, centre.id());
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    tickets.computeIfAbsent(row.getObject("session_id", UUID.class), session -> new ArrayList<>())
                            .add(new Ticket(row.getObject("id", UUID.class), row.getInt("people")));
                }
            }
        }
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
