package org.mrcportal.outreach.attendance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who was checked in by name, for the certificates. Within the scope of the transaction. */
@Component
@Transactional(readOnly = true)
public class NamedAttendees {

    private final JdbcClient jdbc;
    private final Seal seal;

    NamedAttendees(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /**
     * Somebody who came and said a name.
     *
     * @param pageLanguage ISO 639-1, in which the person registered; null: came without a registration
     */
    public record Attendee(
            UUID checkIn, String name, @Nullable String pageLanguage) {}

    /** Some of them, in the order in which they came. */
    public List<Attendee> of(SessionId session, int from, int most) {
        return jdbc.sql("""
                        select c.id, c.name, r.page_language from outreach.check_in c
                        left join outreach.registration r on r.id = c.registration_id
                        where c.session_id = ? and c.undone_at is null and c.name is not null
                        order by c.checked_in_at, c.id offset ? limit ?
                        """)
                .params(session.id(), from, most)
                .query((row, number) -> attendee(row))
                .list();
    }

    /** Of somebody who came to the session; empty where the check-in is of another, undone or without a name. */
    public Optional<Attendee> find(SessionId session, UUID checkIn) {
        return jdbc.sql("""
                        select c.id, c.name, r.page_language from outreach.check_in c
                        left join outreach.registration r on r.id = c.registration_id
                        where c.session_id = ? and c.id = ? and c.undone_at is null and c.name is not null
                        """)
                .params(session.id(), checkIn)
                .query((row, number) -> attendee(row))
                .optional();
    }

    private Attendee attendee(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String name = seal.open(row.getBytes("name"), CheckIn.nameContext(id));
        return new Attendee(id, Objects.requireNonNull(name), row.getString("page_language"));
    }
}
