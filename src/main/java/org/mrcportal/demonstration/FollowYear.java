package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How people of a centre's cases were asked how it goes: most answered, some were not reached, a few are due today. With some contact was lost. */
final class FollowYear {

    private static final Weighted<String> BUSINESS =
            Weighted.of("RUNNING", 50).or("RESTING", 15).or("ENDED", 8).or("NONE", 27);

    private static final Weighted<String> INCOME =
            Weighted.of("ENOUGH", 38).or("ALMOST", 37).or("TOO_LITTLE", 25);

    private static final Weighted<String> LEAVE =
            Weighted.of("NO", 62).or("WISH", 20).or("NEED", 14).or("DECLINED", 4);

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final Draw draw;
    private final Instant now;
    private final Rows followUps;
    private final Rows attempts;
    private final Rows events;
    private final PreparedStatement tracers;
    private final List<UUID> lost = new ArrayList<>();

    FollowYear(Connection connection, DemonstrationCentre centre, Draw draw, Instant now) throws SQLException {
        this.connection = connection;
        this.centre = centre;
        this.draw = draw;
        this.now = now;
        followUps = new Rows(
                connection,
                "reintegration.follow_up",
                "id, version, centre_id, case_id, client_id, round, due_on, best_from, best_until, state, first_tried_at,"
                        + " next_at, settled_at, once, created_at");
        attempts = new Rows(
                connection,
                "reintegration.follow_up_attempt",
                "id, centre_id, case_id, follow_up_id, at, way, result, next_at, staff_id, once");
        events = new Rows(
                connection,
                "reintegration.case_event",
                "id, centre_id, case_id, at, kind, subject_id, staff_id, detail");
        tracers = connection.prepareStatement("""
                insert into reintegration.tracer (follow_up_id, centre_id, case_id, questions, answers, asked_by, asked_at)
                values (?, ?, ?, 1, ?::jsonb, ?, ?)
                """);
    }

    /** A case that somebody works on or has worked on. */
    private record Followed(
            UUID id,
            UUID client,
            String state,
            UUID owner,
            LocalDate returned,
            Instant opened,
            @Nullable Instant closed) {}

    void write() throws SQLException {
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        List<Followed> cases = cases();
        for (int i = 0; i < cases.size(); i++) {
            Followed file = cases.get(i);
            if (file.state().equals("ACTIVE") && i % 2 == 0) {
                inBetween(file, today.plusDays(draw.below(14) - 6L), i % 4 == 0 ? draw.below(3) : 0);
            } else if (file.closed() != null && lost.size() < 2 && i % 5 == 4) {
                lost(file, file.closed());
            } else {
                rounds(file, today);
            }
        }
        followUps.flush();
        attempts.flush();
        events.flush();
        tracers.executeBatch();
        tracers.close();
        callLost();
        agree();
    }

    /** Three attempts in the 75 days before the case was closed, all in vain. */
    private void lost(Followed file, Instant closed) throws SQLException {
        Instant first = closed.minus(Duration.ofDays(75));
        UUID id = draw.id(first);
        Instant end = closed.minus(Duration.ofHours(1));
        row(file, id, "OTHER", LocalDate.ofInstant(first, centre.zone()), false, "NOT_REACHED", first, null, end);
        for (int days : new int[] {0, 30, 74}) {
            attempt(file, id, first.plus(Duration.ofDays(days)), days == 30 ? "WRONG_NUMBER" : "NO_ANSWER");
        }
        event(file, end, "FOLLOW_UP_NOT_REACHED", id, "OTHER");
        lost.add(file.id());
    }

    private void callLost() throws SQLException {
        try (var call = connection.prepareStatement(
                "update reintegration.closure set reason = 'LOST_CONTACT' where case_id = any (?)")) {
            call.setArray(1, connection.createArrayOf("uuid", lost.toArray()));
            call.executeUpdate();
        }
    }

    /** Most of those who are to be asked agree to it; of the others the worklist says so. */
    private void agree() throws SQLException {
        try (var agreed = connection.prepareStatement("""
                insert into clients.consent (id, client_id, centre_id, purpose, wording, language, how, given_at)
                select distinct on (s.client_id) md5('follow-up:' || s.client_id)::uuid, s.client_id, s.centre_id, 'FOLLOW_UP',
                       s.wording, s.language, s.how, s.given_at
                from clients.consent s
                where s.centre_id = ? and s.purpose = 'SERVICE' and left(md5(s.client_id::text), 1) not in ('0', '1')
                  and s.client_id in (select f.client_id from reintegration.follow_up f where f.state = 'DUE')
                  and not exists (select from clients.consent o where o.client_id = s.client_id and o.purpose = 'FOLLOW_UP')
                order by s.client_id, s.given_at
                """)) {
            agreed.setObject(1, centre.id());
            agreed.executeUpdate();
        }
    }

    private void rounds(Followed file, LocalDate today) throws SQLException {
        String[] rounds = {"M3", "M6", "M12"};
        int[] months = {3, 6, 12};
        for (int i = 0; i < rounds.length; i++) {
            LocalDate due = file.returned().plusMonths(months[i]);
            Instant day = due.atTime(10 + draw.below(7), 5 * draw.below(12))
                    .atZone(centre.zone())
                    .toInstant();
            boolean over = file.closed() != null && day.isAfter(file.closed());
            if (over) {
                break;
            }
            if (due.isBefore(today.minusDays(70)) && draw.chance(0.12)) {
                notReached(file, rounds[i], due, day);
            } else if (due.isBefore(today.minusDays(4))) {
                done(file, rounds[i], due, day);
            } else if (file.closed() == null) {
                row(file, draw.id(now), rounds[i], due, draw.chance(0.5), "DUE", null, null, null);
            }
        }
    }

    private void inBetween(Followed file, LocalDate due, int tries) throws SQLException {
        UUID id = draw.id(now);
        Instant first = now.minus(Duration.ofDays(3L * tries));
        row(file, id, "OTHER", due, draw.chance(0.6), "DUE", tries == 0 ? null : first, tries == 0 ? null : now, null);
        for (int i = 0; i < tries; i++) {
            attempt(file, id, first.plus(Duration.ofDays(3L * i)), "NO_ANSWER");
        }
    }

    private void done(Followed file, String round, LocalDate due, Instant at) throws SQLException {
        UUID id = draw.id(at);
        row(file, id, round, due, false, "DONE", at, null, at);
        attempt(file, id, at, "REACHED");
        boolean gone = draw.chance(0.13);
        String answers = """
                {"MIGRATED": "%s", "CHANNEL": "%s", "PAID": "%s", "PROBLEM": "%s", "ADVICE": "%s", "BUSINESS": "%s", "INCOME": "%s", "LEAVE": "%s"}
                """.formatted(
                        gone ? "YES" : "NO",
                        gone ? draw.oneOf(List.of("STATE", "RELATIVES", "ALONE", "AGENCY")) : "NOT_ASKED",
                        gone ? draw.oneOf(List.of("NOBODY", "STATE", "AGENCY", "BROKER")) : "NOT_ASKED",
                        gone ? draw.oneOf(List.of("NO", "NO", "WAGES", "PAPERS")) : "NOT_ASKED",
                        draw.oneOf(List.of("YES", "YES", "PARTLY", "NO", "NOT_ASKED")),
                        draw.from(BUSINESS),
                        draw.from(INCOME),
                        gone ? "NOT_ASKED" : draw.from(LEAVE));
        tracers.setObject(1, id);
        tracers.setObject(2, centre.id());
        tracers.setObject(3, file.id());
        tracers.setString(4, answers);
        tracers.setObject(5, file.owner());
        tracers.setObject(6, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
        tracers.addBatch();
        event(file, at, "FOLLOW_UP_DONE", id, round);
    }

    private void notReached(Followed file, String round, LocalDate due, Instant first) throws SQLException {
        UUID id = draw.id(first);
        Instant end = first.plus(Duration.ofDays(62));
        row(file, id, round, due, false, "NOT_REACHED", first, null, end);
        for (int days : new int[] {0, 21, 62}) {
            attempt(file, id, first.plus(Duration.ofDays(days)), "NO_ANSWER");
        }
        event(file, end, "FOLLOW_UP_NOT_REACHED", id, round);
    }

    private void row(
            Followed file,
            UUID id,
            String round,
            LocalDate due,
            boolean evening,
            String state,
            @Nullable Instant tried,
            @Nullable Instant next,
            @Nullable Instant settled)
            throws SQLException {
        followUps.add(
                id,
                0L,
                centre.id(),
                file.id(),
                file.client(),
                round,
                due,
                evening ? LocalTime.of(17, 0) : null,
                evening ? LocalTime.of(20, 0) : null,
                state,
                tried,
                next,
                settled,
                draw.id(now),
                file.opened());
    }

    private void attempt(Followed file, UUID followUp, Instant at, String result) throws SQLException {
        attempts.add(
                draw.id(at),
                centre.id(),
                file.id(),
                followUp,
                at,
                result.equals("NO_ANSWER") && draw.chance(0.2) ? "MESSAGE" : "CALL",
                result,
                result.equals("REACHED") ? null : at.plus(Duration.ofDays(3)),
                file.owner(),
                draw.id(at));
    }

    private void event(Followed file, Instant at, String kind, UUID subject, String detail) throws SQLException {
        events.add(draw.id(at), centre.id(), file.id(), at, kind, subject, file.owner(), detail);
    }

    private List<Followed> cases() throws SQLException {
        List<Followed> cases = new ArrayList<>();
        try (var asked = connection.prepareStatement("""
                select id, client_id, state, owner_id, returned_on, opened_at, closed_at from reintegration.case_file
                where centre_id = ? and state in ('ACTIVE', 'MONITORING', 'REOPENED', 'CLOSED') and owner_id is not null
                  and returned_on is not null
                order by opened_at, id
                """)) {
            asked.setObject(1, centre.id());
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
                    cases.add(new Followed(
                            row.getObject("id", UUID.class),
                            row.getObject("client_id", UUID.class),
                            row.getString("state"),
                            row.getObject("owner_id", UUID.class),
                            row.getObject("returned_on", LocalDate.class),
                            row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                            closed == null ? null : closed.toInstant()));
                }
            }
        }
        return cases;
    }
}
