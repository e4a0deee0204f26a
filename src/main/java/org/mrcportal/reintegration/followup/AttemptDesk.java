package org.mrcportal.reintegration.followup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.followup.ContactAttempts.Attempt;
import org.mrcportal.reintegration.protection.CaseNotes;
import org.mrcportal.reintegration.protection.SideNote;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes attempts to reach somebody, takes one back, and says when all were in vain. Of a closed case too: follow-ups that were
 * kept when it was closed are still asked.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class AttemptDesk {

    static final int AGAIN_IN_DAYS = 3;

    /** An attempt pressed by mistake can be taken back this long. */
    static final Duration UNDO = Duration.ofHours(24);

    private final FollowUps followUps;
    private final ContactAttempts attempts;
    private final Cases cases;
    private final CaseNotes notes;
    private final JdbcClient jdbc;
    private final Clock clock;

    AttemptDesk(
            FollowUps followUps, ContactAttempts attempts, Cases cases, CaseNotes notes, JdbcClient jdbc, Clock clock) {
        this.followUps = followUps;
        this.attempts = attempts;
        this.cases = cases;
        this.notes = notes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes an attempt in one press. Nobody tries to reach a person who has not agreed to be asked. The same press twice, and
     * a press on a page that somebody else's attempt has overtaken, change nothing.
     *
     * @param version of the follow-up, as the page knew it
     * @param again when the next attempt is due; null: in three days
     * @param note what was said, if anybody answered
     * @return whether it was noted
     */
    boolean tried(
            UUID followUp,
            long version,
            Way way,
            Result result,
            @Nullable Instant again,
            SideNote note,
            UUID once,
            StaffMember me) {
        FollowUp due = followUps.findById(followUp).orElseThrow(() -> new NotFound(followUp));
        CaseCard card = cases.changeable(due.file());
        if (attempts.known(once)) {
            return true;
        }
        if (!due.isDue() || due.version() != version || !attempts.agreed(due, clock.instant())) {
            return false;
        }
        Instant now = clock.instant();
        Instant next = again != null
                ? again
                : CentreTime.day(now, card.zone())
                        .plusDays(AGAIN_IN_DAYS)
                        .atStartOfDay(card.zone())
                        .toInstant();
        attempts.add(card, followUp, now, way, result, next, me.id(), once);
        followUps.saveAndFlush(due.triedInVain(now, next));
        cases.happened(card, "FOLLOW_UP_TRIED", followUp, me.id(), result.name());
        notes.write(card, note, once, me);
        return true;
    }

    /** When a person asked to be called: the day in some days at a time of the centre's clock. */
    @Transactional(readOnly = true)
    Optional<Instant> later(UUID followUp, int days, LocalTime time) {
        ZoneId zone = jdbc.sql("""
                        select z.zone from reintegration.follow_up f join centres.centre z on z.id = f.centre_id where f.id = ?
                        """)
                .param(followUp)
                .query(String.class)
                .optional()
                .map(ZoneId::of)
                .orElseThrow(() -> new NotFound(followUp));
        Instant now = clock.instant();
        return Optional.of(CentreTime.day(now, zone)
                        .plusDays(days)
                        .atTime(time)
                        .atZone(zone)
                        .toInstant())
                .filter(at -> at.isAfter(now));
    }

    /**
     * Takes the last attempt back, if it was the reader's own and of the last day, and if the case was not closed since:
     * contact may have been called lost because of it.
     */
    boolean undo(UUID followUp, UUID attempt, StaffMember me) {
        FollowUp due = followUps.findById(followUp).orElseThrow(() -> new NotFound(followUp));
        CaseCard card = cases.changeable(due.file());
        List<Attempt> standing = attempts.of(followUp);
        if (!due.isDue()
                || standing.isEmpty()
                || !undoable(standing.getLast(), me)
                || !standing.getLast().id().equals(attempt)
                || !card.open() && standing.getLast().at().isBefore(card.stateSince())) {
            return false;
        }
        if (attempts.undo(attempt, clock.instant())) {
            List<Attempt> others = standing.subList(0, standing.size() - 1);
            followUps.saveAndFlush(
                    others.isEmpty()
                            ? due.undone(null, null)
                            : due.undone(
                                    others.getFirst().at(), others.getLast().nextAt()));
            cases.happened(card, "FOLLOW_UP_UNDONE", followUp, me.id(), null);
        }
        return true;
    }

    /** @return false where it was not tried often and long enough, or is settled */
    boolean notReached(CaseId id, UUID followUp, StaffMember me) {
        CaseCard card = cases.changeable(id);
        FollowUp due = followUps.of(id, followUp);
        Instant now = clock.instant();
        LocalDate today = CentreTime.day(now, card.zone());
        Tries tries = ContactAttempts.inVain(attempts.of(followUp), card.zone());
        if (!due.isDue() || !tries.enough(today)) {
            return false;
        }
        followUps.saveAndFlush(due.notReached(tries, today, now));
        cases.happened(
                card, "FOLLOW_UP_NOT_REACHED", followUp, me.id(), due.round().name());
        return true;
    }

    /** Whether the person agrees to be asked. */
    @Transactional(readOnly = true)
    boolean agrees(UUID followUp) {
        return attempts.agreed(followUps.findById(followUp).orElseThrow(() -> new NotFound(followUp)), clock.instant());
    }

    boolean undoable(Attempt attempt, StaffMember me) {
        return attempt.result() != Result.REACHED
                && attempt.by().equals(me.id())
                && attempt.at().isAfter(clock.instant().minus(UNDO));
    }
}
