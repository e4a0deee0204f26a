package org.mrcportal.outreach.session;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreOffer;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.ClosedDay;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans sessions, one or a series, and plans them anew. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class PlanDesk {

    private static final String LETTERS = "23456789abcdefghjkmnpqrstvwxyz";
    private static final int SLUG_LETTERS = 7;

    private final SecureRandom random = new SecureRandom();
    private final AwarenessSessions sessions;
    private final SessionParts parts;
    private final PlanSheets sheets;
    private final Centres centres;
    private final Seal seal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PlanDesk(
            AwarenessSessions sessions,
            SessionParts parts,
            PlanSheets sheets,
            Centres centres,
            Seal seal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sessions = sessions;
        this.parts = parts;
        this.sheets = sheets;
        this.centres = centres;
        this.seal = seal;
        this.events = events;
        this.clock = clock;
    }

    /** A day of a series; {@code holiday} is its name in {@code centres.holiday.…} where the centre is closed for one. */
    record SeriesDay(
            LocalDate day, boolean closed, @Nullable String holiday) {}

    /** More people have taken places than the changed session would have. */
    static class PlacesTaken extends RuntimeException {

        private final int taken;

        PlacesTaken(int taken) {
            this.taken = taken;
        }

        int taken() {
            return taken;
        }
    }

    @Transactional(readOnly = true)
    PlanSheets.Sheet blank(StaffMember me, @Nullable String code, Locale locale) {
        CentreCard centre = sheets.chosen(me, code, locale);
        return sheets.sheet(centre, SessionForm.blank(centre), List.of(), locale);
    }

    @Transactional(readOnly = true)
    PlanSheets.Sheet copy(SessionId id, Locale locale) {
        PlanSheets.Sheet sheet = edit(id, locale);
        return new PlanSheets.Sheet(
                sheet.centre(),
                sheet.regions(),
                sheet.districts(),
                sheet.staff(),
                sheet.form().copy(),
                null);
    }

    @Transactional(readOnly = true)
    PlanSheets.Sheet edit(SessionId id, Locale locale) {
        AwarenessSession session = sessions.findById(id).orElseThrow(() -> new NotFound(id));
        CentreCard centre = centres.byId(session.centre(), Language.of(locale)).orElseThrow();
        SessionPlan plan = plan(session);
        return sheets.sheet(centre, SessionForm.of(plan, centre, session.version()), plan.staff(), locale)
                .of(session);
    }

    /** A form that was sent, with what belongs around it. */
    @Transactional(readOnly = true)
    PlanSheets.Sheet again(StaffMember me, SessionForm typed, @Nullable SessionId id, Locale locale) {
        CentreCard centre = sheets.chosen(me, typed.centre(), locale);
        PlanSheets.Sheet sheet = sheets.sheet(
                centre, typed, id == null ? List.of() : parts.of(id).staff(), locale);
        if (id == null) {
            return sheet;
        }
        AwarenessSession session = sessions.findById(id).orElseThrow(() -> new NotFound(id));
        if (!session.centre().equals(centre.id())) {
            throw new NotFound(id);
        }
        return sheet.of(session);
    }

    /** The days of a series, and whether the centre is closed on them. */
    @Transactional(readOnly = true)
    List<SeriesDay> days(CentreCard centre, SessionForm form) {
        List<LocalDate> days = form.days();
        Map<LocalDate, ClosedDay> closed = centres
                .offers(List.of(centre.id()), days.getFirst(), days.getLast().plusDays(1))
                .getOrDefault(centre.id(), CentreOffer.NONE)
                .closed()
                .stream()
                .collect(Collectors.toMap(ClosedDay::day, day -> day));
        return days.stream()
                .map(day -> new SeriesDay(
                        day,
                        closed.containsKey(day),
                        Optional.ofNullable(closed.get(day))
                                .map(ClosedDay::holiday)
                                .orElse(null)))
                .toList();
    }

    /**
     * Plans the session once, however often its form is sent.
     *
     * @param days of the series; null: it stands alone
     * @param publish at once, where it is still to come
     * @return the first one
     */
    SessionId plan(
            StaffMember me, CentreCard centre, SessionForm form, @Nullable List<LocalDate> days, boolean publish) {
        UUID once = form.idempotencyKey();
        Optional<AwarenessSession> known = sessions.findByOnce(once);
        if (known.isPresent()) {
            return known.get().id();
        }
        Instant now = clock.instant();
        List<LocalDate> on = days == null ? List.of(form.date().orElseThrow()) : days;
        UUID series = days == null ? null : once;
        List<AwarenessSession> planned = new ArrayList<>();
        for (LocalDate day : on) {
            AwarenessSession session = AwarenessSession.draft(
                    centre.id(),
                    slug(centre),
                    series,
                    planned.isEmpty() ? once : derived(once, day),
                    form.plan(centre, day),
                    me.id(),
                    seal,
                    now);
            planned.add(publish && session.maybePublished(now) ? session.publish(now) : session);
        }
        sessions.saveAllAndFlush(planned);
        SessionPlan plan = form.plan(centre);
        parts.write(centre.id(), planned.stream().map(AwarenessSession::id).toList(), plan, plan.materials());
        planned.forEach(session -> {
            record("SESSION_PLANNED", session);
            if (session.state() == SessionState.PUBLISHED) {
                record("SESSION_PUBLISHED", session);
            }
        });
        return planned.getFirst().id();
    }

    /**
     * Plans a session anew, and where the form says so those that follow it in its series: they move by as many days, and to
     * the same time by the centre's clocks.
     *
     * @return how many were changed
     * @throws PlacesTaken where that would leave people without their place; nothing is changed
     */
    int change(SessionId id, CentreCard centre, SessionForm form) {
        AwarenessSession seen = sessions.findById(id).orElseThrow(() -> new NotFound(id));
        if (!String.valueOf(seen.version()).equals(form.version())) {
            throw new ObjectOptimisticLockingFailureException(AwarenessSession.class, id);
        }
        SessionPlan plan = form.plan(centre);
        List<AwarenessSession> others = Boolean.TRUE.equals(form.following()) && seen.series() != null
                ? sessions.lockFollowing(seen.series(), seen.startsAt()).stream()
                        .filter(other -> !other.id().equals(id))
                        .filter(other -> other.state() == SessionState.DRAFT || other.state() == SessionState.PUBLISHED)
                        .toList()
                : List.of();
        List<AwarenessSession> all = new ArrayList<>(others);
        all.addFirst(seen);
        sheets.taken(all.stream().map(AwarenessSession::id).toList())
                .filter(taken -> plan.capacity() != null && taken > plan.capacity())
                .ifPresent(taken -> {
                    throw new PlacesTaken(taken);
                });
        Instant now = clock.instant();
        long days = day(plan.startsAt(), centre).toEpochDay()
                - day(seen.startsAt(), centre).toEpochDay();
        for (AwarenessSession other : others) {
            LocalDate on = day(other.startsAt(), centre).plusDays(days);
            other.change(form.plan(centre, on), seal, now);
        }
        seen.change(plan, seal, now);
        all.forEach(sessions::saveAndFlush);
        parts.write(centre.id(), List.of(id), plan, plan.materials());
        if (!others.isEmpty()) {
            parts.write(centre.id(), others.stream().map(AwarenessSession::id).toList(), plan, null);
        }
        all.forEach(session -> record("SESSION_CHANGED", session));
        return all.size();
    }

    private SessionPlan plan(AwarenessSession session) {
        SessionParts.Parts beside = parts.of(session.id());
        return new SessionPlan(
                beside.topics(),
                session.audience(),
                session.language(),
                session.startsAt(),
                session.endsAt(),
                session.place(),
                session.joiningLink(seal),
                session.capacity(),
                session.registration(),
                session.partners(),
                session.facilitators(),
                beside.staff(),
                beside.texts(),
                beside.materials());
    }

    private static LocalDate day(Instant moment, CentreCard centre) {
        return ZonedDateTime.ofInstant(moment, centre.zone()).toLocalDate();
    }

    private static UUID derived(UUID once, LocalDate day) {
        return UUID.nameUUIDFromBytes((once + ":" + day).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The address tells the centre and nothing else: it may change its topic, and somebody's browser keeps it. */
    private String slug(CentreCard centre) {
        return centre.code().toLowerCase(Locale.ROOT) + "-"
                + random.ints(SLUG_LETTERS, 0, LETTERS.length())
                        .mapToObj(letter -> LETTERS.substring(letter, letter + 1))
                        .collect(Collectors.joining());
    }

    private void record(String action, AwarenessSession session) {
        CentreId centre = session.centre();
        events.publishEvent(new AuditEntry(action, centre.id(), "session:" + session.id(), null));
    }
}
