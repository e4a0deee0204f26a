package org.mrcportal.outreach.attendance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets people in by their tickets or their names: each method is one transaction. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class Door {

    private final Halls halls;
    private final GuestList guests;
    private final CheckIns checkIns;
    private final Sessions sessions;
    private final SessionWords words;
    private final Seal seal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Door(
            Halls halls,
            GuestList guests,
            CheckIns checkIns,
            Sessions sessions,
            SessionWords words,
            Seal seal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.halls = halls;
        this.guests = guests;
        this.checkIns = checkIns;
        this.sessions = sessions;
        this.words = words;
        this.seal = seal;
        this.events = events;
        this.clock = clock;
    }

    /** More would be looked through by nobody: search finds them. */
    static final int LONGEST_LIST = 100;

    /**
     * @param list those who are still expected first
     * @param meant the one the address names: who has just been let in, or of whose group it is asked; null: nobody
     */
    record View(
            Hall hall,
            Totals totals,
            GuestList.Listed list,
            @Nullable Guest meant) {

        int more() {
            return list.all() - list.guests().size();
        }
    }

    /** What came of a ticket. */
    sealed interface Outcome {

        /** @param again it had been in before */
        record In(UUID checkIn, boolean again) implements Outcome {}

        /** A group: how many of it have come? */
        record HowMany(UUID registration) implements Outcome {}

        /**
         * It does not count here.
         *
         * @param key of a message that says why and what to do
         */
        record Refused(String key, Object... with) implements Outcome {}
    }

    /**
     * The list at the door. Names are shown, so it goes on the trail.
     *
     * @param typed what is searched for; empty: everybody
     * @param meant id of a check-in or a registration, or null
     */
    View view(SessionId id, String typed, @Nullable UUID meant, Locale reader) {
        Hall hall = halls.find(id, reader);
        GuestList.Listed list = typed.isEmpty()
                ? guests.first(hall.session(), LONGEST_LIST)
                : guests.like(hall.session(), typed, LONGEST_LIST);
        if (list.guests().stream().anyMatch(guest -> guest.name() != null)) {
            record("ATTENDANCE_READ", hall.session(), null);
        }
        return new View(
                hall,
                halls.totals(id),
                list,
                meant == null ? null : guests.find(hall.session(), meant).orElse(null));
    }

    /**
     * What a camera that looks at a ticket leads to.
     *
     * @param guest null: neither registered nor in
     */
    record Held(
            Hall hall,
            Totals totals,
            GuestList.Ticket ticket,
            @Nullable Guest guest) {}

    /** Its name is shown, so it goes on the trail. */
    Held held(GuestList.Ticket ticket, Locale reader) {
        Hall hall = halls.find(ticket.session(), reader);
        if (ticket.name() != null) {
            record("ATTENDANCE_READ", hall.session(), null);
        }
        return new Held(
                hall,
                halls.totals(ticket.session()),
                ticket,
                guests.find(hall.session(), ticket.registration()).orElse(null));
    }

    /**
     * A ticket was scanned or typed; one that is in stays in, whichever form it comes by.
     *
     * @param references it may have, the likeliest first
     * @param people how many came with it; null: not asked yet
     */
    Outcome enter(SessionId id, List<String> references, @Nullable Integer people, StaffMember me, Locale reader) {
        SessionOnPlan session = halls.counted(id);
        List<GuestList.Ticket> found = guests.lock(references);
        Optional<GuestList.Ticket> ticket =
                found.stream().filter(one -> one.session().equals(id)).findFirst();
        if (ticket.isEmpty()) {
            return found.stream()
                    .findFirst()
                    .flatMap(other -> sessions.find(other.session()))
                    .<Outcome>map(other -> new Outcome.Refused(
                            "outreach.attendance.ticket.other",
                            words.title(other, reader),
                            CentreTime.moment(other.startsAt(), other.zone(), reader)))
                    .orElse(new Outcome.Refused("outreach.attendance.ticket.unknown"));
        }
        return enter(session, ticket.get(), people, me);
    }

    private Outcome enter(SessionOnPlan session, GuestList.Ticket ticket, @Nullable Integer people, StaffMember me) {
        Optional<UUID> in = guests.checkInOf(ticket.registration());
        if (in.isPresent()) {
            return new Outcome.In(in.get(), true);
        }
        if (!ticket.isRegistered()) {
            return new Outcome.Refused("outreach.attendance.ticket." + ticket.state());
        }
        if (ticket.places() > 1 && people == null) {
            return new Outcome.HowMany(ticket.registration());
        }
        int came = people == null ? 1 : people;
        if (came < 1 || came > ticket.places()) {
            return new Outcome.Refused("outreach.attendance.ticket.people", ticket.places());
        }
        CheckIn checkIn = checkIns.saveAndFlush(CheckIn.withTicket(
                session,
                new RegistrationId(ticket.registration()),
                ticket.name(),
                came,
                me.id(),
                seal,
                clock.instant()));
        record("CHECKED_IN", session, came > 1 ? String.valueOf(came) : null);
        return new Outcome.In(checkIn.id().id(), false);
    }

    /**
     * Somebody without a ticket; a repeated submission finds the first one, unless that was undone.
     *
     * @param once idempotency key of the form, which with another name, as after going back, is about another person
     */
    UUID enterByName(SessionId id, PersonName name, Bracket bracket, UUID once, StaffMember me) {
        SessionOnPlan session = halls.counted(id);
        UUID key = keyOf(once, name);
        Optional<CheckIn> earlier = checkIns.findByOnce(key);
        while (earlier.isPresent() && earlier.get().isUndone()) {
            key = keyOf(key, name);
            earlier = checkIns.findByOnce(key);
        }
        if (earlier.isPresent()) {
            return earlier.get().id().id();
        }
        CheckIn checkIn =
                checkIns.saveAndFlush(CheckIn.byName(session, name, bracket, me.id(), key, seal, clock.instant()));
        record("CHECKED_IN", session, null);
        return checkIn.id().id();
    }

    /** Says whether somebody who is in is a woman or a man, and of what age. */
    void describe(SessionId id, UUID checkIn, Bracket bracket) {
        SessionOnPlan session = halls.counted(id);
        CheckIn found = find(id, checkIn);
        if (found.isUndone() || !found.isOfOne()) {
            throw new NotFound(checkIn);
        }
        checkIns.saveAndFlush(found.describe(bracket));
        record("CHECK_IN_DESCRIBED", session, null);
    }

    /** Takes a check-in back; the ticket can be used again. */
    void undo(SessionId id, UUID checkIn) {
        SessionOnPlan session = halls.counted(id);
        CheckIn found = find(id, checkIn);
        if (!found.isUndone()) {
            checkIns.saveAndFlush(found.undo(clock.instant()));
            record("CHECK_IN_UNDONE", session, null);
        }
    }

    /** The ticket somebody holds before a camera. */
    @Transactional(readOnly = true)
    Optional<GuestList.Ticket> ticket(List<String> references) {
        return guests.find(references).stream().findFirst();
    }

    private static UUID keyOf(UUID before, PersonName name) {
        return UUID.nameUUIDFromBytes((before + ":" + name.text()).getBytes(UTF_8));
    }

    private CheckIn find(SessionId session, UUID id) {
        return checkIns.lockById(new CheckInId(id))
                .filter(checkIn -> checkIn.isOf(session))
                .orElseThrow(() -> new NotFound(id));
    }

    private void record(String action, SessionOnPlan session, @Nullable String detail) {
        events.publishEvent(new AuditEntry(action, session.centre().id(), "session:" + session.id(), detail));
    }
}
