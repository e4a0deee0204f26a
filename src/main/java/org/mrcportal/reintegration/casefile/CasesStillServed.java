package org.mrcportal.reintegration.casefile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.StillServed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whoever has an open case, alone or in a household, is still served; so is whose case was closed since then, and whoever is
 * yet to be asked how it goes. A case that was hidden from whoever merged two records of a person is still with the one that
 * is gone, and counts for the one that has the name.
 */
@Component
class CasesStillServed implements StillServed {

    private final JdbcClient jdbc;

    CasesStillServed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<ClientId> since(Instant moment, Collection<ClientId> clients) {
        return new HashSet<>(jdbc.sql("""
                        select p.id from unnest(:clients::uuid[]) p(id)
                        cross join lateral (select array(select clients.same_person(p.id)) as ids) r
                        where exists (select from reintegration.case_file c
                                      where c.client_id = any (r.ids) and (c.closed_at is null or c.closed_at >= :since))
                           or exists (select from reintegration.household_member m
                                      join reintegration.case_file c on c.id = m.case_id
                                      where m.client_id = any (r.ids) and (c.closed_at is null or c.closed_at >= :since))
                           or exists (select from reintegration.follow_up f where f.client_id = any (r.ids) and f.state = 'DUE')
                        """)
                .param("clients", clients.stream().map(ClientId::id).toArray(UUID[]::new))
                .param("since", moment.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new ClientId(row.getObject("id", UUID.class)))
                .list());
    }
}
