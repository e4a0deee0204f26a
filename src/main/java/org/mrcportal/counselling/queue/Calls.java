package org.mrcportal.counselling.queue;

import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.appointment.BookedTurn;
import org.mrcportal.counselling.queue.Standings.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls people from the line and says what became of them. Each method is one transaction; one that answers true or false
 * says whether the person now stands as wanted.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class Calls {

    private final WaitingRoom room;
    private final Standings standings;
    private final TicketMachine machine;
    private final Tickets tickets;
    private final BookedTurn booked;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final Clock clock;

    Calls(
            WaitingRoom room,
            Standings standings,
            TicketMachine machine,
            Tickets tickets,
            BookedTurn booked,
            Centres centres,
            JdbcClient jdbc,
            Clock clock) {
        this.room = room;
        this.standings = standings;
        this.machine = machine;
        this.tickets = tickets;
        this.booked = booked;
        this.centres = centres;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Invites whoever's turn it is among the people that suit the caller. However many ask at once, each gets another
     * person: they ask one after the other, and whoever is just being received elsewhere is passed over.
     *
     * @param desk one of the centre's; anything else: none
     * @param once idempotency key of the form: a press that comes twice invites one person
     * @return the person; empty where nobody waits for this caller
     */
    Optional<UUID> next(StaffMember me, @Nullable String centreCode, @Nullable String desk, UUID once, Locale locale) {
        CentreCard centre = Workplaces.of(me, centres, locale).at(String.valueOf(centreCode));
        machine.lock(centre.id());
        Optional<UUID> earlier = tickets.findByCalledOnce(once).map(Ticket::person);
        if (earlier.isPresent()) {
            return earlier;
        }
        WaitingRoom.Today today = room.today(centre);
        Caller caller = caller(me.id(), centre.id());
        return Turns.forCaller(
                        today.people(), caller, today.now(), today.rules().patience())
                .flatMap(person -> standings.lockedIfWaiting(person).stream())
                .filter(person -> call(person, me.id(), known(desk, today.rules()), once))
                .map(Person::id)
                .findFirst();
    }

    /** Invites this person, who waits or is back from hold. */
    boolean call(UUID id, StaffId by, @Nullable String desk) {
        Person person = standings.locked(id);
        return person.waits()
                        && tickets.findByPerson(id)
                                .filter(ticket -> ticket.isCalledBy(by))
                                .isPresent()
                || call(person, by, known(desk, room.rules(person.centre())), null);
    }

    /** The person was called and is not there. */
    boolean hold(UUID id) {
        Person person = standings.locked(id);
        return standings.isOnTicket(person, Standing.ON_HOLD)
                || standings.onTicket(person, Ticket::hold, "TICKET_HELD");
    }

    /** The person is there again, or was called by mistake. */
    boolean back(UUID id) {
        return standings.back(standings.locked(id));
    }

    /**
     * Two counsellors who press at once do not both receive the person.
     *
     * @return how the consultation's form calls the person, {@code walk-in} or {@code appointment}; empty: not possible
     */
    Optional<String> start(UUID id, StaffId counsellor) {
        Person person = standings.locked(id);
        if (person.isBooked()) {
            return booked.started(person.appointment()) ? Optional.of("appointment") : Optional.empty();
        }
        boolean received = standings.change(
                person.walkIn(),
                walkIn -> walkIn.isWith(counsellor),
                walkIn -> walkIn.start(counsellor, clock.instant()),
                WalkIn.State.IN_SESSION);
        return received ? Optional.of("walk-in") : Optional.empty();
    }

    boolean finish(UUID id) {
        Person person = standings.locked(id);
        if (person.isBooked()) {
            return booked.finished(person.appointment());
        }
        return standings.change(person.walkIn(), walkIn -> walkIn.finish(clock.instant()), WalkIn.State.COMPLETED);
    }

    /** The person did not wait. A booking stands as before the arrival: the person may come back. */
    boolean leave(UUID id) {
        return standings.leave(standings.locked(id));
    }

    /** Takes back a wrong press of "start" or "left". */
    boolean undo(UUID id) {
        Person person = standings.locked(id);
        if (!person.isBooked()) {
            return standings.change(person.walkIn(), WalkIn::undo, WalkIn.State.WAITING);
        }
        boolean left = tickets.findByPerson(id)
                .filter(ticket -> ticket.leftAt() != null)
                .isPresent();
        return left ? booked.arrived(person.appointment()) : booked.undo(person.appointment());
    }

    private boolean call(Person person, StaffId by, @Nullable String desk, @Nullable UUID once) {
        return standings.onTicket(person, ticket -> ticket.call(by, desk, once, clock.instant()), "TICKET_CALLED");
    }

    private Caller caller(StaffId id, CentreId centre) {
        return jdbc.sql("""
                        select sex, languages from counselling.counsellor
                        where staff_id = ? and centre_id = ? and active
                        """)
                .params(id.id(), centre.id())
                .query((row, number) -> new Caller(id, row.getString("sex"), Set.copyOf(Arrays.asList((String[])
                        row.getArray("languages").getArray()))))
                .optional()
                .orElse(Caller.forOthers(id));
    }

    private static @Nullable String known(@Nullable String desk, WaitingRoom.Rules rules) {
        return desk != null && rules.desks().contains(desk) ? desk : null;
    }
}
