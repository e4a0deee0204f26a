package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.SecretLinks;

/**
 * Today's line at a centre: tickets for whoever waits or is received, somebody who was called and is not there, desks, a
 * screen in the hall, and a calendar address of a counsellor.
 */
final class QueueDay {

    private static final String[] DESKS = {"1", "2", "3"};

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final Colleague counsellor;
    private final SecretLinks links;
    private final Draw draw;
    private final Instant now;

    /** @param counsellor who called somebody, and has a calendar address */
    QueueDay(
            Connection connection,
            DemonstrationCentre centre,
            Colleague counsellor,
            SecretLinks links,
            Draw draw,
            Instant now) {
        this.connection = connection;
        this.centre = centre;
        this.counsellor = counsellor;
        this.links = links;
        this.draw = draw;
        this.now = now;
    }

    /** Somebody who is here today, as the line needs it. */
    private record Guest(
            @Nullable UUID walkIn,
            @Nullable UUID appointment,
            @Nullable Integer number,
            boolean waits) {}

    void write() throws SQLException {
        rules();
        feed();
        tickets();
    }

    private void rules() throws SQLException {
        UUID screen = draw.id(now);
        var rules = new Rows(
                connection,
                "counselling.queue_rules",
                "centre_id, version, patience_minutes, desks, screen, screen_hash");
        rules.add(centre.id(), 0L, 40, List.of(DESKS), screen, hash("screens", screen));
        rules.flush();
    }

    private void feed() throws SQLException {
        UUID id = draw.id(now);
        var feeds = new Rows(
                connection,
                "counselling.calendar_feed",
                "id, version, centre_id, staff_id, made_by, made_at, token_hash");
        feeds.add(
                id,
                0L,
                centre.id(),
                counsellor.id(),
                counsellor.id(),
                now.minus(Duration.ofDays(20)),
                hash("calendar", id));
        feeds.flush();
    }

    /** Walk-ins keep their numbers, booked people get the next ones; of those who wait, the second was called in vain. */
    private void tickets() throws SQLException {
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        var tickets = new Rows(
                connection,
                "counselling.ticket",
                "id, version, centre_id, day, number, walk_in_id, appointment_id, standing, first_called_at, called_at,"
                        + " called_by, desk, token_hash");
        Instant lately = now.minus(Duration.ofMinutes(4));
        Instant morning = today.atStartOfDay(centre.zone()).toInstant();
        int number = 0;
        int waiting = 0;
        for (Guest guest : guests(today)) {
            number = guest.number() == null ? number + 1 : guest.number();
            boolean inVain = guest.waits() && ++waiting == 2;
            Instant called = inVain ? (lately.isBefore(morning) ? morning : lately) : null;
            UUID id = draw.id(now);
            tickets.add(
                    id,
                    0L,
                    centre.id(),
                    today,
                    number,
                    guest.walkIn(),
                    guest.appointment(),
                    inVain ? "ON_HOLD" : "WAITING",
                    called,
                    called,
                    inVain ? counsellor.id() : null,
                    inVain ? DESKS[1] : null,
                    hash("tickets", id));
        }
        tickets.flush();
    }

    private List<Guest> guests(LocalDate today) throws SQLException {
        var guests = new ArrayList<Guest>();
        try (var asked = connection.prepareStatement("""
                select id walk_in, null::uuid appointment, ticket, state = 'WAITING' waits
                from counselling.walk_in where centre_id = ? and day = ?
                union all
                select null, id, null, state = 'ARRIVED' from counselling.appointment
                where centre_id = ? and starts_at >= ? and starts_at < ? and state in ('ARRIVED', 'IN_SESSION')
                order by ticket, appointment
                """)) {
            asked.setObject(1, centre.id());
            asked.setObject(2, today);
            asked.setObject(3, centre.id());
            asked.setObject(4, today.atStartOfDay(centre.zone()).toOffsetDateTime());
            asked.setObject(5, today.plusDays(1).atStartOfDay(centre.zone()).toOffsetDateTime());
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    guests.add(new Guest(
                            row.getObject("walk_in", UUID.class),
                            row.getObject("appointment", UUID.class),
                            row.getObject("ticket", Integer.class),
                            row.getBoolean("waits")));
                }
            }
        }
        return guests;
    }

    private byte[] hash(String kind, UUID about) {
        return links.tokenHash(links.token(kind, about));
    }
}
