package org.mrcportal.outreach.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.RegistrationConfirmed;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.SessionPlaceOffered;
import org.mrcportal.outreach.session.PlacesForNew;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionState;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Seal;
import org.mrcportal.shared.SecretLinks;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The places of a session and who gets them. Whatever takes or frees places begins by locking the session, so that all of
 * it happens one after the other and what came free is offered in the same breath; the database's trigger decides besides.
 *
 * <p>Who waits is served in the order of joining. Only a group that does not fit into the places there are lets smaller
 * ones pass, on the list as well as in front of it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SessionPlaces {

    static final String LINK = "registrations";

    private static final String MADE = "REGISTRATION_MADE";
    private static final String TAKEN = "REGISTRATION_TAKEN";

    private final Registrations registrations;
    private final Sessions sessions;
    private final PlacesForNew newcomers;
    private final SecretLinks secrets;
    private final Seal seal;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SessionPlaces(
            Registrations registrations,
            Sessions sessions,
            PlacesForNew newcomers,
            SecretLinks secrets,
            Seal seal,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.registrations = registrations;
        this.sessions = sessions;
        this.newcomers = newcomers;
        this.secrets = secrets;
        this.seal = seal;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** The session as it is now and stays until the end of the transaction, as far as its places are concerned. */
    SessionOnPlan lock(SessionId id) {
        jdbc.sql("select id from outreach.awareness_session where id = ? for no key update")
                .param(id.id())
                .query((row, number) -> true)
                .optional();
        return sessions.get(id);
    }

    /**
     * Whether staff can still give places in it: also where the public page takes no registrations.
     *
     * @throws RegistrationClosed where it is over, cancelled or not published
     */
    void checkOpen(SessionOnPlan session) {
        if (session.state() != SessionState.PUBLISHED || session.isOverBy(clock.instant())) {
            throw new RegistrationClosed();
        }
    }

    String token(Registration registration) {
        return secrets.token(LINK, registration.id().id());
    }

    /**
     * Registers somebody, once for each form.
     *
     * @param mayWait whether to stand in line where there are not enough places
     * @throws PlacesShort where there are not, and it may not
     * @throws RegisteredAlready where the person has, or waits for, a place
     */
    Registration enter(SessionOnPlan session, Wish wish, boolean mayWait) {
        byte[] person = wish.who().key(session.id(), seal);
        if (person != null && registrations.isThere(session.id(), person)) {
            throw new RegisteredAlready();
        }
        int left = newcomers.in(session);
        boolean fits = wish.people() <= left;
        if (!fits && !mayWait) {
            throw new PlacesShort(left);
        }
        RegistrationId id = RegistrationId.next();
        Instant now = clock.instant();
        Registration registration =
                Registration.waiting(id, session, wish, secrets.tokenHash(secrets.token(LINK, id.id())), seal, now);
        saved(fits ? registration.register(now) : registration);
        record(MADE, registration);
        if (fits) {
            confirmed(registration);
        }
        return registration;
    }

    /**
     * Makes places the person's own that were offered or waited for.
     *
     * @throws PlacesShort where there are not so many
     */
    void take(SessionOnPlan session, Registration registration) {
        if (registration.is(RegistrationState.WAITING) && registration.people() > PlacesForNew.free(session)) {
            throw new PlacesShort(PlacesForNew.free(session));
        }
        saved(registration.register(clock.instant()));
        record(TAKEN, registration);
        confirmed(registration);
    }

    /**
     * More or fewer come.
     *
     * @throws PlacesShort where there are not so many; how many the group could have in all
     */
    void comeAs(SessionOnPlan session, Registration registration, int people) {
        if (registration.is(RegistrationState.REGISTERED) && people > registration.people()) {
            int most = addUp(registration.people(), newcomers.in(session));
            if (people > most) {
                throw new PlacesShort(most);
            }
        }
        saved(registration.comeAs(people));
        record("REGISTRATION_CHANGED", registration);
        passOn(session.id());
    }

    /** Whether somebody has been checked in with it: where it is locked, nobody is meanwhile. */
    boolean hasCome(Registration registration) {
        return jdbc.sql("select exists (select from outreach.check_in where registration_id = ? and undone_at is null)")
                .param(registration.id().id())
                .query(Boolean.class)
                .single();
    }

    void cancel(Registration registration) {
        saved(registration.cancel(clock.instant()));
        record("REGISTRATION_CANCELLED", registration);
        passOn(registration.session());
    }

    /** Ends the offers of the session that nobody answered in time. */
    void lapse(SessionId session) {
        Instant now = clock.instant();
        for (Registration offered : registrations.offered(session)) {
            if (!offered.isOfferedAt(now)) {
                saved(offered.lapse());
                record("REGISTRATION_LAPSED", offered);
            }
        }
    }

    /** Offers what is free to those who wait: one after the other in order, to each whose whole group fits. */
    void passOn(SessionId id) {
        SessionOnPlan session = sessions.get(id);
        Instant until = newcomers.offerUntil(session).orElse(null);
        int free = PlacesForNew.free(session);
        if (until == null || free == 0 || session.waiting() == 0) {
            return;
        }
        for (Registration next : registrations.waiting(id)) {
            if (next.people() <= free) {
                saved(next.offer(until));
                free -= next.people();
                record("REGISTRATION_OFFERED", next);
                events.publishEvent(new SessionPlaceOffered(next.id(), next.centre(), next.offers()));
            }
        }
    }

    private static int addUp(int own, int left) {
        return left == PlacesForNew.ANY ? left : own + left;
    }

    private void confirmed(Registration registration) {
        events.publishEvent(
                new RegistrationConfirmed(registration.id(), registration.centre(), registration.sequence()));
    }

    private void record(String action, Registration registration) {
        events.publishEvent(
                new AuditEntry(action, registration.centre().id(), "registration:" + registration.id(), null));
    }

    private void saved(Registration registration) {
        try {
            registrations.saveAndFlush(registration);
        } catch (DataIntegrityViolationException e) {
            throw switch (violatedBy(e)) {
                case "registration_capacity" -> new PlacesShort(0);
                case "registration_person" -> new RegisteredAlready();
                default -> e;
            };
        }
    }

    private static String violatedBy(DataIntegrityViolationException e) {
        @Nullable
        ServerErrorMessage said =
                e.getMostSpecificCause() instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        return said == null ? "" : Objects.requireNonNullElse(said.getConstraint(), "");
    }
}
