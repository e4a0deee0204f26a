package org.mrcportal.clients.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.TestDatabase;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.PersonName;
import org.springframework.boot.test.context.SpringBootTest;

/** {@code clients.named_like} reads past the policies, so it is proved like one. */
@SpringBootTest(properties = "portal.jobs=false")
class NamedLikeTests {

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
    }

    @Test
    void findsNobodyWithoutAScopeAndNobodyOfAnother() throws SQLException {
        ClientId id = fixtures.client(centre, "Жамшид Каримов");
        assertThat(named("Jamshid Karimov", centre)).containsExactly(id.toString());
        assertThat(named("Jamshid Karimov", null)).isEmpty();
        assertThat(named("Jamshid Karimov", fixtures.centre())).isEmpty();
    }

    @Test
    void findsAPersonInWhateverAlphabetEitherNameWasTyped() throws SQLException {
        Map<String, List<String>> spellings = Map.of(
                "Юсупов Ғулом", List.of("Yusupov", "Gulom Yusupof", "Gʻulom", "Iusupov G'ulom", "юсупов"),
                "Muhammad Oʻtkirov", List.of("Мухаммад Уткиров", "Мухаммад", "Utkirov", "Mukhammad O`tkirov"),
                "Гульнара Асанова", List.of("Gulnora", "Гүлнара", "gulnara asanova"),
                "Xadicha Xoʻjayeva", List.of("Хадича Ходжаева", "Khadicha", "Khodjaeva", "Hojaeva"),
                "Ислам Ҷӯраев", List.of("Islom Joʻrayev", "Джураев", "Zhuraev"));
        for (String name : spellings.keySet()) {
            String id = fixtures.client(centre, name).toString();
            for (String typed : spellings.getOrDefault(name, List.of())) {
                assertThat(named(typed, centre)).as("%s for %s", typed, name).contains(id);
            }
        }
    }

    @Test
    void putsTheNearestFirstAndLeavesOtherNamesOut() throws SQLException {
        String rahim = fixtures.client(centre, "Rahim Nazarov").toString();
        String karimova = fixtures.client(centre, "Каримова Малика").toString();
        String karim = fixtures.client(centre, "Карим").toString();
        assertThat(named("Karim", centre)).containsExactly(karim, karimova).doesNotContain(rahim);
    }

    @Test
    void givesNoMoreThanFifty() throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            crowd(statement, 55, "'zulfia ' || n");
        }
        assertThat(named("Зульфия", centre)).hasSize(50);
    }

    /** The body of the function as it stands, explained in the middle of a crowd. */
    @Test
    void usesTheTrigramIndexInACrowd() throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            crowd(statement, 20_000, "translate(md5(n::text), '0123456789', 'uiaeoklmnr')");
            statement.execute("analyze clients.identity");
            statement.execute("select set_config('portal.centres', '%s', true)".formatted(centre.id()));
            for (String setting : settings(statement)) {
                statement.execute("set local " + setting);
            }
            String plan = String.join("\n", rows(statement, "explain " + body(statement, "karimov")));
            owner.rollback();
            assertThat(plan)
                    .contains(
                            "Index Scan using identity_name", "Index Cond: ((centre_id = ", "Order By: (name_key <->>")
                    .doesNotContain("Seq Scan");
        }
    }

    private void crowd(Statement statement, int people, String nameKey) throws SQLException {
        statement.execute("""
                insert into clients.client (id, version, centre_id, code, language, registered_at)
                select gen_random_uuid(), 0, '%s', '%s-25-' || lpad(n::text, 6, '0'), 'uz', now()
                from generate_series(1, %d) n
                """.formatted(centre.id(), centre.code(), people));
        statement.execute("""
                insert into clients.identity (client_id, version, centre_id, name_key, may_call, may_message, updated_at)
                select id, 0, centre_id, %s, false, false, now()
                from (select *, right(code, 6)::int as n from clients.client where centre_id = '%s') people
                """.formatted(nameKey, centre.id()));
    }

    private static List<String> settings(Statement statement) throws SQLException {
        return rows(statement, "select unnest(proconfig) from pg_proc where oid = 'clients.named_like'::regproc");
    }

    private static String body(Statement statement, String wanted) throws SQLException {
        return rows(statement, "select prosrc from pg_proc where oid = 'clients.named_like'::regproc")
                .getFirst()
                .replaceAll("\\bwanted\\b", "'" + wanted + "'")
                .replaceAll("\\bmost\\b", "50");
    }

    private static List<String> named(String typed, Fixtures.@Nullable Centre scope) throws SQLException {
        try (Connection application = owner();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("set role portal_app");
            if (scope != null) {
                statement.execute("select set_config('portal.centres', '%s', true)".formatted(scope.id()));
            }
            return rows(
                    statement,
                    "select client_id from clients.named_like('%s', 1000)".formatted(PersonName.SearchKey.of(typed)));
        }
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    private static Connection owner() throws SQLException {
        Map<String, Object> connection = TestDatabase.database("shared");
        return DriverManager.getConnection(
                String.valueOf(connection.get("spring.datasource.url")),
                String.valueOf(connection.get("spring.datasource.username")),
                String.valueOf(connection.get("spring.datasource.password")));
    }
}
