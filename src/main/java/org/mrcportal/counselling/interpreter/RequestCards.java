package org.mrcportal.counselling.interpreter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.InterpreterRequests;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Seal;
import org.mrcportal.shared.SecretLinks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says where to write to an interpreter who was asked. */
@Component
@Transactional(readOnly = true)
class RequestCards implements InterpreterRequests {

    private final JdbcClient jdbc;
    private final Seal seal;
    private final SecretLinks links;

    RequestCards(JdbcClient jdbc, Seal seal, SecretLinks links) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.links = links;
    }

    @Override
    public Optional<Card> card(UUID request) {
        return jdbc.sql("""
                        select r.id, r.centre_id, r.interpreter_id, i.page_language, i.phone, i.email, r.starts_at, r.ends_at,
                               r.language, r.mode, r.expires_at, r.state
                        from counselling.interpreter_request r
                        join counselling.interpreter i on i.id = r.interpreter_id
                        where r.id = ?
                        """).param(request).query((row, number) -> card(row)).optional();
    }

    private Card card(ResultSet row) throws SQLException {
        UUID request = row.getObject("id", UUID.class);
        InterpreterId interpreter = new InterpreterId(row.getObject("interpreter_id", UUID.class));
        String phone = seal.open(row.getBytes("phone"), Interpreter.phoneContext(interpreter));
        return new Card(
                request,
                new CentreId(row.getObject("centre_id", UUID.class)),
                row.getString("page_language"),
                phone == null ? null : new PhoneNumber(phone),
                seal.open(row.getBytes("email"), Interpreter.emailContext(interpreter)),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                row.getString("language"),
                row.getString("mode"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getString("state"),
                links.token("interpreting", request));
    }
}
