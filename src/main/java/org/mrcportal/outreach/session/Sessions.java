package org.mrcportal.outreach.session;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads sessions for the features around them, within the scope of the transaction and with one statement each. */
@Component
@Transactional(readOnly = true)
public class Sessions {

    /** Give it a condition on {@code s}, the session, and an order. */
    static final String SELECT = """
            select s.id, s.centre_id, c.zone, s.slug, s.series_id, s.state, s.audience_code, s.language, s.starts_at, s.ends_at,
                   s.region_code, s.district_code, d.name_latin, d.name_cyrillic, s.settlement, s.institution, s.address,
                   s.at_centre, s.online, s.joining_link is not null as link, s.capacity, s.registration, s.sequence,
                   array(select t.topic_code from outreach.session_topic t where t.session_id = s.id order by t.position) as topics,
                   array(select t.language || '=' || t.title from outreach.session_text t
                         where t.session_id = s.id and t.title is not null) as titles,
                   r.taken, r.waiting, r.smallest
            from outreach.awareness_session s
            join centres.centre c on c.id = s.centre_id
            left join centres.district d on d.code = s.district_code
            cross join lateral (
                select coalesce(sum(r.people) filter (where r.state in ('OFFERED', 'REGISTERED')), 0)::int as taken,
                       coalesce(sum(r.people) filter (where r.state = 'WAITING'), 0)::int as waiting,
                       min(r.people) filter (where r.state = 'WAITING') as smallest
                from outreach.registration r where r.session_id = s.id) r
            """;

    private static final int MOST_COMING = 40;

    private final JdbcClient jdbc;
    private final Seal seal;

    Sessions(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    public Optional<SessionOnPlan> find(SessionId id) {
        return jdbc.sql(SELECT + " where s.id = :id")
                .param("id", id.id())
                .query((row, number) -> session(row))
                .optional();
    }

    /** @throws NotFound where there is none in the scope */
    public SessionOnPlan get(SessionId id) {
        return find(id).orElseThrow(() -> new NotFound(id));
    }

    /** The next published ones of a centre, at most {@value #MOST_COMING}. */
    public List<SessionOnPlan> coming(CentreId centre, Instant now) {
        return jdbc.sql(SELECT + """
                         where s.centre_id = :centre and s.state = 'PUBLISHED' and s.ends_at > :now
                        order by s.starts_at, s.id limit :most
                        """)
                .param("centre", centre.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", MOST_COMING)
                .query((row, number) -> session(row))
                .list();
    }

    /** One that the public may see; state its scope before: {@link #scopeOf}. */
    public Optional<SessionOnPlan> published(String slug) {
        return jdbc.sql(SELECT + " where s.slug = :slug and s.state <> 'DRAFT'")
                .param("slug", slug)
                .query((row, number) -> session(row))
                .optional();
    }

    /**
     * The centre of a public session, as the scope in which the public reads it.
     *
     * @throws NotFound where no session with that address has been published
     */
    public Scope scopeOf(String slug) {
        if (!slug.matches("[a-z0-9-]{6,64}")) {
            throw new NotFound("a session");
        }
        UUID centre = jdbc.sql("select outreach.centre_of_session(?) as centre")
                .param(slug)
                .query((row, number) -> Optional.ofNullable(row.getObject("centre", UUID.class)))
                .single()
                .orElseThrow(() -> new NotFound("a session"));
        return Scope.of(centre);
    }

    /** Up to three of the scope that people can still register for, without that one; the next first. */
    public List<SessionOnPlan> open(Instant now, SessionId without) {
        return jdbc.sql(SELECT + """
                         where s.state = 'PUBLISHED' and s.registration and s.starts_at > :now and s.id <> :without
                        order by s.starts_at, s.id limit 3
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("without", without.id())
                .query((row, number) -> session(row))
                .list();
    }

    /** For those who are registered, and nobody else; null where the session has none. */
    public @Nullable String joiningLink(SessionId id) {
        return jdbc.sql("select joining_link from outreach.awareness_session where id = ?")
                .param(id.id())
                .query((row, number) -> Optional.ofNullable(row.getBytes("joining_link")))
                .optional()
                .flatMap(link -> link)
                .map(link -> seal.open(link, linkContext(id)))
                .orElse(null);
    }

    static String linkContext(SessionId id) {
        return "session.link:" + id;
    }

    static SessionOnPlan session(ResultSet row) throws SQLException {
        String district = row.getString("district_code");
        return new SessionOnPlan(
                new SessionId(row.getObject("id", UUID.class)),
                new CentreId(row.getObject("centre_id", UUID.class)),
                ZoneId.of(row.getString("zone")),
                row.getString("slug"),
                row.getObject("series_id", UUID.class),
                SessionState.valueOf(row.getString("state")),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                new SessionPlace(
                        row.getBoolean("at_centre"),
                        row.getBoolean("online"),
                        row.getString("region_code"),
                        district,
                        row.getString("settlement"),
                        row.getString("institution"),
                        row.getString("address")),
                district == null
                        ? null
                        : new SessionOnPlan.DistrictNames(row.getString("name_latin"), row.getString("name_cyrillic")),
                row.getBoolean("link"),
                row.getObject("capacity", Integer.class),
                row.getBoolean("registration"),
                row.getString("language"),
                row.getString("audience_code"),
                texts(row.getArray("topics")),
                byLanguage(row.getArray("titles")),
                row.getInt("sequence"),
                row.getInt("taken"),
                row.getInt("waiting"),
                row.getObject("smallest", Integer.class));
    }

    static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** Of texts such as {@code uz=Sarlavha}. */
    static Map<String, String> byLanguage(Array array) throws SQLException {
        Map<String, String> byLanguage = new LinkedHashMap<>();
        for (String text : texts(array)) {
            byLanguage.put(text.substring(0, 2), text.substring(3));
        }
        return byLanguage;
    }
}
