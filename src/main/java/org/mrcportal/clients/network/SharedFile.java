package org.mrcportal.clients.network;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.mrcportal.clients.ClientHistory;
import org.mrcportal.shared.AuditEntry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What another centre may read of a person: what happened and when; no name, no note. On that centre's audit trail. */
@Component
class SharedFile {

    private static final int MOST = 50;

    private final ObjectProvider<ClientHistory> histories;
    private final ApplicationEventPublisher events;

    SharedFile(ObjectProvider<ClientHistory> histories, ApplicationEventPublisher events) {
        this.histories = histories;
        this.events = events;
    }

    /** In the scope of the centre that granted it, newest first. */
    @Transactional
    List<ClientHistory.Entry> read(AccessDesk.Granted granted) {
        events.publishEvent(new AuditEntry("NETWORK_READ", granted.centre().id(), "client:" + granted.client(), null));
        Stream<ClientHistory.Entry> all =
                histories.orderedStream().flatMap(history -> history.of(granted.client(), MOST).stream());
        return all.sorted(Comparator.comparing(ClientHistory.Entry::at).reversed())
                .limit(MOST)
                .toList();
    }
}
