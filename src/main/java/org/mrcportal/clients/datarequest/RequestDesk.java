package org.mrcportal.clients.datarequest;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.IdentityErased;
import org.mrcportal.clients.consent.ConsentBook;
import org.mrcportal.clients.consent.Purpose;
import org.mrcportal.clients.identity.SealedIdentities;
import org.mrcportal.clients.merge.MergedRecords;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff do with people's requests about their data. Corrections are done by those who may know who a person is;
 * deletions are refused by the centre's manager or the data protection officer, who sees codes only, and are carried out by the
 * officer alone, after the same time for everybody: why one is held, and that it is, would tell others of a case.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'CENTRE_MANAGER', 'DATA_PROTECTION_OFFICER')")
class RequestDesk {

    private static final Set<Role> MAY_REFUSE_DELETION = Set.of(Role.CENTRE_MANAGER, Role.DATA_PROTECTION_OFFICER);

    private final DataRequests requests;
    private final DeletionsOnRecord deletions;
    private final SealedIdentities identities;
    private final ConsentBook consents;
    private final MergedRecords merged;
    private final Seal seal;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RequestDesk(
            DataRequests requests,
            DeletionsOnRecord deletions,
            SealedIdentities identities,
            ConsentBook consents,
            MergedRecords merged,
            Seal seal,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.deletions = deletions;
        this.identities = identities;
        this.consents = consents;
        this.merged = merged;
        this.seal = seal;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** A request as the list shows it. */
    record Row(
            UUID id,
            ClientId client,
            String code,
            DataRequest.Kind kind,
            DataRequest.State state,
            LocalDate asked,
            LocalDate due,
            boolean overdue) {

        public boolean open() {
            return state == DataRequest.State.OPEN;
        }
    }

    /**
     * A request that is looked at.
     *
     * @param text the person's words; null where there are none or the reader may not see them
     * @param answer null where there is none, any more or yet, or the reader may not see it
     * @param mayDecide the reader may answer it
     * @param waitsUntil the first day on which a deletion may be carried out
     * @param carriesOut the reader may say that it is done, now
     * @param against what staff have against a deletion; empty: nothing, or the reader may not know
     * @param knows the reader may know who the person is
     */
    record Opened(
            Row row,
            List<String> about,
            @Nullable String text,
            @Nullable String answer,
            boolean mayDecide,
            LocalDate waitsUntil,
            boolean carriesOut,
            DeletionsOnRecord.Against against,
            boolean knows) {}

    private record Client(String code, ZoneId zone) {}

    @Transactional(readOnly = true)
    List<Row> list() {
        List<DataRequest> found = requests.openFirst();
        Map<ClientId, Client> clients =
                clients(found.stream().map(DataRequest::client).toList());
        return found.stream()
                .map(request -> row(request, Objects.requireNonNull(clients.get(request.client()))))
                .toList();
    }

    Opened open(UUID id, StaffMember me) {
        DataRequest request = requests.findById(id).orElseThrow(() -> new NotFound(id));
        boolean knows = knows(me);
        Client client =
                Objects.requireNonNull(clients(List.of(request.client())).get(request.client()));
        record("DATA_REQUEST_READ", request);
        return new Opened(
                row(request, client),
                request.about(),
                knows ? request.text(seal) : null,
                knows ? request.answer(seal) : null,
                mayDecide(request, me),
                LocalDate.ofInstant(request.waitsUntil(), client.zone()),
                mayCarryOut(request, me) && !waits(request),
                me.is(Role.DATA_PROTECTION_OFFICER) ? deletions.against(id) : DeletionsOnRecord.Against.NOTHING,
                knows);
    }

    /**
     * Says that it was done, and does it where it is a deletion. Answering twice changes nothing.
     *
     * @param seen {@link DeletionsOnRecord.Against#asOf} of what the reader has read
     * @return false where nothing was done: the deletion still waits, or something was said against it that was not read
     */
    boolean done(UUID id, String answer, String seen, StaffMember me) {
        DataRequest request = requests.lockById(id).orElseThrow(() -> new NotFound(id));
        if (request.isOpenDeletion()) {
            if (!mayCarryOut(request, me)) {
                throw new AccessDeniedException("Not theirs to carry out");
            }
            if (waits(request) || !deletions.against(id).asOf().equals(seen)) {
                return false;
            }
        }
        decide(id, DataRequest.State.DONE, answer, me);
        return true;
    }

    private boolean waits(DataRequest request) {
        return request.kind() == DataRequest.Kind.DELETION && clock.instant().isBefore(request.waitsUntil());
    }

    void refuse(UUID id, String answer, StaffMember me) {
        decide(id, DataRequest.State.REFUSED, answer, me);
    }

    private void decide(UUID id, DataRequest.State decision, String answer, StaffMember me) {
        DataRequest request = requests.lockById(id).orElseThrow(() -> new NotFound(id));
        if (!mayDecide(request, me)) {
            throw new AccessDeniedException("Not theirs to decide");
        }
        if (request.state() != DataRequest.State.OPEN) {
            return;
        }
        requests.saveAndFlush(request.decide(decision, answer, me.id(), seal, clock.instant()));
        record("DATA_REQUEST_" + decision, request);
        if (decision == DataRequest.State.DONE && request.kind() == DataRequest.Kind.DELETION) {
            erase(request);
        }
    }

    /**
     * Who the person is goes, with everything that points there, in every record that has become one with this one; the
     * codes and what was counted stay.
     */
    private void erase(DataRequest request) {
        for (ClientId client : merged.forget(List.of(request.client()))) {
            identities.erase(client);
            for (Purpose purpose : Purpose.values()) {
                consents.withdraw(client, purpose);
            }
            jdbc.sql("update clients.data_request set text = null where client_id = ?")
                    .param(client.id())
                    .update();
            events.publishEvent(new IdentityErased(client, request.centre()));
        }
        record("IDENTITY_ERASED", request);
    }

    private static boolean knows(StaffMember me) {
        return !me.is(Role.DATA_PROTECTION_OFFICER) && (me.is(Role.FRONT_DESK) || me.is(Role.CENTRE_MANAGER));
    }

    private static boolean mayDecide(DataRequest request, StaffMember me) {
        return switch (request.kind()) {
            case CORRECTION -> knows(me);
            case DELETION -> MAY_REFUSE_DELETION.stream().anyMatch(me::is);
        };
    }

    private static boolean mayCarryOut(DataRequest request, StaffMember me) {
        return switch (request.kind()) {
            case CORRECTION -> knows(me);
            case DELETION -> me.is(Role.DATA_PROTECTION_OFFICER);
        };
    }

    private Map<ClientId, Client> clients(Collection<ClientId> ids) {
        return jdbc
                .sql("""
                        select c.id, c.code, x.zone from clients.client c join centres.centre x on x.id = c.centre_id
                        where c.id = any (?)
                        """)
                .param(ids.stream().map(ClientId::id).distinct().toArray(UUID[]::new))
                .query((row, number) -> Map.entry(
                        new ClientId(row.getObject("id", UUID.class)),
                        new Client(row.getString("code"), ZoneId.of(row.getString("zone")))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Row row(DataRequest request, Client client) {
        return new Row(
                request.id(),
                request.client(),
                client.code(),
                request.kind(),
                request.state(),
                LocalDate.ofInstant(request.askedAt(), client.zone()),
                request.dueOn(),
                request.state() == DataRequest.State.OPEN
                        && request.dueOn().isBefore(LocalDate.ofInstant(clock.instant(), client.zone())));
    }

    private void record(String action, DataRequest request) {
        events.publishEvent(new AuditEntry(action, request.centre().id(), "client:" + request.client(), null));
    }
}
