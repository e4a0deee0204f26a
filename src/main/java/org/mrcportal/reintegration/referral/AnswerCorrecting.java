package org.mrcportal.reintegration.referral;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.casefile.Corrections;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes back an answer that staff put in by mistake. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class AnswerCorrecting {

    private final Referrals referrals;
    private final Chase chase;
    private final Cases cases;
    private final Corrections corrections;
    private final JdbcClient jdbc;
    private final Clock clock;

    AnswerCorrecting(
            Referrals referrals, Chase chase, Cases cases, Corrections corrections, JdbcClient jdbc, Clock clock) {
        this.referrals = referrals;
        this.chase = chase;
        this.cases = cases;
        this.corrections = corrections;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws ReferralSettled where the case is closed, or the partner itself has answered */
    void takeBack(CaseId file, UUID id, String reason, StaffMember me) {
        CaseCard card = ReferralDesk.writable(cases, file);
        Referral referral =
                referrals.lock(id).filter(known -> known.file().equals(file)).orElseThrow(() -> new NotFound(id));
        String state = referral.state().name();
        LocalDate due = referral.dueOn();
        Instant now = clock.instant();
        referral.takeAnswerBack(whoHeardThatItHelps(id), now, CentreTime.day(now, card.zone()));
        referrals.saveAndFlush(referral);
        chase.settled(referral, due);
        chase.notRefused(referral, me.id());
        corrections.ofAnswer(card, id, state, reason, me.id());
        cases.happened(card, "REFERRAL_ANSWER_TAKEN_BACK", id, me.id(), state);
    }

    private @Nullable UUID whoHeardThatItHelps(UUID referral) {
        return jdbc.sql("""
                        select staff_id from reintegration.case_event
                        where subject_id = ? and kind = 'REFERRAL_ANSWERED' and detail = 'ACCEPTED' order by at desc limit 1
                        """)
                .param(referral)
                .query((row, number) -> java.util.Optional.ofNullable(row.getObject("staff_id", UUID.class)))
                .optional()
                .flatMap(heard -> heard)
                .orElse(null);
    }
}
