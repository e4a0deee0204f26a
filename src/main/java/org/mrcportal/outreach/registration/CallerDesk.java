package org.mrcportal.outreach.registration;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.Typed;
import org.mrcportal.outreach.session.PlacesForNew;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Reference;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers people on the telephone. Whoever takes the calls does so, and reads no list. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class CallerDesk {

    private final SessionPlaces places;
    private final PlacesForNew newcomers;
    private final Registrations registrations;
    private final Sessions sessions;
    private final Centres centres;
    private final Clock clock;

    CallerDesk(
            SessionPlaces places,
            PlacesForNew newcomers,
            Registrations registrations,
            Sessions sessions,
            Centres centres,
            Clock clock) {
        this.places = places;
        this.newcomers = newcomers;
        this.registrations = registrations;
        this.sessions = sessions;
        this.centres = centres;
        this.clock = clock;
    }

    /** What is said to somebody who has been registered on the telephone. */
    record Added(String groupedReference, boolean waits) {}

    /** @param id as it stands in the address */
    @Transactional(readOnly = true)
    Optional<Added> added(SessionId session, @Nullable String id) {
        return Typed.uuid(id)
                .flatMap(known -> registrations.findById(new RegistrationId(known)))
                .filter(registration -> registration.session().equals(session))
                .map(registration -> new Added(
                        Reference.grouped(registration.reference()), registration.is(RegistrationState.WAITING)));
    }

    /** What the form for somebody on the telephone has to know. */
    @Transactional(readOnly = true)
    SessionRegistrationDesk.Opening open(SessionId id, Language language) {
        SessionOnPlan session = sessions.get(id);
        CentreCard centre = centres.byId(session.centre(), language).orElseThrow();
        return new SessionRegistrationDesk.Opening(session, centre, clock.instant(), newcomers.in(session), List.of());
    }

    /**
     * Registers somebody on the telephone, once for each form, also where the public page takes no registrations.
     *
     * @throws PlacesShort where there are not enough places, and the person does not want to wait
     * @throws RegisteredAlready where the person has, or waits for, a place
     * @throws RegistrationClosed where the session is over, cancelled or not published
     */
    RegistrationId add(SessionId id, Wish wish, boolean mayWait) {
        SessionOnPlan session = places.lock(id);
        return registrations
                .findByOnce(wish.once())
                .orElseGet(() -> {
                    places.checkOpen(session);
                    return places.enter(session, wish, mayWait);
                })
                .id();
    }
}
