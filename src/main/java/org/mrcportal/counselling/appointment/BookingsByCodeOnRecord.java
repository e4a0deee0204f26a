package org.mrcportal.counselling.appointment;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.centres.BookingsByCode;
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
