package org.mrcportal.clients.datarequest;

import java.time.Clock;
import java.util.Optional;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.DeletionRequests;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional(propagation = Propagation.MANDATORY)
class DeletionsOnRecord implements DeletionRequests {

    private final DataRequests requests;
    private final Seal seal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DeletionsOnRecord(DataRequests requests, Seal seal, ApplicationEventPublisher events, Clock clock) {
        this.requests = requests;
        this.seal = seal;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Optional<Waiting> of(ClientId client) {
        return open(client).map(request -> new Waiting(request.askedAt(), request.waitsUntil(), request.heldWhy(seal)));
    }

    @Override
    public void hold(ClientId client, String why, StaffId by) {
        locked(client).ifPresent(request -> {
            requests.saveAndFlush(request.hold(why, by, seal, clock.instant()));
            record("DELETION_HELD", request);
        });
    }

    @Override
    public void release(ClientId client, StaffId by) {
        locked(client).filter(DataRequest::isHeld).ifPresent(request -> {
            requests.saveAndFlush(request.release());
            record("DELETION_RELEASED", request);
        });
    }

    private Optional<DataRequest> open(ClientId client) {
        return requests.findByClientOrderByAskedAtDesc(client).stream()
                .filter(DataRequest::isOpenDeletion)
                .findFirst();
    }

    private Optional<DataRequest> locked(ClientId client) {
        return open(client).flatMap(request -> requests.lockById(request.id())).filter(DataRequest::isOpenDeletion);
    }

    private void record(String action, DataRequest request) {
        events.publishEvent(new AuditEntry(action, request.centre().id(), "client:" + request.client(), null));
    }
}
