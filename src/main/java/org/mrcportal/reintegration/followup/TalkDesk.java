package org.mrcportal.reintegration.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.CasePeople;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.protection.CaseNotes;
import org.mrcportal.reintegration.protection.SideNote;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what somebody told who was reached. Of a closed case too, where the follow-up was kept when it was closed. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class TalkDesk {

    private final FollowUps followUps;
    private final ContactAttempts attempts;
    private final DueFollowUps waiting;
    private final Cases cases;
    private final CaseNotes notes;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Clock clock;

    TalkDesk(
            FollowUps followUps,
            ContactAttempts attempts,
            DueFollowUps waiting,
            Cases cases,
            CaseNotes notes,
            ClientDirectory clients,
            JdbcClient jdbc,
            Clock clock) {
        this.followUps = followUps;
        this.attempts = attempts;
        this.waiting = waiting;
        this.cases = cases;
        this.notes = notes;
        this.clients = clients;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A follow-up that is about to be answered, or tried.
     *
     * @param later the day of the next one that is planned
     * @param ways in which the person may be reached; none: has not agreed to be asked
     */
    record Talk(
            CaseCard file,
            UUID id,
            long version,
            String person,
            String round,
            @Nullable String later,
            List<Way> ways) {}

    /** @throws NotFound where it is settled, or the reader may change nothing */
    Talk talk(CaseId id, UUID followUp, StaffMember me, Locale locale) {
        CaseCard card = cases.open(id, "FOLLOW_UP", me);
        if (card.readOnly()) {
            throw new NotFound(followUp);
        }
        return talk(card, followUp, locale).orElseThrow(() -> new NotFound(followUp));
    }

    /**
     * The same for a form that was sent; empty where it is settled meanwhile.
     *
     * @throws NotFound where the case has no such follow-up
     */
    @Transactional(readOnly = true)
    Optional<Talk> stillOpen(CaseId id, UUID followUp, Locale locale) {
        followUps.of(id, followUp);
        return talk(cases.changeable(id), followUp, locale);
    }

    private Optional<Talk> talk(CaseCard card, UUID followUp, Locale locale) {
        return waiting.one(followUp, clock.instant())
                .filter(due -> due.file().equals(card.id()))
                .map(due -> new Talk(
                        card,
                        followUp,
                        due.version(),
                        CasePeople.named(clients.summaries(List.of(due.client())), due.client()),
                        due.round(),
                        jdbc.sql("""
                                        select min(due_on) from reintegration.follow_up
                                        where case_id = ? and client_id = ? and state = 'DUE' and id <> ?
                                        """)
                                .params(card.id().id(), due.client().id(), followUp)
                                .query(LocalDate.class)
                                .optional()
                                .map(day -> CentreTime.date(day, locale))
                                .orElse(null),
                        due.ways()));
    }

    /**
     * The person was reached: keeps what was told and plans the next time.
     *
     * @param nextInMonths 0: as planned already, or not at all
     * @param note what else was said
     * @return false where somebody else has settled it meanwhile, or where a person who has not agreed to be asked did not
     *     come in
     */
    boolean reached(
            CaseId id,
            UUID followUp,
            Way way,
            Map<String, String> answers,
            int nextInMonths,
            SideNote note,
            UUID once,
            StaffMember me) {
        CaseCard card = cases.changeable(id);
        FollowUp due = followUps.of(id, followUp);
        if (attempts.known(once)) {
            return true;
        }
        if (!due.isDue() || way != Way.OFFICE && !attempts.agreed(due, clock.instant())) {
            return false;
        }
        Instant now = clock.instant();
        attempts.add(card, followUp, now, way, Result.REACHED, null, me.id(), once);
        followUps.saveAndFlush(due.done(now));
        jdbc.sql("""
                        insert into reintegration.tracer (follow_up_id, centre_id, case_id, questions, answers, asked_by, asked_at)
                        values (:id, :centre, :case, :questions, jsonb_object(:codes, :answers), :by, cast(:at as timestamptz))
                        """)
                .param("id", followUp)
                .param("centre", card.centre().id())
                .param("case", id.id())
                .param("questions", Tracer.current().number())
                .param("codes", new SqlArrayValue("text", answers.keySet().toArray()))
                .param("answers", new SqlArrayValue("text", answers.values().toArray()))
                .param("by", me.id().id())
                .param("at", now.toString())
                .update();
        cases.happened(card, "FOLLOW_UP_DONE", followUp, me.id(), due.round().name());
        notes.write(card, note, once, me);
        if (nextInMonths > 0 && card.open()) {
            LocalDate day = CentreTime.day(now, card.zone()).plusMonths(nextInMonths);
            FollowUp next =
                    followUps.saveAndFlush(FollowUp.plan(card, due.client(), Round.OTHER, day, UUID.randomUUID(), now)
                            .agreedIn(followUp));
            cases.happened(card, "FOLLOW_UP_PLANNED", next.id(), me.id(), "1");
        }
        return true;
    }

    /** In how many months the next follow-up may be; 0: as planned already, or not at all. */
    static List<Integer> months() {
        return List.of(0, 1, 3, 6, 12);
    }
}
