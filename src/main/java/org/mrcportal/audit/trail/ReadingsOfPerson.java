package org.mrcportal.audit.trail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.KeptOfPerson;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How often staff looked at who a person is, and how often the portal wrote to the person; never who it was. */
@Component
@Order(3)
@Transactional(readOnly = true)
class ReadingsOfPerson implements KeptOfPerson {

    private final JdbcClient jdbc;

    ReadingsOfPerson(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Section> of(ClientId client) {
        return List.of(new Section(
                "readings",
                List.of(jdbc.sql("""
                                select count(*) filter (where action = 'IDENTITY_READ' and actor_id is not null) read_by_staff,
                                       max(at) filter (where action = 'IDENTITY_READ' and actor_id is not null) last_read,
                                       count(*) filter (where action = 'IDENTITY_USED') used,
                                       count(*) filter (where action = 'OWN_DATA_COPIED') copied
                                from audit.trail where subject = ?
                                """)
                        .param("client:" + client)
                        .query((row, number) -> new Entry(List.of(
                                Fact.of("read", row.getLong("read_by_staff")),
                                Fact.of("last", last(row)),
                                Fact.of("used", row.getLong("used")),
                                Fact.of("copied", row.getLong("copied")))))
                        .single())));
    }

    private static @Nullable Instant last(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("last_read", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
