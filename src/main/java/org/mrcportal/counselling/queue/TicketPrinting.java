package org.mrcportal.counselling.queue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.QrCode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the paper somebody takes to the waiting room. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class TicketPrinting {

    private static final String LANGUAGE_AND_ARRIVAL = """
            select language page, arrived_at from counselling.walk_in where id = :id
            union all select page_language, arrived_at from counselling.appointment where id = :id
            """;

    private final Tickets tickets;
    private final TicketMachine machine;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final String portal;

    TicketPrinting(
            Tickets tickets,
            TicketMachine machine,
            Centres centres,
            JdbcClient jdbc,
            @Value("${portal.public-address}") String portal) {
        this.tickets = tickets;
        this.machine = machine;
        this.centres = centres;
        this.jdbc = jdbc;
        this.portal = portal;
    }

    private record Holder(Language language, @Nullable Instant arrivedAt) {}

    /** The address leads to the page in the language the person talks in, where the portal speaks it. */
    PrintedTicket of(UUID person, Locale reader) {
        Ticket ticket = tickets.findByPerson(person).orElseThrow(() -> new NotFound(person));
        CentreCard centre =
                centres.byId(ticket.centre(), Language.of(reader)).orElseThrow(() -> new NotFound(ticket.centre()));
        Holder holder = holder(person);
        String address =
                portal + "/" + holder.language().code() + "/" + TicketMachine.LINK + "/" + machine.token(ticket);
        LocalDate day = ticket.day();
        return new PrintedTicket(
                centre,
                ticket.number(),
                CentreTime.dayLong(day, reader),
                holder.arrivedAt() == null ? "" : CentreTime.time(holder.arrivedAt(), centre.zone()),
                address,
                QrCode.of(address));
    }

    private Holder holder(UUID person) {
        return jdbc.sql(LANGUAGE_AND_ARRIVAL)
                .param("id", person)
                .query((row, number) -> new Holder(
                        Language.ofCode(row.getString("page")).orElse(Language.EN),
                        row.getObject("arrived_at", OffsetDateTime.class) == null
                                ? null
                                : row.getObject("arrived_at", OffsetDateTime.class)
                                        .toInstant()))
                .single();
    }
}
