package org.mrcportal.clients.search;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.BookingReferences;
import org.mrcportal.clients.CaseReferences;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.AuditEntry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds a person by whatever staff type. Each search is on the audit trail once, with the count and without the text. */
@Service
@Transactional
@PreAuthorize("@identityReaders.include()")
class ClientSearch {

    private final PeopleFinder people;
    private final Centres centres;
    private final ObjectProvider<BookingReferences> bookings;
    private final ObjectProvider<CaseReferences> cases;
    private final ApplicationEventPublisher events;

    ClientSearch(
            PeopleFinder people,
            Centres centres,
            ObjectProvider<BookingReferences> bookings,
            ObjectProvider<CaseReferences> cases,
            ApplicationEventPublisher events) {
        this.people = people;
        this.centres = centres;
        this.bookings = bookings;
        this.cases = cases;
        this.events = events;
    }

    /** Nothing typed finds nobody and leaves no trace. */
    List<FoundClient> search(@Nullable String typed, StaffMember me) {
        if (typed == null || typed.isBlank()) {
            return List.of();
        }
        List<FoundClient> found = people.find(Wanted.typed(typed, countries(typed, me), booked(typed)));
        CentreId centre = found.stream()
                .map(FoundClient::centre)
                .findFirst()
                .orElseGet(() -> me.centres().getFirst());
        events.publishEvent(new AuditEntry("CLIENTS_SEARCHED", centre.id(), null, String.valueOf(found.size())));
        return found;
    }

    /** The case whose number was typed, where the reader may know of it. */
    Optional<CaseReferences.Found> caseFile(@Nullable String typed) {
        return typed == null || !Wanted.maybeReference(typed)
                ? Optional.empty()
                : cases.stream().flatMap(known -> known.find(typed).stream()).findFirst();
    }

    /** Only a telephone number needs to know where we are. */
    private Set<String> countries(String typed, StaffMember me) {
        if (typed.codePoints().filter(Character::isDigit).count() < 7) {
            return Set.of();
        }
        return Workplaces.of(me, centres, Locale.ENGLISH).choices().stream()
                .map(CentreCard::country)
                .collect(Collectors.toSet());
    }

    private @Nullable ClientId booked(String typed) {
        BookingReferences references = bookings.getIfAvailable();
        return references == null || !Wanted.maybeReference(typed)
                ? null
                : references.clientOf(typed).orElse(null);
    }
}
