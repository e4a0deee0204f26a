package org.mrcportal.clients.identity;

import java.time.Clock;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes how a person is called and reached. */
@Service
@Transactional
@PreAuthorize("@identityReaders.include()")
class IdentityDesk {

    private final Identities identities;
    private final Seal seal;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    IdentityDesk(Identities identities, Seal seal, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.identities = identities;
        this.seal = seal;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Whose identity is to be changed: what the page has to know besides the form. */
    record Person(CentreId centre, String code, String language, String country) {}

    /** The person, with the identity as it stands. */
    record Current(Person person, Contact contact, long version) {}

    Person person(ClientId client) {
        return jdbc.sql("""
                        select c.centre_id, c.code, c.language, x.country
                        from clients.client c join centres.centre x on x.id = c.centre_id where c.id = ?
                        """)
                .param(client.id())
                .query((row, number) -> new Person(
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getString("code"),
                        row.getString("language"),
                        row.getString("country")))
                .optional()
                .orElseThrow(() -> new NotFound(client));
    }

    Current open(ClientId client) {
        Person person = person(client);
        events.publishEvent(new AuditEntry("IDENTITY_READ", person.centre().id(), "client:" + client, "form"));
        return identities
                .findById(client)
                .map(identity -> new Current(person, identity.contact(seal), identity.version()))
                .orElseGet(() -> new Current(person, Contact.NONE, -1));
    }

    /**
     * Changes what the form showed; the rest stays.
     *
     * @param version the one the form was filled in from
     * @throws StaleIdentity where it has changed since
     */
    void change(ClientId client, long version, ContactForm form, Language language) {
        Person person = person(client);
        Identity identity = identities
                .findById(client)
                .map(current -> {
                    if (current.version() != version) {
                        throw new StaleIdentity();
                    }
                    return current.change(form.contact(person.country(), current.contact(seal)), seal, clock.instant());
                })
                .orElseGet(() ->
                        Identity.of(client, person.centre(), form.contact(person.country()), seal, clock.instant()));
        identities.saveAndFlush(identity);
        if (!person.language().equals(language.code())) {
            jdbc.sql("update clients.client set language = ?, version = version + 1 where id = ?")
                    .params(language.code(), client.id())
                    .update();
        }
        events.publishEvent(new AuditEntry("IDENTITY_CHANGED", person.centre().id(), "client:" + client, null));
    }
}
