package org.mrcportal.counselling.queue;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.AppointmentArrived;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.SecretLinks;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives the numbers of a day, one at a time, to walk-ins and to booked people who arrive. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class TicketMachine {

    /** The first part of a ticket's public address. */
    static final String LINK = "tickets";

    private final Tickets tickets;
    private final Centres centres;
    private final SecretLinks links;
    private final JdbcClient jdbc;
    private final Clock clock;

    TicketMachine(Tickets tickets, Centres centres, SecretLinks links, JdbcClient jdbc, Clock clock) {
        this.tickets = tickets;
        this.centres = centres;
        this.links = links;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whoever asks second for a number or for the next person waits here for the first one's transaction to end. */
    void lock(CentreId centre) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtext(?))")
                .param("walk-in:" + centre)
                .query(Integer.class)
                .single();
    }

    /** Needs the lock. */
    int nextNumber(CentreId centre, LocalDate day) {
        return jdbc.sql("""
                        select greatest(
                            (select coalesce(max(ticket), 0) from counselling.walk_in where centre_id = :centre and day = :day),
                            (select coalesce(max(number), 0) from counselling.ticket where centre_id = :centre and day = :day)
                        ) + 1
                        """)
                .param("centre", centre.id())
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    Ticket give(WalkInId walkIn, CentreId centre, LocalDate day, int number) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        return tickets.saveAndFlush(Ticket.of(walkIn, id, centre, day, number, hash(id)));
    }

    /** A booked person has arrived: in the same transaction the person gets a number and stands in line. */
    @EventListener
    void on(AppointmentArrived arrived) {
        give(arrived.appointment(), arrived.centre());
    }

    Ticket give(AppointmentId appointment, CentreId centre) {
        CentreCard card = centres.byId(centre, Language.EN).orElseThrow(() -> new NotFound(centre));
        LocalDate today = LocalDate.ofInstant(clock.instant(), card.zone());
        lock(centre);
        return tickets.lockByPerson(appointment.id())
                .map(former -> tickets.saveAndFlush(former.returnOn(
                        today, former.day().equals(today) ? former.number() : nextNumber(centre, today))))
                .orElseGet(() -> {
                    UUID id = UuidCreator.getTimeOrderedEpoch();
                    return tickets.saveAndFlush(
                            Ticket.of(appointment, id, centre, today, nextNumber(centre, today), hash(id)));
                });
    }

    /** The secret on the ticket. */
    String token(Ticket ticket) {
        return links.token(LINK, ticket.id());
    }

    private byte[] hash(UUID id) {
        return links.tokenHash(links.token(LINK, id));
    }
}
