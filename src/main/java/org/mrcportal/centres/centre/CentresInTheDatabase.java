package org.mrcportal.centres.centre;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreOffer;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.ClosedDay;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.centres.OpeningHours;
import org.mrcportal.shared.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads centres with one statement a question. Address and phone are told only once a centre has confirmed them. */
@Component
@Transactional(readOnly = true)
class CentresInTheDatabase implements Centres {

    private static final String CARD = """
            select c.id, c.code, c.country, c.region_code, c.zone, t.name, t.city, t.address, t.landmark, c.phone,
                   c.verified_on, c.step_free
            from centres.centre c
            join lateral (select * from centres.centre_text t where t.centre_id = c.id and t.language in (:language, 'en')
                          order by t.language = :language desc limit 1) t on true
            """;

    /** Each closed day once, a holiday by its name: {@code centre_id}, {@code day}, {@code holiday}. */
    static final String CLOSED = """
            select centre_id, day, min(holiday) as holiday
            from (select centre_id, day, null as holiday
                  from centres.closed_day where centre_id = any (:centres) and day >= :from and day < :before
                  union all
                  select c.id, h.day, h.name
                  from centres.centre c join centres.holiday h on h.country = c.country
                  where c.id = any (:centres) and h.day >= :from and h.day < :before
                    and not exists (select from centres.worked_holiday w where w.centre_id = c.id and w.day = h.day)) own
            group by centre_id, day
            """;

    private final JdbcClient jdbc;

    CentresInTheDatabase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<CentreCard> all(Language language) {
        return jdbc.sql(CARD + " order by c.position")
                .param("language", language.code())
                .query((row, number) -> card(row))
                .list();
    }

    @Override
    public List<CentreCard> offering(String service, Language language) {
        return jdbc.sql(CARD + """
                         where c.id in (select o.centre_id from centres.centre_service o where o.service_code = :service)
                        order by c.position
                        """)
                .param("language", language.code())
                .param("service", service)
                .query((row, number) -> card(row))
                .list();
    }

    @Override
    public Optional<CentreCard> byCode(String code, Language language) {
        return jdbc.sql(CARD + " where c.code = :code")
                .param("language", language.code())
                .param("code", code)
                .query((row, number) -> card(row))
                .optional();
    }

    @Override
    public Optional<CentreCard> byId(CentreId id, Language language) {
        return jdbc.sql(CARD + " where c.id = :id")
                .param("language", language.code())
                .param("id", id.id())
                .query((row, number) -> card(row))
                .optional();
    }

    @Override
    public List<OfferedService> services(CentreId centre) {
        return jdbc.sql("""
                        select s.code, coalesce(o.minutes, s.minutes) as minutes, o.buffer_before, o.buffer_after, o.places,
                               o.needs_confirmation
                        from centres.centre_service o join centres.service s on s.code = o.service_code
                        where o.centre_id = ? order by s.position
                        """)
                .param(centre.id())
                .query((row, number) -> service(row))
                .list();
    }

    @Override
    public List<OfferedService> services() {
        return jdbc.sql("""
                        select s.code, s.minutes, 0 as buffer_before, 0 as buffer_after, 1 as places,
                               false as needs_confirmation
                        from centres.service s
                        where s.code in (select o.service_code from centres.centre_service o)
                        order by s.position
                        """).query((row, number) -> service(row)).list();
    }

    @Override
    public List<String> languages(CentreId centre) {
        return jdbc.sql("select language from centres.centre_language where centre_id = ? order by language")
                .param(centre.id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Override
    public List<OpeningHours> openingHours(CentreId centre) {
        return jdbc.sql("""
                        select weekday, opens, closes from centres.opening_hours where centre_id = ? order by weekday, opens
                        """)
                .param(centre.id())
                .query((row, number) -> new OpeningHours(
                        DayOfWeek.of(row.getInt("weekday")),
                        row.getObject("opens", LocalTime.class),
                        row.getObject("closes", LocalTime.class)))
                .list();
    }

    @Override
    public Map<CentreId, CentreOffer> offers(Collection<CentreId> centres, LocalDate from, LocalDate before) {
        Map<CentreId, CentreOffer> offers = new HashMap<>();
        jdbc.sql("""
                        select o.centre_id, s.code, coalesce(o.minutes, s.minutes) as minutes, o.buffer_before,
                               o.buffer_after, o.places, o.needs_confirmation, s.position, null::date as day, null as holiday
                        from centres.centre_service o join centres.service s on s.code = o.service_code
                        where o.centre_id = any (:centres)
                        union all
                        select d.centre_id, null, null, null, null, null, null, null, d.day, d.holiday
                        from (%s) d
                        order by day, position
                        """.formatted(CLOSED))
                .param(
                        "centres",
                        new SqlArrayValue(
                                "uuid", centres.stream().map(CentreId::id).toArray()))
                .param("from", from)
                .param("before", before)
                .query(row -> {
                    CentreOffer offer = offers.computeIfAbsent(
                            new CentreId(row.getObject("centre_id", UUID.class)),
                            id -> new CentreOffer(new ArrayList<>(), new ArrayList<>()));
                    LocalDate day = row.getObject("day", LocalDate.class);
                    if (day == null) {
                        offer.services().add(service(row));
                    } else {
                        offer.closed().add(new ClosedDay(day, row.getString("holiday")));
                    }
                });
        return offers;
    }

    private static OfferedService service(ResultSet row) throws SQLException {
        return new OfferedService(
                row.getString("code"),
                row.getInt("minutes"),
                row.getInt("buffer_before"),
                row.getInt("buffer_after"),
                row.getInt("places"),
                row.getBoolean("needs_confirmation"));
    }

    private static CentreCard card(ResultSet row) throws SQLException {
        LocalDate verified = row.getObject("verified_on", LocalDate.class);
        return new CentreCard(
                new CentreId(row.getObject("id", UUID.class)),
                row.getString("code"),
                row.getString("country"),
                row.getString("region_code"),
                ZoneId.of(row.getString("zone")),
                row.getString("name"),
                row.getString("city"),
                verified == null ? null : row.getString("address"),
                verified == null ? null : row.getString("landmark"),
                verified == null ? null : row.getString("phone"),
                verified,
                row.getObject("step_free", Boolean.class));
    }
}
