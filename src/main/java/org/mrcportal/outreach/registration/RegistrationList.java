package org.mrcportal.outreach.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionState;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who comes to a session, for the staff of its centre: reading names leaves a trace, as with every identity. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class RegistrationList {

    /** Who comes first, then who may come, then who does not. */
    private static final Comparator<Registration> ORDER = Comparator.<Registration>comparingInt(
                    registration -> switch (registration.state()) {
                        case REGISTERED -> 0;
                        case OFFERED -> 1;
                        case WAITING -> 2;
                        case LAPSED, CANCELLED -> 3;
                    })
            .thenComparing(RegistrationList::since)
            .thenComparing(registration -> registration.id().id());

    private final SessionPlaces places;
    private final Registrations registrations;
    private final Sessions sessions;
    private final Centres centres;
    private final Seal seal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RegistrationList(
            SessionPlaces places,
            Registrations registrations,
            Sessions sessions,
            Centres centres,
            Seal seal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.places = places;
        this.registrations = registrations;
        this.sessions = sessions;
        this.centres = centres;
        this.seal = seal;
        this.events = events;
        this.clock = clock;
    }

    /**
     * One registration.
     *
     * @param since when it came to be what it is, as the reader's language writes it
     * @param until when the places that are kept pass on, or null
     */
    record Row(
            RegistrationId id,
            String reference,
            RegistrationState state,
            int people,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String e164,
            @Nullable String email,
            String language,
            boolean reminders,
            String since,
            @Nullable String until) {

        public String groupedReference() {
            return Reference.grouped(reference);
        }

        /** What the row is called where a button says which one it means. */
        public String called() {
            return name == null ? groupedReference() : name;
        }

        public boolean open() {
            return state.open();
        }

        public boolean raisable() {
            return state == RegistrationState.WAITING || state == RegistrationState.OFFERED;
        }
    }

    /** A session with everybody who registered. */
    record Sheet(SessionOnPlan session, CentreCard centre, List<Row> rows, Instant now) {

        /** Whether somebody can still be added or given a place. */
        public boolean open() {
            return session.state() == SessionState.PUBLISHED && !session.isOverBy(now);
        }

        public int people(String state) {
            return rows.stream()
                    .filter(row -> row.state().name().equals(state))
                    .mapToInt(Row::people)
                    .sum();
        }
    }

    /** @param how what it is read for: {@code list} or {@code file} */
    Sheet read(SessionId id, String how, Locale locale) {
        SessionOnPlan session = sessions.get(id);
        CentreCard centre = centres.byId(session.centre(), Language.of(locale)).orElseThrow();
        List<Row> rows = registrations.of(id).stream()
                .sorted(ORDER)
                .map(registration -> row(registration, session, locale))
                .toList();
        if (!rows.isEmpty()) {
            events.publishEvent(
                    new AuditEntry("REGISTRATIONS_READ", session.centre().id(), "session:" + id, how));
        }
        return new Sheet(session, centre, rows, clock.instant());
    }

    /** What the form for somebody on the telephone has to know. */
    @Transactional(readOnly = true)
    SessionRegistrationDesk.Opening open(SessionId id, Language language) {
        SessionOnPlan session = sessions.get(id);
        CentreCard centre = centres.byId(session.centre(), language).orElseThrow();
        return new SessionRegistrationDesk.Opening(
                session, centre, clock.instant(), places.leftForNew(session), List.of());
    }

    /**
     * Registers somebody on the telephone, once for each form, also where the public page takes no registrations.
     *
     * @return what to say to the person
     * @throws PlacesShort where there are not enough places, and the person does not want to wait
     * @throws RegisteredAlready where the person has, or waits for, a place
     * @throws RegistrationClosed where the session is over, cancelled or not published
     */
    RegistrationId add(SessionId id, Wish wish, boolean mayWait) {
        SessionOnPlan session = places.lock(id);
        return registrations
                .findByOnce(wish.once())
                .orElseGet(() -> {
                    checkOpen(session);
                    return places.enter(session, wish, mayWait);
                })
                .id();
    }

    /**
     * Gives somebody the places who waits for them, before others if need be.
     *
     * @throws PlacesShort where there are too few
     * @throws RegistrationClosed where the session is over, cancelled or not published
     */
    void raise(SessionId id, UUID registration) {
        SessionOnPlan session = places.lock(id);
        Registration waiting = locked(id, registration);
        if (waiting.is(RegistrationState.WAITING) || waiting.is(RegistrationState.OFFERED)) {
            checkOpen(session);
            places.take(session, waiting);
        }
    }

    /** @throws CheckedIn where somebody has come with it */
    void cancel(SessionId id, UUID registration) {
        places.lock(id);
        Registration open = locked(id, registration);
        if (open.state().open()) {
            if (places.hasCome(open)) {
                throw new CheckedIn();
            }
            places.cancel(open);
        }
    }

    private void checkOpen(SessionOnPlan session) {
        if (session.state() != SessionState.PUBLISHED || session.isOverBy(clock.instant())) {
            throw new RegistrationClosed();
        }
    }

    private Registration locked(SessionId session, UUID registration) {
        return registrations
                .lock(new RegistrationId(registration))
                .filter(found -> found.session().equals(session))
                .orElseThrow(() -> new NotFound(registration));
    }

    private Row row(Registration registration, SessionOnPlan session, Locale locale) {
        Registrant who = registration.who(seal);
        Instant until = registration.offeredUntil();
        return new Row(
                registration.id(),
                registration.reference(),
                registration.state(),
                registration.people(),
                who.name() == null ? null : who.name().text(),
                who.phone() == null ? null : who.phone().readable(),
                who.phone() == null ? null : who.phone().e164(),
                who.email(),
                Language.ofCode(registration.pageLanguage())
                        .map(language -> language.nameIn(locale))
                        .orElse(registration.pageLanguage()),
                registration.reminders(),
                brief(since(registration), session, locale),
                until == null ? null : brief(until, session, locale));
    }

    private static Instant since(Registration registration) {
        return switch (registration.state()) {
            case REGISTERED -> Objects.requireNonNullElse(registration.registeredAt(), registration.joinedAt());
            case CANCELLED -> Objects.requireNonNullElse(registration.cancelledAt(), registration.joinedAt());
            default -> registration.joinedAt();
        };
    }

    private static String brief(Instant moment, SessionOnPlan session, Locale locale) {
        return CentreTime.dayShort(CentreTime.day(moment, session.zone()), locale) + ", "
                + CentreTime.time(moment, session.zone());
    }
}
