package org.mrcportal.reintegration.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.CasePeople;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.casefile.Corrections;
import org.mrcportal.reintegration.followup.ContactAttempts.Attempt;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes back a talk that was noted by mistake, such as one with somebody else: its answers go, and the person is asked again. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class TalkCorrecting {

    private final FollowUps followUps;
    private final ContactAttempts attempts;
    private final Cases cases;
    private final Corrections corrections;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Clock clock;

    TalkCorrecting(
            FollowUps followUps,
            ContactAttempts attempts,
            Cases cases,
            Corrections corrections,
            ClientDirectory clients,
            JdbcClient jdbc,
            Clock clock) {
        this.followUps = followUps;
        this.attempts = attempts;
        this.cases = cases;
        this.corrections = corrections;
        this.clients = clients;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A talk that may be taken back.
     *
     * @param attempt in which the person was reached
     * @param closed the case was closed since: first it is taken up again
     */
    record Mistake(CaseCard file, UUID id, UUID attempt, String person, String round, String when, boolean closed) {}

    /** @throws NotFound where there is none, or it is not the reader's to take back */
    Mistake mistake(CaseId id, UUID followUp, StaffMember me, Locale locale) {
        CaseCard card = cases.open(id, "FOLLOW_UP", me);
        FollowUp asked = followUps.of(id, followUp);
        List<Attempt> standing = attempts.of(followUp);
        if (card.readOnly() || !asked.isDone() || standing.isEmpty() || !mayTakeBack(standing.getLast(), card, me)) {
            throw new NotFound(followUp);
        }
        return new Mistake(
                card,
                followUp,
                standing.getLast().id(),
                CasePeople.named(clients.summaries(List.of(asked.client())), asked.client()),
                asked.round().name(),
                CentreTime.moment(standing.getLast().at(), card.zone(), locale),
                closedSince(card, standing.getLast().at(), false));
    }

    /** Whoever has noted it, for a day; whoever carries the case, and a manager, also later. */
    boolean mayTakeBack(Attempt talk, CaseCard card, StaffMember me) {
        return talk.result() == Result.REACHED
                && (me.id().equals(card.owner())
                        || me.is(Role.CENTRE_MANAGER)
                        || talk.by().equals(me.id())
                                && talk.at().isAfter(clock.instant().minus(AttemptDesk.UNDO)));
    }

    /** What came of it. */
    enum Answer {
        DUE_AGAIN,
        /** A later round has taken its place, or the person does not agree to be asked any more. */
        CALLED_OFF,
        /** The case was closed since: why it was closed may be what was told. */
        CLOSED,
        /** Nothing to take back, or it is taken back already. */
        OVERTAKEN
    }

    /**
     * Takes it back once, however often the form is sent. A follow-up that was agreed in it is called off, unless somebody has
     * tried since; rounds that were planned anyway stay.
     */
    Answer takeBack(CaseId id, UUID followUp, UUID attempt, String reason, StaffMember me) {
        CaseCard card = cases.changeable(id);
        FollowUp asked = followUps.of(id, followUp);
        List<Attempt> standing = attempts.of(followUp);
        if (!asked.isDone() || standing.isEmpty() || !standing.getLast().id().equals(attempt)) {
            return Answer.OVERTAKEN;
        }
        Attempt talk = standing.getLast();
        if (!mayTakeBack(talk, card, me)) {
            throw new NotFound(followUp);
        }
        if (closedSince(card, talk.at(), true)) {
            return Answer.CLOSED;
        }
        Instant now = clock.instant();
        jdbc.sql("delete from reintegration.tracer where follow_up_id = ?")
                .param(followUp)
                .update();
        attempts.undo(attempt, now);
        List<Attempt> others = standing.subList(0, standing.size() - 1);
        asked.takenBack(at(others, true), at(others, false));
        boolean off = !attempts.agreed(asked, now) || overtaken(asked, card, now);
        followUps.saveAndFlush(off ? asked.cancel(now) : asked);
        corrections.ofTalk(card, followUp, reason, me.id());
        cases.happened(
                card, "FOLLOW_UP_TAKEN_BACK", followUp, me.id(), asked.round().name());
        for (FollowUp next : followUps.findByTalk(followUp)) {
            if (next.isDue() && attempts.of(next.id()).isEmpty()) {
                followUps.saveAndFlush(next.cancel(now));
                cases.happened(card, "FOLLOW_UP_CANCELLED", next.id(), me.id(), null);
            }
        }
        return off ? Answer.CALLED_OFF : Answer.DUE_AGAIN;
    }

    private static @Nullable Instant at(List<Attempt> others, boolean first) {
        return others.isEmpty()
                ? null
                : first ? others.getFirst().at() : others.getLast().nextAt();
    }

    /** @param hold so that the case is not closed meanwhile */
    private boolean closedSince(CaseCard card, Instant talk, boolean hold) {
        return jdbc.sql("""
                        select c.emptied_at is not null or coalesce(c.closed_at > ?, false)
                        from reintegration.case_file c where c.id = ?
                        """ + (hold ? "for share" : ""))
                .params(talk.atOffset(ZoneOffset.UTC), card.id().id())
                .query(Boolean.class)
                .single();
    }

    /** A later round of the person was asked, or is to be asked by now. */
    private boolean overtaken(FollowUp asked, CaseCard card, Instant now) {
        return jdbc.sql("""
                        select exists (
                            select from reintegration.follow_up f
                            where f.case_id = :case and f.client_id = :client and f.state <> 'CANCELLED'
                              and array_position(array['M3', 'M6', 'M12'], f.round)
                                  > array_position(array['M3', 'M6', 'M12'], :round)
                              and (f.state <> 'DUE' or f.due_on <= :today))
                        """)
                .param("case", card.id().id())
                .param("client", asked.client().id())
                .param("round", asked.round().name())
                .param("today", CentreTime.day(now, card.zone()))
                .query(Boolean.class)
                .single();
    }
}
