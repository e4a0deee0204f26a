package org.mrcportal.clients.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.consent.ConsentBook;
import org.mrcportal.clients.consent.How;
import org.mrcportal.clients.consent.Purpose;
import org.mrcportal.clients.identity.IdentityReaders;
import org.mrcportal.clients.identity.SealedIdentities;
import org.mrcportal.shared.AuditEntry;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The clients, for the modules that work with them; here, and nowhere else, their reads of identity are put on record. */
@Component
@Transactional
class RegisteredClients implements ClientDirectory {

    private final Registrar registrar;
    private final SealedIdentities identities;
    private final ConsentBook consents;
    private final IdentityReaders readers;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RegisteredClients(
            Registrar registrar,
            SealedIdentities identities,
            ConsentBook consents,
            IdentityReaders readers,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.registrar = registrar;
        this.identities = identities;
        this.consents = consents;
        this.readers = readers;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public ClientId register(CentreId centre, Contact contact, String language, Set<String> purposes, String how) {
        return registrar.register(
                centre,
                contact,
                language,
                purposes.stream().map(Purpose::valueOf).toList(),
                How.valueOf(how),
                null);
    }

    @Override
    public Optional<ClientSummary> find(ClientId id) {
        List<ClientSummary> found = read(Set.of(id));
        found.stream()
                .filter(client -> client.name() != null)
                .forEach(client -> events.publishEvent(
                        new AuditEntry("IDENTITY_READ", client.centre().id(), "client:" + id, "name")));
        return found.stream().findFirst();
    }

    @Override
    public Map<ClientId, ClientSummary> summaries(Collection<ClientId> ids) {
        Map<ClientId, ClientSummary> found = new LinkedHashMap<>();
        read(ids).forEach(client -> found.put(client.id(), client));
        found.values().stream()
                .filter(client -> client.name() != null)
                .collect(Collectors.groupingBy(ClientSummary::centre, Collectors.counting()))
                .forEach((centre, names) ->
                        events.publishEvent(new AuditEntry("IDENTITY_LISTED", centre.id(), null, names.toString())));
        return found;
    }

    @Override
    @PreAuthorize("@identityReaders.include()")
    public Optional<Contact> contact(ClientId id) {
        return opened(id, "IDENTITY_READ", "contact");
    }

    @Override
    public Optional<Contact> addressee(ClientId id) {
        return opened(id, "IDENTITY_USED", "message");
    }

    @Override
    public boolean agrees(ClientId id, String purpose) {
        return jdbc.sql("select clients.agreed(clients.survivor(?), ?, ?)")
                .params(id.id(), purpose, clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    @Override
    public void learn(
            ClientId id,
            @Nullable String sex,
            @Nullable String ageGroup,
            @Nullable String region,
            String migrationStatus) {
        jdbc.sql("""
                        update clients.client
                        set sex = coalesce(:sex, sex), age_group = coalesce(:ageGroup, age_group),
                            region_code = coalesce(:region, region_code), migration_status = :migrationStatus,
                            version = version + 1
                        where id = :id
                        """)
                .param("sex", sex)
                .param("ageGroup", "UNKNOWN".equals(ageGroup) ? null : ageGroup)
                .param("region", region)
                .param("migrationStatus", migrationStatus)
                .param("id", id.id())
                .update();
    }

    @Override
    public Set<ClientId> sameAs(ClientId id) {
        jdbc.sql("select clients.keep_contacts(?)")
                .param(id.id())
                .query((row, number) -> true)
                .single();
        return jdbc.sql("""
                        select other.client_id
                        from clients.identity me
                        join clients.identity other
                          on other.centre_id = me.centre_id and other.name_key = me.name_key
                         and (other.phone_hash = me.phone_hash or other.email_hash = me.email_hash)
                        where me.client_id = ?
                        """)
                .param(id.id())
                .query((row, number) -> new ClientId(row.getObject(1, UUID.class)))
                .set();
    }

    private Optional<Contact> opened(ClientId id, String action, String what) {
        Optional<SealedIdentities.Opened> identity = identities.open(id);
        identity.ifPresent(opened ->
                events.publishEvent(new AuditEntry(action, opened.centre().id(), "client:" + id, what)));
        return identity.map(SealedIdentities.Opened::contact)
                .map(contact ->
                        contact.mayMessage() && consents.wantsNoMessages(id) ? contact.withoutMessages() : contact);
    }

    private List<ClientSummary> read(Collection<ClientId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        boolean named = readers.include();
        return jdbc.sql("""
                        select c.id, c.centre_id, c.code, c.language, c.sex, c.age_group, c.region_code, c.migration_status,
                               i.name
                        from clients.client c left join clients.identity i on i.client_id = c.id
                        where c.id in (:ids)
                        """)
                .param("ids", ids.stream().map(ClientId::id).distinct().toList())
                .query((row, number) -> summary(row, named))
                .list();
    }

    private ClientSummary summary(ResultSet row, boolean named) throws SQLException {
        ClientId id = new ClientId(row.getObject("id", UUID.class));
        return new ClientSummary(
                id,
                new CentreId(row.getObject("centre_id", UUID.class)),
                row.getString("code"),
                named ? identities.name(id, row.getBytes("name")) : null,
                row.getString("language"),
                row.getString("sex"),
                row.getString("age_group"),
                row.getString("region_code"),
                row.getString("migration_status"));
    }
}
