package org.mrcportal.reintegration.followup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.followup.ContactAttempts.Attempt;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Follow-ups of a case: planning them, noting attempts, what the person told. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class FollowUpDesk {

    static final int AGAIN_IN_DAYS = 3;

    /** An attempt pressed by mistake can be taken back this long. */
    static final Duration UNDO = Duration.ofHours(24);

    private final FollowUps followUps;
    private final ContactAttempts attempts;
    private final FollowUpRounds rounds;
    private final Cases cases;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUpDesk(
            FollowUps followUps,
            ContactAttempts attempts,
            FollowUpRounds rounds,
            Cases cases,
            ClientDirectory clients,
            JdbcClient jdbc,
            Clock clock) {
        this.followUps = followUps;
        this.attempts = attempts;
        this.rounds = rounds;
        this.cases = cases;
        this.clients = clients;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The follow-ups of a case, what is due first.
     *
     * @param people of the household who are clients
     */
    record Overview(CaseCard file, List<Item> items, List<Choice> people, LocalDate today) {}

    /**
     * @param person code, and the name where the reader may see it
     * @param missing what is missing to say "not reached": attempts, or the day from which it may be said; null: nothing
     * @param answers by question; empty: nobody was asked
     */
    record Item(
            UUID id,
            ClientId client,
            String person,
            String round,
            String due,
            boolean overdue,
            @Nullable String hours,
            String state,
            @Nullable String settled,
            List<Try> tries,
            boolean mayEnd,
            int inVain,
            @Nullable String endFrom,
            @Nullable Integer questions,
            Map<String, String> answers,
            String once) {

        public boolean isOpen() {
            return state.equals("DUE");
        }

        /** Which survey belongs to it; null: none. */
        public @Nullable String survey() {
            return round.equals("OTHER") ? null : round;
        }
    }

    /** An attempt as people read it. */
    record Try(UUID id, String when, String way, String result, String by, boolean undoable) {}

    /** A follow-up that is about to be answered. */
    record Talk(
            CaseCard file,
            UUID id,
            long version,
            String person,
            String round,
            @Nullable String later) {}

    Overview overview(CaseId id, StaffMember me, Locale locale) {
        CaseCard card = cases.open(id, "FOLLOW_UPS", me);
        LocalDate today = CentreTime.day(clock.instant(), card.zone());
        Map<UUID, List<Attempt>> tries = attempts.ofCase(id).stream()
                .collect(Collectors.groupingBy(Attempt::followUp, LinkedHashMap::new, Collectors.toList()));
        List<Line> lines = new ArrayList<>();
        Map<ClientId, Boolean> people = lines(id, lines::add);
        Map<ClientId, ClientSummary> named = clients.summaries(people.keySet());
        return new Overview(
                card,
                lines.stream()
                        .map(line ->
                                item(line, tries.getOrDefault(line.id(), List.of()), card, named, me, today, locale))
                        .toList(),
                people.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(of -> Choice.of(of.getKey().toString(), person(named, of.getKey())))
                        .toList(),
                today);
    }

    /** The case and today's day there, for a form that was sent. */
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
        CaseCard card = cases.get(id);
        ClientId client = people(card).stream()
                .filter(c -> c.toString().equals(form.client()))
                .findFirst()
                .orElseThrow(() -> new NotFound("a person of the case"));
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
                PlanForm.readDay(form.day()).orElseGet(() -> later(round.due(rounds.since(card, today)), today));
        FollowUp planned = followUps.saveAndFlush(
                FollowUp.plan(card, client, round, due, once, now).bestAt(form.hours()));
        cases.happened(card, "FOLLOW_UP_PLANNED", planned.id(), me.id(), "1");
        return true;
    }

    void cancel(CaseId id, UUID followUp, StaffMember me) {
        CaseCard card = cases.get(id);
        FollowUp due = of(id, followUp);
        if (due.isDue()) {
            followUps.saveAndFlush(due.cancel(clock.instant()));
            cases.happened(card, "FOLLOW_UP_CANCELLED", followUp, me.id(), null);
        }
    }

    /**
     * Notes an attempt in one press. Nobody tries to reach a person who has not agreed to be asked. The same press twice, and
     * a press on a page that somebody else's attempt has overtaken, change nothing.
     *
     * @param version of the follow-up, as the page knew it
     * @param again when the next attempt is due; null: in three days
     * @return whether it was noted
     */
    boolean tried(
            UUID followUp, long version, Way way, Result result, @Nullable Instant again, UUID once, StaffMember me) {
        FollowUp due = followUps.findById(followUp).orElseThrow(() -> new NotFound(followUp));
        CaseCard card = cases.get(due.file());
        if (attempts.known(once)) {
            return true;
        }
        if (!due.isDue() || due.version() != version || !agrees(due)) {
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
        return true;
    }

    /** Takes the last attempt back, if it was the reader's own and of the last day. */
    boolean undo(UUID followUp, UUID attempt, StaffMember me) {
        FollowUp due = followUps.findById(followUp).orElseThrow(() -> new NotFound(followUp));
        CaseCard card = cases.get(due.file());
        List<Attempt> standing = attempts.of(followUp);
        if (!due.isDue()
                || standing.isEmpty()
                || !undoable(standing.getLast(), me)
                || !standing.getLast().id().equals(attempt)) {
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

    Talk talk(CaseId id, UUID followUp, StaffMember me, Locale locale) {
        CaseCard card = cases.open(id, "FOLLOW_UP", me);
        FollowUp due = of(id, followUp);
        if (!due.isDue()) {
            throw new NotFound(followUp);
        }
        Map<ClientId, ClientSummary> named = clients.summaries(List.of(due.client()));
        return new Talk(
                card,
                followUp,
                due.version(),
                person(named, due.client()),
                due.round().name(),
                jdbc.sql("""
                                select min(due_on) from reintegration.follow_up
                                where case_id = ? and client_id = ? and state = 'DUE' and id <> ?
                                """)
                        .params(id.id(), due.client().id(), followUp)
                        .query(LocalDate.class)
                        .optional()
                        .map(day -> CentreTime.date(day, locale))
                        .orElse(null));
    }

    /**
     * The person was reached: keeps what was told and plans the next time.
     *
     * @param nextInMonths 0: as planned already, or not at all
     * @return false where somebody else has settled it meanwhile, or where a person who has not agreed to be asked did not
     *     come in
     */
    boolean reached(
            CaseId id,
            UUID followUp,
            Way way,
            Map<String, String> answers,
            int nextInMonths,
            UUID once,
            StaffMember me) {
        CaseCard card = cases.get(id);
        FollowUp due = of(id, followUp);
        if (attempts.known(once)) {
            return true;
        }
        if (!due.isDue() || way != Way.OFFICE && !agrees(due)) {
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
        if (nextInMonths > 0) {
            LocalDate day = CentreTime.day(now, card.zone()).plusMonths(nextInMonths);
            FollowUp next =
                    followUps.saveAndFlush(FollowUp.plan(card, due.client(), Round.OTHER, day, UUID.randomUUID(), now));
            cases.happened(card, "FOLLOW_UP_PLANNED", next.id(), me.id(), "1");
        }
        return true;
    }

    /** @return false where it was not tried often and long enough, or is settled */
    boolean notReached(CaseId id, UUID followUp, StaffMember me) {
        CaseCard card = cases.get(id);
        FollowUp due = of(id, followUp);
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
        return agrees(followUps.findById(followUp).orElseThrow(() -> new NotFound(followUp)));
    }

    private boolean agrees(FollowUp due) {
        return jdbc.sql("select clients.agreed(clients.survivor(?), 'FOLLOW_UP', ?)")
                .params(due.client().id(), clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private FollowUp of(CaseId id, UUID followUp) {
        return followUps.findById(followUp).filter(f -> f.file().equals(id)).orElseThrow(() -> new NotFound(followUp));
    }

    private boolean undoable(Attempt attempt, StaffMember me) {
        return attempt.result() != Result.REACHED
                && attempt.by().equals(me.id())
                && attempt.at().isAfter(clock.instant().minus(UNDO));
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

    /** The client first, then those of the household who are clients. */
    private List<ClientId> people(CaseCard card) {
        List<ClientId> people = new ArrayList<>(List.of(card.client()));
        jdbc.sql("""
                        select client_id from reintegration.household_member
                        where case_id = ? and client_id is not null and client_id <> ? order by added_at
                        """)
                .params(card.id().id(), card.client().id())
                .query((row, number) -> new ClientId(row.getObject(1, UUID.class)))
                .list()
                .forEach(people::add);
        return people;
    }

    private record Line(
            UUID id,
            long version,
            ClientId client,
            String round,
            LocalDate dueOn,
            @Nullable String hours,
            String state,
            @Nullable Instant settledAt,
            @Nullable Integer questions,
            Map<String, String> answers) {}

    /**
     * The people of a case, the client first, and whether each belongs to the household now; one statement with the follow-ups.
     *
     * @param each is given every follow-up, what is due first
     */
    private Map<ClientId, Boolean> lines(CaseId id, Consumer<Line> each) {
        Map<ClientId, Boolean> people = new LinkedHashMap<>();
        jdbc.sql("""
                        with people as (
                            select client_id, 0 as place, opened_at as since from reintegration.case_file where id = :case
                            union
                            select m.client_id, 1, m.added_at from reintegration.household_member m
                            join reintegration.case_file f on f.id = m.case_id
                            where m.case_id = :case and m.client_id <> f.client_id)
                        select coalesce(p.client_id, f.client_id) as person, p.client_id is not null as here,
                               f.id, f.version, f.round, f.due_on, f.best_from, f.best_until, f.state, f.settled_at, t.questions,
                               (select string_agg(e.key || '=' || e.value, ',') from jsonb_each_text(t.answers) e) as answers
                        from people p
                        full join (select * from reintegration.follow_up where case_id = :case) f on f.client_id = p.client_id
                        left join reintegration.tracer t on t.follow_up_id = f.id
                        order by f.state <> 'DUE', f.due_on, f.id, p.place, p.since limit 200
                        """)
                .param("case", id.id())
                .query((row, number) -> {
                    ClientId person = new ClientId(row.getObject("person", UUID.class));
                    people.put(person, row.getBoolean("here"));
                    if (row.getObject("id") != null) {
                        each.accept(new Line(
                                row.getObject("id", UUID.class),
                                row.getLong("version"),
                                person,
                                row.getString("round"),
                                row.getObject("due_on", LocalDate.class),
                                FollowUpList.hours(row, "best_from", "best_until"),
                                row.getString("state"),
                                FollowUpList.instant(row, "settled_at"),
                                row.getObject("questions", Integer.class),
                                answers(row.getString("answers"))));
                    }
                    return true;
                })
                .list();
        return people;
    }

    private static Map<String, String> answers(@Nullable String pairs) {
        return pairs == null
                ? Map.of()
                : Arrays.stream(pairs.split(","))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private Item item(
            Line line,
            List<Attempt> tries,
            CaseCard card,
            Map<ClientId, ClientSummary> named,
            StaffMember me,
            LocalDate today,
            Locale locale) {
        boolean due = line.state().equals("DUE");
        Tries inVain = ContactAttempts.inVain(tries, card.zone());
        LocalDate from = inVain.longEnough();
        return new Item(
                line.id(),
                line.client(),
                person(named, line.client()),
                line.round(),
                CentreTime.date(line.dueOn(), locale),
                due && line.dueOn().isBefore(today),
                line.hours(),
                line.state(),
                line.settledAt() == null
                        ? null
                        : CentreTime.date(CentreTime.day(line.settledAt(), card.zone()), locale),
                tries.stream()
                        .map(t -> new Try(
                                t.id(),
                                CentreTime.moment(t.at(), card.zone(), locale),
                                t.way(),
                                t.result().name(),
                                t.byName(),
                                due && t.equals(tries.getLast()) && undoable(t, me)))
                        .toList(),
                due && inVain.enough(today),
                inVain.count(),
                from == null ? null : CentreTime.date(from, locale),
                line.questions(),
                inOrder(line),
                UUID.randomUUID().toString());
    }

    private static Map<String, String> inOrder(Line line) {
        Map<String, String> ordered = new LinkedHashMap<>();
        if (line.questions() != null) {
            Tracer.version(line.questions())
                    .questions()
                    .forEach(q -> Optional.ofNullable(line.answers().get(q.code()))
                            .ifPresent(answer -> ordered.put(q.code(), answer)));
        }
        return ordered;
    }

    static String person(Map<ClientId, ClientSummary> named, ClientId client) {
        ClientSummary known = named.get(client);
        if (known == null) {
            return "?";
        }
        return known.name() == null ? known.code() : known.name() + ", " + known.code();
    }

    /** In how many months the next follow-up may be; 0: as planned already, or not at all. */
    static List<Integer> months() {
        return List.of(0, 1, 3, 6, 12);
    }
}
