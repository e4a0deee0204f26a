package org.mrcportal.clients.datarequest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.KeptOfPerson;
import org.mrcportal.clients.KeptOfPerson.Entry;
import org.mrcportal.clients.KeptOfPerson.Fact;
import org.mrcportal.clients.KeptOfPerson.Section;
import org.mrcportal.clients.OwnData;
import org.mrcportal.clients.consent.ConsentBook;
import org.mrcportal.clients.consent.Purpose;
import org.mrcportal.clients.identity.SealedIdentities;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the copy together and takes requests down. */
@Component
@Transactional
class OwnDataOnRecord implements OwnData {

    private static final List<Purpose> OPTIONAL = Stream.of(Purpose.values())
            .filter(purpose -> purpose != Purpose.SERVICE)
            .toList();

    private final DataRequests requests;
    private final SealedIdentities identities;
    private final ConsentBook consents;
    private final ObjectProvider<KeptOfPerson> modules;
    private final Seal seal;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OwnDataOnRecord(
            DataRequests requests,
            SealedIdentities identities,
            ConsentBook consents,
            ObjectProvider<KeptOfPerson> modules,
            Seal seal,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.identities = identities;
        this.consents = consents;
        this.modules = modules;
        this.seal = seal;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<Section> copy(ClientId client) {
        events.publishEvent(new AuditEntry("OWN_DATA_COPIED", centreOf(client).id(), "client:" + client, null));
        List<Section> sections = new ArrayList<>();
        sections.add(person(client));
        sections.add(agreed(client));
        sections.add(asked(client));
        modules.orderedStream().forEach(module -> sections.addAll(module.of(client)));
        sections.removeIf(section -> section.entries().isEmpty());
        return sections;
    }

    @Override
    public void askForCorrection(ClientId client, Set<String> about, @Nullable String text, UUID once) {
        CentreId centre = centreOf(client);
        ask(
                DataRequest.correction(
                        centre, client, about.stream().sorted().toList(), text, seal, once, clock.instant()),
                once);
    }

    @Override
    public void askForDeletion(ClientId client, UUID once) {
        CentreId centre = centreOf(client);
        OPTIONAL.forEach(purpose -> consents.withdraw(client, purpose));
        boolean open = requests.findByClientOrderByAskedAtDesc(client).stream()
                .anyMatch(request ->
                        request.kind() == DataRequest.Kind.DELETION && request.state() == DataRequest.State.OPEN);
        if (!open) {
            ask(DataRequest.deletion(centre, client, once, clock.instant()), once);
        }
    }

    @Override
    public void withdraw(ClientId client, String purpose) {
        OPTIONAL.stream()
                .filter(known -> known.name().equals(purpose))
                .forEach(known -> consents.withdraw(client, known));
    }

    private void ask(DataRequest request, UUID once) {
        Optional<DataRequest> before = requests.findByOnce(once);
        if (before.isEmpty()) {
            requests.saveAndFlush(request);
            events.publishEvent(new AuditEntry(
                    "DATA_REQUESTED",
                    request.centre().id(),
                    "client:" + request.client(),
                    request.kind().name()));
        }
    }

    /** Whoever asks for the copy waits for others who change the same person. */
    private CentreId centreOf(ClientId client) {
        return jdbc.sql("select centre_id from clients.client where id = ? for update")
                .param(client.id())
                .query((row, number) -> new CentreId(row.getObject("centre_id", UUID.class)))
                .optional()
                .orElseThrow(() -> new NotFound(client));
    }

    private Section person(ClientId client) {
        Contact contact =
                identities.open(client).map(SealedIdentities.Opened::contact).orElse(Contact.NONE);
        return jdbc.sql("select * from clients.client where id = ?")
                .param(client.id())
                .query((row, number) -> new Section(
                        "person",
                        List.of(new Entry(List.of(
                                Fact.of("code", row.getString("code")),
                                Fact.of(
                                        "registered",
                                        row.getTimestamp("registered_at").toInstant()),
                                Fact.of(
                                        "name",
                                        contact.name() == null
                                                ? null
                                                : contact.name().text()),
                                Fact.of(
                                        "phone",
                                        contact.phone() == null
                                                ? null
                                                : contact.phone().e164()),
                                Fact.of("email", contact.email()),
                                Fact.of("mayCall", contact.mayCall()),
                                Fact.of("mayMessage", contact.mayMessage()),
                                Fact.of("note", contact.note()),
                                Fact.code("language", row.getString("language"), "own.language."),
                                Fact.code("sex", row.getString("sex"), "own.sex."),
                                Fact.of("age", age(row.getString("age_group"))),
                                Fact.code("region", row.getString("region_code"), "centres.region."),
                                Fact.code(
                                        "migrationStatus",
                                        row.getString("migration_status"),
                                        "own.migration-status."))))))
                .single();
    }

    /** {@code 25_29} as 25–29: readable in every language. */
    private static @Nullable String age(@Nullable String group) {
        return group == null || group.equals("UNKNOWN")
                ? null
                : group.replace("UNDER_", "<").replace("_PLUS", "+").replace('_', '–');
    }

    private Section agreed(ClientId client) {
        return new Section(
                "consents",
                consents.of(client).stream()
                        .map(consent -> new Entry(List.of(
                                Fact.code("purpose", consent.purpose().name(), "own.purpose."),
                                Fact.code("how", consent.how().name(), "own.how."),
                                Fact.of("wording", consent.wording()),
                                Fact.code("language", consent.language(), "own.language."),
                                Fact.of("given", consent.givenAt()),
                                Fact.of("withdrawn", consent.withdrawnAt()))))
                        .toList());
    }

    private Section asked(ClientId client) {
        return new Section(
                "requests",
                requests.findByClientOrderByAskedAtDesc(client).stream()
                        .map(request -> new Entry(List.of(
                                Fact.code("kind", request.kind().name(), "own.kind."),
                                Fact.of("asked", request.askedAt()),
                                Fact.of("text", request.text(seal)),
                                Fact.of("due", request.dueOn()),
                                Fact.code("state", request.state().name(), "own.request-state."),
                                Fact.of("answer", request.answer(seal)))))
                        .toList());
    }
}
