package org.mrcportal.demonstration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.mrcportal.shared.Seal;

/** What somebody had entered wrongly and put right: a delivery, an answer of a partner, a case opened twice. */
final class MistakeDays {

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final Seal seal;
    private final Draw draw;

    MistakeDays(Connection connection, DemonstrationCentre centre, Seal seal, Draw draw) {
        this.connection = connection;
        this.centre = centre;
        this.seal = seal;
        this.draw = draw;
    }

    void write() throws SQLException {
        takenBack("DELIVERY", "HELP_TAKEN_BACK", "The sum lacked a nought", """
                select id, case_id, requested_by as staff_id, requested_at + interval '2 hours' as at, 'DELIVERED' as state,
                       delivered_on as day, spent
                from reintegration.assistance where centre_id = ? and state = 'ACKNOWLEDGED' and spent > 10
                order by requested_at desc, id limit 1
                """);
        takenBack("ANSWER", "REFERRAL_ANSWER_TAKEN_BACK", "It was about somebody else", """
                select id, case_id, made_by as staff_id, sent_at + interval '1 hour' as at, 'REFUSED' as state,
                       null::date as day, null::numeric as spent
                from reintegration.referral where centre_id = ? and state in ('ACCEPTED', 'SERVED') and not sensitive
                order by sent_at desc, id limit 1
                """);
        openedTwice();
    }

    /** Somebody had a case already: the second one was closed as soon as that was seen. */
    private void openedTwice() throws SQLException {
        Rows closures = new Rows(
                connection, "reintegration.closure", "id, centre_id, case_id, reason, closed_by, closed_at, once");
        Rows events =
                new Rows(connection, "reintegration.case_event", "id, centre_id, case_id, at, kind, staff_id, detail");
        try (var closed = connection.prepareStatement("""
                update reintegration.case_file f
                set state = 'CLOSED', state_since = opened_at + interval '3 hours', closed_at = opened_at + interval '3 hours'
                where f.id = (select c.id from reintegration.case_file c
                              where c.centre_id = ? and c.state = 'DRAFT' and not c.protected and not c.household
                                and c.owner_id is not null and not reintegration.came_to_something(c.id)
                              order by c.opened_at, c.id limit 1)
                returning id, owner_id, closed_at
                """)) {
            closed.setObject(1, centre.id());
            try (var row = closed.executeQuery()) {
                while (row.next()) {
                    Instant at = row.getTimestamp("closed_at").toInstant();
                    UUID file = row.getObject("id", UUID.class);
                    UUID by = row.getObject("owner_id", UUID.class);
                    closures.add(draw.id(at), centre.id(), file, "OPENED_BY_MISTAKE", by, at, draw.id(at));
                    events.add(draw.id(at), centre.id(), file, at, "CLOSED", by, "CLOSED");
                }
            }
        }
        closures.flush();
        events.flush();
    }

    private void takenBack(String kind, String event, String reason, String found) throws SQLException {
        Rows corrections = new Rows(
                connection,
                "reintegration.correction",
                "id, centre_id, case_id, kind, subject_id, state, day, spent, reason, made_by, made_at");
        Rows events = new Rows(
                connection, "reintegration.case_event", "id, centre_id, case_id, at, kind, subject_id, staff_id");
        try (var statement = connection.prepareStatement(found)) {
            statement.setObject(1, centre.id());
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    Instant at = row.getTimestamp("at").toInstant();
                    UUID id = draw.id(at);
                    UUID file = row.getObject("case_id", UUID.class);
                    UUID about = row.getObject("id", UUID.class);
                    UUID by = row.getObject("staff_id", UUID.class);
                    BigDecimal spent = row.getBigDecimal("spent");
                    corrections.add(
                            id,
                            centre.id(),
                            file,
                            kind,
                            about,
                            row.getString("state"),
                            row.getObject("day"),
                            spent == null ? null : spent.divide(BigDecimal.TEN, 2, RoundingMode.HALF_UP),
                            seal.seal(reason, "correction.reason:" + id),
                            by,
                            at);
                    events.add(draw.id(at), centre.id(), file, at, event, about, by);
                }
            }
        }
        corrections.flush();
        events.flush();
    }
}
