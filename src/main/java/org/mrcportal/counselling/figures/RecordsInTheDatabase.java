package org.mrcportal.counselling.figures;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.StretchesAsJson;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.ConsultationId;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.counselling.CounsellingRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists records page by page from a key. Each stretch gives its own first rows, in the order of its index, so a page
 * costs the same on the first and on the last day of a long period.
 */
@Component
@Transactional(readOnly = true)
class RecordsInTheDatabase implements CounsellingRecords {

    /** Empty stands for "nothing was said", hence for null. */
    private static final Map<Dimension, String> CONDITIONS = new EnumMap<>(Map.of(
            Dimension.CONTACT_TYPE, "r.contact_type = :CONTACT_TYPE",
            Dimension.ANONYMITY, "(r.client_id is null) = (:ANONYMITY = 'ANONYMOUS')",
            Dimension.TOPIC, "r.main_topic = :TOPIC",
            Dimension.DESTINATION, "r.destination is not distinct from nullif(:DESTINATION, '')",
            Dimension.SEX_AGE,
                    "split_part(:SEX_AGE, ':', 1) in ('', r.sex) and split_part(:SEX_AGE, ':', 2) in ('', r.age_group)",
            Dimension.REGION, "r.region_code is not distinct from nullif(:REGION, '')",
            Dimension.LANGUAGE, "r.language = :LANGUAGE",
            Dimension.MODE, "r.mode = :MODE",
            Dimension.APPOINTMENT_STATE, FiguresInTheDatabase.STATE + " = :APPOINTMENT_STATE",
            Dimension.VISIT_LANGUAGE, FiguresInTheDatabase.VISIT_LANGUAGE + " = :VISIT_LANGUAGE"));

    private static final Set<Dimension> OF_APPOINTMENTS = Set.of(Dimension.APPOINTMENT_STATE, Dimension.VISIT_LANGUAGE);

    private final JdbcClient jdbc;

    RecordsInTheDatabase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long contacts(Selection selection) {
        return number("select count(*) from " + StretchesAsJson.TABLE + contactsOf(selection), selection);
    }

    @Override
    public List<ContactRow> contacts(Selection selection, @Nullable Position position, int most) {
        String sql = """
                select r.*, k.code, coalesce(p.name, '') as counsellor
                from (%s) r
                left join clients.client k on k.id = r.client_id
                left join accounts.staff p on p.id = r.counsellor_id
                order by r.started_at desc, r.id desc
                """.formatted(page("r.mode", "started_at", contactsOf(selection), position));
        return jdbc.sql(sql)
                .params(parameters(selection, position, most))
                .query((row, number) -> new ContactRow(
                        new ConsultationId(row.getObject("id", UUID.class)),
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getString("code"),
                        row.getString("mode"),
                        row.getString("counsellor")))
                .list();
    }

    @Override
    public long appointments(Selection selection) {
        return number("select count(*) from " + StretchesAsJson.TABLE + appointmentsOf(selection), selection);
    }

    @Override
    public List<AppointmentRow> appointments(Selection selection, @Nullable Position position, int most) {
        String columns = "r.service_code, r.mode, " + FiguresInTheDatabase.STATE + " as state";
        String sql = """
                select r.*, k.code, coalesce(p.name, '') as counsellor
                from (%s) r
                left join clients.client k on k.id = r.client_id
                left join accounts.staff p on p.id = r.counsellor_id
                order by r.starts_at desc, r.id desc
                """.formatted(page(columns, "starts_at", appointmentsOf(selection), position));
        return jdbc.sql(sql)
                .params(parameters(selection, position, most))
                .query((row, number) -> new AppointmentRow(
                        new AppointmentId(row.getObject("id", UUID.class)),
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        row.getString("code"),
                        row.getString("service_code"),
                        row.getString("mode"),
                        row.getString("state"),
                        row.getString("counsellor")))
                .list();
    }

    @Override
    public long persons(Selection selection) {
        return number(
                "select count(*) from (select distinct r.centre_id, r.client_id from " + StretchesAsJson.TABLE
                        + contactsOf(selection) + " and r.client_id is not null) person",
                selection);
    }

    @Override
    public List<PersonRow> persons(Selection selection, @Nullable Position position, int most) {
        boolean backwards = position != null && position.backwards();
        String beside = position == null ? "" : " and r.client_id " + (backwards ? "< :id" : "> :id");
        String sql = """
                select r.*, k.code from (
                    select r.centre_id, r.client_id, count(*) as contacts
                    from %s %s and r.client_id is not null%s
                    group by r.centre_id, r.client_id order by r.client_id %s, r.centre_id limit :most) r
                left join clients.client k on k.id = r.client_id
                order by r.client_id, r.centre_id
                """.formatted(StretchesAsJson.TABLE, contactsOf(selection), beside, backwards ? "desc" : "asc");
        return jdbc.sql(sql)
                .params(parameters(selection, position, most))
                .query((row, number) -> new PersonRow(
                        new ClientId(row.getObject("client_id", UUID.class)),
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getString("code"),
                        row.getLong("contacts")))
                .list();
    }

    private long number(String sql, Selection selection) {
        return jdbc.sql(sql)
                .params(parameters(selection, null, 0))
                .query((row, number) -> row.getLong(1))
                .single();
    }

    private static String contactsOf(Selection selection) {
        return " join counselling.consultation r on r.centre_id = s.centre_id and r.started_at >= s.starts"
                + " and r.started_at < s.ends where true"
                + conditions(selection, dimension -> !OF_APPOINTMENTS.contains(dimension));
    }

    private static String appointmentsOf(Selection selection) {
        return " join counselling.appointment r on r.centre_id = s.centre_id and r.starts_at >= s.starts"
                + " and r.starts_at < s.ends where r.state not in ('HELD', 'EXPIRED')"
                + conditions(selection, OF_APPOINTMENTS::contains);
    }

    private static String conditions(Selection selection, Predicate<Dimension> known) {
        return selection.values().keySet().stream()
                .filter(known)
                .map(dimension -> " and " + CONDITIONS.get(dimension))
                .collect(Collectors.joining());
    }

    /** The rows of one page: those of each stretch first, then the first of all of them. */
    private static String page(String columns, String time, String source, @Nullable Position position) {
        boolean backwards = position != null && position.backwards();
        String order = backwards ? " asc" : " desc";
        String beside =
                position == null ? "" : " and (r.%s, r.id) %s (:at, :id)".formatted(time, backwards ? ">" : "<");
        return """
                select r.* from (select * from %1$s) s cross join lateral (
                    select r.id, r.centre_id, r.client_id, r.counsellor_id, r.%2$s, %3$s
                    from (select s.*) s %4$s%5$s
                    order by r.%2$s%6$s, r.id%6$s limit :most) r
                order by r.%2$s%6$s, r.id%6$s limit :most
                """.formatted(StretchesAsJson.TABLE, time, columns, source, beside, order);
    }

    private static Map<String, Object> parameters(Selection selection, @Nullable Position position, int most) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("stretches", StretchesAsJson.of(selection.stretches()));
        parameters.put("most", most);
        selection.values().forEach((dimension, value) -> parameters.put(dimension.name(), value));
        if (position != null) {
            parameters.put("at", position.at().atOffset(ZoneOffset.UTC));
            parameters.put("id", position.id());
        }
        return parameters;
    }
}
