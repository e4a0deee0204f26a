package org.mrcportal.clients.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down consents for the features of this module. */
@Component
@Transactional
public class ConsentBook {

    private final Consents consents;
    private final Clock clock;

    ConsentBook(Consents consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    public void add(ClientId client, CentreId centre, Collection<Purpose> purposes, String language, How how) {
        Instant now = clock.instant();
        if (!purposes.isEmpty()) {
            consents.saveAllAndFlush(purposes.stream()
                    .sorted()
                    .map(purpose -> Consent.given(client, centre, purpose, language, how, now))
                    .toList());
        }
    }
}
