package org.mrcportal.counselling.queue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.SecretLinks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the holder of a ticket may see and do: for whoever has the secret, within the scope of the ticket's centre. */
@Service
@Transactional
class TicketPages {

    private final Tickets tickets;
    private final WaitingRoom room;
    private final Standings standings;
    private final Centres centres;
    private final SecretLinks links;
    private final Clock clock;

    TicketPages(
            Tickets tickets, WaitingRoom room, Standings standings, Centres centres, SecretLinks links, Clock clock) {
        this.tickets = tickets;
        this.room = room;
        this.standings = standings;
        this.centres = centres;
        this.links = links;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    TicketView find(String token, Language language) {
        Ticket ticket = ticket(token);
        CentreCard centre = centres.byId(ticket.centre(), language).orElseThrow(() -> new NotFound(token));
        WaitingRoom.Today today = room.today(centre);
        List<InLine> turns = today.inTurn();
        InLine holder = today.people().stream()
                .filter(person -> person.id().equals(ticket.person()) && isToday(ticket, centre, today.now()))
                .findFirst()
                .orElse(null);
        int before = holder == null ? 0 : Math.max(0, turns.indexOf(holder));
        return new TicketView(
                token,
                centre,
                ticket.number(),
                CentreTime.time(today.now(), centre.zone()),
                holder == null ? null : holder.standing(),
                before,
                holder == null || !holder.is(Standing.WAITING)
                        ? null
                        : Estimate.of(before, today.atWork(), room.talks(centre)),
                holder == null ? null : holder.desk(),
                holder != null && holder.is(Standing.COMPLETED) ? links.token("feedback", holder.id()) : null);
    }

    /** The holder does not want to wait any longer; where the waiting is over, nothing happens. */
    void leave(String token) {
        ifToday(token, standings::leave);
    }

    /** The holder, who was called and not there, is there again. */
    void back(String token) {
        ifToday(token, person -> {
            if (standings.isOnTicket(person, Standing.ON_HOLD)) {
                standings.back(person);
            }
        });
    }

    private void ifToday(String token, Consumer<Standings.Person> verb) {
        Ticket ticket = ticket(token);
        CentreCard centre = centres.byId(ticket.centre(), Language.EN).orElseThrow(() -> new NotFound(token));
        if (isToday(ticket, centre, clock.instant())) {
            verb.accept(standings.locked(ticket.person()));
        }
    }

    private static boolean isToday(Ticket ticket, CentreCard centre, Instant now) {
        return ticket.day().equals(LocalDate.ofInstant(now, centre.zone()));
    }

    private Ticket ticket(String token) {
        return tickets.findByTokenHash(links.tokenHash(token)).orElseThrow(() -> new NotFound("a ticket"));
    }
}
