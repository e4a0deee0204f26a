package org.mrcportal.clients.registration;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.consent.How;
import org.mrcportal.clients.consent.Purpose;
import org.mrcportal.clients.search.FoundClient;
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

    private final Registrar registrar;
    private final LookAlikes alike;
    private final Centres centres;
    private final ApplicationEventPublisher events;

    RegistrationDesk(Registrar registrar, LookAlikes alike, Centres centres, ApplicationEventPublisher events) {
        this.registrar = registrar;
        this.alike = alike;
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
    List<CentreCard> centres(StaffMember me, Locale locale) {
        return Workplaces.of(me, centres, locale).choices();
    }

    /**
     * Two who register one person at the same moment wait for each other, so the later one sees whom they would double.
     * Two who send one form at the same moment may race past the look; {@code client_once_key} decides then.
     *
     * @param checked whoever looks alike has been looked at and is somebody else
     */
    Outcome register(
            CentreId centre, Contact contact, Language language, Set<Purpose> purposes, UUID once, boolean checked) {
        if (!checked) {
            alike.queue(centre, contact);
        }
        LookAlikes.Seen seen = alike.see(centre, contact, once);
        if (seen.same() != null) {
            return new Outcome.Registered(seen.same());
        }
        List<FoundClient> people = seen.people();
        if (!checked && !people.isEmpty()) {
            events.publishEvent(new AuditEntry("IDENTITY_LISTED", centre.id(), null, String.valueOf(people.size())));
            return new Outcome.Lookalikes(people);
        }
        return new Outcome.Registered(registrar.register(centre, contact, language.code(), purposes, How.ORAL, once));
    }
}
