package org.mrcportal.counselling.queue;

import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.SecretLinks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out to which centre a secret belongs, before any scope is known. */
@Component
class SecretAddresses {

    private static final String PATTERN = "[A-Za-z0-9_-]{22}";

    private final SecretLinks links;
    private final JdbcClient jdbc;

    SecretAddresses(SecretLinks links, JdbcClient jdbc) {
        this.links = links;
        this.jdbc = jdbc;
    }

    /** @throws NotFound for anything that is no ticket of ours */
    Scope ofTicket(String token) {
        return Scope.of(centre("select counselling.centre_of_ticket(?)", token).id());
    }

    /** @throws NotFound for anything that is no screen of ours, or not any more */
    CentreId ofScreen(String secret) {
        return centre("select counselling.centre_of_screen(?)", secret);
    }

    private CentreId centre(String question, String secret) {
        return Optional.of(secret)
                .filter(text -> text.matches(PATTERN))
                .flatMap(text -> jdbc.sql(question)
                        .param(links.tokenHash(text))
                        .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                        .single())
                .map(CentreId::new)
                .orElseThrow(() -> new NotFound("a secret"));
    }
}
