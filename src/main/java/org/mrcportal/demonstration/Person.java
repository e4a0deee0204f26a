package org.mrcportal.demonstration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.Contact;

/** An invented client, known by a code from the moment of registration on. */
final class Person {

    final UUID id;
    final Instant registeredAt;
    final Demand.Profile profile;
    final Contact contact;
    final Set<String> purposes;
    final String how;

    private @Nullable String code;
    private Demand.@Nullable Matter matter;
    private @Nullable LocalDate lastVisit;

    Person(UUID id, Instant registeredAt, Demand.Profile profile, Contact contact, Set<String> purposes, String how) {
        this.id = id;
        this.registeredAt = registeredAt;
        this.profile = profile;
        this.contact = contact;
        this.purposes = purposes;
        this.how = how;
    }

    void registeredAs(String given) {
        code = given;
    }

    void visited(LocalDate day, Demand.Matter about) {
        lastVisit = day;
        matter = about;
    }

    String code() {
        return Objects.requireNonNull(code, "not registered yet");
    }

    /** What the last visit was about; null before the first. */
    Demand.@Nullable Matter matter() {
        return matter;
    }

    /** @throws NullPointerException before the first visit */
    LocalDate lastVisit() {
        return Objects.requireNonNull(lastVisit);
    }
}
