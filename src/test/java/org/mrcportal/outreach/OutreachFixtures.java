package org.mrcportal.outreach;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;

/** Rows of outreach for tests, in the manner of {@link Fixtures}: the last argument replaces single columns. */
public final class OutreachFixtures {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Fixtures fixtures;

    public OutreachFixtures(Fixtures fixtures) {
        this.fixtures = fixtures;
    }

    /** A published session in Samarkand for everybody, two hours long, in Uzbek, with 30 places, about legal work. */
    public SessionId session(
            Centre centre, Staff officer, Instant startsAt, Map<String, ? extends @Nullable Object> columns) {
        SessionId id = SessionId.next();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", id.id());
        row.put("version", 0L);
        row.put("centre_id", centre.id().id());
        row.put("slug", slug(centre));
        row.put("state", "PUBLISHED");
        row.put("audience_code", "ALL");
        row.put("language", "uz");
        row.put("starts_at", startsAt);
        row.put("ends_at", startsAt.plus(Duration.ofHours(2)));
        row.put("region_code", "UZ-SA");
        row.put("institution", "School 12");
        row.put("at_centre", false);
        row.put("online", false);
        row.put("capacity", 30);
        row.put("registration", true);
        row.put("sequence", 0);
        row.put("once", UuidCreator.getTimeOrderedEpoch());
        row.put("created_by", officer.id().id());
        row.put("created_at", startsAt.minus(Duration.ofDays(30)));
        row.put("published_at", startsAt.minus(Duration.ofDays(29)));
        fixtures.insert("outreach.awareness_session", row, columns);
        Map<String, @Nullable Object> topic = new LinkedHashMap<>();
        topic.put("centre_id", centre.id().id());
        topic.put("session_id", id.id());
        topic.put("topic_code", "LEGAL_WORK");
        topic.put("position", 0);
        fixtures.insert("outreach.session_topic", topic, Map.of());
        return id;
    }

    public SessionId session(Centre centre, Staff officer, Instant startsAt) {
        return session(centre, officer, startsAt, Map.of());
    }

    /** One place registered without name or contact; the link's secret is nobody's. */
    public RegistrationId registration(
            Centre centre, SessionId session, Map<String, ? extends @Nullable Object> columns) {
        RegistrationId id = RegistrationId.next();
        Instant now = Instant.now();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", id.id());
        row.put("version", 0L);
        row.put("centre_id", centre.id().id());
        row.put("session_id", session.id());
        row.put("state", "REGISTERED");
        row.put("people", 1);
        row.put("reminders", false);
        row.put("page_language", "uz");
        row.put("reference", reference());
        row.put("token_hash", bytes(32));
        row.put("once", UuidCreator.getTimeOrderedEpoch());
        row.put("joined_at", now);
        row.put("registered_at", now);
        row.put("offers", 0);
        row.put("sequence", 0);
        fixtures.insert("outreach.registration", row, columns);
        return id;
    }

    public static String reference() {
        return RANDOM.ints(8, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    /** How many heads of a session are counted, whatever their sex and age. */
    public long attendances(SessionId session) {
        return fixtures.jdbc()
                .sql("select coalesce(sum(number), 0) from outreach.attendance where session_id = ?")
                .param(session.id())
                .query(Long.class)
                .single();
    }

    /** The columns of one row. */
    public Map<String, @Nullable Object> row(String table, UUID id) {
        List<Map<String, @Nullable Object>> rows = fixtures.jdbc()
                .sql("select * from " + table + " where id = ?")
                .param(id)
                .query()
                .listOfRows();
        return rows.getFirst();
    }

    private static String slug(Centre centre) {
        return centre.code().toLowerCase(Locale.ROOT) + "-"
                + UuidCreator.getTimeOrderedEpoch().toString().substring(9).replace("-", "");
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
