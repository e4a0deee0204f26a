package org.mrcportal.outreach.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** Of a page; a file has a hundred such pages at most, which is more than any hall takes. */
    static final int PAGE = 100;

    private static final int MOST_IN_FILE = 100 * PAGE;

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

    /**
     * A session with some of those who registered.
     *
     * @param people of all of them, by state
     * @param page from 1
     * @param more whether there are others after them
     */
    record Sheet(
            SessionOnPlan session,
            CentreCard centre,
            List<Row> rows,
            Map<RegistrationState, Long> people,
            int page,
            boolean more,
            Instant now) {

        /** Whether somebody can still be added or given a place. */
        public boolean open() {
            return session.state() == SessionState.PUBLISHED && !session.isOverBy(now);
        }

        public long people(String state) {
            return people.getOrDefault(RegistrationState.valueOf(state), 0L);
        }
    }

    /** @param page from 1 */
    Sheet page(SessionId id, int page, Locale locale) {
        return read(id, "list", page, PAGE, locale);
    }

    Sheet file(SessionId id, Locale locale) {
        return read(id, "file", 1, MOST_IN_FILE, locale);
    }

    /** @param how what it is read for: {@code list} or {@code file} */
    private Sheet read(SessionId id, String how, int page, int most, Locale locale) {
        SessionOnPlan session = sessions.get(id);
        CentreCard centre = centres.byId(session.centre(), Language.of(locale)).orElseThrow();
        List<Registration> found = registrations.of(id, (page - 1) * most, most + 1);
        List<Row> rows = found.stream()
                .limit(most)
                .map(registration -> row(registration, session, locale))
                .toList();
        if (!rows.isEmpty()) {
            events.publishEvent(
                    new AuditEntry("REGISTRATIONS_READ", session.centre().id(), "session:" + id, how));
        }
        Map<RegistrationState, Long> people = registrations.people(id).stream()
                .collect(Collectors.toMap(Registrations.People::state, Registrations.People::people));
        return new Sheet(session, centre, rows, people, page, found.size() > most, clock.instant());
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
            places.checkOpen(session);
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
