package org.mrcportal.clients.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientHistory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.consent.ConsentBook;
import org.mrcportal.clients.consent.ConsentLine;
import org.mrcportal.clients.identity.SealedIdentities;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens a person's file: one transaction, one entry on the audit trail. */
@Service
@Transactional
@PreAuthorize("@identityReaders.include()")
class ClientFile {

    static final int MOST = 50;

    private final SealedIdentities identities;
    private final ConsentBook consents;
    private final ObjectProvider<ClientHistory> histories;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    ClientFile(
            SealedIdentities identities,
            ConsentBook consents,
            ObjectProvider<ClientHistory> histories,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.identities = identities;
        this.consents = consents;
        this.histories = histories;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** A person, without anything that says who it is. */
    record Person(
            ClientId id,
            CentreId centre,
            ZoneId zone,
            String code,
            String language,
            @Nullable String sex,
            @Nullable String ageGroup,
            @Nullable String region,
            @Nullable String migrationStatus,
            ZonedDateTime registered,
            @Nullable ClientId mergedInto) {

        String languageIn(Locale reader) {
            return Language.ofCode(language).map(known -> known.nameIn(reader)).orElse(language);
        }
    }

    /** All that a person's page shows. */
    record Opened(Person person, Contact contact, List<ConsentLine> consents, List<ClientHistory.Entry> history) {}

    Opened open(ClientId id) {
        Person person = jdbc.sql("""
                        select c.*, x.zone from clients.client c join centres.centre x on x.id = c.centre_id where c.id = ?
                        """)
                .param(id.id())
                .query((row, number) -> person(row))
                .optional()
                .orElseThrow(() -> new NotFound(id));
        events.publishEvent(new AuditEntry("IDENTITY_READ", person.centre().id(), "client:" + id, "file"));
        Contact contact =
                identities.open(id).map(SealedIdentities.Opened::contact).orElse(Contact.NONE);
        List<ConsentLine> agreed = consents.of(id);
        return new Opened(
                person,
                ConsentBook.wantsNoMessages(agreed) ? contact.withoutMessages() : contact,
                agreed,
                history(person, agreed));
    }

    private List<ClientHistory.Entry> history(Person person, List<ConsentLine> agreed) {
        Stream<ClientHistory.Entry> elsewhere =
                histories.orderedStream().flatMap(history -> history.of(person.id(), MOST).stream());
        Stream<ClientHistory.Entry> withdrawn = agreed.stream().flatMap(consent -> {
            var at = consent.withdrawnAt();
            return at == null
                    ? Stream.<ClientHistory.Entry>of()
                    : Stream.of(new ClientHistory.Entry(
                            at, "clients.history.withdrawn", "clients.purpose." + consent.purpose(), null, null));
        });
        Stream<ClientHistory.Entry> registered = Stream.of(new ClientHistory.Entry(
                person.registered().toInstant(), "clients.history.registered", null, null, null));
        return Stream.of(elsewhere, withdrawn, registered)
                .flatMap(entries -> entries)
                .sorted(Comparator.comparing(ClientHistory.Entry::at).reversed())
                .limit(MOST)
                .toList();
    }

    private static Person person(ResultSet row) throws SQLException {
        ZoneId zone = ZoneId.of(row.getString("zone"));
        return new Person(
                new ClientId(row.getObject("id", UUID.class)),
                new CentreId(row.getObject("centre_id", UUID.class)),
                zone,
                row.getString("code"),
                row.getString("language"),
                row.getString("sex"),
                row.getString("age_group"),
                row.getString("region_code"),
                row.getString("migration_status"),
                row.getObject("registered_at", OffsetDateTime.class).atZoneSameInstant(zone),
                row.getObject("merged_into") == null ? null : new ClientId(row.getObject("merged_into", UUID.class)));
    }
}
