package org.mrcportal.reintegration.assessment;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Assessments and answers as they are kept; {@link Scores} keeps what they come to. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Assessments {

    /** The person the case is about first, then the household, then whoever was asked and has left it. */
    private static final String PEOPLE = """
            with people as (
                select c.client_id, 'SELF' as relation, 1 as position
                from reintegration.case_file c where c.id = :case
                union all
                select m.client_id, m.relation, 2
                from reintegration.household_member m
                join reintegration.case_file c on c.id = m.case_id
                where m.case_id = :case and m.client_id is not null and m.client_id <> c.client_id
            ), asked as (
                select * from people
                union all
                select distinct a.client_id, 'OTHER', 3 from reintegration.assessment a
                where a.case_id = :case and a.client_id not in (select client_id from people)
            )
            """;

    private final JdbcClient jdbc;
    private final Instruments instruments;
    private final AnswerCodes codes;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    Assessments(JdbcClient jdbc, Instruments instruments, AnswerCodes codes, Seal seal, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.instruments = instruments;
        this.codes = codes;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    List<Assessment.Person> ofCase(CaseId file) {
        Map<UUID, Assessment.Person> people = new LinkedHashMap<>();
        jdbc.sql(PEOPLE + """
                        select p.client_id, p.relation, k.code, a.id, a.instrument, a.instrument_version, a.round, a.started_at,
                               a.completed_at, a.economic, a.social, a.psychosocial, a.composite,
                               a.taken_from is not null as taken_over,
                               (select count(*) from reintegration.assessment_answer x where x.assessment_id = a.id) as answered
                        from asked p
                        join clients.client k on k.id = p.client_id
                        left join reintegration.assessment a on a.case_id = :case and a.client_id = p.client_id
                        order by p.position, k.code, a.started_at, a.id
                        """)
                .param("case", file.id())
                .query((row, i) -> {
                    UUID client = row.getObject("client_id", UUID.class);
                    List<Assessment.Line> lines =
                            people.computeIfAbsent(client, c -> person(row, c)).lines();
                    return row.getObject("id") == null || lines.add(line(row));
                })
                .list();
        return List.copyOf(people.values());
    }

    private static Assessment.Person person(ResultSet row, UUID client) {
        try {
            return new Assessment.Person(
                    new ClientId(client), row.getString("code"), row.getString("relation"), new ArrayList<>());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Assessment.Line line(ResultSet row) throws SQLException {
        Instant completed = momentOrNull(row, "completed_at");
        return new Assessment.Line(
                row.getObject("id", UUID.class),
                instruments.get(row.getString("instrument"), row.getInt("instrument_version")),
                Round.valueOf(row.getString("round")),
                moment(row, "started_at"),
                completed,
                row.getInt("answered"),
                row.getBoolean("taken_over"),
                completed == null ? null : values(row));
    }

    Optional<Assessment> find(CaseId file, UUID id) {
        return jdbc.sql(PEOPLE + """
                        select a.id, a.client_id, k.code, p.relation, a.instrument, a.instrument_version, a.round, a.started_at,
                               a.completed_at, a.taken_from is not null as taken_over, s.name as started_by,
                               (select jsonb_object_agg(x.number, case x.said when 'ANSWERED' then array_to_string(x.options, ' ')
                                                                  else '-' || x.said end)
                                from reintegration.assessment_answer x where x.assessment_id = a.id)::text as answers,
                               (select jsonb_agg(jsonb_build_object('section', x.section, 'version', x.version, 'by', w.name,
                                                 'at', x.saved_at, 'words', translate(encode(x.words, 'base64'), E'\\n', '')))
                                from reintegration.assessment_section x join accounts.staff w on w.id = x.saved_by
                                where x.assessment_id = a.id)::text as sections,
                               (select jsonb_agg(jsonb_build_object('assessment', x.assessment_id, 'round', b.round,
                                                 'version', x.instrument_version, 'number', x.calculation,
                                                 'at', x.calculated_at, 'economic', x.economic, 'social', x.social,
                                                 'psychosocial', x.psychosocial, 'composite', x.composite,
                                                 'answers', x.answers::text) order by b.started_at, b.id, x.calculation)
                                from reintegration.assessment b
                                join reintegration.assessment_score x on x.assessment_id = b.id
                                where b.case_id = a.case_id and b.client_id = a.client_id and b.instrument = a.instrument)::text
                                   as scores,
                               (select f.id from reintegration.follow_up f
                                where f.case_id = a.case_id and f.client_id = a.client_id and f.round = a.round
                                  and f.state = 'DUE' order by f.due_on, f.id limit 1) as follow_up
                        from reintegration.assessment a
                        join asked p on p.client_id = a.client_id
                        join clients.client k on k.id = a.client_id
                        join accounts.staff s on s.id = a.started_by
                        where a.id = :id and a.case_id = :case
                        """)
                .param("case", file.id())
                .param("id", id)
                .query((row, i) -> new Assessment(
                        row.getObject("id", UUID.class),
                        new ClientId(row.getObject("client_id", UUID.class)),
                        row.getString("code"),
                        row.getString("relation"),
                        instruments.get(row.getString("instrument"), row.getInt("instrument_version")),
                        Round.valueOf(row.getString("round")),
                        row.getString("started_by"),
                        moment(row, "started_at"),
                        momentOrNull(row, "completed_at"),
                        row.getBoolean("taken_over"),
                        codes.read(row.getString("answers")),
                        sections(id, row.getString("sections")),
                        calculations(row.getString("scores")),
                        row.getObject("follow_up", UUID.class)))
                .optional();
    }

    /** A score, as the database writes it in JSON; its answers are a text of their own. */
    private record Kept(
            UUID assessment,
            Round round,
            int version,
            int number,
            Instant at,
            @Nullable BigDecimal economic,
            @Nullable BigDecimal social,
            @Nullable BigDecimal psychosocial,
            @Nullable BigDecimal composite,
            String answers) {}

    private List<Assessment.Calculation> calculations(@Nullable String rows) {
        return Arrays.stream(rows == null ? new Kept[0] : json.readValue(rows, Kept[].class))
                .map(one -> new Assessment.Calculation(
                        one.assessment(),
                        one.round(),
                        one.version(),
                        one.number(),
                        one.at(),
                        new Assessment.Values(one.economic(), one.social(), one.psychosocial(), one.composite()),
                        codes.read(one.answers())))
                .toList();
    }

    /** Nobody else saves, completes or corrects it until the transaction ends. */
    void lock(UUID id) {
        jdbc.sql("select 1 from reintegration.assessment where id = ? for update")
                .param(id)
                .query(Integer.class)
                .optional();
    }

    /** A row of a section, as the database writes it in JSON. */
    private record Row(String section, int version, String by, Instant at, byte @Nullable [] words) {}

    private Map<String, Assessment.Saved> sections(UUID id, @Nullable String rows) {
        Map<String, Assessment.Saved> sections = new LinkedHashMap<>();
        for (Row row : rows == null ? new Row[0] : json.readValue(rows, Row[].class)) {
            String words = seal.open(row.words(), context(id, row.section()));
            sections.put(row.section(), new Assessment.Saved(row.version(), words, row.by(), row.at()));
        }
        return sections;
    }

    /**
     * Begins one, or finds the one that was begun for the round.
     *
     * @return whether it is new, and which it is; nothing where the case is not about this person
     */
    Optional<Started> start(CaseCard card, UUID client, Instrument instrument, Round round, UUID once, StaffId by) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        int added = jdbc.sql(PEOPLE + """
                        insert into reintegration.assessment (id, version, centre_id, case_id, client_id, instrument,
                            instrument_version, round, started_by, started_at, once)
                        select :id, 0, :centre, :case, p.client_id, :instrument, :version, :round, :by, :at, :once
                        from people p where p.client_id = :client
                        on conflict do nothing
                        """)
                .param("id", id)
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("client", client)
                .param("instrument", instrument.code())
                .param("version", instrument.version())
                .param("round", round.name())
                .param("by", by.id())
                .param("at", now())
                .param("once", once)
                .update();
        if (added > 0) {
            return Optional.of(new Started(id, true));
        }
        return jdbc.sql("""
                        select id from reintegration.assessment
                        where case_id = :case and client_id = :client
                          and (once = :once or :round <> 'OTHER' and instrument = :instrument and round = :round)
                        """)
                .param("case", card.id().id())
                .param("client", client)
                .param("once", once)
                .param("instrument", instrument.code())
                .param("round", round.name())
                .query(UUID.class)
                .optional()
                .map(found -> new Started(found, false));
    }

    record Started(UUID id, boolean fresh) {}

    void save(
            CaseCard card,
            Assessment of,
            Instrument.Section section,
            int version,
            Map<Integer, Answer> answers,
            @Nullable String words,
            StaffId by) {
        jdbc.sql("""
                        insert into reintegration.assessment_section (centre_id, case_id, assessment_id, section, version, words,
                            saved_by, saved_at)
                        values (:centre, :case, :id, :section, :version, :words, :by, :at)
                        on conflict (assessment_id, section) do update
                            set version = excluded.version, words = excluded.words, saved_by = excluded.saved_by,
                                saved_at = excluded.saved_at
                        """)
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("id", of.id())
                .param("section", section.code())
                .param("version", version)
                .param("words", seal.seal(words, context(of.id(), section.code())))
                .param("by", by.id())
                .param("at", now())
                .update();
        keep(
                card,
                of,
                section.questions().stream().map(Instrument.Question::number).toList(),
                answers);
    }

    /** These questions now have these answers; those without one are open again. */
    void keep(CaseCard card, Assessment of, Collection<Integer> numbers, Map<Integer, Answer> answers) {
        jdbc.sql("delete from reintegration.assessment_answer where assessment_id = ? and number = any (?)")
                .params(of.id(), numbers.toArray(Integer[]::new))
                .update();
        if (answers.isEmpty()) {
            return;
        }
        List<Map.Entry<Integer, Answer>> given = List.copyOf(answers.entrySet());
        jdbc.sql("""
                        insert into reintegration.assessment_answer (centre_id, case_id, assessment_id, instrument,
                            instrument_version, number, said, options)
                        select :centre, :case, :id, :instrument, :version, g.number, g.said, string_to_array(g.options, ' ')
                        from unnest(:numbers::int[], :said::text[], :options::text[]) g(number, said, options)
                        """)
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("id", of.id())
                .param("instrument", of.instrument().code())
                .param("version", of.instrument().version())
                .param("numbers", given.stream().map(Map.Entry::getKey).toArray(Integer[]::new))
                .param(
                        "said",
                        given.stream().map(g -> g.getValue().said().name()).toArray(String[]::new))
                .param(
                        "options",
                        given.stream()
                                .map(g -> String.join(" ", g.getValue().options()))
                                .toArray(String[]::new))
                .update();
    }

    /**
     * Removes one that nobody has answered.
     *
     * @return false where a score, an answer or somebody's words hang on it
     */
    boolean remove(UUID id) {
        jdbc.sql("""
                        delete from reintegration.assessment_section s where s.assessment_id = :id and s.words is null
                          and not exists (select from reintegration.assessment_answer x where x.assessment_id = :id)
                          and not exists (select from reintegration.assessment_score x where x.assessment_id = :id)
                        """).param("id", id).update();
        return jdbc.sql("""
                                delete from reintegration.assessment a where a.id = :id and a.completed_at is null and a.taken_from is null
                                  and not exists (select from reintegration.assessment_section x where x.assessment_id = a.id)
                                  and not exists (select from reintegration.assessment_answer x where x.assessment_id = a.id)
                                  and not exists (select from reintegration.assessment_score x where x.assessment_id = a.id)
                                """).param("id", id).update() > 0;
    }

    /** What the words of a section are sealed for. */
    static String context(UUID id, String section) {
        return "assessment.words:" + id + ":" + section;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
    }

    static Assessment.Values values(ResultSet row) throws SQLException {
        return new Assessment.Values(
                row.getBigDecimal("economic"),
                row.getBigDecimal("social"),
                row.getBigDecimal("psychosocial"),
                row.getBigDecimal("composite"));
    }

    static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant momentOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : moment(row, column);
    }
}
