package org.mrcportal.centres.urgent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The confirmed numbers, kept in memory because every public page shows one: read at the start, and again by the first
 * page after an hour.
 */
@Component
class UrgentContacts implements SmartInitializingSingleton {

    private static final Duration FRESH = Duration.ofHours(1);

    private record Known(List<UrgentContact> contacts, Instant readAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable Known known;

    UrgentContacts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        all();
    }

    List<UrgentContact> all() {
        Known latest = known;
        Instant now = clock.instant();
        if (latest == null || latest.readAt().plus(FRESH).isBefore(now)) {
            latest = new Known(read(), now);
            known = latest;
        }
        return latest.contacts();
    }

    /** Countries in the order of their codes, each with its numbers. */
    Map<String, List<UrgentContact>> byCountry() {
        Map<String, List<UrgentContact>> byCountry = new LinkedHashMap<>();
        for (UrgentContact contact : all()) {
            byCountry
                    .computeIfAbsent(contact.country(), c -> new java.util.ArrayList<>())
                    .add(contact);
        }
        return byCountry;
    }

    /** The number for any danger that answers in every country we have numbers of. */
    Optional<String> everywhere() {
        Map<String, List<UrgentContact>> byCountry = byCountry();
        return all().stream()
                .filter(contact -> contact.kind().equals("EMERGENCY"))
                .map(UrgentContact::number)
                .filter(number -> byCountry.values().stream()
                        .allMatch(contacts ->
                                contacts.stream().anyMatch(c -> c.number().equals(number))))
                .findFirst();
    }

    private List<UrgentContact> read() {
        return jdbc.sql("""
                        select country, number, kind from centres.urgent_contact where verified_on is not null
                        order by country, array_position(array['EMERGENCY', 'POLICE', 'AMBULANCE'], kind), kind, number
                        """)
                .query((row, number) ->
                        new UrgentContact(row.getString("country"), row.getString("number"), row.getString("kind")))
                .list();
    }
}
