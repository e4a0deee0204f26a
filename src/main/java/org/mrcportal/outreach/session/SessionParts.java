package org.mrcportal.outreach.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionPlan.OwnText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The rows beside a session: topics, facilitators, own words, materials. Sessions of a series are written together. */
@Component
class SessionParts {

    private static final List<String> TABLES = List.of("topic", "facilitator", "text", "material");

    private final JdbcClient jdbc;

    SessionParts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As they stand in the rows; the topics' main one first. */
    record Parts(
            List<String> topics, List<StaffId> staff, Map<String, OwnText> texts, Map<String, Integer> materials) {}

    /** All parts of one session; one statement. */
    Parts of(SessionId id) {
        Parts parts = new Parts(new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
        jdbc.sql("""
                        select 'TOPIC' as part, topic_code as key, null as title, null as description, position as number
                        from outreach.session_topic where session_id = :id
                        union all
                        select 'STAFF', staff_id::text, null, null, 0
                        from outreach.session_facilitator where session_id = :id
                        union all
                        select 'TEXT', language, title, description, 0
                        from outreach.session_text where session_id = :id
                        union all
                        select 'MATERIAL', what, null, null, number
                        from outreach.session_material where session_id = :id
                        order by 1, 5, 2
                        """).param("id", id.id()).query(row -> {
            String key = row.getString("key");
            switch (row.getString("part")) {
                case "TOPIC" -> parts.topics().add(key);
                case "STAFF" -> parts.staff().add(StaffId.of(key));
                case "TEXT" ->
                    parts.texts().put(key, new OwnText(row.getString("title"), row.getString("description")));
                default -> parts.materials().put(key, row.getInt("number"));
            }
        });
        return parts;
    }

    /**
     * Replaces the parts of all of them by the plan's.
     *
     * @param materials null: what was given out stays as it is written
     */
    void write(CentreId centre, List<SessionId> sessions, SessionPlan plan, @Nullable Map<String, Integer> materials) {
        for (String table : TABLES) {
            if (materials != null || !table.equals("material")) {
                remove(table, sessions);
            }
        }
        jdbc.sql("""
                        insert into outreach.session_topic (centre_id, session_id, topic_code, position)
                        select :centre, s, t.code, t.n - 1
                        from unnest(:sessions) s cross join unnest(:topics) with ordinality t (code, n)
                        """)
                .param("centre", centre.id())
                .param("sessions", ids(sessions))
                .param("topics", plan.topics().toArray(String[]::new))
                .update();
        jdbc.sql("""
                        insert into outreach.session_facilitator (centre_id, session_id, staff_id)
                        select :centre, s, f from unnest(:sessions) s cross join unnest(:staff) f
                        """)
                .param("centre", centre.id())
                .param("sessions", ids(sessions))
                .param(
                        "staff",
                        new SqlArrayValue(
                                "uuid", plan.staff().stream().map(StaffId::id).toArray()))
                .update();
        plan.texts()
                .forEach((language, text) -> jdbc.sql("""
                        insert into outreach.session_text (centre_id, session_id, language, title, description)
                        select :centre, s, :language, :title, :description from unnest(:sessions) s
                        """)
                        .param("centre", centre.id())
                        .param("sessions", ids(sessions))
                        .param("language", language)
                        .param("title", text.title())
                        .param("description", text.description())
                        .update());
        if (materials != null && !materials.isEmpty()) {
            jdbc.sql("""
                            insert into outreach.session_material (centre_id, session_id, what, number)
                            select :centre, s, m.what, m.number
                            from unnest(:sessions) s cross join unnest(:what, :number) m (what, number)
                            """)
                    .param("centre", centre.id())
                    .param("sessions", ids(sessions))
                    .param("what", materials.keySet().toArray(String[]::new))
                    .param(
                            "number",
                            new SqlArrayValue("int4", materials.values().toArray()))
                    .update();
        }
    }

    /** Its visits stay, without it. */
    void remove(SessionId session) {
        TABLES.forEach(table -> remove(table, List.of(session)));
        jdbc.sql("delete from outreach.visit_session where session_id = ?")
                .param(session.id())
                .update();
    }

    private void remove(String table, List<SessionId> sessions) {
        jdbc.sql("delete from outreach.session_" + table + " where session_id = any (:sessions)")
                .param("sessions", ids(sessions))
                .update();
    }

    private static Object ids(List<SessionId> sessions) {
        return new SqlArrayValue(
                "uuid",
                sessions.stream().map(SessionId::id).map(UUID.class::cast).toArray());
    }
}
