package org.mrcportal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

/** Every table with a centre is guarded, and the guard fails closed. Runs on the demonstration, so there is much to see. */
@SpringBootTest(
        properties = {"test.database=guarded", "portal.demonstration=true", "portal.demonstration.consultations=300"})
class RowSecurityTests {

    @Test
    void everyTableWithACentreHasAPolicyAndNoneIsForgotten() throws SQLException {
        try (Connection owner = owner()) {
            List<String> guarded =
                    tables(owner, "and c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)");
            assertThat(guarded).isEqualTo(tables(owner, "")).hasSizeGreaterThan(15);
        }
    }

    @Test
    void withoutAScopeNothingIsSeenAndAWriteIsRefused() throws SQLException {
        try (Connection owner = owner();
                Connection application = application()) {
            List<String> filled = new ArrayList<>();
            for (String table : tables(owner, "")) {
                if (count(owner, table) > 0) {
                    filled.add(table);
                }
                assertThat(count(application, table)).as(table).isZero();
                assertRefused(
                        application,
                        "insert into %s (centre_id) select id from centres.centre limit 1".formatted(table));
            }
            assertThat(filled)
                    .as("tables that have something to hide")
                    .contains("clients.identity", "counselling.appointment", "counselling.consultation");
        }
    }

    @Test
    void inOneCentresScopeNothingOfAnotherIsSeenMovedOrWritten() throws SQLException {
        try (Connection owner = owner();
                Connection application = application()) {
            List<String> centres = centres(owner);
            String own = centres.get(0);
            String foreign = centres.get(1);
            try (Statement statement = application.createStatement()) {
                statement.execute(
                        "select set_config('portal.centres', '%s', false), set_config('portal.reader', 'portal', false)"
                                .formatted(own));
            }
            for (String table : tables(owner, "")) {
                assertThat(count(application, table + " where centre_id <> '" + own + "'"))
                        .as(table)
                        .isZero();
                assertThat(count(application, table))
                        .as(table)
                        .isEqualTo(count(owner, table + " where centre_id = '" + own + "'"));
                assertRefused(application, "insert into %s (centre_id) values ('%s')".formatted(table, foreign));
            }
            assertRefused(application, "update counselling.consultation set centre_id = '%s'".formatted(foreign));
        }
    }

    /** Functions of the owner see past the policies, so each is named here with what keeps it harmless. */
    @Test
    void onlyTheseFunctionsActForTheOwner() throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') order by 1
                        """)) {
            List<String> functions = new ArrayList<>();
            while (rows.next()) {
                functions.add(rows.getString(1));
            }
            assertThat(functions)
                    .containsExactly(
                            "accounts.signing_in", // one account, by its exact user name
                            "audit.record", // adds only
                            "audit.without_centre", // entries that belong to no centre
                            "clients.access_asked", // a centre's own requests, without whom they are about
                            "clients.ask_access", // adds only, says nothing
                            "clients.end_access", // a centre's own requests
                            "clients.granted", // one client, by a request of one's own that was granted and still holds
                            "clients.known_elsewhere", // yes or no, to whoever has telephone and name, or the code
                            "clients.matches_elsewhere", // for the two functions above alone: nobody may call it
                            "clients.named", // applies the scope itself, ids only, bounded
                            "counselling.centre_of_complaint", // the centre of one complaint, by its secret or number
                            "counselling.centre_of_feed", // the centre of one calendar, by its secret
                            "counselling.centre_of_feedback", // the centre of one voucher, by its secret
                            "counselling.centre_of_interpreting", // the centre of one request, by its secret
                            "counselling.centre_of_reference", // the centre of one booking, by its reference
                            "counselling.centre_of_screen", // the centre of one screen, by its secret
                            "counselling.centre_of_ticket", // the centre of one ticket, by its secret
                            "counselling.centre_of_token", // the centre of one booking, by its secret
                            "counselling.centre_of_waiting", // the centre of one line, by its secret
                            "counselling.keep_away",
                            "counselling.keep_diary_of_absent",
                            "counselling.keep_pauses", // a trigger: looks at one diary, answers nothing
                            "outreach.centre_of_check", // the centre of one knowledge check, by its code
                            "outreach.centre_of_code", // the centre of one short code
                            "outreach.centre_of_registration", // the centre of one registration, by its secret
                            "outreach.centre_of_session", // the centre of one session that is public
                            "outreach.keep_capacity", // a trigger: looks at one session, answers nothing
                            "reintegration.ask_new_focal_point", // a trigger: tells one person, answers nothing
                            "reintegration.ask_other_centre", // a trigger: adds and ends a task of the asked centre
                            "reintegration.bring_tasks_back", // a trigger: gives tasks of one case to its owner
                            "reintegration.broken_for_me", // ids of what the reader has opened in an emergency
                            "reintegration.cancel_follow_ups", // a trigger: cancels what is due of one person, says
                            // nothing
                            "reintegration.centre_of_plan_visit", // the centre of one visit, by its secret
                            "reintegration.centre_of_reference", // the centre of one case, by its reference
                            "reintegration.centre_of_referral", // the centre of one referral, by a partner's secret
                            "reintegration.centre_of_step_link", // the centre of one step, by its secret
                            "reintegration.close_note", // moves one note that the reader may close, says yes or no
                            "reintegration.cost_few_know", // the id of one step of a plan in scope, for a task of it
                            "reintegration.decides_on_signs", // yes or no, to the reader about one task
                            "reintegration.empty_case", // deletes texts of one old case, for the portal alone; yes or
                            // no
                            "reintegration.end_question_of_referral", // a trigger: ends one task, answers nothing
                            "reintegration.end_sensitive_assistance", // a trigger: ends what is open in one case, says
                            // nothing
                            "reintegration.end_sensitive_referrals", // a trigger: ends what is open in one case, says
                            // nothing
                            "reintegration.end_task_of_decision", // a trigger: ends one task, answers nothing
                            "reintegration.end_tasks_of_consent", // a trigger: ends tasks of one person, answers
                            // nothing
                            "reintegration.end_tasks_of_decisions", // a trigger: ends the tasks of one case, answers
                            // nothing
                            "reintegration.end_tasks_of_deletion", // a trigger: ends what is decided, answers nothing
                            "reintegration.end_tasks_of_link", // a trigger: ends tasks of one referral, says nothing
                            "reintegration.end_tasks_of_referral", // a trigger: ends tasks of one, answers nothing
                            "reintegration.end_tasks_of_signs", // a trigger: ends tasks of one case, answers nothing
                            "reintegration.end_waiting", // a trigger: ends what waits in one case, answers nothing
                            "reintegration.end_waiting_for_course", // a trigger: ends what waits for one course,
                            // answers nothing
                            "reintegration.forget_person", // deletes texts of one person's cases, says nothing
                            "reintegration.give_free_places", // a trigger: looks at one course, answers nothing
                            "reintegration.guarded_by_me", // centres whose focal point the reader is
                            "reintegration.hand_over_steps", // a trigger: gives the steps of one case to its new owner
                            "reintegration.hidden_cases", // ids, to keep them out: for policies
                            "reintegration.hidden_steps", // ids, to keep them out: for policies
                            "reintegration.keep_course_places", // a trigger: counts one course, answers nothing
                            "reintegration.keep_for_supervisors", // a trigger: looks at one task, answers nothing
                            "reintegration.keep_fund_large_enough", // a trigger: looks at one fund, answers nothing
                            "reintegration.keep_mistakes_true", // a trigger: looks at one case, answers nothing
                            "reintegration.keep_whose_screening", // a trigger: notes whose screening it was, answers
                            // nothing
                            "reintegration.keep_within_means", // a trigger: answers nothing
                            "reintegration.keep_within_means_again", // a trigger: answers nothing
                            "reintegration.kept_cases", // counts for each centre in scope, nothing of any case
                            "reintegration.mark_sensitive_of_partner", // a trigger: answers nothing
                            "reintegration.open_note", // moves one note of the focal point's centre, says yes or no
                            "reintegration.pass_tasks_on", // a trigger: gives tasks of one case to its new owner
                            "reintegration.place_decision", // a trigger: looks at one task, answers nothing
                            "reintegration.places_taken", // a number, of courses in scope
                            "reintegration.plans_seen_in_part", // ids of plans in scope that the reader does not decide
                            "reintegration.screened", // yes or no, of one case in scope
                            "reintegration.step_few_know", // the id of one step in scope, for a task of it
                            "reintegration.take_question_back", // a trigger: ends a question of one case, says nothing
                            "reintegration.tell_consent_ended", // for the two functions that follow: nobody may call it
                            "reintegration.tell_expired_consents", // adds tasks, for the portal alone; answers nothing
                            "reintegration.tell_of_contact", // a trigger: adds tasks of one partner, answers nothing
                            "reintegration.tell_of_deletion", // a trigger: adds tasks of one person's cases, answers
                            // nothing
                            "reintegration.tell_undelivered", // a trigger: adds a task of one case, answers nothing
                            "reintegration.tell_who_wrote", // a trigger: tells those who wrote of few in one case
                            "reintegration.tell_withdrawal", // a trigger: adds tasks of one person, answers nothing
                            "reintegration.transfers_offered", // the least of what the reader's centres are asked to
                            // take on
                            "reintegration.unwritable_cases", // ids, to keep them out: for policies
                            "reintegration.unwritable_steps", // ids, to keep them out: for policies
                            "reintegration.use_of_funds", // sums of the funds in scope, without whose they are
                            "reintegration.worked_on_by_me"); // ids of the reader's own cases
        }
    }

    private static void assertRefused(Connection connection, String sql) {
        assertThatExceptionOfType(SQLException.class)
                .as(sql)
                .isThrownBy(() -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .satisfies(refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }

    private static List<String> tables(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select n.nspname || '.' || c.relname
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'centre_id' and not a.attisdropped
                        where c.relkind in ('r', 'p', 'm', 'f') %s order by 1
                        """.formatted(condition))) {
            List<String> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private static List<String> centres(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select id from centres.centre order by position")) {
            List<String> centres = new ArrayList<>();
            while (rows.next()) {
                centres.add(rows.getString(1));
            }
            return centres;
        }
    }

    private static long count(Connection connection, String from) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Connection owner() throws SQLException {
        var database = TestDatabase.database("guarded");
        Properties properties = new Properties();
        properties.setProperty("user", String.valueOf(database.get("spring.datasource.username")));
        properties.setProperty("password", String.valueOf(database.get("spring.datasource.password")));
        return DriverManager.getConnection(String.valueOf(database.get("spring.datasource.url")), properties);
    }

    private static Connection application() throws SQLException {
        Connection connection = owner();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set role portal_app");
        }
        return connection;
    }
}
