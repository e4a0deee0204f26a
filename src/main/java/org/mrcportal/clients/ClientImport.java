package org.mrcportal.clients;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;

/** Takes over many persons at once, with the days on which they were registered, as from a register kept elsewhere. */
public interface ClientImport {

    /**
     * Registers the persons of one centre in the order given and continues its client codes.
     *
     * @return their client codes, in the same order
     */
    List<String> take(CentreId centre, List<Person> people);

    /**
     * A person as the former register knows them.
     *
     * @param sex F, M, OTHER or null
     * @param ageGroup such as {@code 25_29}, or null
     * @param region ISO 3166-2 of residence, or null
     * @param migrationStatus such as {@code RETURNEE}, or null
     * @param purposes the consents given on the day of registration, see {@code clients.consent.purpose}
     * @param how CLICK, ORAL or WRITTEN
     */
    record Person(
            ClientId id,
            Instant registeredAt,
            String language,
            @Nullable String sex,
            @Nullable String ageGroup,
            @Nullable String region,
            @Nullable String migrationStatus,
            Contact contact,
            Set<String> purposes,
            String how) {}
}
