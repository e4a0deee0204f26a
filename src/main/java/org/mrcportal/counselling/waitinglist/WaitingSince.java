package org.mrcportal.counselling.waitinglist;

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

/** Who waits, or waited until then, is still served; afterwards the name is forgotten like that of a booking. */
@Component
class WaitingSince implements StillServed {

    private final JdbcClient jdbc;

    WaitingSince(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<ClientId> since(Instant moment, Collection<ClientId> clients) {
        return new HashSet<>(jdbc.sql("""
                        select client_id from counselling.waiting_line
                        where client_id = any (:clients) and (ended_at is null or ended_at >= :since)
                        """)
                .param("clients", clients.stream().map(ClientId::id).toArray(UUID[]::new))
                .param("since", moment.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new ClientId(row.getObject("client_id", UUID.class)))
                .list());
    }
}
