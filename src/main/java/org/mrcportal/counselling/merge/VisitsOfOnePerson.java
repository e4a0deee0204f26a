package org.mrcportal.counselling.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.MergeParticipant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Appointments, walk-ins, consultations and places in the waiting line change hands. Their versions rise, so that a page
 * opened before cannot write the former client back; closed months open by themselves.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class VisitsOfOnePerson implements MergeParticipant {

    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("APPOINTMENT", "counselling.appointment");
        TABLES.put("CONSULTATION", "counselling.consultation");
        TABLES.put("WALK_IN", "counselling.walk_in");
        TABLES.put("WAITING", "counselling.waiting_line");
    }

    private final JdbcClient jdbc;

    VisitsOfOnePerson(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Long> holdings(ClientId client) {
        Map<String, Long> holdings = new LinkedHashMap<>();
        jdbc.sql(String.join(
                        " union all ",
                        TABLES.entrySet().stream()
                                .map(table -> "select '%s' what, count(*) many from %s where client_id = :client"
                                        .formatted(table.getKey(), table.getValue()))
                                .toList()))
                .param("client", client.id())
                .query((row, number) -> holdings.put(row.getString("what"), row.getLong("many")))
                .list();
        return holdings;
    }

    @Override
    public List<Moved> move(ClientId from, ClientId to) {
        return TABLES.entrySet().stream()
                .flatMap(table -> jdbc
                        .sql("update %s set client_id = :to, version = version + 1 where client_id = :from returning id"
                                .formatted(table.getValue()))
                        .param("from", from.id())
                        .param("to", to.id())
                        .query(UUID.class)
                        .list()
                        .stream()
                        .map(id -> new Moved(table.getKey(), id)))
                .toList();
    }

    @Override
    public void giveBack(ClientId from, ClientId to, List<Moved> moved) {
        TABLES.forEach((what, table) -> jdbc.sql(
                        "update %s set client_id = :to, version = version + 1 where client_id = :from and id = any (:ids)"
                                .formatted(table))
                .param("from", from.id())
                .param("to", to.id())
                .param(
                        "ids",
                        moved.stream()
                                .filter(one -> one.what().equals(what))
                                .map(Moved::id)
                                .toArray(UUID[]::new))
                .update());
    }
}
