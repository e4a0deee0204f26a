package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Seal;
import org.mrcportal.shared.SecretLinks;

/**
 * Who registered for a centre's sessions of the last weeks and the weeks to come: alone or as a group, half of them with a
 * name, and for the next session more people than places. Nobody gives a number or an address, so that nobody is written to.
 */
final class SessionGuests {

    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final List<String> NAMES = List.of(
            "Malika", "Jasur", "Зарина", "Фаррух", "Aigul", "Нурлан", "Oʻgʻiloy", "Sherzod", "Гулнора", "Тимур");

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final SecretLinks links;
    private final Seal seal;
    private final Draw draw;
    private final Instant now;
    private final Rows rows;

    SessionGuests(
            Connection connection, DemonstrationCentre centre, SecretLinks links, Seal seal, Draw draw, Instant now)
            throws SQLException {
        this.connection = connection;
        this.centre = centre;
        this.links = links;
        this.seal = seal;
        this.draw = draw;
        this.now = now;
        rows = new Rows(
                connection,
                "outreach.registration",
                "id, version, centre_id, session_id, state, people, name, reminders, page_language, reference, token_hash,"
                        + " once, joined_at, offers, offered_until, registered_at, cancelled_at, sequence");
    }

    private record Meeting(UUID id, Instant startsAt, int capacity, String state) {}

    void write() throws SQLException {
        boolean full = false;
        for (Meeting meeting : meetings()) {
            boolean next = !full && meeting.startsAt().isAfter(now.plus(Duration.ofDays(2))) && !over(meeting);
            guests(meeting, next ? meeting.capacity() : meeting.capacity() * (30 + draw.below(40)) / 100);
            if (next) {
                add(meeting, "WAITING", 4, now.minus(Duration.ofHours(5)));
                add(meeting, "WAITING", 1, now.minus(Duration.ofHours(3)));
                add(meeting, "WAITING", 2, now.minus(Duration.ofHours(2)));
                full = true;
            }
        }
        rows.flush();
    }

    private boolean over(Meeting meeting) {
        return !meeting.state().equals("PUBLISHED");
    }

    private void guests(Meeting meeting, int places) throws SQLException {
        Instant until = meeting.startsAt().isBefore(now) ? meeting.startsAt() : now;
        int left = places;
        while (left > 0) {
            int people = Math.min(left, draw.chance(0.7) ? 1 : 2 + draw.below(4));
            add(meeting, "REGISTERED", people, until.minus(Duration.ofMinutes(30 + draw.below(2600))));
            left -= people;
        }
        add(meeting, "CANCELLED", 1 + draw.below(2), until.minus(Duration.ofMinutes(30 + draw.below(2600))));
    }

    private void add(Meeting meeting, String state, int people, Instant joined) throws SQLException {
        UUID id = draw.id(joined);
        @Nullable String name = draw.chance(0.5) ? draw.oneOf(NAMES) : null;
        rows.add(
                id,
                0L,
                centre.id(),
                meeting.id(),
                state,
                people,
                seal.seal(name, "registration.name:" + id),
                false,
                draw.chance(0.6) ? centre.languages().getFirst() : "ru",
                reference(),
                links.tokenHash(links.token("registrations", id)),
                draw.id(joined),
                joined,
                0,
                null,
                state.equals("REGISTERED") ? joined : null,
                state.equals("CANCELLED") ? joined.plus(Duration.ofMinutes(20)) : null,
                state.equals("CANCELLED") ? 1 : 0);
    }

    private String reference() {
        StringBuilder reference = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            reference.append(SYMBOLS.charAt(draw.below(SYMBOLS.length())));
        }
        return reference.toString();
    }

    /** Those that took registrations, from three weeks ago on; whoever came earlier is forgotten. */
    private List<Meeting> meetings() throws SQLException {
        List<Meeting> meetings = new ArrayList<>();
        try (var asked = connection.prepareStatement("""
                select id, starts_at, capacity, state from outreach.awareness_session
                where centre_id = ? and registration and capacity is not null and state <> 'DRAFT' and starts_at > ?
                order by starts_at, id
                """)) {
            asked.setObject(1, centre.id());
            asked.setObject(2, now.minus(Duration.ofDays(21)).atOffset(ZoneOffset.UTC));
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    meetings.add(new Meeting(
                            row.getObject("id", UUID.class),
                            row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                            row.getInt("capacity"),
                            row.getString("state")));
                }
            }
        }
        return meetings;
    }
}
