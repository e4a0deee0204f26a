package org.mrcportal.outreach.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionState;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.SecretLinks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person does with a registration. For everybody; it is changed by whoever has its token. */
@Service
@Transactional
class OwnRegistrationDesk {

    private final SessionPlaces places;
    private final Registrations registrations;
    private final Sessions sessions;
    private final Centres centres;
    private final RegistrationCalendar calendar;
    private final Clock clock;

    OwnRegistrationDesk(
            SessionPlaces places,
            Registrations registrations,
            Sessions sessions,
            Centres centres,
            RegistrationCalendar calendar,
            Clock clock) {
        this.places = places;
        this.registrations = registrations;
        this.sessions = sessions;
        this.centres = centres;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    OwnRegistration find(String token, Language language) {
        Registration registration = byToken(token);
        SessionOnPlan session = sessions.get(registration.session());
        Instant now = clock.instant();
        boolean cancelled = session.state() == SessionState.CANCELLED;
        boolean comes = registration.is(RegistrationState.REGISTERED) && !cancelled;
        boolean ended = cancelled || !registration.state().open() || session.isOverBy(now);
        return new OwnRegistration(
                token,
                registration.state(),
                registration.people(),
                registration.reference(),
                registration.offeredUntil(),
                registration.is(RegistrationState.WAITING) && !ended
                        ? registrations.before(
                                session.id(),
                                registration.joinedAt(),
                                registration.id().id())
                        : 0,
                session,
                centres.byId(session.centre(), language).orElseThrow(),
                comes && session.link() && !session.isOverBy(now) ? sessions.joiningLink(session.id()) : null,
                ended ? sessions.open(now, session.id()) : List.of(),
                comes && !session.isOverBy(now) && places.hasCome(registration),
                now);
    }

    /** Takes the places that are kept; where they have passed on meanwhile the page says so. */
    void accept(String token) {
        change(token, (session, registration) -> {
            if (registration.isOfferedAt(clock.instant())) {
                places.take(session, registration);
            } else {
                places.lapse(session.id());
                places.passOn(session.id());
            }
        });
    }

    /** Lets the places that are kept pass on; the person leaves the list. */
    void decline(String token) {
        change(token, (session, registration) -> {
            if (registration.is(RegistrationState.OFFERED)) {
                places.cancel(registration);
            }
        });
    }

    /** @throws PlacesShort where there are not so many places */
    void comeAs(String token, int people) {
        change(token, (session, registration) -> {
            if (registration.mayChangePeople() && registration.people() != people && !places.hasCome(registration)) {
                places.comeAs(session, registration, people);
            }
        });
    }

    /** Whoever has come is counted; the page says so. */
    void cancel(String token) {
        change(token, (session, registration) -> {
            if (registration.state().open() && !places.hasCome(registration)) {
                places.cancel(registration);
            }
        });
    }

    @Transactional(readOnly = true)
    Optional<String> calendarFile(String token, Language language) {
        Registration registration = byToken(token);
        SessionOnPlan session = sessions.get(registration.session());
        CentreCard centre = centres.byId(session.centre(), language).orElseThrow();
        return registration.is(RegistrationState.REGISTERED) || registration.is(RegistrationState.CANCELLED)
                ? Optional.of(calendar.of(registration, session, centre, language.locale()))
                : Optional.empty();
    }

    /** Nothing is changed any more once the session has begun or is cancelled. */
    private void change(String token, BiConsumer<SessionOnPlan, Registration> verb) {
        byte[] hash = SecretLinks.hash(token);
        SessionOnPlan session =
                places.lock(registrations.sessionOf(hash).orElseThrow(() -> new NotFound("registration")));
        Registration registration = registrations.lockByTokenHash(hash).orElseThrow();
        if (session.state() == SessionState.PUBLISHED && !session.hasStartedBy(clock.instant())) {
            verb.accept(session, registration);
        }
    }

    private Registration byToken(String token) {
        return registrations.findByTokenHash(SecretLinks.hash(token)).orElseThrow(() -> new NotFound("registration"));
    }
}
