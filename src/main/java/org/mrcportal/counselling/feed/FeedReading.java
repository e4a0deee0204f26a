package org.mrcportal.counselling.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.SecretLinks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads a feed for whoever has its secret. The feed of somebody who may not sign in any more, or gives no counselling at
 * the centre any more, is not there, and neither is a centre's feed once the account that made it is closed.
 */
@Service
@Transactional
class FeedReading {

    private static final String PATTERN = "[A-Za-z0-9_-]{22}";

    private static final Duration BACK = Duration.ofDays(60);
    private static final Duration AHEAD = Duration.ofDays(366);

    /** How long a visit that was given up is still told, so that programs take it away. */
    private static final Duration CANCELLED = Duration.ofDays(30);

    /** The feed stands in every row, and in one of its own where there are no visits. A group is one visit. */
    private static final String FEED = """
            select o.language, z.zone, t.name centre, f.made_at, v.*
            from counselling.calendar_feed f
            join accounts.staff o on o.id = coalesce(f.staff_id, f.made_by) and o.enabled
            join centres.centre z on z.id = f.centre_id
            join lateral (select t.name from centres.centre_text t
                          where t.centre_id = z.id and t.language in (o.language, 'en')
                          order by t.language = o.language desc limit 1) t on true
            left join counselling.feed_rules r on r.centre_id = f.centre_id
            left join lateral (
                select coalesce(a.occasion, a.id) id, min(a.starts_at) starts_at, max(a.ends_at) ends_at,
                       max(a.sequence) sequence, max(greatest(a.booked_at, a.cancelled_at)) changed_at,
                       bool_and(a.state = 'CANCELLED') cancelled,
                       case when r.client_code
                            then array_agg(c.code order by c.code) filter (where a.state <> 'CANCELLED') end codes
                from counselling.appointment a left join clients.client c on c.id = a.client_id
                where a.centre_id = f.centre_id and (f.staff_id is null or a.counsellor_id = f.staff_id)
                  and a.starts_at >= :from and a.starts_at < :before
                  and (a.state in ('BOOKED', 'ARRIVED', 'IN_SESSION', 'COMPLETED', 'NO_SHOW')
                       or a.state = 'CANCELLED' and a.cancelled_at >= :cancelled)
                group by 1) v on true
            where f.token_hash = :hash and f.revoked_at is null
              and (f.staff_id is null or exists (
                      select from counselling.counsellor k
                      where k.staff_id = f.staff_id and k.centre_id = f.centre_id and k.active))
            order by v.starts_at, v.id
            """;

    private final FeedFile file;
    private final SecretLinks links;
    private final JdbcClient jdbc;
    private final Clock clock;

    FeedReading(FeedFile file, SecretLinks links, JdbcClient jdbc, Clock clock) {
        this.file = file;
        this.links = links;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a program gets.
     *
     * @param hash SHA-256 of the text
     * @param changedAt when this text was first fetched
     */
    record Content(String text, byte[] hash, Instant changedAt) {}

    /** Empty for anything that is no open feed of ours. */
    Optional<CentreId> centreOf(String secret) {
        return Optional.of(secret)
                .filter(text -> text.matches(PATTERN))
                .flatMap(text -> jdbc.sql("select counselling.centre_of_feed(?)")
                        .param(links.tokenHash(text))
                        .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                        .single())
                .map(CentreId::new);
    }

    Optional<Content> fetch(String secret) {
        Instant now = clock.instant();
        byte[] token = links.tokenHash(secret);
        List<FeedFile.Visit> visits = new ArrayList<>();
        List<FeedFile.Heading> headings = jdbc.sql(FEED)
                .param("hash", token)
                .param("from", now.minus(BACK).atOffset(ZoneOffset.UTC))
                .param("before", now.plus(AHEAD).atOffset(ZoneOffset.UTC))
                .param("cancelled", now.minus(CANCELLED).atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    if (row.getObject("id") != null) {
                        visits.add(visit(row));
                    }
                    return heading(row);
                })
                .list();
        return headings.stream().findFirst().map(heading -> {
            String text = file.of(heading, visits, now.minus(BACK), now.plus(AHEAD));
            byte[] hash = hash(text);
            return new Content(text, hash, fetched(token, hash, now));
        });
    }

    private Instant fetched(byte[] token, byte[] hash, Instant now) {
        return jdbc.sql("""
                        update counselling.calendar_feed
                        set last_fetched_at = :now, content_hash = :hash,
                            changed_at = case when content_hash = :hash then changed_at else :now end
                        where token_hash = :token returning changed_at
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("hash", hash)
                .param("token", token)
                .query((row, number) -> moment(row, "changed_at"))
                .single();
    }

    private static FeedFile.Heading heading(ResultSet row) throws SQLException {
        return new FeedFile.Heading(
                row.getString("centre"),
                ZoneId.of(row.getString("zone")),
                Locale.forLanguageTag(row.getString("language")));
    }

    private static FeedFile.Visit visit(ResultSet row) throws SQLException {
        Array codes = row.getArray("codes");
        return new FeedFile.Visit(
                row.getObject("id", UUID.class),
                moment(row, "starts_at"),
                moment(row, "ends_at"),
                row.getInt("sequence"),
                moment(row, "changed_at"),
                row.getBoolean("cancelled"),
                codes == null
                        ? List.of()
                        : Arrays.stream((String[]) codes.getArray())
                                .filter(Objects::nonNull)
                                .toList());
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
