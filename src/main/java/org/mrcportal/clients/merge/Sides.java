package org.mrcportal.clients.merge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.MergeParticipant;
import org.mrcportal.clients.identity.SealedIdentities;
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

    Comparison compared(Side kept, Side gone) {
        if (kept.id().equals(gone.id())) {
            throw new MergeRefused("clients.merge.same");
        }
        if (!kept.centre().equals(gone.centre())) {
            throw new MergeRefused("clients.merge.unknown");
        }
        Map<String, Long> moves = new LinkedHashMap<>();
        moves.put(
                "CONSENT",
                jdbc.sql("select count(*) from clients.consent where client_id = ?")
                        .param(gone.id().id())
                        .query(Long.class)
                        .single());
        modules.orderedStream().forEach(module -> moves.putAll(module.holdings(gone.id())));
        moves.values().removeIf(many -> many == 0);
        return new Comparison(kept, gone, moves);
    }

    /** A record that is part of no other one. */
    Side standing(ClientId id) {
        Side side = find(id).orElseThrow(() -> new NotFound(id));
        if (side.mergedInto() != null) {
            throw new MergeRefused("clients.merge.merged");
        }
        return side;
    }

    Optional<Side> find(ClientId id) {
        return jdbc.sql("""
                        select c.*, coalesce(i.version, -1) as identity_version
                        from clients.client c left join clients.identity i on i.client_id = c.id where c.id = ?
                        """).param(id.id()).query((row, number) -> side(row)).optional();
    }

    private Side side(ResultSet row) throws SQLException {
        ClientId id = new ClientId(row.getObject("id", UUID.class));
        return new Side(
                id,
                new CentreId(row.getObject("centre_id", UUID.class)),
                row.getString("code"),
                row.getLong("version"),
                row.getLong("identity_version"),
                identities.open(id).map(SealedIdentities.Opened::contact).orElse(Contact.NONE),
                row.getString("language"),
                row.getString("sex"),
                row.getString("age_group"),
                row.getString("region_code"),
                row.getString("migration_status"),
                row.getObject("merged_into", UUID.class));
    }
}
