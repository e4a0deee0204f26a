package org.mrcportal.clients.registration;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.KnownPeople;
import org.mrcportal.clients.identity.IdentityReaders;
import org.mrcportal.clients.search.FoundClient;
import org.mrcportal.clients.search.Match;
import org.mrcportal.clients.search.PeopleFinder;
import org.mrcportal.clients.search.Wanted;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Looks for people on record who may be the person about to be registered. */
@Component
@Transactional
class LookAlikes implements KnownPeople {

    /** How near a name must be that is only similar, from 0 to 1. */
    private static final float ALIKE = 0.6f;

    private static final int MOST = 8;

    private final PeopleFinder people;
    private final IdentityReaders readers;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    LookAlikes(PeopleFinder people, IdentityReaders readers, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.people = people;
        this.readers = readers;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * What there is to see.
     *
     * @param same whom the same form has registered already, or null
     */
    record Seen(@Nullable ClientId same, List<FoundClient> people) {}

    /** Asks nobody's rights and leaves no trace: whoever uses it does both. */
    Seen see(CentreId centre, Contact contact, @Nullable UUID once) {
        List<FoundClient> known = people.find(Wanted.like(centre, contact, once));
        return new Seen(
                known.stream()
                        .filter(client -> client.match() == Match.ONCE)
                        .map(FoundClient::id)
                        .findFirst()
                        .orElse(null),
                known.stream()
                        .filter(client -> client.match() != Match.SIMILAR_NAME || client.rank() >= ALIKE)
                        .limit(MOST)
                        .toList());
    }

    /** Until the transaction ends, whoever registers the same name or telephone at the centre waits: then sees this one. */
    void queue(CentreId centre, Contact contact) {
        PersonName name = contact.name();
        PhoneNumber phone = contact.phone();
        Stream.of(name == null ? "" : name.searchKey(), phone == null ? "" : phone.e164())
                .filter(what -> !what.isEmpty())
                .sorted()
                .forEach(what -> jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 170))")
                        .param(centre + what)
                        .query((row, number) -> true)
                        .single());
    }

    @Override
    @PreAuthorize("@identityReaders.include()")
    public List<Known> like(CentreId centre, @Nullable PersonName name, @Nullable PhoneNumber phone) {
        if (name == null && phone == null) {
            return List.of();
        }
        List<FoundClient> found = see(centre, new Contact(name, phone, null, false, false, null), null)
                .people();
        if (!found.isEmpty()) {
            events.publishEvent(new AuditEntry("IDENTITY_LISTED", centre.id(), null, String.valueOf(found.size())));
        }
        return found.stream().map(LookAlikes::known).toList();
    }

    @Override
    public Set<ClientId> called(String name, Collection<ClientId> among) {
        return readers.include() ? people.called(PersonName.SearchKey.of(name), among) : Set.of();
    }

    private static Known known(FoundClient client) {
        return new Known(
                client.id(),
                client.code(),
                client.name(),
                Stream.of(client.match(), client.also())
                        .filter(reason -> reason != null)
                        .map(reason -> "clients.match." + reason)
                        .toList(),
                client.match() == Match.PHONE,
                client.registered());
    }
}
