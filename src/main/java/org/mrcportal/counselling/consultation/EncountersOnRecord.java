package org.mrcportal.counselling.consultation;

import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Encounters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom a consultation or an appointment was with. */
@Component
class EncountersOnRecord implements Encounters {

    private final JdbcClient jdbc;

    EncountersOnRecord(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Encounter> find(UUID id) {
        return jdbc.sql("""
                        select client_id, centre_id, false booked from counselling.consultation
                        where id = :id and client_id is not null
                        union all
                        select client_id, centre_id, true from counselling.appointment
                        where id = :id and client_id is not null and state not in ('HELD', 'EXPIRED')
                        """)
                .param("id", id)
                .query((row, number) -> new Encounter(
                        new ClientId(row.getObject("client_id", UUID.class)),
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getBoolean("booked")))
                .optional();
    }
}
