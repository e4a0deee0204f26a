package org.mrcportal.counselling.waitinglist;

import java.util.Optional;
import java.util.UUID;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.SecretLinks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The secrets by which people come back to their line. */
@Component
class WaitingLinks {

    private static final String KIND = "waiting";

    private final SecretLinks secrets;
    private final JdbcClient jdbc;

    WaitingLinks(SecretLinks secrets, JdbcClient jdbc) {
        this.secrets = secrets;
        this.jdbc = jdbc;
    }

    String token(UUID line) {
        return secrets.token(KIND, line);
    }

    byte[] hash(String token) {
        return secrets.tokenHash(token);
    }

    String bookingToken(PlaceOffer offer) {
        return secrets.token("appointment", offer.appointment().id());
    }

    /**
     * The centre of the line behind a link, as the scope of what is done with it.
     *
     * @throws NotFound for anything that is no link of ours
     */
    Scope scopeOf(String token) {
        return Optional.of(token)
                .filter(given -> given.matches("[A-Za-z0-9_-]{22}"))
                .flatMap(given -> jdbc.sql("select counselling.centre_of_waiting(?)")
                        .param(hash(given))
                        .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                        .single())
                .map(Scope::of)
                .orElseThrow(() -> new NotFound("line"));
    }
}
