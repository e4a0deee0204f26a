package org.mrcportal.reintegration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.TestDatabase;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;

/**
 * Who sees and changes what of a protected case, asked of the database itself with the application's role. Tables are found
 * in the catalogue, and a row is put into each, so that a table that is new is tested without being named.
 */
class ProtectedCasesTests {

    private static final String REFUSED = "42501";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Map<String, Staff> insiders = new LinkedHashMap<>();
    private final Map<String, Staff> outsiders = new LinkedHashMap<>();
    private Centre centre;
    private Centre elsewhere;
    private Staff owner;
    private Staff colleague;
    private Staff manager;
    private Staff author;
    private ClientId client;
    private CaseId kept;
    private CaseId ordinary;
    private Connection connection;

    @BeforeEach
    void aProtectedCaseAndWhoeverHasToDoWithIt() throws SQLException {
        Instant now = Instant.now();
        centre = fixtures.centre();
        elsewhere = fixtures.centre();
        client = fixtures.client(centre);
        owner = fixtures.staff(centre, Role.CASE_WORKER);
        colleague = fixtures.staff(centre, Role.CASE_WORKER);
        manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
        author = fixtures.staff(centre, Role.CASE_WORKER);
        kept = cases.caseFile(centre, client, owner, Map.of("protected", true));
        ordinary = cases.caseFile(centre, fixtures.client(centre), owner, Map.of());
        insiders.put("owner", owner);
        insiders.put("member", fixtures.staff(centre, Role.CASE_WORKER));
        insiders.put("cover", fixtures.staff(centre, Role.CASE_WORKER));
        insiders.put("focal point", fixtures.staff(centre, Role.CASE_WORKER));
        insiders.put("broken glass", fixtures.staff(centre, Role.CASE_WORKER));
        cases.member(centre, kept, insiders.get("member"), owner);
        cases.cover(centre, owner, insiders.get("cover"), now.minusSeconds(60), now.plus(Duration.ofDays(2)));
        cases.focalPoint(centre, insiders.get("focal point"));
        cases.glass(centre, client, insiders.get("broken glass"), now.minusSeconds(60));

        outsiders.put("colleague", colleague);
        outsiders.put("centre manager", manager);
        outsiders.put("focal point of another centre", fixtures.staff(List.of(centre, elsewhere), Role.CASE_WORKER));
        outsiders.put("expired glass", fixtures.staff(centre, Role.CASE_WORKER));
        outsiders.put("cover of the past", fixtures.staff(centre, Role.CASE_WORKER));
        outsiders.put("cover of the future", fixtures.staff(centre, Role.CASE_WORKER));
        outsiders.put("cover whose account is closed", fixtures.staff(centre, Role.CASE_WORKER));
        outsiders.put("member who has left the centre", fixtures.staff(centre, Role.CASE_WORKER));
        outsiders.put("glass for another client", fixtures.staff(centre, Role.CASE_WORKER));
        cases.focalPoint(elsewhere, outsiders.get("focal point of another centre"));
        cases.glass(centre, client, outsiders.get("expired glass"), now.minus(Duration.ofHours(4)));
        cases.glass(centre, fixtures.client(centre), outsiders.get("glass for another client"), now.minusSeconds(60));
        cases.cover(
                centre,
                owner,
                outsiders.get("cover of the past"),
                now.minus(Duration.ofDays(9)),
                now.minus(Duration.ofDays(8)));
        cases.cover(
                centre,
                owner,
                outsiders.get("cover of the future"),
                now.plus(Duration.ofDays(8)),
                now.plus(Duration.ofDays(9)));
        Staff alsoOwner = fixtures.staff(centre, Role.CASE_WORKER);
        cases.member(centre, kept, alsoOwner, owner);
        cases.cover(centre, alsoOwner, colleague, now.minusSeconds(60), now.plus(Duration.ofDays(2)));
        Staff closed = outsiders.get("cover whose account is closed");
        cases.member(centre, kept, closed, owner);
        fixtures.jdbc()
                .sql("update accounts.staff set enabled = false where id = ?")
                .param(closed.id().id())
                .update();
        Staff left = outsiders.get("member who has left the centre");
        cases.member(centre, kept, left, owner);
        fixtures.jdbc()
                .sql("delete from accounts.staff_centre where staff_id = ?")
                .param(left.id().id())
                .update();
        connection = connection();
        connection.setAutoCommit(false);
        execute("set lock_timeout = '20s'");
        connection.commit();
    }

    @AfterEach
    void undo() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void everyTableThatIsAboutACaseKeepsAProtectedOneForItsTeamForReadingAndForWriting() throws SQLException {
        List<String> tables = tables();
        assertThat(tables).hasSizeGreaterThan(15).contains("reintegration.restricted_note", "reintegration.referral");
        for (String table : tables) {
            String about = about(table);
            fill(table, kept, owner);
            for (var insider : insiders.entrySet()) {
                as(insider.getValue());
                assertThat(count(table, about, kept))
                        .as("%s sees %s", insider.getKey(), table)
                        .isPositive();
            }
            for (var outsider : outsiders.entrySet()) {
                as(outsider.getValue());
                assertOutside(table, about, outsider.getKey());
            }
            asReader("");
            assertOutside(table, about, "nobody stated");
            asReader("portal");
            assertThat(count(table, about, kept))
                    .as("the portal sees %s", table)
                    .isPositive();
            connection.rollback();
        }
    }

    @Test
    void brokenGlassReadsEveryTableAndWritesNone() throws SQLException {
        Staff reader = insider("broken glass");
        for (String table : tables()) {
            fill(table, kept, owner);
            as(reader);
            assertThat(count(table, about(table), kept)).as(table).isPositive();
            assertThat(changed(
                            "update %s set centre_id = centre_id where %s = '%s'".formatted(table, about(table), kept)))
                    .as("changes %s", table)
                    .isZero();
            assertThat(changed("delete from %s where %s = '%s'".formatted(table, about(table), kept)))
                    .as("deletes from %s", table)
                    .isZero();
            if (table.equals("reintegration.case_view")) {
                assertThat(changed(insert(table, kept, reader)))
                        .as("that somebody looked")
                        .isOne();
            } else if (!table.equals("reintegration.case_file")) {
                assertRefused(insert(table, kept, reader));
            }
            connection.rollback();
        }
        as(owner);
        assertThat(changed("update reintegration.case_file set flags = '{}' where id = '%s'".formatted(kept)))
                .as("the owner")
                .isOne();
    }

    @Test
    void brokenGlassChangesNoScreeningOfAnOrdinaryCaseEither() throws SQLException {
        Staff reader = fixtures.staff(centre, Role.CASE_WORKER);
        ClientId other = fixtures.client(centre);
        CaseId open = cases.caseFile(centre, other, owner, Map.of());
        cases.glass(centre, other, reader, Instant.now().minusSeconds(5));
        fill("reintegration.screening", open, author);
        as(reader);
        assertThat(count("reintegration.screening", "case_id", open)).isOne();
        assertThat(changed("update reintegration.screening set centre_id = centre_id where case_id = '%s'"
                        .formatted(open)))
                .isZero();
        assertThat(changed("delete from reintegration.screening where case_id = '%s'".formatted(open)))
                .isZero();
    }

    @Test
    void whatStrongSignsAskForIsSeenByTheTeamAndTheSupervisorsAndNotByWhoScreensACaseOfOthers() throws SQLException {
        cases.task(
                centre,
                ordinary,
                "STRONG_SCREENING",
                Instant.now(),
                Map.of("created_by", author.id().id()));
        for (Staff reader : List.of(owner, manager, insider("cover"), insider("focal point"))) {
            as(reader);
            assertThat(count("reintegration.task", "case_id", ordinary)).isOne();
        }
        for (Staff reader : List.of(author, insider("member"), insider("broken glass"), colleague)) {
            as(reader);
            assertThat(count("reintegration.task", "case_id", ordinary)).isZero();
            assertThat(count("reintegration.case_file", "id", ordinary)).isOne();
        }
    }

    @Test
    void whoGaveAStepFewKnowOfSeesItWhileWorkingOnCasesOfTheCentre() throws SQLException {
        var step = cases.step(centre, ordinary, owner, Map.of("sensitive", true));
        var referral = cases.referral(centre, ordinary, client, author, Map.of());
        fixtures.jdbc()
                .sql("update reintegration.action set sensitive_by = ? where id = ?")
                .params(author.id().id(), step)
                .update();
        fixtures.jdbc()
                .sql("update reintegration.referral set sensitive = true where id = ?")
                .param(referral)
                .update();
        for (String roles : List.of("{CASE_WORKER}", "{CENTRE_MANAGER}", "{COUNSELLOR}")) {
            fixtures.jdbc()
                    .sql("update accounts.staff set roles = cast(? as text[]) where id = ?")
                    .params(roles, author.id().id())
                    .update();
            int seen = roles.equals("{COUNSELLOR}") ? 0 : 1;
            as(author);
            for (String table : List.of("reintegration.action", "reintegration.referral")) {
                assertThat(count(table, "case_id", ordinary))
                        .as("%s as %s", table, roles)
                        .isEqualTo(seen);
            }
            assertThat(single("select '%s' = any (reintegration.hidden_steps())".formatted(step)))
                    .isEqualTo(seen == 1 ? "f" : "t");
        }
        as(colleague);
        assertThat(count("reintegration.action", "case_id", ordinary)).isZero();
    }

    @Test
    void restrictedNotesAndScreeningsAreClosedToColleaguesOfAnOrdinaryCaseToo() throws SQLException {
        for (String table :
                List.of("reintegration.restricted_note", "reintegration.screening", "reintegration.signs_decision")) {
            fill(table, ordinary, author);
            for (var outsider : outsiders.entrySet()) {
                as(outsider.getValue());
                assertThat(count(table, "case_id", ordinary))
                        .as("%s of %s", table, outsider.getKey())
                        .isZero();
                assertThat(changed(
                                "update %s set centre_id = centre_id where case_id = '%s'".formatted(table, ordinary)))
                        .isZero();
                assertThat(changed("delete from %s where case_id = '%s'".formatted(table, ordinary)))
                        .isZero();
            }
            for (Staff insider : List.of(owner, insider("cover"), insider("focal point"), author)) {
                as(insider);
                assertThat(count(table, "case_id", ordinary)).as(table).isOne();
            }
            as(insider("member"));
            assertThat(count(table, "case_id", ordinary))
                    .as("a member of another case")
                    .isZero();
            as(colleague);
            assertThat(count("reintegration.case_file", "id", ordinary)).isOne();
            connection.rollback();
        }
    }

    @Test
    void nobodyWritesARestrictedNoteInAnothersName() throws SQLException {
        relax("reintegration.restricted_note");
        as(colleague);
        assertRefused(insert("reintegration.restricted_note", ordinary, author));
        assertThat(changed(insert("reintegration.restricted_note", ordinary, colleague)))
                .isOne();
        assertThat(count("reintegration.restricted_note", "case_id", ordinary))
                .as("one's own")
                .isOne();
    }

    @Test
    void whatIsWrittenStaysAsWrittenEvenForItsAuthor() throws SQLException {
        for (String table : List.of(
                "reintegration.case_note",
                "reintegration.restricted_note",
                "reintegration.signs_decision",
                "reintegration.case_event",
                "reintegration.case_view")) {
            fill(table, ordinary, owner);
            as(owner);
            assertThat(count(table, "case_id", ordinary)).as(table).isOne();
            assertThat(changed("update %s set centre_id = centre_id where case_id = '%s'".formatted(table, ordinary)))
                    .as(table)
                    .isZero();
            assertThat(changed("delete from %s where case_id = '%s'".formatted(table, ordinary)))
                    .as(table)
                    .isZero();
            connection.rollback();
        }
    }

    @Test
    void whoeverOpenedAProtectedCaseThatNobodyHasTakenSeesIt() throws SQLException {
        CaseId nobodys = cases.caseFile(
                centre, fixtures.client(centre), colleague, Fixtures.row("protected", true, "owner_id", null));
        as(colleague);
        assertThat(count("reintegration.case_file", "id", nobodys)).isOne();
        as(manager);
        assertThat(count("reintegration.case_file", "id", nobodys)).isZero();
    }

    @Test
    void glassBrokenForOneOfTheHouseholdOpensTheHouseholdsCaseAndIsMarked() throws SQLException {
        ClientId child = fixtures.client(centre);
        Staff reader = fixtures.staff(centre, Role.COUNSELLOR);
        cases.glass(centre, child, reader, Instant.now().minusSeconds(5));
        relax("reintegration.household_member");
        asOwner(
                "insert into reintegration.household_member (id, centre_id, case_id, client_id) values (gen_random_uuid(), '%s', '%s', '%s')"
                        .formatted(centre.id(), kept, child));
        as(reader);
        assertThat(count("reintegration.case_file", "id", kept)).isOne();
        assertThat(single("select '%s' = any (reintegration.opened_by_glass())".formatted(kept)))
                .isEqualTo("t");
        for (String inside : List.of("owner", "member", "cover", "focal point")) {
            as(insider(inside));
            assertThat(single("select '%s' = any (reintegration.opened_by_glass())".formatted(kept)))
                    .as(inside)
                    .isEqualTo("f");
        }
    }

    @Test
    void theReasonOfAnOpeningIsReadByItsWriterTheTeamTheFocalPointAndTheDataProtectionOfficer() throws SQLException {
        String openings = "reintegration.broken_glass";
        for (Staff reader : List.of(
                insider("broken glass"),
                insider("focal point"),
                owner,
                fixtures.staff(List.of(), Role.DATA_PROTECTION_OFFICER))) {
            as(reader);
            assertThat(count(openings, "client_id", new CaseId(client.id()))).isPositive();
        }
        for (Staff reader : List.of(colleague, manager)) {
            as(reader);
            assertThat(count(openings, "client_id", new CaseId(client.id()))).isZero();
        }
        assertRefused(
                "insert into reintegration.broken_glass (id, centre_id, client_id, staff_id, reason, opened_at, ends_at, once)"
                        + " values (gen_random_uuid(), '%s', '%s', '%s', 'a good reason', now(), now() + interval '1 hour', gen_random_uuid())"
                                .formatted(centre.id(), client, colleague.id()));
    }

    @Test
    void noTableIsAboutARecordOfACaseWithoutSayingWhichCase() throws SQLException {
        assertThat(column("""
                        select distinct child.oid::regclass::text
                        from pg_constraint f join pg_class child on child.oid = f.conrelid
                        where f.contype = 'f'
                          and (f.confrelid = 'reintegration.case_file'::regclass
                               or exists (select from pg_attribute a where a.attrelid = f.confrelid and a.attname = 'case_id'
                                          and not a.attisdropped))
                          and f.confrelid::regclass::text like 'reintegration.%'
                          and not exists (select from pg_attribute a where a.attrelid = child.oid and a.attname = 'case_id'
                                          and not a.attisdropped)
                        """)).isEmpty();
    }

    @Test
    void everyTableThatIsAboutACaseHasItsPolicy() throws SQLException {
        for (String table : tables()) {
            String policy = single("""
                            select p.polname || coalesce(pg_get_expr(p.polqual, p.polrelid), '')
                                   || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
                            from pg_policy p where p.polrelid = '%s'::regclass and p.polpermissive
                            """.formatted(table));
            assertThat(policy)
                    .as(table)
                    .contains(table.equals("reintegration.case_view") ? "hidden_cases" : "unwritable_cases")
                    .contains("visible_centres");
            assertThat(single("""
                            select count(*) from pg_policy p where p.polrelid = '%s'::regclass and not p.polpermissive
                            and p.polname in ('not_changed_by_glass', 'not_deleted_by_glass')
                            """.formatted(table))).as(table).isEqualTo("2");
        }
    }

    /** As often as there are rows would be far too often: a centre has hundreds of cases and tens of thousands of events. */
    @Test
    void whoMaySeeIsWorkedOutOnceForEachStatementAndIndexesStillServe() throws SQLException {
        for (int i = 0; i < 20; i++) {
            cases.caseFile(centre, fixtures.client(centre), owner, Map.of("protected", true));
        }
        relax("reintegration.case_event");
        asOwner("""
                insert into reintegration.case_event (id, centre_id, case_id, at, kind)
                select gen_random_uuid(), '%s', case when n %% 2 = 0 then '%s'::uuid else '%s'::uuid end, now(), 'NOTE'
                from generate_series(1, 2000) n
                """.formatted(centre.id(), kept, ordinary));
        asOwner("insert into reintegration.case_event (id, centre_id, case_id, at, kind)"
                + " select gen_random_uuid(), '%s', gen_random_uuid(), now(), 'NOTE' from generate_series(1, 3000)"
                        .formatted(centre.id()));
        asOwner("analyze reintegration.case_event");
        asOwner("set local track_functions = 'all'");
        as(colleague);
        assertThat(count("reintegration.case_event", "case_id", kept)).isZero();
        assertThat(single("select count(*) from reintegration.case_event")).isEqualTo("4000");
        Map<String, Long> calls = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select funcname, calls from pg_stat_xact_user_functions where schemaname = 'reintegration'")) {
            while (rows.next()) {
                calls.put(rows.getString(1), rows.getLong(2));
            }
        }
        assertThat(calls).containsKeys("hidden_cases", "worked_on_by_me", "broken_for_me", "guarded_by_me");
        assertThat(calls)
                .allSatisfy((function, often) ->
                        assertThat(often).as(function).isLessThanOrEqualTo(function.equals("my_centres") ? 12 : 2));
        String plan = String.join(
                "\n",
                column("explain select * from reintegration.case_event where case_id = '%s' order by at desc limit 20"
                        .formatted(ordinary)));
        assertThat(plan).contains("InitPlan", "case_event_case").doesNotContain("Seq Scan");
        String restricted = String.join(
                "\n",
                column("explain select * from reintegration.restricted_note where case_id = '%s'".formatted(ordinary)));
        assertThat(restricted).contains("InitPlan");
    }

    private void assertOutside(String table, String about, String who) throws SQLException {
        assertThat(count(table, about, kept)).as("%s sees %s", who, table).isZero();
        assertThat(single(
                        "select exists (select from %s t where t.%s::text like '%s%%')".formatted(table, about, kept)))
                .as("%s finds in %s", who, table)
                .isEqualTo("f");
        assertThat(changed("update %s set centre_id = centre_id where %s = '%s'".formatted(table, about, kept)))
                .as("%s changes %s", who, table)
                .isZero();
        assertThat(changed("delete from %s where %s = '%s'".formatted(table, about, kept)))
                .as("%s deletes from %s", who, table)
                .isZero();
        if (!table.equals("reintegration.case_file")) {
            Staff writer = outsiders.getOrDefault(who, colleague);
            assertRefused(insert(table, kept, writer));
        }
    }

    /** The tables with a case_id, and the cases themselves. */
    private List<String> tables() throws SQLException {
        return column("""
                select n.nspname || '.' || c.relname
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'm', 'f')
                  and (exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped)
                       or c.oid = 'reintegration.case_file'::regclass)
                order by 1
                """);
    }

    private static String about(String table) {
        return table.equals("reintegration.case_file") ? "id" : "case_id";
    }

    /** One row about the case, whatever else the table wants. It is gone with the transaction. */
    private void fill(String table, CaseId about, Staff by) throws SQLException {
        if (!table.equals("reintegration.case_file")) {
            relax(table);
            asOwner(insert(table, about, by));
        }
    }

    /** Takes off, for this transaction, what a row needs beside its key, its centre and its case. */
    private void relax(String table) throws SQLException {
        asOwner("alter table %s disable trigger user".formatted(table));
        for (String constraint : column(
                "select quote_ident(conname) from pg_constraint where conrelid = '%s'::regclass and contype in ('c', 'f')"
                        .formatted(table))) {
            asOwner("alter table %s drop constraint %s".formatted(table, constraint));
        }
        for (String name : column("""
                select quote_ident(a.attname) from pg_attribute a
                where a.attrelid = '%1$s'::regclass and a.attnum > 0 and a.attnotnull and not a.attisdropped
                  and a.attname not in ('case_id', 'centre_id')
                  and not exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any (i.indkey))
                """.formatted(table))) {
            asOwner("alter table %s alter column %s drop not null".formatted(table, name));
        }
    }

    private String insert(String table, CaseId about, Staff by) throws SQLException {
        List<String> names = new ArrayList<>(List.of("centre_id", "case_id"));
        List<String> values = new ArrayList<>(List.of("'" + centre.id() + "'", "'" + about + "'"));
        for (String typed : column("""
                select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) from pg_attribute a
                where a.attrelid = '%1$s'::regclass and a.attnum > 0 and not a.attisdropped
                  and a.attname not in ('case_id', 'centre_id')
                  and (a.attname = 'author_id'
                       or exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any (i.indkey)))
                """.formatted(table))) {
            String[] column = typed.split(" ", 2);
            names.add(column[0]);
            values.add(column[0].equals("author_id") ? "'" + by.id() + "'" : any(column[1]));
        }
        return "insert into %s (%s) values (%s)".formatted(table, String.join(", ", names), String.join(", ", values));
    }

    private static String any(String type) {
        return switch (type) {
            case "uuid" -> "gen_random_uuid()";
            case "text" -> "'x'";
            case "date" -> "current_date";
            case "bytea" -> "'\\x00'";
            case "timestamp with time zone" -> "now()";
            default -> "1";
        };
    }

    private Staff insider(String who) {
        return Objects.requireNonNull(insiders.get(who));
    }

    private void as(Staff reader) throws SQLException {
        asReader(reader.id().toString());
    }

    private void asReader(String reader) throws SQLException {
        execute("reset role");
        execute("select set_config('portal.centres', '%s,%s', true), set_config('portal.reader', '%s', true)"
                .formatted(centre.id(), elsewhere.id(), reader));
        execute("set role portal_app");
    }

    private void asOwner(String sql) throws SQLException {
        execute("reset role");
        execute(sql);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String table, String column, CaseId about) throws SQLException {
        return Long.parseLong(single("select count(*) from %s where %s = '%s'".formatted(table, column, about)));
    }

    /** How many rows it changed; undone at once. What is refused altogether changes none. */
    private int changed(String sql) throws SQLException {
        execute("savepoint before");
        try (Statement statement = connection.createStatement()) {
            int rows = statement.executeUpdate(sql);
            if (!sql.startsWith("insert")) {
                execute("rollback to savepoint before");
            }
            return rows;
        } catch (SQLException refused) {
            execute("rollback to savepoint before");
            assertThat(refused.getSQLState()).as(sql).isEqualTo(REFUSED);
            return 0;
        }
    }

    private void assertRefused(String sql) throws SQLException {
        execute("savepoint before");
        assertThatExceptionOfType(SQLException.class)
                .as(sql)
                .isThrownBy(() -> execute(sql))
                .satisfies(refused -> assertThat(refused.getSQLState()).as(sql).isEqualTo(REFUSED));
        execute("rollback to savepoint before");
    }

    private String single(String sql) throws SQLException {
        return column(sql).getFirst();
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static Connection connection() throws SQLException {
        Map<String, Object> database = TestDatabase.database("shared");
        return DriverManager.getConnection(
                String.valueOf(database.get("spring.datasource.url")),
                String.valueOf(database.get("spring.datasource.username")),
                String.valueOf(database.get("spring.datasource.password")));
    }
}
