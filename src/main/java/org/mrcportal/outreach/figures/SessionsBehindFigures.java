package org.mrcportal.outreach.figures;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.StretchesAsJson;
import org.mrcportal.outreach.OutreachFigures.Counted;
import org.mrcportal.outreach.OutreachFigures.Dimension;
import org.mrcportal.outreach.OutreachRecords;
import org.mrcportal.outreach.SessionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists sessions page by page from a key. */
@Component
@Transactional(readOnly = true)
class SessionsBehindFigures implements OutreachRecords {

    private static final Map<Dimension, String> CONDITIONS = new EnumMap<>(
            Map.of(
                    Dimension.SESSION_STATE,
                            "case a.state when 'PUBLISHED' then 'OPEN' else a.state end = :SESSION_STATE",
                    Dimension.SEX_AGE, "h.attendances > 0",
                    Dimension.REGION, "a.region_code = :REGION",
                    Dimension.TOPIC, "a.topic = :TOPIC",
                    Dimension.AUDIENCE, "a.audience_code = :AUDIENCE",
                    Dimension.CURRENCY, "coalesce(a.cost_currency, '') = :CURRENCY",
                    Dimension.CHECKED_TOPIC,
                            "a.state = 'HELD' and exists (select from outreach.knowledge_round k"
                                    + " join outreach.knowledge_pair q on q.session_id = k.session_id"
                                    + " where k.session_id = a.id and k.topic_code = :CHECKED_TOPIC)",
                    Dimension.TURNOUT,
                            "p.places > 0 and case :TURNOUT when 'CAME' then p.came > 0 when 'OPEN' then a.state = 'PUBLISHED'"
                                    + " when 'STAYED_AWAY' then a.state = 'HELD' and p.came < p.places when 'ALL' then true else false end"));

    /** Sessions of the stretches, each with its heads and its registered places. */
    private static final String SOURCE = """
            from (select %1$s as topic, a.* from %2$s
                  join outreach.awareness_session a
                    on a.centre_id = s.centre_id and a.starts_at >= s.starts and a.starts_at < s.ends
                  where a.state <> 'DRAFT') a
            cross join lateral (
                select coalesce(sum(h.number), 0) as attendances from outreach.attendance h
                where h.session_id = a.id and a.state = 'HELD'%3$s) h
            cross join lateral (
                select coalesce(sum(r.people), 0) as places,
                       coalesce(sum(least(r.people, coalesce(c.people, 0))) filter (where a.state = 'HELD'), 0) as came
                from outreach.registration r
                left join outreach.check_in c on c.registration_id = r.id and c.undone_at is null
                where r.session_id = a.id and r.state = 'REGISTERED' and a.state <> 'CANCELLED') p
            where true%4$s
            """;

    private final JdbcClient jdbc;

    SessionsBehindFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Totals totals(Selection selection) {
        return jdbc.sql("select count(*) as sessions, coalesce(sum(attendances), 0) as attendances,"
                        + " coalesce(sum(places), 0) as places, coalesce(sum(came), 0) as came " + source(selection))
                .params(parameters(selection, null))
                .query((row, number) -> new Totals(
                        row.getLong("sessions"),
                        row.getLong("attendances"),
                        row.getLong("places"),
                        row.getLong("came"),
                        0))
                .single();
    }

    @Override
    public List<SessionRow> sessions(Selection selection, @Nullable Place after, int most) {
        String beside = after == null ? "" : " and (a.starts_at, a.id) < (:at, :id)";
        return jdbc.sql("select a.*, h.attendances, p.places, p.came " + source(selection) + beside
                        + " order by a.starts_at desc, a.id desc limit :most")
                .params(parameters(selection, after))
                .param("most", most)
                .query((row, number) -> new SessionRow(
                        new SessionId(row.getObject("id", UUID.class)),
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        row.getString("state"),
                        row.getString("topic"),
                        row.getString("audience_code"),
                        row.getString("region_code"),
                        row.getString("institution"),
                        row.getLong("attendances"),
                        row.getLong("places"),
                        row.getLong("came"),
                        row.getBigDecimal("cost_amount"),
                        row.getString("cost_currency")))
                .list();
    }

    private static String source(Selection selection) {
        String heads = selection.values().containsKey(Dimension.SEX_AGE)
                ? " and split_part(:SEX_AGE, ':', 1) = h.sex and split_part(:SEX_AGE, ':', 2) = h.age_band"
                : "";
        String conditions = selection.values().keySet().stream()
                .map(dimension -> " and " + CONDITIONS.get(dimension)
                        + (dimension.counted() == Counted.ATTENDANCES ? " and a.state = 'HELD'" : ""))
                .collect(Collectors.joining());
        return SOURCE.formatted(FiguresOfOutreach.TOPIC, StretchesAsJson.TABLE, heads, conditions);
    }

    private static Map<String, Object> parameters(Selection selection, @Nullable Place after) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("stretches", StretchesAsJson.of(selection.stretches()));
        selection.values().forEach((dimension, value) -> parameters.put(dimension.name(), value));
        if (after != null) {
            parameters.put("at", after.at().atOffset(ZoneOffset.UTC));
            parameters.put("id", after.id().id());
        }
        return parameters;
    }
}
