package org.mrcportal.clients.merge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.MergeParticipant;
import org.mrcportal.clients.identity.SealedIdentities;
import org.mrcportal.clients.search.Wanted;
import org.mrcportal.shared.NotFound;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the records that are compared. It asks nobody's rights and leaves no trace: whoever uses it does both. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Sides {

    private static final String CONSENTS =
            "select 'CONSENT' what, count(*) many from clients.consent where client_id = :client";

    private final SealedIdentities identities;
    private final ObjectProvider<MergeParticipant> modules;
    private final JdbcClient jdbc;

    Sides(SealedIdentities identities, ObjectProvider<MergeParticipant> modules, JdbcClient jdbc) {
        this.identities = identities;
        this.modules = modules;
        this.jdbc = jdbc;
    }

    /** Always in the same order, so that two who merge the same people wait for each other. */
    void lock(ClientId one, ClientId other) {
        jdbc.sql("select id from clients.client where id = any (:ids) order by id for update")
                .param("ids", new UUID[] {one.id(), other.id()})
                .query(UUID.class)
                .list();
    }

    private Comparison compared(Side kept, Side gone) {
        if (kept.id().equals(gone.id())) {
            throw new MergeRefused("clients.merge.same");
        }
        if (!kept.centre().equals(gone.centre())) {
            throw new MergeRefused("clients.merge.unknown");
        }
        Map<String, Long> moves = new LinkedHashMap<>();
        jdbc.sql(Stream.concat(Stream.of(CONSENTS), modules.orderedStream().map(MergeParticipant::holdings))
                        .collect(Collectors.joining(" union all ")))
                .param("client", gone.id().id())
                .query(row -> {
                    moves.put(row.getString("what"), row.getLong("many"));
                });
        moves.values().removeIf(many -> many == 0);
        return new Comparison(kept, gone, moves);
    }

    /** A record that is part of no other one. */
    Side standing(ClientId id) {
        return standing(read("select cast(? as uuid)", id.id()), id).orElseThrow(() -> new NotFound(id));
    }

    /** The same for two. */
    Comparison standing(ClientId kept, ClientId gone) {
        List<Side> both = read("select unnest(cast(? as uuid[]))", (Object) new UUID[] {kept.id(), gone.id()});
        return compared(
                standing(both, kept).orElseThrow(() -> new NotFound(kept)),
                standing(both, gone).orElseThrow(() -> new NotFound(gone)));
    }

    /**
     * A record, and the one that somebody means.
     *
     * @param with a client code as typed, or an id as in a link
     */
    Comparison meant(ClientId kept, String with) {
        List<Side> both = read(
                "select cast(? as uuid) union select clients.survivor(c.id) from clients.client c"
                        + " where c.code = ? or c.id = cast(? as uuid)",
                kept.id(),
                Wanted.clientCode(with),
                uuid(with));
        Side one = standing(both, kept).orElseThrow(() -> new NotFound(kept));
        if (both.size() == 1) {
            throw new MergeRefused(
                    one.code().equals(Wanted.clientCode(with)) ? "clients.merge.same" : "clients.merge.unknown");
        }
        return compared(
                one,
                both.stream()
                        .filter(side -> !side.id().equals(kept))
                        .findFirst()
                        .orElseThrow());
    }

    private static Optional<Side> standing(List<Side> read, ClientId id) {
        Optional<Side> side = read.stream().filter(one -> one.id().equals(id)).findFirst();
        if (side.isPresent() && side.get().mergedInto() != null) {
            throw new MergeRefused("clients.merge.merged");
        }
        return side;
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }

    private List<Side> read(String ids, @Nullable Object... values) {
        List<Side> bare = jdbc.sql("""
                        select c.*, coalesce(i.version, -1) as identity_version
                        from clients.client c left join clients.identity i on i.client_id = c.id where c.id in (%s)
                        """.formatted(ids))
                .params(Arrays.asList(values))
                .query((row, number) -> side(row))
                .list();
        Map<ClientId, Contact> contacts =
                identities.openAll(bare.stream().map(Side::id).toList());
        return bare.stream()
                .map(side -> side.with(contacts.getOrDefault(side.id(), Contact.NONE)))
                .toList();
    }

    private static Side side(ResultSet row) throws SQLException {
        return new Side(
                new ClientId(row.getObject("id", UUID.class)),
                new CentreId(row.getObject("centre_id", UUID.class)),
                row.getString("code"),
                row.getLong("version"),
                row.getLong("identity_version"),
                Contact.NONE,
                row.getString("language"),
                row.getString("sex"),
                row.getString("age_group"),
                row.getString("region_code"),
                row.getString("migration_status"),
                row.getObject("merged_into", UUID.class));
    }
}
