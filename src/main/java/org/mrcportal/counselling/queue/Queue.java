package org.mrcportal.counselling.queue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.talk.TalkLanguages;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.Errors;

/** The use cases of the walk-in queue: each method is one transaction. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class Queue {

    private final WalkIns walkIns;
    private final Centres centres;
    private final ClientDirectory clients;
    private final TalkLanguages languages;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Queue(
            WalkIns walkIns,
            Centres centres,
            ClientDirectory clients,
            TalkLanguages languages,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.walkIns = walkIns;
        this.centres = centres;
        this.clients = clients;
        this.languages = languages;
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
            List<String> languages,
            List<String> services,
            @Nullable ClientSummary client,
            List<Ticket> tickets) {

        public long waiting() {
            return tickets.stream()
                    .filter(ticket -> ticket.state().equals("WAITING"))
                    .count();
        }
    }

    /** One line of the waiting list, in the reader's words. */
    record Ticket(
            UUID id,
            int number,
            String cameAt,
            String language,
            @Nullable String service,
            String state,
            @Nullable String counsellor,
            boolean logged) {

        public boolean isOver() {
            return state.equals("LEFT") || logged;
        }

        public String colour() {
            return switch (state) {
                case "WAITING" -> "yellow";
                case "IN_SESSION" -> "teal";
                case "COMPLETED" -> "green";
                default -> "orange";
            };
        }
    }

    /**
     * @param code of one of the person's centres; empty: the first
     * @param client a known client, received at the client's own centre; null: nobody known
     */
    Desk desk(StaffMember me, @Nullable String code, @Nullable ClientId client, Locale locale) {
        ClientSummary known = client == null ? null : clients.find(client).orElseThrow(() -> new NotFound(client));
        CentreCard centre = known == null
                ? centre(me, code, locale)
                : centres.byId(known.centre(), Language.of(locale)).orElseThrow(() -> new NotFound(known.centre()));
        return new Desk(
                centre,
                centres.languages(centre.id()),
                centres.services(centre.id()).stream().map(OfferedService::code).toList(),
                known,
                tickets(centre, locale));
    }

    /** Takes somebody in; a repeated submission finds the first ticket. Empty where the form has errors. */
    Optional<WalkInId> add(WalkInForm form, Errors errors, StaffMember me, Locale locale) {
        CentreCard centre = centre(me, form.centre(), locale);
        lockTickets(centre.id());
        UUID once = uuid(form.once());
        var earlier = walkIns.findByOnce(once);
        if (earlier.isPresent()) {
            return earlier.map(WalkIn::id);
        }
        if (!errors.hasFieldErrors("language")
                && !centres.languages(centre.id()).contains(form.language())) {
            errors.rejectValue("language", "counselling.queue.language.choose");
        }
        boolean said = form.service() != null && !form.service().isBlank();
        if (said
                && centres.services(centre.id()).stream()
                        .noneMatch(offered -> offered.code().equals(form.service()))) {
            errors.rejectValue("service", "counselling.queue.service.choose");
        }
        if (errors.hasErrors()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        WalkIn walkIn = walkIns.saveAndFlush(WalkIn.arrive(
                centre.id(),
                today,
                nextTicket(centre.id(), today),
                client(form, centre),
                Objects.requireNonNull(form.language()),
                said ? form.service() : null,
                once,
                now));
        events.publishEvent(new AuditEntry("WALK_IN_WAITING", centre.id().id(), "walk-in:" + walkIn.id(), null));
        return Optional.of(walkIn.id());
    }

    private @Nullable ClientId client(WalkInForm form, CentreCard centre) {
        if (form.client() == null || form.client().isBlank()) {
            return null;
        }
        ClientId client = new ClientId(uuid(form.client()));
        return clients.find(client)
                .filter(person -> person.centre().equals(centre.id()))
                .map(ClientSummary::id)
                .orElseThrow(() -> new NotFound(client));
    }

    private CentreCard centre(StaffMember me, @Nullable String code, Locale locale) {
        Language reader = Language.of(locale);
        Optional<CentreCard> centre = code == null || code.isBlank()
                ? me.centres().stream().findFirst().flatMap(first -> centres.byId(first, reader))
                : centres.byCode(code, reader);
        return centre.filter(card -> me.centres().contains(card.id())).orElseThrow(() -> new NotFound("a centre"));
    }

    private static UUID uuid(@Nullable String text) {
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException malformed) {
            throw new NotFound("an id");
        }
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

    private List<Ticket> tickets(CentreCard centre, Locale locale) {
        return jdbc.sql("""
                        select w.id, w.ticket, w.arrived_at, w.language, w.service_code, w.state, s.name counsellor,
                               c.id is not null logged
                        from counselling.walk_in w
                        left join accounts.staff s on s.id = w.counsellor_id
                        left join counselling.consultation c on c.walk_in_id = w.id
                        where w.centre_id = ? and w.day = ?
                        order by w.state not in ('WAITING', 'IN_SESSION'), w.ticket
                        """)
                .params(centre.id().id(), LocalDate.ofInstant(clock.instant(), centre.zone()))
                .query((row, number) -> new Ticket(
                        row.getObject("id", UUID.class),
                        row.getInt("ticket"),
                        CentreTime.time(
                                row.getObject("arrived_at", OffsetDateTime.class)
                                        .toInstant(),
                                centre.zone()),
                        languages.name(row.getString("language"), locale),
                        row.getString("service_code"),
                        row.getString("state"),
                        row.getString("counsellor"),
                        row.getBoolean("logged")))
                .list();
    }
}
