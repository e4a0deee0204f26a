package org.mrcportal.counselling.retention;

import java.time.Instant;
import java.time.OffsetDateTime;
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

/** Somebody with an appointment, a consultation, a walk-in or an agreed follow-up since then is still served. */
@Component
class VisitsSince implements StillServed {

    private final JdbcClient jdbc;

    VisitsSince(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<ClientId> since(Instant moment, Collection<ClientId> clients) {
        OffsetDateTime since = moment.atOffset(ZoneOffset.UTC);
        return new HashSet<>(jdbc.sql("""
                        select c.id from unnest(:clients::uuid[]) c(id)
                        where exists (select from counselling.appointment a where a.client_id = c.id and a.ends_at >= :since)
                           or exists (select from counselling.consultation t where t.client_id = c.id
                                      and (t.ended_at >= :since or t.follow_up_on >= :since::date))
                           or exists (select from counselling.walk_in w where w.client_id = c.id and w.arrived_at >= :since)
                        """)
                .param("clients", clients.stream().map(ClientId::id).toArray(UUID[]::new))
                .param("since", since)
                .query((row, number) -> new ClientId(row.getObject("id", UUID.class)))
                .list());
    }
}
