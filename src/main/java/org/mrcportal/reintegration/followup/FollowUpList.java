package org.mrcportal.reintegration.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CasePeople;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom to ask next. First who is due and can be called at this hour of the centre's clock, then who is due at a later hour,
 * then who is soon due. Whoever has not agreed to be asked is not contacted at all. Where a call is not safe, no
 * call is offered; the number, and what the person has asked to keep in mind, also before a visit, is shown for one row at a
 * time, and each time that is on the trail. Nobody stands here whose case
 * the reader may only read.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class FollowUpList {

    private static final int MOST = 200;

    private final ClientDirectory clients;
    private final DueFollowUps waiting;
    private final Clock clock;

    FollowUpList(ClientDirectory clients, DueFollowUps waiting, Clock clock) {
        this.clients = clients;
        this.waiting = waiting;
        this.clock = clock;
    }

    /**
     * @param due today or before; the first can be asked now
     * @param tried today, and due again later
     * @param coming in the next two weeks
     * @param full there are more than are listed
     */
    record Worklist(List<Row> due, List<Row> tried, List<Row> coming, boolean full) {}

    /**
     * @param agreed the person agrees to be asked; otherwise nobody makes contact
     * @param way CALL, or VISIT where a call is not safe or not possible
     * @param known there is a number, whether it may be called or not
     * @param now can be asked at this hour
     * @param when the day, or the hour of today, it is due
     * @param safe the hours in which a call is safe; null: at any hour
     * @param hours in which the person likes to be asked; null: at any hour
     * @param last what came of the last attempt; null: none yet
     * @param undo the last attempt, if the reader may take it back
     * @param mayEnd it may be said that the person was not reached
     * @param opened how to reach the person, if asked for
     */
    record Row(
            UUID id,
            long version,
            CaseId file,
            ClientId client,
            String person,
            String round,
            String due,
            boolean overdue,
            boolean agreed,
            String way,
            boolean known,
            boolean now,
            boolean safeNow,
            @Nullable String when,
            @Nullable String safe,
            @Nullable String hours,
            int tries,
            @Nullable String last,
            @Nullable UUID undo,
            boolean mayEnd,
            @Nullable Opened opened,
            String once) {

        public boolean isCall() {
            return way.equals("CALL");
        }

        /** How to reach the person may be asked for. */
        public boolean isOpenable() {
            return agreed && opened == null;
        }

        public boolean isCallable() {
            return isCall() && safeNow;
        }

        /** Whoever tried last has found the number to be wrong. */
        public boolean isWrongNumber() {
            return Result.WRONG_NUMBER.name().equals(last);
        }
    }

    /**
     * How to reach the person, and what to keep in mind before a visit as well.
     *
     * @param phone null: not known, or not to be used at this hour
     * @param address that calls it; null: it is for messages only
     * @param email null: no messages there
     * @param hours in which a call or a message is safe; null: at any hour
     * @param codeWord by which the person knows that the call, or the visitor, is genuine
     */
    record Opened(
            @Nullable String phone,
            @Nullable String address,
            @Nullable String email,
            boolean mayCall,
            boolean mayMessage,
            @Nullable String hours,
            @Nullable String note,
            @Nullable String codeWord) {}

    /**
     * @param mine cases the reader works on; otherwise all that the reader may know of
     * @param open whose number is asked for, or null
     */
    Worklist worklist(StaffMember me, boolean mine, @Nullable UUID open, Locale locale) {
        Instant now = clock.instant();
        List<DueFollowUp> found = waiting.soon(mine, now, MOST + 1);
        boolean full = found.size() > MOST;
        List<DueFollowUp> listed = full ? found.subList(0, MOST) : found;
        Map<ClientId, ClientSummary> named =
                clients.summaries(listed.stream().map(DueFollowUp::client).toList());
        List<DueFollowUp> due = new ArrayList<>();
        List<DueFollowUp> tried = new ArrayList<>();
        List<DueFollowUp> coming = new ArrayList<>();
        for (DueFollowUp f : listed) {
            LocalDate today = CentreTime.day(now, f.zone());
            boolean later = f.nextAt() != null && f.nextAt().isAfter(now);
            if (later
                    && f.lastAt() != null
                    && CentreTime.day(f.lastAt(), f.zone()).equals(today)) {
                tried.add(f);
            } else if (f.day().isAfter(today)) {
                coming.add(f);
            } else {
                due.add(f);
            }
        }
        due.sort(order(now));
        return new Worklist(
                rows(due, named, me, open, now, locale),
                rows(tried, named, me, open, now, locale),
                rows(coming, named, me, open, now, locale),
                full);
    }

    /** Who can be asked now; then by the hour at which it becomes good; then who has waited longest. */
    private static Comparator<DueFollowUp> order(Instant now) {
        return Comparator.comparing((DueFollowUp f) -> !isNow(f, now))
                .thenComparing(f -> isNow(f, now) ? LocalTime.MIN : begins(f))
                .thenComparing(DueFollowUp::day)
                .thenComparing(DueFollowUp::id);
    }

    private static boolean isNow(DueFollowUp f, Instant now) {
        return (f.nextAt() == null || !f.nextAt().isAfter(now)) && f.goodAt(LocalTime.ofInstant(now, f.zone()));
    }

    private static LocalTime begins(DueFollowUp f) {
        if (f.nextAt() != null && f.best() == null && f.safe() == null) {
            return LocalTime.ofInstant(f.nextAt(), f.zone());
        }
        ContactHours hours = f.best() == null ? f.safe() : f.best();
        return hours == null ? LocalTime.MIN : hours.from();
    }

    private List<Row> rows(
            List<DueFollowUp> found,
            Map<ClientId, ClientSummary> named,
            StaffMember me,
            @Nullable UUID open,
            Instant now,
            Locale locale) {
        return found.stream().map(f -> row(f, named, me, open, now, locale)).toList();
    }

    private Row row(
            DueFollowUp f,
            Map<ClientId, ClientSummary> named,
            StaffMember me,
            @Nullable UUID open,
            Instant now,
            Locale locale) {
        LocalDate today = CentreTime.day(now, f.zone());
        boolean inHours = f.safeAt(LocalTime.ofInstant(now, f.zone()));
        boolean undoable = f.lastAt() != null
                && me.id().id().equals(f.lastBy())
                && f.lastAt().isAfter(now.minus(AttemptDesk.UNDO));
        Tries tries = new Tries(f.tries(), f.firstTry() == null ? null : CentreTime.day(f.firstTry(), f.zone()));
        boolean again = f.nextAt() != null && f.nextAt().isAfter(now);
        return new Row(
                f.id(),
                f.version(),
                f.file(),
                f.client(),
                CasePeople.named(named, f.client()),
                f.round(),
                CentreTime.dayShort(f.dueOn(), locale),
                f.dueOn().isBefore(today),
                f.agreed(),
                f.mayCall() ? "CALL" : "VISIT",
                f.known(),
                isNow(f, now),
                inHours || !f.mayCall(),
                again ? moment(f, today, locale) : null,
                f.mayCall() ? hours(f.safe()) : null,
                hours(f.best()),
                f.tries(),
                f.lastResult(),
                undoable ? f.lastId() : null,
                tries.enough(today),
                f.id().equals(open) && f.agreed() ? opened(f, inHours) : null,
                UUID.randomUUID().toString());
    }

    private static String moment(DueFollowUp f, LocalDate today, Locale locale) {
        Instant at = f.nextAt() == null ? Instant.MIN : f.nextAt();
        String time = CentreTime.time(at, f.zone());
        LocalDate day = CentreTime.day(at, f.zone());
        String written = CentreTime.dayShort(day, locale);
        return day.equals(today) ? time : time.equals("00:00") ? written : written + ", " + time;
    }

    private Opened opened(DueFollowUp f, boolean inHours) {
        Contact contact = clients.contact(f.client()).orElse(Contact.NONE);
        PhoneNumber phone = inHours && (f.mayCall() || f.mayMessage()) ? contact.phone() : null;
        return new Opened(
                phone == null ? null : phone.readable(),
                phone == null || !f.mayCall() ? null : "tel:" + phone.e164(),
                f.mayMessage() && inHours ? contact.email() : null,
                f.mayCall(),
                f.mayMessage(),
                hours(f.safe()),
                contact.note(),
                contact.codeWord());
    }

    private static @Nullable String hours(@Nullable ContactHours hours) {
        return hours == null ? null : CentreTime.hours(hours.from(), hours.until());
    }
}
