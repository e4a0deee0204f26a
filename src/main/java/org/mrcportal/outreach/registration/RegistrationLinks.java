package org.mrcportal.outreach.registration;

import java.util.Optional;
import java.util.UUID;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.SecretLinks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The secrets by which people come back to their registration. */
@Component
class RegistrationLinks {

    private final JdbcClient jdbc;

    RegistrationLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The centre of the registration behind a link, as the scope of what is done with it.
     *
     * @throws NotFound for anything that is no link of ours
     */
    Scope scopeOf(String token) {
        return Optional.of(token)
                .filter(SecretLinks::isToken)
                .flatMap(given -> jdbc.sql("select outreach.centre_of_registration(?)")
                        .param(SecretLinks.hash(given))
                        .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                        .single())
                .map(Scope::of)
                .orElseThrow(() -> new NotFound("registration"));
    }
}
