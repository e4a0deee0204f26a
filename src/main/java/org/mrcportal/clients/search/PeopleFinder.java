package org.mrcportal.clients.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.identity.SealedIdentities;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds people in one statement, within the scope of the transaction. It asks nobody's rights and leaves no trace:
 * whoever uses it does both.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class PeopleFinder {

    public static final int MOST = 50;

    /** The surest reason, then whoever two reasons speak for, then the nearest, then whoever came last. */
    private static final Comparator<Hit> SUREST_FIRST = Comparator.comparing(Hit::match)
            .thenComparing(Hit::also, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Hit::rank, Comparator.reverseOrder())
            .thenComparing(Hit::registered, Comparator.reverseOrder())
            .thenComparing(Hit::code);

    private final JdbcClient jdbc;
    private final SealedIdentities identities;

    PeopleFinder(JdbcClient jdbc, SealedIdentities identities) {
        this.jdbc = jdbc;
        this.identities = identities;
    }

    /** At most {@value #MOST}, the surest first, everybody once. */
    public List<FoundClient> find(Wanted wanted) {
        Map<ClientId, Hit> found = new LinkedHashMap<>();
        rows(wanted).stream().sorted(SUREST_FIRST).forEach(hit -> found.putIfAbsent(hit.id(), hit));
        return found.values().stream()
                .limit(MOST)
                .map(hit -> hit.opened(identities, wanted.name()))
                .sorted(Comparator.comparing(FoundClient::match)) // the letters may tell more; the rest stays in order
                .toList();
    }

    /** Those of these people who are called so, or as it sounds. */
    public Set<ClientId> called(String nameKey, Collection<ClientId> among) {
        return jdbc
                .sql(
                        "select client_id, name_key from clients.identity where client_id = any (?) and name_key is not null")
                .param(among.stream().map(ClientId::id).toArray(UUID[]::new))
                .query((row, number) -> Match.ofName(nameKey, row.getString("name_key")) == Match.SIMILAR_NAME
                        ? null
                        : new ClientId(row.getObject("client_id", UUID.class)))
                .stream()
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** A row found, before its name is opened. */
    private record Hit(
            ClientId id,
            CentreId centre,
            String centreCode,
            String code,
            byte @Nullable [] name,
            String language,
            @Nullable String migrationStatus,
            @Nullable String region,
            ZonedDateTime registered,
            Match match,
            @Nullable Match also,
            float rank) {

        FoundClient opened(SealedIdentities identities, String typed) {
            String called = identities.name(id, name);
            return new FoundClient(
                    id,
                    centre,
                    centreCode,
                    code,
                    called,
                    language,
                    migrationStatus,
                    region,
                    registered,
                    match.lettered(typed, called),
                    also == null ? null : also.lettered(typed, called),
                    rank);
        }
    }

    private List<Hit> rows(Wanted wanted) {
        return jdbc.sql("""
                        with hit as (
                            (select clients.survivor(id) as client_id, 'ONCE' as match, 1::real as rank
                             from clients.client where once = cast(:once as uuid))
                            union all
                            (select clients.survivor(id), 'CODE', 1 from clients.client where code = :code)
                            union all
                            (select clients.survivor(id), 'REFERENCE', 1 from clients.client where id = cast(:booked as uuid))
                            union all
                            (select client_id, 'PHONE', 1 from clients.identity where phone_hash in (:phones) limit :most)
                            union all
                            (select client_id, 'EMAIL', 1 from clients.identity where email_hash = :email limit :most)
                            union all
                            (select client_id, 'NAME', rank from clients.named(:nameKey, :most)))
                        select h.match, h.rank, c.id, c.centre_id, c.code, c.language, c.migration_status, c.region_code,
                               c.registered_at, x.zone, x.code as centre_code, i.name, i.name_key
                        from hit h
                        join clients.client c on c.id = h.client_id
                        join centres.centre x on x.id = c.centre_id
                        left join clients.identity i on i.client_id = c.id
                        where h.match = 'ONCE' or c.centre_id = coalesce(cast(:centre as uuid), c.centre_id)
                        """)
                .param("once", wanted.once())
                .param("code", wanted.code())
                .param(
                        "booked",
                        wanted.booked() == null ? null : wanted.booked().id())
                .param("phones", phones(wanted))
                .param("email", wanted.email() == null ? new byte[0] : identities.fingerprintOfEmail(wanted.email()))
                .param("nameKey", wanted.nameKey())
                .param("most", MOST)
                .param(
                        "centre",
                        wanted.centre() == null ? null : wanted.centre().id())
                .query((row, number) -> hit(row, wanted.nameKey()))
                .list();
    }

    /** Never an empty list, which is no SQL. */
    private List<byte[]> phones(Wanted wanted) {
        return wanted.phones().isEmpty()
                ? List.of(new byte[0])
                : wanted.phones().stream().map(identities::fingerprint).toList();
    }

    private static Hit hit(ResultSet row, String wanted) throws SQLException {
        Match match = Match.valueOf(row.getString("match"));
        Match called = Match.ofName(wanted, row.getString("name_key"));
        return new Hit(
                new ClientId(row.getObject("id", UUID.class)),
                new CentreId(row.getObject("centre_id", UUID.class)),
                row.getString("centre_code"),
                row.getString("code"),
                row.getBytes("name"),
                row.getString("language"),
                row.getString("migration_status"),
                row.getString("region_code"),
                row.getObject("registered_at", OffsetDateTime.class)
                        .atZoneSameInstant(ZoneId.of(row.getString("zone"))),
                match == Match.NAME ? called : match,
                match == Match.NAME || called == Match.SIMILAR_NAME ? null : called,
                row.getFloat("rank"));
    }
}
