package org.mrcportal.counselling.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.appointment.AppointmentAttendance;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes where people of a day stand, for staff and for whoever holds the ticket. The record is locked before the
 * ticket, so that nobody waits in a circle; a step that is not possible any more answers false.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Standings {

    private static final String WALK_IN = """
            select id, centre_id, false booked, state = 'WAITING' waits from counselling.walk_in where id = :id for update
            """;

    private static final String BOOKED = """
            select id, centre_id, true booked, state = 'ARRIVED' waits from counselling.appointment where id = :id for update
            """;

    private final Tickets tickets;
    private final TicketMachine machine;
    private final WalkIns walkIns;
    private final AppointmentAttendance appointments;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Standings(
            Tickets tickets,
            TicketMachine machine,
            WalkIns walkIns,
            AppointmentAttendance appointments,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tickets = tickets;
        this.machine = machine;
        this.walkIns = walkIns;
        this.appointments = appointments;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Somebody of a centre's day, with the record locked: a walk-in or an appointment, by its id. */
    record Person(UUID id, CentreId centre, boolean isBooked, boolean waits) {

        WalkInId walkIn() {
            return new WalkInId(id);
        }

        AppointmentId appointment() {
            return new AppointmentId(id);
        }
    }

    /** @throws NotFound where nobody of this scope has the id */
    Person locked(UUID id) {
        return one(WALK_IN, id).or(() -> one(BOOKED, id)).orElseThrow(() -> new NotFound(id));
    }

    /** Empty where somebody else is at work with the person, or the person waits no more. */
    Optional<Person> lockedIfWaiting(InLine person) {
        return one((person.isBooked() ? BOOKED : WALK_IN) + " skip locked", person.id())
                .filter(Person::waits);
    }

    boolean isOnTicket(Person person, Standing standing) {
        return person.waits() && ticket(person).standing() == standing;
    }

    /** Something happens to somebody who waits. */
    boolean onTicket(Person person, UnaryOperator<Ticket> verb, String action) {
        if (!person.waits()) {
            return false;
        }
        Ticket ticket = ticket(person);
        try {
            tickets.saveAndFlush(verb.apply(ticket));
        } catch (IllegalStateException changedMeanwhile) {
            return false;
        }
        record(action, ticket);
        return true;
    }

    /** The person is there again, or was called by mistake. */
    boolean back(Person person) {
        return isOnTicket(person, Standing.WAITING) || onTicket(person, Ticket::back, "TICKET_BACK");
    }

    /** The person did not wait. */
    boolean leave(Person person) {
        if (!person.isBooked()) {
            return change(person.walkIn(), WalkIn::leave, WalkIn.State.LEFT);
        }
        return onTicket(person, ticket -> ticket.leave(clock.instant()), "TICKET_LEFT")
                && appointments.leave(person.appointment());
    }

    boolean change(WalkInId id, UnaryOperator<WalkIn> verb, WalkIn.State wanted) {
        return change(id, walkIn -> walkIn.state() == wanted, verb, wanted);
    }

    /** Pressing a button twice does no harm: the second press finds the work done. */
    boolean change(WalkInId id, Predicate<WalkIn> done, UnaryOperator<WalkIn> verb, WalkIn.State wanted) {
        WalkIn walkIn = walkIns.lockById(id).orElseThrow(() -> new NotFound(id));
        if (done.test(walkIn)) {
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

    /** The person's ticket, locked; one is given where the person came in without. */
    private Ticket ticket(Person person) {
        return tickets.lockByPerson(person.id()).orElseGet(() -> {
            if (person.isBooked()) {
                return machine.give(person.appointment(), person.centre());
            }
            WalkIn walkIn = walkIns.lockById(person.walkIn()).orElseThrow(() -> new NotFound(person.id()));
            return machine.give(walkIn.id(), walkIn.centre(), walkIn.day(), walkIn.ticket());
        });
    }

    private Optional<Person> one(String statement, UUID id) {
        return jdbc.sql(statement)
                .param("id", id)
                .query((row, number) -> person(row))
                .optional();
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getObject("id", UUID.class),
                new CentreId(row.getObject("centre_id", UUID.class)),
                row.getBoolean("booked"),
                row.getBoolean("waits"));
    }

    private void record(String action, Ticket ticket) {
        events.publishEvent(new AuditEntry(action, ticket.centre().id(), "ticket:" + ticket.id(), null));
    }
}
