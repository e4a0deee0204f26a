package org.mrcportal.outreach.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.code.ShortCodes;
import org.mrcportal.outreach.session.PlacesForNew;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionState;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers people for a session. For everybody. */
@Service
@Transactional
class SessionRegistrationDesk {

    private final SessionPlaces places;
    private final PlacesForNew newcomers;
    private final Registrations registrations;
    private final Sessions sessions;
    private final Centres centres;
    private final ShortCodes codes;
    private final Clock clock;

    SessionRegistrationDesk(
            SessionPlaces places,
            PlacesForNew newcomers,
            Registrations registrations,
            Sessions sessions,
            Centres centres,
            ShortCodes codes,
            Clock clock) {
        this.places = places;
        this.newcomers = newcomers;
        this.registrations = registrations;
        this.sessions = sessions;
        this.centres = centres;
        this.codes = codes;
        this.clock = clock;
    }

    /** Why nobody can register. */
    enum Closed {
        CANCELLED,
        OVER,
        STARTED,
        /** One just comes. */
        NOT_NEEDED
    }

    /**
     * A session somebody wants to come to.
     *
     * @param left places that somebody new may take
     * @param others where it is closed: others of the centre
     */
    record Opening(SessionOnPlan session, CentreCard centre, Instant now, int left, List<SessionOnPlan> others) {

        public boolean open() {
            return session.takesRegistrations(now);
        }

        public boolean full() {
            return left == 0;
        }

        public Closed closed() {
            if (session.state() == SessionState.CANCELLED) {
                return Closed.CANCELLED;
            }
            if (session.state() == SessionState.HELD || session.isOverBy(now)) {
                return Closed.OVER;
            }
            return session.hasStartedBy(now) ? Closed.STARTED : Closed.NOT_NEEDED;
        }
    }

    @Transactional(readOnly = true)
    Opening open(String slug, Language language) {
        SessionOnPlan session = sessions.published(slug).orElseThrow(() -> new NotFound("a session"));
        CentreCard centre = centres.byId(session.centre(), language).orElseThrow();
        Instant now = clock.instant();
        boolean open = session.takesRegistrations(now);
        return new Opening(
                session,
                centre,
                now,
                open ? newcomers.in(session) : 0,
                open ? List.of() : sessions.open(now, session.id()));
    }

    /**
     * Registers once for each form, however often it is sent.
     *
     * @param mayWait whether to stand in line where there are not enough places
     * @return the secret of the registration's own page
     * @throws PlacesShort where there are not, and it may not
     * @throws RegisteredAlready where the person has, or waits for, a place
     * @throws RegistrationClosed where the session takes no registrations any more
     */
    String register(String slug, Wish wish, boolean mayWait) {
        SessionOnPlan session = places.lock(sessions.published(slug)
                .orElseThrow(() -> new NotFound("a session"))
                .id());
        return registrations.findByOnce(wish.once()).map(places::token).orElseGet(() -> {
            if (!session.takesRegistrations(clock.instant())) {
                throw new RegistrationClosed();
            }
            return places.token(places.enter(session, known(wish), mayWait));
        });
    }

    /** A code that nobody has given out counts for nothing. */
    private Wish known(Wish wish) {
        boolean known = codes.known(wish.via()).isPresent();
        return known ? wish : new Wish(wish.people(), wish.who(), wish.reminders(), wish.language(), null, wish.once());
    }
}
