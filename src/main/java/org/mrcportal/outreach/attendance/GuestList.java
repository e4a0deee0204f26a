package org.mrcportal.outreach.attendance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is registered for a session and who has come, within the scope of the transaction. */
@Component
class GuestList {

    private static final String GUESTS = """
            select r.id as registration, r.reference, r.people as places, r.name as registered_name, c.id as check_in,
                   c.name as name, c.people as came, c.checked_in_at, c.sex, c.age_band, coalesce(c.checked_in_at, r.registered_at) as at
            from outreach.registration r
            left join outreach.check_in c on c.registration_id = r.id and c.undone_at is null
            where r.session_id = :session and (r.state = 'REGISTERED' or c.id is not null)
            union all
            select null, null, 1, null, c.id, c.name, c.people, c.checked_in_at, c.sex, c.age_band, c.checked_in_at
            from outreach.check_in c
            where c.session_id = :session and c.registration_id is null and c.undone_at is null
            """;

    private static final String TICKETS = """
            select r.id, r.session_id, r.reference, r.state, r.people, r.name from outreach.registration r
            where r.reference in (:references)
            """;

    private final JdbcClient jdbc;
    private final Seal seal;

    GuestList(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /** A registration as whoever holds its ticket in hand sees it. */
    record Ticket(
            UUID registration,
            SessionId session,
            String reference,
            String state,
            int places,
            @Nullable String name) {

        boolean isRegistered() {
            return state.equals("REGISTERED");
        }

        /** For reading aloud. */
        public String grouped() {
            return Reference.grouped(reference);
        }
    }

    /** @param all how many there are, shown or not */
    record Listed(List<Guest> guests, int all) {}

    /** The first of them, those who are still expected before those who are in; only their names are opened. */
    Listed first(SessionOnPlan session, int most) {
        record Row(Guest guest, int all) {}
        List<Row> rows = jdbc.sql("select g.*, count(*) over () as number from (" + GUESTS + """
                        ) g order by g.check_in is not null, g.at, g.registration, g.check_in limit :most
                        """)
                .param("session", session.id().id())
                .param("most", most)
                .query((row, number) -> new Row(guest(row, session.zone()), row.getInt("number")))
                .list();
        return new Listed(
                rows.stream().map(Row::guest).toList(),
                rows.isEmpty() ? 0 : rows.getFirst().all());
    }

    /** Those whose name or reference is like what is typed. Names are sealed, so all of them are looked through. */
    Listed like(SessionOnPlan session, String typed, int most) {
        List<Guest> found = new ArrayList<>();
        AtomicInteger all = new AtomicInteger();
        jdbc.sql("select * from (" + GUESTS + ") g order by g.check_in is not null, g.at, g.registration, g.check_in")
                .param("session", session.id().id())
                .query(row -> {
                    Guest guest = guest(row, session.zone());
                    if (guest.isLike(typed) && all.incrementAndGet() <= most) {
                        found.add(guest);
                    }
                });
        return new Listed(found, all.get());
    }

    /** The one with that registration or that check-in, if it is of the session. */
    Optional<Guest> find(SessionOnPlan session, UUID registrationOrCheckIn) {
        return jdbc.sql("select * from (" + GUESTS + ") g where g.registration = :id or g.check_in = :id")
                .param("session", session.id().id())
                .param("id", registrationOrCheckIn)
                .query((row, number) -> guest(row, session.zone()))
                .optional();
    }

    /** The registrations with these references, at any of the scope's centres. */
    List<Ticket> find(List<String> references) {
        return tickets(TICKETS, references);
    }

    /** The same, locked until the transaction ends: nobody else checks one in meanwhile, or cancels it. */
    List<Ticket> lock(List<String> references) {
        return tickets(TICKETS + " for no key update", references);
    }

    /** Empty where it has not come, or its check-in was undone. */
    Optional<UUID> checkInOf(UUID registration) {
        return jdbc.sql("select id from outreach.check_in where registration_id = ? and undone_at is null")
                .param(registration)
                .query(UUID.class)
                .optional();
    }

    private List<Ticket> tickets(String sql, List<String> references) {
        return references.isEmpty()
                ? List.of()
                : jdbc.sql(sql)
                        .param("references", references)
                        .query((row, number) -> ticket(row))
                        .list();
    }

    private Guest guest(ResultSet row, ZoneId zone) throws SQLException {
        UUID registration = row.getObject("registration", UUID.class);
        UUID checkIn = row.getObject("check_in", UUID.class);
        OffsetDateTime since = row.getObject("checked_in_at", OffsetDateTime.class);
        return new Guest(
                registration,
                row.getString("reference"),
                row.getInt("places"),
                checkIn == null
                        ? registeredName(row.getBytes("registered_name"), Objects.requireNonNull(registration))
                        : seal.open(row.getBytes("name"), CheckIn.nameContext(checkIn)),
                checkIn,
                row.getInt("came"),
                since == null ? null : CentreTime.time(since.toInstant(), zone),
                checkIn == null ? Bracket.UNKNOWN : new Bracket(row.getString("sex"), row.getString("age_band")));
    }

    private Ticket ticket(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Ticket(
                id,
                new SessionId(row.getObject("session_id", UUID.class)),
                row.getString("reference"),
                row.getString("state"),
                row.getInt("people"),
                registeredName(row.getBytes("name"), id));
    }

    private @Nullable String registeredName(byte @Nullable [] sealed, UUID registration) {
        return seal.open(sealed, "registration.name:" + registration);
    }
}
