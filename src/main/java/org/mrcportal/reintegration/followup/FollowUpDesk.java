package org.mrcportal.reintegration.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.CasePeople;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.DayField;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans follow-ups of a case, and calls them off. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class FollowUpDesk {

    private final FollowUps followUps;
    private final FollowUpRounds rounds;
    private final Cases cases;
    private final CasePeople people;
    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUpDesk(
            FollowUps followUps, FollowUpRounds rounds, Cases cases, CasePeople people, JdbcClient jdbc, Clock clock) {
        this.followUps = followUps;
        this.rounds = rounds;
        this.cases = cases;
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Today's day at the centre of a case, for a form that was sent. */
    @Transactional(readOnly = true)
    LocalDate today(CaseId id) {
        return CentreTime.day(clock.instant(), cases.get(id).zone());
    }

    /**
     * Plans one, once for each form.
     *
     * @return false where the round of that person is planned already
     * @throws NotFound where the person does not belong to the case
     */
    boolean plan(CaseId id, PlanForm form, UUID once, StaffMember me) {
        CaseCard card = cases.writable(id);
        ClientId client = people.chosen(card, form.client());
        if (followUps.existsByOnce(once)) {
            return true;
        }
        Round round = Round.ofCode(String.valueOf(form.round())).orElseThrow();
        if (round != Round.OTHER && planned(id, client, round)) {
            return false;
        }
        Instant now = clock.instant();
        LocalDate today = CentreTime.day(now, card.zone());
        LocalDate due = DayField.read(form.day())
                .orElseGet(() -> later(round.due(rounds.since(card, client, today)), today));
        FollowUp planned = followUps.saveAndFlush(
                FollowUp.plan(card, client, round, due, once, now).bestAt(form.hours()));
        cases.happened(card, "FOLLOW_UP_PLANNED", planned.id(), me.id(), "1");
        return true;
    }

    void cancel(CaseId id, UUID followUp, StaffMember me) {
        CaseCard card = cases.changeable(id);
        FollowUp due = followUps.of(id, followUp);
        if (due.isDue()) {
            followUps.saveAndFlush(due.cancel(clock.instant()));
            cases.happened(card, "FOLLOW_UP_CANCELLED", followUp, me.id(), null);
        }
    }

    private boolean planned(CaseId id, ClientId client, Round round) {
        return jdbc.sql("""
                        select exists (select from reintegration.follow_up
                                       where case_id = ? and client_id = ? and round = ? and state <> 'CANCELLED')
                        """)
                .params(id.id(), client.id(), round.name())
                .query(Boolean.class)
                .single();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
