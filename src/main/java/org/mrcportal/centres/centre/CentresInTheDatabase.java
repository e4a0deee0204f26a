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
import org.mrcportal.centres.Centres;
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
                        select s.code, s.minutes from centres.centre_service o join centres.service s on s.code = o.service_code
                        where o.centre_id = ? order by s.position
                        """)
                .param(centre.id())
                .query((row, number) -> new OfferedService(row.getString("code"), row.getInt("minutes")))
                .list();
    }

    @Override
    public List<OfferedService> services() {
        return jdbc.sql("""
                        select s.code, s.minutes from centres.service s
                        where s.code in (select o.service_code from centres.centre_service o)
                        order by s.position
                        """)
                .query((row, number) -> new OfferedService(row.getString("code"), row.getInt("minutes")))
                .list();
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
    public List<LocalDate> closedDays(CentreId centre, LocalDate from, LocalDate before) {
        return jdbc.sql("select day from centres.closed_day where centre_id = ? and day >= ? and day < ? order by day")
                .params(centre.id(), from, before)
                .query((row, number) -> row.getObject("day", LocalDate.class))
                .list();
    }

    @Override
    public Map<CentreId, List<LocalDate>> closedDays(Collection<CentreId> centres, LocalDate from, LocalDate before) {
        Map<CentreId, List<LocalDate>> days = new HashMap<>();
        jdbc.sql("""
                        select centre_id, day from centres.closed_day
                        where centre_id = any (?) and day >= ? and day < ? order by day
                        """)
                .params(
                        new SqlArrayValue(
                                "uuid", centres.stream().map(CentreId::id).toArray()),
                        from,
                        before)
                .query(row -> {
                    days.computeIfAbsent(new CentreId(row.getObject("centre_id", UUID.class)), id -> new ArrayList<>())
                            .add(row.getObject("day", LocalDate.class));
                });
        return days;
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
