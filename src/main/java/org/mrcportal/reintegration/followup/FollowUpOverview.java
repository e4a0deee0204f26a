package org.mrcportal.reintegration.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
import org.mrcportal.reintegration.casefile.CasePeople;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.casefile.Corrections;
import org.mrcportal.reintegration.followup.ContactAttempts.Attempt;
import org.mrcportal.shared.Choice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows the follow-ups of a case, with every attempt and what the people told. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class FollowUpOverview {

    private final ContactAttempts attempts;
    private final AttemptDesk desk;
    private final TalkCorrecting correcting;
    private final Corrections corrections;
    private final Cases cases;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUpOverview(
            ContactAttempts attempts,
            AttemptDesk desk,
            TalkCorrecting correcting,
            Corrections corrections,
            Cases cases,
            ClientDirectory clients,
            JdbcClient jdbc,
            Clock clock) {
        this.attempts = attempts;
        this.desk = desk;
        this.correcting = correcting;
        this.corrections = corrections;
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
     * @param listed the worklist has it
     * @param answers by question; empty: nobody was asked
     * @param corrections talks that were noted by mistake, the earliest first
     * @param takeable the reader may take the talk back
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
            boolean listed,
            @Nullable Integer questions,
            Map<String, String> answers,
            List<TakenBack> corrections,
            boolean takeable,
            String once) {

        public boolean isOpen() {
            return state.equals("DUE");
        }

        /** Which survey belongs to it; null: none. */
        public @Nullable String survey() {
            return round.equals("OTHER") ? null : round;
        }
    }

    /** A talk that was taken back, with the day as people read it. */
    record TakenBack(Corrections.Line line, String day) {}

    /** An attempt as people read it. */
    record Try(UUID id, String when, String way, String result, String by, boolean undoable) {}

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
                CasePeople.choices(people, named),
                today);
    }

    private record Line(
            UUID id,
            long version,
            ClientId client,
            String round,
            LocalDate dueOn,
            @Nullable Instant nextAt,
            @Nullable String hours,
            String state,
            @Nullable Instant settledAt,
            @Nullable Integer questions,
            Map<String, String> answers,
            List<Corrections.Line> corrections) {

        LocalDate day(ZoneId zone) {
            return DueFollowUp.day(dueOn, nextAt, zone);
        }
    }

    /**
     * The people of a case, the client first, and whether each belongs to the household now; one statement with the follow-ups.
     *
     * @param each is given every follow-up, what is due first
     */
    private Map<ClientId, Boolean> lines(CaseId id, Consumer<Line> each) {
        Map<ClientId, Boolean> people = new LinkedHashMap<>();
        jdbc.sql(CasePeople.PEOPLE + """
                        select coalesce(p.client_id, f.client_id) as person, p.client_id is not null as here,
                               f.id, f.version, f.round, f.due_on, f.next_at, f.best_from, f.best_until, f.state, f.settled_at, t.questions,
                               (select string_agg(e.key || '=' || e.value, ',') from jsonb_each_text(t.answers) e) as answers,
                        """ + Corrections.column("f.id") + """
                               as corrections
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
                                DueFollowUp.instant(row, "next_at"),
                                DueFollowUp.hours(row, "best_from", "best_until"),
                                row.getString("state"),
                                DueFollowUp.instant(row, "settled_at"),
                                row.getObject("questions", Integer.class),
                                answers(row.getString("answers")),
                                corrections.read(row.getString("corrections"))));
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
                CasePeople.named(named, line.client()),
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
                                due && t.equals(tries.getLast()) && desk.undoable(t, me)))
                        .toList(),
                due && inVain.enough(today),
                inVain.count(),
                from == null ? null : CentreTime.date(from, locale),
                due && !line.day(card.zone()).isAfter(today.plusDays(DueFollowUps.DAYS_AHEAD)),
                line.questions(),
                inOrder(line),
                line.corrections().stream()
                        .map(c -> new TakenBack(c, CentreTime.date(CentreTime.day(c.at(), card.zone()), locale)))
                        .toList(),
                line.state().equals("DONE") && !tries.isEmpty() && correcting.mayTakeBack(tries.getLast(), card, me),
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
}
