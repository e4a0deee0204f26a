package org.mrcportal.counselling.queue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.talk.TalkLanguages;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.Errors;

/** Takes people into the line: each method is one transaction. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class Queue {

    private final WalkIns walkIns;
    private final TicketMachine machine;
    private final WaitingRoom room;
    private final Centres centres;
    private final ClientDirectory clients;
    private final TalkLanguages languages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Queue(
            WalkIns walkIns,
            TicketMachine machine,
            WaitingRoom room,
            Centres centres,
            ClientDirectory clients,
            TalkLanguages languages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.walkIns = walkIns;
        this.machine = machine;
        this.room = room;
        this.centres = centres;
        this.clients = clients;
        this.languages = languages;
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
            QueuePage line) {}

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
                QueuePage.of(room.today(centre), centre.zone(), me.id(), language -> languages.name(language, locale)));
    }

    /** Takes somebody in; a repeated submission finds the first ticket. Empty where the form has errors. */
    Optional<WalkInId> add(WalkInForm form, Errors errors, StaffMember me, Locale locale) {
        CentreCard centre = centre(me, form.centre(), locale);
        machine.lock(centre.id());
        UUID once = Once.required(form.once());
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
                machine.nextNumber(centre.id(), today),
                client(form, centre),
                Objects.requireNonNull(form.language()),
                said ? form.service() : null,
                form.wishedSex(),
                once,
                now));
        machine.give(walkIn.id(), centre.id(), today, walkIn.ticket());
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
        return Workplaces.of(me, centres, locale).at(code);
    }

    private static UUID uuid(@Nullable String text) {
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException malformed) {
            throw new NotFound("an id");
        }
    }
}
