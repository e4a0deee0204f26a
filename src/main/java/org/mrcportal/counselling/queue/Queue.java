package org.mrcportal.counselling.queue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The use cases of the walk-in queue: each method is one transaction. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class Queue {

    private final WalkIns walkIns;
    private final Centres centres;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Queue(
            WalkIns walkIns,
            Centres centres,
            ClientDirectory clients,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.walkIns = walkIns;
        this.centres = centres;
        this.clients = clients;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What the page needs to take somebody in.
     *
     * @param client who it is, where the person is known
     */
    record Desk(
            CentreCard centre,
            LocalDate today,
            List<String> languages,
            List<String> services,
            @Nullable ClientSummary client,
            List<Ticket> tickets) {}

    /** One line of the waiting list. */
    record Ticket(
            UUID id,
            int number,
            Instant arrivedAt,
            String language,
            @Nullable String service,
            String state,
            @Nullable String counsellor,
            boolean known,
            boolean logged) {}

    Desk desk(CentreId at, @Nullable ClientId client, Language reader) {
        CentreCard centre = centres.byId(at, reader).orElseThrow(() -> new NotFound(at));
        ClientSummary known = client == null
                ? null
                : clients.find(client)
                        .filter(person -> person.centre().equals(at))
                        .orElseThrow(() -> new NotFound(client));
        LocalDate today = LocalDate.ofInstant(clock.instant(), centre.zone());
        return new Desk(
                centre,
                today,
                centres.languages(at),
                centres.services(at).stream().map(OfferedService::code).toList(),
                known,
                tickets(at, today));
    }

    /** Takes somebody in; a repeated submission finds the first ticket. */
    WalkInId add(
            CentreId at,
            @Nullable ClientId client,
            String language,
            @Nullable String service,
            UUID once,
            Language reader) {
        lockTickets(at);
        var earlier = walkIns.findByOnce(once);
        if (earlier.isPresent()) {
            return earlier.get().id();
        }
        CentreCard centre = centres.byId(at, reader).orElseThrow(() -> new NotFound(at));
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        WalkIn walkIn = walkIns.saveAndFlush(
                WalkIn.arrive(at, today, nextTicket(at, today), client, language, service, once, now));
        events.publishEvent(new AuditEntry("WALK_IN_QUEUED", at.id(), "walk-in:" + walkIn.id(), null));
        return walkIn.id();
    }

    /** @return false where the walk-in's state does not allow it any more */
    boolean start(WalkInId id, StaffId counsellor) {
        return change(id, WalkIn.State.IN_SESSION, walkIn -> walkIn.start(counsellor, clock.instant()));
    }

    boolean finish(WalkInId id) {
        return change(id, WalkIn.State.COMPLETED, walkIn -> walkIn.finish(clock.instant()));
    }

    boolean leave(WalkInId id) {
        return change(id, WalkIn.State.LEFT, WalkIn::leave);
    }

    boolean undo(WalkInId id) {
        return change(id, WalkIn.State.WAITING, WalkIn::undo);
    }

    /** Pressing a button twice does no harm: the second press finds the work done. */
    private boolean change(WalkInId id, WalkIn.State wanted, UnaryOperator<WalkIn> verb) {
        WalkIn walkIn = walkIns.lockById(id).orElseThrow(() -> new NotFound(id));
        if (walkIn.state() == wanted) {
            return true;
        }
        try {
            walkIns.saveAndFlush(verb.apply(walkIn));
        } catch (IllegalStateException changedMeanwhile) {
            return false;
        }
        events.publishEvent(new AuditEntry("WALK_IN_" + wanted, walkIn.centre().id(), "walk-in:" + id, null));
        return true;
    }

    /** Tickets are given one at a time: whoever asks second waits here for the first one's transaction to end. */
    private void lockTickets(CentreId centre) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtext(?))")
                .param("walk-in:" + centre)
                .query(Integer.class)
                .single();
    }

    private int nextTicket(CentreId centre, LocalDate day) {
        return jdbc.sql("select coalesce(max(ticket), 0) + 1 from counselling.walk_in where centre_id = ? and day = ?")
                .params(centre.id(), day)
                .query(Integer.class)
                .single();
    }

    private List<Ticket> tickets(CentreId centre, LocalDate day) {
        return jdbc.sql("""
                        select w.id, w.ticket, w.arrived_at, w.language, w.service_code, w.state, s.name counsellor,
                               w.client_id is not null known, c.id is not null logged
                        from counselling.walk_in w
                        left join accounts.staff s on s.id = w.counsellor_id
                        left join counselling.consultation c on c.walk_in_id = w.id
                        where w.centre_id = ? and w.day = ?
                        order by w.ticket
                        """)
                .params(centre.id(), day)
                .query((row, number) -> new Ticket(
                        row.getObject("id", UUID.class),
                        row.getInt("ticket"),
                        row.getObject("arrived_at", java.time.OffsetDateTime.class)
                                .toInstant(),
                        row.getString("language"),
                        row.getString("service_code"),
                        row.getString("state"),
                        row.getString("counsellor"),
                        row.getBoolean("known"),
                        row.getBoolean("logged")))
                .list();
    }
}
