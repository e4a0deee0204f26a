package org.mrcportal.counselling.consultation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.mrcportal.clients.ClientHistory;
import org.mrcportal.clients.ClientId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A client's appointments and consultations, for the client's page. No topic is named, whatever it is: to name all but some
 * would mark those.
 */
@Component
@Transactional(readOnly = true)
class CounsellingHistory implements ClientHistory {

    private static final String ENTRIES = """
            (select a.starts_at at_time, 'counselling.history.appointment' title, 'appointment-state.' || a.state argument,
                    s.name, null::uuid consultation, z.code || '&day=' || (a.starts_at at time zone z.zone)::date board
             from counselling.appointment a
             join accounts.staff s on s.id = a.counsellor_id
             join centres.centre z on z.id = a.centre_id
             where a.client_id = :client and a.state not in ('HELD', 'EXPIRED') and a.starts_at <= :until
             order by a.starts_at desc, a.id desc limit :most)
            union all
            (select c.started_at, 'counselling.history.consultation',
                    'mode.' || c.mode, s.name, c.id, null
             from counselling.consultation c
             join accounts.staff s on s.id = c.counsellor_id
             where c.client_id = :client and c.started_at <= :until
             order by c.started_at desc, c.id desc limit :most)
            order by at_time desc, title, consultation, board limit :most
            """;

    private final JdbcClient jdbc;

    CounsellingHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Entry> of(ClientId client, int most, Instant until) {
        return jdbc.sql(ENTRIES)
                .param("client", client.id())
                .param("most", most)
                .param("until", until.equals(Instant.MAX) ? OffsetDateTime.MAX : until.atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    UUID consultation = row.getObject("consultation", UUID.class);
                    return new Entry(
                            row.getObject("at_time", OffsetDateTime.class).toInstant(),
                            row.getString("title"),
                            row.getString("argument"),
                            row.getString("name"),
                            consultation == null
                                    ? "/staff?centre=" + row.getString("board")
                                    : "/staff/consultations/" + consultation);
                })
                .list();
    }
}
