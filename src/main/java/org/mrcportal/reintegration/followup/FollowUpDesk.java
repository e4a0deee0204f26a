package org.mrcportal.reintegration.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ContactHours;
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

/** Plans follow-ups of a case, moves them to another day or hour, and calls them off. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class FollowUpDesk {

    private final FollowUps followUps;
    private final FollowUpRounds rounds;
    private final Cases cases;
    private final CasePeople people;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUpDesk(
            FollowUps followUps,
            FollowUpRounds rounds,
            Cases cases,
            CasePeople people,
            ClientDirectory clients,
            JdbcClient jdbc,
            Clock clock) {
        this.followUps = followUps;
        this.rounds = rounds;
        this.cases = cases;
        this.people = people;
        this.clients = clients;
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
        LocalDate due =
                DayField.read(form.day()).orElseGet(() -> later(round.due(rounds.since(card, client, today)), today));
        FollowUp planned = followUps.saveAndFlush(
                FollowUp.plan(card, client, round, due, once, now).bestAt(form.hours()));
        cases.happened(card, "FOLLOW_UP_PLANNED", planned.id(), me.id(), "1");
        return true;
    }

    /**
     * A follow-up that may be moved.
     *
     * @param due its day and best hours, as people write them
     */
    record Planned(
            CaseCard file,
            UUID id,
            long version,
            String person,
            String round,
            LocalDate day,
            @Nullable ContactHours hours,
            String due,
            LocalDate today) {}

    /** @throws NotFound where it is settled, or the reader may change nothing */
    Planned planned(CaseId id, UUID followUp, StaffMember me, Locale locale) {
        CaseCard card = cases.open(id, "FOLLOW_UP", me);
        if (card.readOnly()) {
            throw new NotFound(followUp);
        }
        return planned(card, followUp, locale);
    }

    /** The same for a form that was sent. */
    @Transactional(readOnly = true)
    Planned toMove(CaseId id, UUID followUp, Locale locale) {
        return planned(cases.changeable(id), followUp, locale);
    }

    private Planned planned(CaseCard card, UUID followUp, Locale locale) {
        FollowUp due = followUps.of(card.id(), followUp);
        if (!due.isDue()) {
            throw new NotFound(followUp);
        }
        ContactHours hours = due.hours();
        String day = CentreTime.date(due.dueOn(), locale);
        return new Planned(
                card,
                followUp,
                due.version(),
                CasePeople.named(clients.summaries(List.of(due.client())), due.client()),
                due.round().name(),
                due.dueOn(),
                hours,
                hours == null ? day : day + ", " + CentreTime.hours(hours.from(), hours.until()),
                CentreTime.day(clock.instant(), card.zone()));
    }

    /** What came of moving a follow-up. */
    enum Moved {
        DONE,
        /** Somebody else has changed it meanwhile. */
        OVERTAKEN,
        /** A round would stand before an earlier one, or after a later one. */
        OUT_OF_ORDER
    }

    Moved move(CaseId id, UUID followUp, WhenForm form, StaffMember me) {
        CaseCard card = cases.changeable(id);
        FollowUp due = followUps.of(id, followUp);
        if (!due.isDue() || form.version() == null || form.version() != due.version()) {
            return Moved.OVERTAKEN;
        }
        LocalDate day = form.readDay().orElse(due.dueOn());
        if (!day.equals(due.dueOn()) && !inOrder(due, day)) {
            return Moved.OUT_OF_ORDER;
        }
        if (due.move(day, form.hours())) {
            followUps.saveAndFlush(due);
            cases.happened(
                    card, "FOLLOW_UP_MOVED", followUp, me.id(), due.round().name());
        }
        return Moved.DONE;
    }

    /** The rounds of a person stay in their order. */
    private boolean inOrder(FollowUp moved, LocalDate day) {
        return moved.round() == Round.OTHER
                || jdbc.sql("""
                        select not exists (
                            select from reintegration.follow_up f
                            cross join lateral (
                                select array_position(array['M3', 'M6', 'M12'], f.round)
                                       - array_position(array['M3', 'M6', 'M12'], :round) as later) o
                            where f.case_id = :case and f.client_id = :client and f.state <> 'CANCELLED'
                              and (o.later > 0 and f.due_on <= :day or o.later < 0 and f.due_on >= :day))
                        """)
                        .param("round", moved.round().name())
                        .param("case", moved.file().id())
                        .param("client", moved.client().id())
                        .param("day", day)
                        .query(Boolean.class)
                        .single();
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
