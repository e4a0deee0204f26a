package org.mrcportal.clients.merge;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.mrcportal.clients.ClientId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The records that have become one, for whoever deletes who a person is. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class MergedRecords {

    private final JdbcClient jdbc;

    MergedRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Deletes the names and contacts that merges of these people remember, so that taking them apart brings none back.
     * Whoever merges them waits.
     *
     * @return all records of these people
     */
    public List<ClientId> forget(Collection<ClientId> people) {
        UUID[] ids = people.stream().map(ClientId::id).toArray(UUID[]::new);
        jdbc.sql("""
                        select id from clients.client
                        where id in (select clients.same_person(id) from unnest(:ids::uuid[]) id) order by id for update
                        """).param("ids", ids).query(UUID.class).list();
        jdbc.sql("""
                        update clients.merge set kept_identity = null, gone_identity = null
                        where gone_id in (select clients.same_person(id) from unnest(:ids::uuid[]) id)
                        """).param("ids", ids).update();
        return jdbc.sql("select distinct clients.same_person(id) from unnest(:ids::uuid[]) id")
                .param("ids", ids)
                .query((row, number) -> new ClientId(row.getObject(1, UUID.class)))
                .list();
    }
}
