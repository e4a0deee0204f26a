package org.mrcportal.clients.registration;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.consent.How;
import org.mrcportal.clients.consent.Purpose;
import org.mrcportal.clients.search.FoundClient;
import org.mrcportal.clients.search.Match;
import org.mrcportal.clients.search.PeopleFinder;
import org.mrcportal.clients.search.Wanted;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers a person who stands before the desk, unless it is somebody already known there. */
@Service
@Transactional
@PreAuthorize("@identityReaders.include()")
class RegistrationDesk {

    private static final float ALIKE = 0.6f;
    private static final int MOST = 8;

    private final Registrar registrar;
    private final PeopleFinder people;
    private final Centres centres;
    private final ApplicationEventPublisher events;

    RegistrationDesk(Registrar registrar, PeopleFinder people, Centres centres, ApplicationEventPublisher events) {
        this.registrar = registrar;
        this.people = people;
        this.centres = centres;
        this.events = events;
    }

    /** What came of it: a person on record, or people to look at first. */
    sealed interface Outcome {
        record Registered(ClientId client) implements Outcome {}

        record Lookalikes(List<FoundClient> people) implements Outcome {}
    }

    /** The centres where this member of staff can register somebody. */
    @Transactional(readOnly = true)
    List<CentreCard> centres(StaffMember me, Language language) {
        return centres.all(language).stream()
                .filter(centre -> me.centres().contains(centre.id()))
                .toList();
    }

    /**
     * Two who send one form at the same moment may race past the look; {@code client_once_key} decides then.
     *
     * @param checked whoever looks alike has been looked at and is somebody else
     */
    Outcome register(
            CentreId centre, Contact contact, Language language, Set<Purpose> purposes, UUID once, boolean checked) {
        List<FoundClient> known = people.find(Wanted.like(centre, contact, once));
        if (!known.isEmpty() && known.getFirst().match() == Match.ONCE) {
            return new Outcome.Registered(known.getFirst().id());
        }
        List<FoundClient> alike = known.stream()
                .filter(client -> client.match() != Match.SIMILAR_NAME || client.rank() >= ALIKE)
                .limit(MOST)
                .toList();
        if (!checked && !alike.isEmpty()) {
            events.publishEvent(new AuditEntry("IDENTITY_LISTED", centre.id(), null, String.valueOf(alike.size())));
            return new Outcome.Lookalikes(alike);
        }
        return new Outcome.Registered(registrar.register(centre, contact, language.code(), purposes, How.ORAL, once));
    }
}
