package org.mrcportal.counselling.appointment;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.centres.BookingsByCode;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;
import org.mrcportal.centres.StretchesAsJson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Bookings by the short code that led to them; a time that was only held is none. */
@Component
@Transactional(readOnly = true)
class BookingsByCodeOnRecord implements BookingsByCode {

    private final JdbcClient jdbc;

    BookingsByCodeOnRecord(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Integer> counts(Collection<String> codes) {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("""
                        select via, count(*)::int as bookings from counselling.appointment
                        where via = any (?) and state not in ('HELD', 'EXPIRED') group by via
                        """).param(codes.toArray(String[]::new)).query(row -> {
            counts.put(row.getString("via"), row.getInt("bookings"));
        });
        return counts;
    }

    @Override
    public List<Made> over(List<Stretch> stretches) {
        return jdbc.sql("""
                        select s.period, s.centre_id, r.via, count(*) as number
                        from %s
                        join counselling.appointment r
                          on r.centre_id = s.centre_id and r.booked_at >= s.starts and r.booked_at < s.ends
                        where r.via is not null and r.state not in ('HELD', 'EXPIRED')
                        group by s.period, s.centre_id, r.via
                        """.formatted(StretchesAsJson.TABLE))
                .param("stretches", StretchesAsJson.of(stretches))
                .query((row, number) -> new Made(
                        row.getInt("period"),
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getString("via"),
                        row.getLong("number")))
                .list();
    }

    @Override
    public List<Booking> of(String code, int most) {
        return jdbc.sql("""
                        select id, starts_at, state = 'CANCELLED' as cancelled from counselling.appointment
                        where via = ? and state not in ('HELD', 'EXPIRED') order by starts_at desc, id limit ?
                        """)
                .params(code, most)
                .query((row, number) -> new Booking(
                        row.getObject("id", UUID.class),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("cancelled")))
                .list();
    }
}
