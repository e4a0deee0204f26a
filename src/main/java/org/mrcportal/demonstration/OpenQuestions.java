package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What staff of each centre find to be settled in the days to come: two requests that wait for a yes, a visit that was
 * overbooked, and one whose counsellor will be absent.
 */
final class OpenQuestions {

    private static final String NUMBERED = """
            with coming as (
                select id, counsellor_id, starts_at, ends_at, row_number() over (order by starts_at, id) as number
                from counselling.appointment
                where centre_id = :centre and state = 'BOOKED' and starts_at > :tomorrow)
            """;

    private static final List<String> STEPS = List.of(NUMBERED + """
                    update counselling.appointment a set awaits_confirmation = true
                    from coming c where c.id = a.id and c.number in (2, 5)
                    """, NUMBERED + """
                    update counselling.appointment a
                    set counsellor_id = other.counsellor_id, starts_at = other.starts_at, ends_at = other.ends_at,
                        overbooked_for = 'Uzoqdan keladi, boshqa kuni kelolmaydi',
                        booked_by = (select s.id from accounts.staff s join accounts.staff_centre c on c.staff_id = s.id
                                     where c.centre_id = :centre and 'CENTRE_MANAGER' = any (s.roles)
                                     order by s.username limit 1)
                    from coming mine, coming other
                    where mine.id = a.id and mine.number = 3 and other.number = 4
                    """, NUMBERED + """
                    insert into counselling.absence (staff_id, centre_id, starts_at, ends_at)
                    select counsellor_id, :centre, starts_at, ends_at from coming where number = 7
                    """, NUMBERED + """
                    update counselling.appointment a set unsettled_since = :now, sequence = a.sequence + 1
                    from coming c where c.id = a.id and c.number = 7
                    """);

    private final Connection connection;
    private final Instant now;

    OpenQuestions(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    void leaveAt(DemonstrationCentre centre) throws SQLException {
        OffsetDateTime moment = now.atOffset(ZoneOffset.UTC);
        for (String step : STEPS) {
            String sql = step.replace(":centre", "'" + centre.id() + "'::uuid")
                    .replace(":tomorrow", "'" + moment.plusDays(1) + "'::timestamptz")
                    .replace(":now", "'" + moment + "'::timestamptz");
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.executeUpdate();
            }
        }
    }
}
