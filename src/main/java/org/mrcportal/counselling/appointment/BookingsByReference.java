package org.mrcportal.counselling.appointment;

import java.util.Optional;
import java.util.UUID;
import org.mrcportal.clients.BookingReferences;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells staff's search for people whose booking a reference names. */
@Component
@Transactional(readOnly = true)
class BookingsByReference implements BookingReferences {

    private final JdbcClient jdbc;

    BookingsByReference(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<ClientId> clientOf(String typed) {
        return Reference.typed(typed)
                .flatMap(reference -> jdbc.sql("""
                                select client_id from counselling.appointment
                                where reference = ? and client_id is not null
                                """)
                        .param(reference)
                        .query((row, number) -> new ClientId(row.getObject("client_id", UUID.class)))
                        .optional());
    }
}
