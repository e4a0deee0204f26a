package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Screens for risks. A later screening never changes an earlier one; what came of each is seen by its author, the case's
 * team and the protection focal point.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class ScreeningDesk {

    private static final int MOST = 10;

    private final Cases cases;
    private final Household household;
    private final SupervisorTasks supervisors;
    private final Seal seal;
    private final JdbcClient jdbc;
    private final Clock clock;

    ScreeningDesk(
            Cases cases, Household household, SupervisorTasks supervisors, Seal seal, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.household = household;
        this.supervisors = supervisors;
        this.seal = seal;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A screening of the past.
     *
     * @param person whom it is about; null: somebody who has been taken out of the household since
     * @param decided what supervisors have decided on its strong signs, as far as the reader may read it
     */
    record Taken(
            Household.@Nullable Member person,
            Instant at,
            String by,
            int instrument,
            Map<Cue, Finding.Answer> answers,
            Finding finding,
            List<Decided> decided) {

        /** One screening, which has been read with each of its decisions. */
        private static Taken withAll(List<Taken> same) {
            Taken one = same.getFirst();
            return new Taken(
                    one.person,
                    one.at,
                    one.by,
                    one.instrument,
                    one.answers,
                    one.finding,
                    same.stream().flatMap(with -> with.decided.stream()).toList());
        }
    }

    /** What a supervisor has decided on strong signs. @param decision labelled {@code signs.decision.<decision>} */
    record Decided(String decision, String words, String by, Instant at) {}

    /** A case with the people it is about, the head first, and their screenings, the latest first. */
    record Screened(CaseCard file, List<Household.Member> people, List<Taken> taken) {

        /** Of each person the latest, the worst first. */
        List<Taken> latest() {
            return people.stream()
                    .flatMap(person -> taken.stream()
                            .filter(one -> person.equals(one.person()))
                            .limit(1))
                    .sorted(Comparator.comparing((Taken one) -> one.finding().result())
                            .reversed())
                    .toList();
        }

        List<Taken> earlier() {
            List<Taken> latest = latest();
            return taken.stream().filter(one -> !latest.contains(one)).toList();
        }
    }

    Screened open(CaseId id, StaffMember me) {
        return screened(cases.open(id, "SCREENING", me));
    }

    Screened again(CaseId id) {
        return screened(cases.get(id));
    }

    /**
     * Keeps a screening; sent twice, it is one. Strong signs become a task of the supervisors, once for each person until
     * somebody has looked.
     *
     * @param screened the case as {@link #again} found it
     * @param person of that case
     */
    void screen(
            Screened screened, Household.Member person, Map<Cue, Finding.Answer> answers, UUID once, StaffMember me) {
        CaseCard card = cases.writable(screened.file().id());
        Finding finding = Finding.of(answers);
        UUID member = person.self() ? null : person.id();
        int kept = jdbc.sql("""
                        insert into reintegration.screening
                            (id, centre_id, case_id, of_client, member_id, instrument, cues, result, author_id, made_at, once)
                        values (:id, :centre, :case, :self, :member, :instrument, :cues::jsonb, :result, :author, :at, :once)
                        on conflict (once) do nothing
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("self", person.self())
                .param("member", member)
                .param("instrument", Cue.INSTRUMENT)
                .param("cues", json(answers))
                .param("result", finding.result().name())
                .param("author", me.id().id())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("once", once)
                .update();
        if (kept == 0) {
            return;
        }
        cases.happened(card, "SCREENED", null, me.id(), null);
        if (finding.result() == Finding.Result.STRONG) {
            supervisors.ask(card, "STRONG_SCREENING", member, once, me);
        }
    }

    private Screened screened(CaseCard file) {
        List<Household.Member> people = household.people(file);
        Map<UUID, List<Taken>> taken = jdbc
                .sql("""
                        select x.*, d.id as decision_id, d.decision, d.words, d.made_at as decided_at, b.name as decider from (
                            select s.of_client, s.member_id, s.made_at, s.id, a.name, s.instrument, s.result,
                                   (select string_agg(e.key || '=' || e.value, ',') from jsonb_each_text(s.cues) e) cues,
                                   row_number() over (order by s.made_at desc, s.id desc) number,
                                   row_number() over (partition by s.of_client, s.member_id
                                                      order by s.made_at desc, s.id desc) own
                            from reintegration.screening s join accounts.staff a on a.id = s.author_id
                            where s.case_id = ?) x
                        left join reintegration.signs_decision d on d.screening_id = x.id
                        left join accounts.staff b on b.id = d.author_id
                        where x.number <= ? or x.own = 1 order by x.number, d.made_at, d.id
                        """)
                .params(file.id().id(), MOST)
                .query((row, number) -> Map.entry(row.getObject("id", UUID.class), taken(row, people)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return new Screened(
                file, people, taken.values().stream().map(Taken::withAll).toList());
    }

    /** The result stays as it was found, by the rule of its day. */
    private Taken taken(ResultSet row, List<Household.Member> people) throws SQLException {
        boolean client = row.getBoolean("of_client");
        UUID member = row.getObject("member_id", UUID.class);
        Map<Cue, Finding.Answer> answers = new EnumMap<>(Cue.class);
        String cues = Optional.ofNullable(row.getString("cues")).orElse("");
        for (Cue cue : Cue.values()) {
            for (Finding.Answer answer : Finding.Answer.values()) {
                if ((',' + cues + ',').contains("," + cue + '=' + answer + ',')) {
                    answers.put(cue, answer);
                }
            }
        }
        return new Taken(
                people.stream()
                        .filter(one -> client ? one.self() : one.id().equals(member))
                        .findFirst()
                        .orElse(null),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getString("name"),
                row.getInt("instrument"),
                answers,
                new Finding(
                        Finding.Result.valueOf(row.getString("result")),
                        Finding.of(answers).cues()),
                row.getString("decision") == null ? List.of() : List.of(decided(row)));
    }

    private Decided decided(ResultSet row) throws SQLException {
        return new Decided(
                row.getString("decision"),
                Objects.requireNonNull(seal.open(
                        row.getBytes("words"), "signs_decision.words:" + row.getObject("decision_id", UUID.class))),
                row.getString("decider"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant());
    }

    /** Codes only, so nothing needs escaping. */
    private static String json(Map<Cue, Finding.Answer> answers) {
        return answers.entrySet().stream()
                .map(answer -> '"' + answer.getKey().name() + "\":\"" + answer.getValue() + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
