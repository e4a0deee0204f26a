package org.mrcportal.reintegration.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.StillServed;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class CaseRetentionTests {

    private static final Duration KEEP = Duration.ofDays(1826);
    private static final Duration KEEP_MISTAKES = Duration.ofDays(90);
    private static final Instant NOON = Instant.parse("2026-11-25T07:00:00Z");

    /** Stands in everything somebody wrote, in clear or as bytes. */
    private static final String WORD = "Malika";

    private static final String A_CODE = "a code, or a number";

    private static final Map<String, String> KEPT = Map.ofEntries(
            Map.entry("action.kind", A_CODE),
            Map.entry("assessment.instrument", A_CODE),
            Map.entry("assessment_score.instrument", A_CODE),
            Map.entry("assessment_section.section", A_CODE),
            Map.entry("assistance.kind", A_CODE),
            Map.entry("assistance.text", "what was bought: the books have to say what money was spent on"),
            Map.entry("case_event.detail", A_CODE),
            Map.entry("case_event.kind", A_CODE),
            Map.entry("case_file.language", A_CODE),
            Map.entry("case_view.page", "which part of the case somebody looked at; the retention of cases deletes it"),
            Map.entry("correction.kind", A_CODE),
            Map.entry("correction.state", A_CODE),
            Map.entry("evidence_removed.kind", A_CODE),
            Map.entry(
                    "evidence_removed.sha256", "by which a copy of a removed file is known again; tells nothing of it"),
            Map.entry("evidence_removed.type", A_CODE),
            Map.entry("household_member.age_group", "a group of ages"),
            Map.entry("quotation.supplier", "a shop's name: the books have to say whose prices were compared"),
            Map.entry("referral.language", A_CODE),
            Map.entry("referral.service", A_CODE),
            Map.entry("referral_link.mailed_to", "an institution's address, not the person's"),
            Map.entry("referral_link.token_hash", "the hash of a secret that opens nothing any more"),
            Map.entry("signs_decision.words", "goes with the screening it is about"),
            Map.entry("task.kind", A_CODE));

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Centre elsewhere = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final PlatformTransactionManager transactions;
    private final List<StillServed> modules;

    @Autowired
    CaseRetentionTests(
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            List<StillServed> modules) {
        this.jdbc = jdbc;
        this.events = events;
        this.transactions = transactions;
        this.modules = modules;
    }

    @Test
    void theContentOfACaseIsDeletedFiveYearsAfterItsClosureAndNotADayBefore() {
        CaseId file = closed(NOON, false);
        night(NOON.plus(KEEP).minus(1, ChronoUnit.DAYS));
        assertThat(notes(file)).isOne();
        night(NOON.plus(KEEP));
        assertThat(notes(file)).isZero();
        assertThat(fixtures.jdbc()
                        .sql(
                                "select state || ' ' || case_type || ' ' || (emptied_at is not null) from reintegration.case_file where id = ?")
                        .param(file.id())
                        .query(String.class)
                        .single())
                .as("what figures count stays")
                .isEqualTo("CLOSED VOLUNTARY true");
        assertThat(fixtures.jdbc()
                        .sql("select reason || coalesce(outcome, '') from reintegration.closure where case_id = ?")
                        .param(file.id())
                        .query(String.class)
                        .single())
                .isEqualTo("PLAN_DONE");
    }

    @Test
    void whatWasOpenedByMistakeGoesAfterAQuarterUnlessItWasTakenUpAgain() {
        CaseId wrong = closed(NOON, false);
        CaseId again = closed(NOON, false);
        fixtures.jdbc()
                .sql("update reintegration.closure set reason = 'OPENED_BY_MISTAKE' where case_id in (?, ?)")
                .params(wrong.id(), again.id())
                .update();
        fixtures.jdbc()
                .sql(
                        "update reintegration.closure set reopened_at = closed_at, reopened_by = closed_by where case_id = ?")
                .param(again.id())
                .update();
        night(NOON.plus(KEEP_MISTAKES).minus(1, ChronoUnit.DAYS));
        assertThat(notes(wrong)).isOne();
        night(NOON.plus(KEEP_MISTAKES));
        assertThat(notes(wrong)).isZero();
        assertThat(notes(again)).isOne();
    }

    @Test
    void nobodyOfAnEmptiedCaseIsAskedAnyMoreAndNothingIsToldIntoIt() {
        CaseId file = closed(NOON, false);
        ClientId client = fixtures.client(centre);
        UUID due = cases.followUp(centre, file, client, LocalDate.of(2026, 12, 1), Map.of());
        night(NOON.plus(KEEP));
        assertThat(fixtures.jdbc()
                        .sql("select state from reintegration.follow_up where id = ?")
                        .param(due)
                        .query(String.class)
                        .single())
                .isEqualTo("CANCELLED");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> cases.followUp(centre, file, client, LocalDate.of(2032, 1, 1), Map.of()));
    }

    @Test
    void decisionsGoAndWhatWasBoughtStays() {
        CaseId file = closed(NOON, false);
        var row = Fixtures.row(
                "id", UUID.randomUUID(), "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("kind", "CASH");
        row.put("form", "CASH");
        row.put("cash_reason", "Rent for a room near her brother");
        row.put("text", "Rent");
        row.put("cost", 0);
        row.put("currency", "UZS");
        row.put("state", "CANCELLED");
        row.put("requested_by", worker.id().id());
        row.put("requested_at", NOON);
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.assistance", row, Map.of());
        night(NOON.plus(KEEP));
        assertThat(fixtures.jdbc()
                        .sql("select text || '|' || cash_reason from reintegration.assistance where case_id = ?")
                        .param(file.id())
                        .query(String.class)
                        .single())
                .isEqualTo("Rent|");
    }

    @Test
    void ofACaseWithARowInEveryTableNothingThatWasWrittenIsLeft() {
        ClientId client = fixtures.client(centre);
        CaseId file = full(client, client, Map.of("state", "CLOSED", "closed_at", NOON));
        assertThat(tablesOfACase())
                .hasSizeGreaterThan(25)
                .allSatisfy(table ->
                        assertThat(rows(table, file)).as("rows in %s", table).isPositive());
        assertThat(wordsLeft(file)).hasSizeGreaterThan(18);
        night(NOON.plus(KEEP));
        assertThat(wordsLeft(file)).isEmpty();
        assertThat(reason(client)).doesNotContain(WORD);
        assertThat(fixtures.jdbc()
                        .sql(
                                "select a.text || ' ' || q.supplier from reintegration.assistance a join reintegration.quotation q on q.assistance_id = a.id where a.case_id = ?")
                        .param(file.id())
                        .query(String.class)
                        .single())
                .as("what the books need")
                .isEqualTo("Oven Workshop");
    }

    @Test
    void whoAsksToBeForgottenIsForgottenInOwnCasesAndInThoseOfTheHousehold() {
        ClientId client = fixtures.client(centre);
        CaseId own = full(client, client, Map.of("protected", true));
        ClientId head = fixtures.client(centre);
        CaseId household = full(head, client, Map.of("household", true));
        Fixtures.Staff officer = fixtures.staff(centre, Role.CENTRE_MANAGER);
        Scope.of(centre.id().id())
                .readBy(officer.id().id())
                .run(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(status -> jdbc.sql("select reintegration.forget_person(?)")
                                .param(client.id())
                                .query((row, number) -> true)
                                .single()));
        assertThat(wordsLeft(own)).isEmpty();
        assertThat(reason(client)).doesNotContain(WORD);
        assertThat(wordsLeft(household))
                .as("of the household's case what is about the person")
                .doesNotContain("assessment_section", "assessment_answer", "assessment_score", "referral", "tracer")
                .as("and nothing else")
                .contains("case_note", "goal", "task", "closure");
    }

    @Test
    void aCaseThatCannotBeEmptiedHoldsUpNoOther() {
        CaseId first = closed(NOON.minus(1, ChronoUnit.DAYS), false);
        CaseId second = closed(NOON, false);
        String name = "refuse_" + first.id().toString().replace('-', '_');
        fixtures.jdbc().sql("""
                create function reintegration.%1$s() returns trigger language plpgsql as $$
                begin raise exception 'not this one'; end $$;
                create trigger %1$s before delete on reintegration.case_note
                for each row when (old.case_id = '%2$s') execute function reintegration.%1$s()
                """.formatted(name, first.id())).update();
        try {
            night(NOON.plus(KEEP));
            assertThat(notes(first)).isOne();
            assertThat(notes(second)).isZero();
        } finally {
            fixtures.jdbc()
                    .sql("drop trigger %1$s on reintegration.case_note; drop function reintegration.%1$s()"
                            .formatted(name))
                    .update();
        }
        night(NOON.plus(KEEP));
        assertThat(notes(first)).isZero();
    }

    @Test
    void onlyThePortalEmptiesCasesAndNoOpenOne() {
        CaseId file = closed(NOON, false);
        CaseId open = cases.caseFile(centre, fixtures.client(centre), worker, Map.of());
        assertThat(Scope.of(centre.id().id()).readBy(worker.id().id()).call(() -> emptied(file)))
                .isFalse();
        assertThat(Scope.of(centre.id().id()).readByPortal().call(() -> emptied(open)))
                .isFalse();
        assertThat(notes(file)).isOne();
    }

    /** Text that is not a code (the database lists or shapes those), of tables about a case or a client. */
    @Test
    void everyColumnThatHoldsWordsIsForgottenOrKeptForAReason() {
        String forgets = fixtures.jdbc()
                .sql("select pg_get_functiondef('reintegration.forget_content'::regproc)")
                .query(String.class)
                .single();
        List<String> columns = fixtures.jdbc()
                .sql("""
                select t.relname || '.' || a.attname from pg_class t
                join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
                where t.relnamespace = 'reintegration'::regnamespace and t.relkind in ('r', 'p')
                  and format_type(a.atttypid, null) in ('text', 'text[]', 'bytea', 'jsonb', 'json', 'character varying')
                  and (t.relname = 'case_file' or exists (
                      select from pg_attribute o where o.attrelid = t.oid and o.attname in ('case_id', 'client_id')))
                  and not exists (
                      select from pg_constraint c where c.conrelid = t.oid and c.contype = 'c' and c.conkey = array[a.attnum]
                        and pg_get_constraintdef(c.oid) ~ '(= ANY \\(|<@ ARRAY|~ ''\\^)')
                order by 1
                """)
                .query((row, number) -> row.getString(1))
                .list();
        assertThat(columns).hasSizeGreaterThan(40);
        assertThat(columns.stream()
                        .filter(column -> !KEPT.containsKey(column))
                        .filter(column -> !isForgotten(column, forgets)))
                .as("add it to reintegration.forget_content, or say here why it is kept")
                .isEmpty();
    }

    private static boolean isForgotten(String column, String forgets) {
        String table = column.substring(0, column.indexOf('.'));
        String name = column.substring(column.indexOf('.') + 1);
        return Pattern.compile("delete from reintegration\\." + table + "\\b")
                        .matcher(forgets)
                        .find()
                || Pattern.compile("update reintegration\\." + table + "\\b[^;]*\\b" + name + " = ")
                        .matcher(forgets)
                        .find();
    }

    @Test
    void aProtectedCaseIsNotForgottenByTheJob() {
        CaseId file = closed(NOON, true);
        night(NOON.plus(KEEP).plus(1, ChronoUnit.HOURS));
        assertThat(notes(file)).isZero();
    }

    @Test
    void aCaseThatWasTakenUpAgainKeepsItsContent() {
        CaseId file = closed(NOON, false);
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'REOPENED', closed_at = null where id = ?")
                .param(file.id())
                .update();
        night(NOON.plus(KEEP).plus(900, ChronoUnit.DAYS));
        assertThat(notes(file)).isOne();
    }

    @Test
    void theNameOfSomebodyWithAnOpenCaseIsKeptAlsoInAProtectedOneAndOfWhoIsYetToBeAsked() {
        ClientId open = fixtures.client(centre);
        cases.caseFile(centre, open, worker, Map.of("protected", true));
        ClientId gone = fixtures.client(centre);
        cases.caseFile(centre, gone, worker, Map.of("state", "CLOSED", "closed_at", NOON.minus(400, ChronoUnit.DAYS)));
        ClientId asked = fixtures.client(centre);
        CaseId followed = cases.caseFile(
                centre, asked, worker, Map.of("state", "CLOSED", "closed_at", NOON.minus(400, ChronoUnit.DAYS)));
        cases.followUp(centre, followed, asked, LocalDate.of(2026, 12, 1), Map.of());
        Set<ClientId> served = Scope.network()
                .readByPortal()
                .call(() -> modules.stream()
                        .flatMap(module ->
                                module.since(NOON.minus(30, ChronoUnit.DAYS), Set.of(open, gone, asked)).stream())
                        .collect(Collectors.toSet()));
        assertThat(served).containsExactlyInAnyOrder(open, asked);
    }

    private void night(Instant at) {
        CaseRetention retention =
                new CaseRetention(jdbc, events, Clock.fixed(at, ZoneOffset.UTC), transactions, KEEP, KEEP_MISTAKES);
        Scope.of(centre.id().id()).readByPortal().run(retention::night);
    }

    private CaseId closed(Instant at, boolean kept) {
        CaseId file = cases.caseFile(
                centre, fixtures.client(centre), worker, Map.of("state", "CLOSED", "closed_at", at, "protected", kept));
        var note =
                Fixtures.row("id", UUID.randomUUID(), "centre_id", centre.id().id(), "case_id", file.id());
        note.put("author_id", worker.id().id());
        note.put("text", new byte[] {1});
        note.put("made_at", at);
        note.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.case_note", note, Map.of());
        var closure =
                Fixtures.row("id", UUID.randomUUID(), "centre_id", centre.id().id(), "case_id", file.id());
        closure.put("reason", "PLAN_DONE");
        closure.put("outcome", "A workshop of her own");
        closure.put("closed_by", worker.id().id());
        closure.put("closed_at", at);
        closure.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.closure", closure, Map.of());
        return file;
    }

    private int notes(CaseId file) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.case_note where case_id = ?")
                .param(file.id())
                .query(Integer.class)
                .single();
    }

    private boolean emptied(CaseId file) {
        return Boolean.TRUE.equals(new TransactionTemplate(transactions)
                .execute(status -> jdbc.sql("select reintegration.empty_case(?, now() + interval '20 years', now())")
                        .param(file.id())
                        .query(Boolean.class)
                        .single()));
    }

    private String reason(ClientId client) {
        return fixtures.jdbc()
                .sql("select string_agg(reason, ' ') from reintegration.broken_glass where client_id = ?")
                .param(client.id())
                .query(String.class)
                .single();
    }

    private List<String> tablesOfACase() {
        return fixtures.jdbc().sql("""
                select t.relname from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'case_id'
                where t.relnamespace = 'reintegration'::regnamespace and t.relkind in ('r', 'p') order by 1
                """).query((row, number) -> row.getString(1)).list();
    }

    private int rows(String table, CaseId file) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration." + table + " where case_id = ?")
                .param(file.id())
                .query(Integer.class)
                .single();
    }

    /** Tables in which a word that somebody wrote in the case still stands. */
    private List<String> wordsLeft(CaseId file) {
        String bytes = HexFormat.of().formatHex(WORD.getBytes(StandardCharsets.UTF_8));
        return tablesOfACase().stream()
                .filter(table -> fixtures.jdbc()
                        .sql("select exists (select from reintegration." + table
                                + " t where t.case_id = ? and t::text ~ ?)")
                        .params(file.id(), WORD + "|" + bytes)
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    /**
     * A case with a row in every table.
     *
     * @param about who is assessed, referred and asked
     */
    private CaseId full(ClientId client, ClientId about, Map<String, Object> columns) {
        CaseId file = cases.caseFile(centre, client, worker, columns);
        Fixtures.Staff other = fixtures.staff(centre, Role.CENTRE_MANAGER);
        UUID partner = cases.partner(centre, worker, Map.of());
        cases.member(centre, file, other, worker);
        cases.glass(centre, client, worker, NOON.minus(2, ChronoUnit.DAYS));
        fixtures.jdbc()
                .sql("update reintegration.broken_glass set reason = 'Malika is in danger' where client_id = ?")
                .param(client.id())
                .update();
        cases.restrictedNote(centre, file, worker, WORD);
        fixtures.jdbc()
                .sql("update reintegration.restricted_note set text = convert_to('Malika', 'UTF8') where case_id = ?")
                .param(file.id())
                .update();
        cases.task(centre, file, "OWN", NOON, Map.of("text", WORD));
        UUID followUp = cases.followUp(centre, file, about, LocalDate.of(2026, 5, 1), Map.of());
        cases.attempt(centre, file, followUp, worker, NOON, Map.of());
        UUID enrolment = cases.enrolment(centre, file, about, cases.course(centre, worker, Map.of()), worker, Map.of());
        UUID assessment = UUID.randomUUID();
        UUID plan = UUID.randomUUID();
        UUID goal = UUID.randomUUID();
        UUID action = UUID.randomUUID();
        UUID assistance = UUID.randomUUID();
        UUID referral = UUID.randomUUID();
        for (String insert : FULL.split(";\n")) {
            if (!tablesOfACase().contains(insert.strip().split("[ .]")[3])) {
                continue;
            }
            fixtures.jdbc()
                    .sql(insert)
                    .param("c", centre.id().id())
                    .param("f", file.id())
                    .param("k", about.id())
                    .param("s", worker.id().id())
                    .param("o", other.id().id())
                    .param("p", partner)
                    .param("at", NOON.atOffset(ZoneOffset.UTC))
                    .param("elsewhere", elsewhere.id().id())
                    .param("followUp", followUp)
                    .param("enrolment", enrolment)
                    .param("assessment", assessment)
                    .param("plan", plan)
                    .param("goal", goal)
                    .param("action", action)
                    .param("assistance", assistance)
                    .param("referral", referral)
                    .update();
        }
        return file;
    }

    private static final String FULL = """
            insert into reintegration.household_member (id, version, centre_id, case_id, name, relation, head, added_by, added_at, once)
            values (gen_random_uuid(), 0, :c, :f, convert_to('Malika', 'UTF8'), 'CHILD', false, :s, :at, gen_random_uuid());
            insert into reintegration.screening (id, centre_id, case_id, instrument, cues, result, author_id, made_at, once)
            values (gen_random_uuid(), :c, :f, 1, '{"Malika": "YES"}', 'STRONG', :s, :at, gen_random_uuid());
            insert into reintegration.task (id, version, centre_id, case_id, kind, due_at, created_at, once)
            values (gen_random_uuid(), 0, :c, :f, 'STRONG_SCREENING', :at, :at, gen_random_uuid());
            insert into reintegration.signs_decision (id, task_id, decision, words, author_id, made_at, once)
            select gen_random_uuid(), t.id, 'WATCH', convert_to('Malika', 'UTF8'), :o, :at, gen_random_uuid()
            from reintegration.task t where t.case_id = :f and t.kind = 'STRONG_SCREENING' and t.centre_id = :c;
            insert into reintegration.case_note (id, centre_id, case_id, author_id, text, made_at, once)
            values (gen_random_uuid(), :c, :f, :s, convert_to('Malika', 'UTF8'), :at, gen_random_uuid());
            insert into reintegration.case_event (id, centre_id, case_id, at, kind) values (gen_random_uuid(), :c, :f, :at, 'OPENED');
            insert into reintegration.case_view (id, centre_id, case_id, staff_id, at, page) values (gen_random_uuid(), :c, :f, :s, :at, 'CASE');
            insert into reintegration.assessment (id, version, centre_id, case_id, client_id, instrument, instrument_version, round, started_by, started_at, once)
            select :assessment, 0, :c, :f, :k, i.code, i.version, 'OTHER', :s, :at, gen_random_uuid()
            from reintegration.instrument i where i.code = 'RSS' order by i.version desc limit 1;
            insert into reintegration.assessment_section (centre_id, case_id, assessment_id, section, version, words, saved_by, saved_at)
            values (:c, :f, :assessment, 'ECONOMIC', 1, convert_to('Malika', 'UTF8'), :s, :at);
            insert into reintegration.assessment_answer (centre_id, case_id, assessment_id, instrument, instrument_version, number, said, options)
            select :c, :f, a.id, a.instrument, a.instrument_version, q.number, 'ANSWERED', '{Malika}'
            from reintegration.assessment a join reintegration.question q on q.instrument = a.instrument and q.version = a.instrument_version
            where a.id = :assessment order by q.number limit 1;
            insert into reintegration.assessment_score (centre_id, case_id, assessment_id, calculation, instrument, instrument_version, composite, answers, calculated_by, calculated_at)
            select :c, :f, a.id, 1, a.instrument, a.instrument_version, 0.5, '{"1": "Malika"}', :s, :at from reintegration.assessment a where a.id = :assessment;
            insert into reintegration.plan (id, version, centre_id, case_id, state, sent_back_by, sent_back_note, created_by, created_at, once)
            values (:plan, 0, :c, :f, 'DRAFT', :o, 'Malika', :s, :at, gen_random_uuid());
            insert into reintegration.goal (id, version, centre_id, case_id, plan_id, dimension, text, note, position, once)
            values (:goal, 0, :c, :f, :plan, 'ECONOMIC', 'Malika bakes', 'Malika', 1, gen_random_uuid());
            insert into reintegration.action (id, version, centre_id, case_id, goal_id, kind, text, note, doer, due_on, state, state_since, position, once)
            values (:action, 0, :c, :f, :goal, 'STEP', 'Malika finds a room', 'Malika', 'CLIENT', date '2026-05-01', 'PLANNED', :at, 1, gen_random_uuid());
            insert into reintegration.plan_change (id, centre_id, case_id, plan_id, staff_id, at, what, about, changes)
            values (gen_random_uuid(), :c, :f, :plan, :s, :at, 'GOAL_CHANGED', 'Malika', '[{"field": "text", "before": "Malika", "after": null}]');
            insert into reintegration.step_word (id, centre_id, case_id, action_id, said_by, word, reason, said_at)
            values (gen_random_uuid(), :c, :f, :action, 'CLIENT', 'IMPOSSIBLE', 'Malika is ill', :at);
            insert into reintegration.step_link (id, centre_id, case_id, action_id, partner_id, token_hash, made_by, made_at, expires_at)
            values (gen_random_uuid(), :c, :f, :action, :p, sha256(gen_random_uuid()::text::bytea), :s, :at, :at);
            insert into reintegration.plan_visit (token_hash, centre_id, case_id, expires_at)
            values (sha256(gen_random_uuid()::text::bytea), :c, :f, :at);
            insert into reintegration.assistance (id, version, centre_id, case_id, kind, form, text, cost, currency, spent, state, requested_by, requested_at,
                decided_by, decided_at, decision_note, delivered_on, delivery_note, fewer_reason, once)
            values (:assistance, 0, :c, :f, 'TOOLS', 'IN_KIND', 'Oven', 0, 'USD', 0, 'DELIVERED', :s, :at, :o, :at, 'Malika', date '2026-05-01', 'To Malika',
                'Malika knows the shop', gen_random_uuid());
            insert into reintegration.evidence (id, centre_id, case_id, assistance_id, kind, name, type, content, added_by, added_at, once)
            values (gen_random_uuid(), :c, :f, :assistance, 'RECEIPT', 'Malika.pdf', 'application/pdf', convert_to('Malika', 'UTF8'), :s, :at, gen_random_uuid());
            insert into reintegration.evidence_removed (id, centre_id, case_id, assistance_id, kind, type, bytes, sha256, added_by, added_at, removed_by,
                removed_at, reason)
            values (gen_random_uuid(), :c, :f, :assistance, 'RECEIPT', 'image/png', 10, sha256('x'), :s, :at, :o, :at, 'TWICE');
            insert into reintegration.quotation (centre_id, case_id, assistance_id, position, supplier, amount) values (:c, :f, :assistance, 1, 'Workshop', 10);
            insert into reintegration.referral (id, version, centre_id, case_id, client_id, partner_id, service, urgency, state, state_since, due_on, made_by, made_at,
                once, basis, vital_by, vital_at, vital_reason, shared, called, message, answer)
            values (:referral, 0, :c, :f, :k, :p, 'LEGAL', 'NORMAL', 'SENT', :at, date '2026-05-01', :s, :at, gen_random_uuid(), 'VITAL', :o, :at,
                convert_to('Malika', 'UTF8'), '{NAME}', convert_to('Malika', 'UTF8'), convert_to('Malika', 'UTF8'), convert_to('Malika', 'UTF8'));
            insert into reintegration.referral_link (id, centre_id, case_id, referral_id, token_hash, mailed, made_by, made_at, expires_at)
            values (gen_random_uuid(), :c, :f, :referral, sha256(gen_random_uuid()::text::bytea), true, :s, :at, :at);
            insert into reintegration.transfer (id, version, centre_id, case_id, to_centre_id, urgency, letter, state, reason, offered_by, offered_at, settled_at, once)
            values (gen_random_uuid(), 0, :c, :f, :elsewhere, 'NORMAL', convert_to('Malika', 'UTF8'), 'REFUSED', 'OTHER', :s, :at, :at, gen_random_uuid());
            insert into reintegration.arrival (id, centre_id, case_id, from_centre_id, letter, arrived_at)
            values (gen_random_uuid(), :c, :f, :elsewhere, convert_to('Malika', 'UTF8'), :at);
            insert into reintegration.tracer (follow_up_id, centre_id, case_id, questions, answers, asked_by, asked_at)
            values (:followUp, :c, :f, 1, '{"LEAVE": "Malika"}', :s, :at);
            insert into reintegration.course_attendance (centre_id, case_id, enrolment_id, day, marked_by, marked_at)
            values (:c, :f, :enrolment, date '2026-05-01', :s, :at);
            insert into reintegration.correction (id, centre_id, case_id, kind, subject_id, state, reason, made_by, made_at)
            values (gen_random_uuid(), :c, :f, 'ANSWER', :referral, 'SERVED', convert_to('Malika', 'UTF8'), :s, :at);
            insert into reintegration.closure (id, centre_id, case_id, reason, outcome, reopened_why, closed_by, closed_at, once)
            values (gen_random_uuid(), :c, :f, 'PLAN_DONE', 'Malika bakes', 'Malika came back', :s, :at, gen_random_uuid())
            """;
}
