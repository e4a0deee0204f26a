package org.mrcportal.clients.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.TestDatabase;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The search by name as staff use it, and what it costs in the database. */
@SpringBootTest(properties = "portal.jobs=false")
class NamedTests {

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;

    @Autowired
    PeopleFinder people;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
    }

    @Test
    void whateverTheAlphabetAndSpellingThePersonIsFoundAndNobodyElse() {
        Map<String, List<String>> spellings = Map.ofEntries(
                Map.entry("Oʻktam Gʻofurov", List.of("O'ktam G'ofurov", "Ўктам Ғофуров", "Uktam Gofurov", "O‘ktam")),
                Map.entry("Хайдар Рахимов", List.of("Haydar Rahimov", "Khaydar Rakhimov", "Xaydar Raximov", "Ҳайдар")),
                Map.entry("Жасур Жўраев", List.of("Jasur Joʻrayev", "Zhasur Zhuraev", "Джасур Джураев", "Jo'rayev")),
                Map.entry("Юлия Юнусова", List.of("Yuliya Yunusova", "Iuliia Iunusova", "Юнусова Юлия", "yunusova")),
                Map.entry("Botir Karimov", List.of("Ботир Каримов", "Botir Karimoff", "Батыр Каримов", "Karimof")),
                Map.entry("Sergey Lebedev", List.of("Сергей Лебедев", "Sergei Lebedeff", "Lebedef Sergej", "Лебедев")),
                Map.entry("Чыңгыз Үсөнбаев", List.of("Chyngyz Usonbaev", "Chingiz Usonbayev", "Чингиз")),
                Map.entry("Ҷамшед Қосимӣ", List.of("Jamshed Qosimi", "Джамшед Косими", "Jamshed Kosimi")));
        spellings.keySet().forEach(name -> fixtures.client(centre, name));
        spellings.forEach((name, typings) -> typings.forEach(typed -> assertThat(found(typed))
                .as("%s for %s", typed, name)
                .extracting(FoundClient::name)
                .containsExactly(name)));
    }

    @Test
    void theSameLettersComeBeforeAnotherSpellingABeginningASoundAndTheNewestFirst() {
        fixtures.client(centre, "Батыр Каримов");
        fixtures.client(centre, "Botir Karimova");
        fixtures.client(centre, "Ботир Каримов");
        ClientId older =
                fixtures.client(centre, Map.of("registered_at", java.time.Instant.parse("2025-01-01T00:00:00Z")));
        named(older, "Karimov Botir");
        ClientId newer = fixtures.client(centre, "Botir Karimov");
        assertThat(found("botir karimov"))
                .extracting(FoundClient::name, FoundClient::match)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Botir Karimov", Match.NAME),
                        org.assertj.core.groups.Tuple.tuple("Karimov Botir", Match.NAME),
                        org.assertj.core.groups.Tuple.tuple("Ботир Каримов", Match.SPELLING),
                        org.assertj.core.groups.Tuple.tuple("Botir Karimova", Match.NAME_BEGINS),
                        org.assertj.core.groups.Tuple.tuple("Батыр Каримов", Match.SOUNDS_ALIKE));
        assertThat(found("botir karimov")).first().extracting(FoundClient::id).isEqualTo(newer);
    }

    @Test
    void aRenamedPersonIsFoundByTheNewNameOnlyAndAForgottenOneNotAtAll() {
        ClientId id = fixtures.client(centre, "Nodira Saidova");
        fixtures.jdbc()
                .sql("update clients.identity set name_key = ? where client_id = ?")
                .params(new PersonName("Sevara Umarova").searchKey(), id.id())
                .update();
        assertThat(found("Saidova")).isEmpty();
        assertThat(found("Sevara Umarova")).extracting(FoundClient::id).containsExactly(id);
        fixtures.jdbc()
                .sql("delete from clients.identity where client_id = ?")
                .param(id.id())
                .update();
        assertThat(found("Sevara Umarova")).isEmpty();
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from clients.name_key where client_id = ?")
                        .param(id.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theDatabaseReadsAKeyAsThePortalDoes() {
        for (String name :
                List.of("Али", "Ўктам Ғофур оʻgʻli", "Ng Ng", "Aziz Aziza", "Жан-Пьер де ла Круа Смит", "Я")) {
            String key = new PersonName(name).searchKey();
            assertThat(fixtures.jdbc()
                            .sql(
                                    "select word || '/' || clients.name_sound(word) from unnest(clients.name_words(?)) word")
                            .param(key)
                            .query(String.class)
                            .list())
                    .as(name)
                    .isEqualTo(PersonName.SearchKey.words(key).stream()
                            .limit(5)
                            .map(word -> word.spelled() + "/" + word.sound())
                            .toList());
        }
    }

    /** Among 20,000 people of whom every second bears the same name. */
    @Test
    void aCommonNameCostsTwoLookupsAndFewPages() throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("""
                    insert into clients.client (id, version, centre_id, code, language, registered_at)
                    select uuidv7(), 0, '%s', '%s-25-' || lpad(n::text, 6, '0'), 'uz', now() from generate_series(1, 20000) n
                    """.formatted(centre.id(), centre.code()));
            statement.execute("""
                    insert into clients.identity (client_id, version, centre_id, name_key, may_call, may_message, updated_at)
                    select id, 0, centre_id, case when right(code, 1) < '5' then 'muhamad mhmd rahimuv rhmv'
                           else 'gulum glm ' || translate(md5(code), '0123456789', 'uiaeoklmnr') end, false, false, now()
                    from clients.client where centre_id = '%s'
                    """.formatted(centre.id()));
            statement.execute("analyze clients.name_key");
            statement.execute("analyze clients.identity");
            statement.execute("select set_config('portal.centres', '%s', true)".formatted(centre.id()));
            for (String typed : List.of("Muhammad Rahimov", "Мухаммад", "Muhammed Rahimof")) {
                Cost cost = cost(statement, typed);
                assertThat(cost.found()).as(typed).isBetween(50, 100);
                assertThat(cost.words()).as(typed).isLessThanOrEqualTo(3);
                assertThat(cost.trigrams()).as(typed).isZero();
                assertThat(cost.pages()).as(typed).isLessThan(400);
            }
            Cost slip = cost(statement, "Muhammad Rahmiov");
            assertThat(slip.found()).isEqualTo(50);
            assertThat(slip.trigrams()).isZero();
            assertThat(cost(statement, "Muhamvad").trigrams()).isEqualTo(1);
            owner.rollback();
        }
    }

    private record Cost(int found, int words, int trigrams, int pages) {}

    private static Cost cost(Statement statement, String typed) throws SQLException {
        String scans = "select pg_stat_get_xact_numscans('clients.%s'::regclass)";
        int words = number(statement, scans.formatted("name_key_found"));
        int trigrams = number(statement, scans.formatted("identity_name"));
        String search = "from clients.named('%s', 50)".formatted(PersonName.SearchKey.of(typed));
        int found = number(statement, "select count(*) " + search);
        int wordsAfter = number(statement, scans.formatted("name_key_found"));
        int trigramsAfter = number(statement, scans.formatted("identity_name"));
        List<String> plan = new ArrayList<>();
        try (var rows = statement.executeQuery("explain (analyze, buffers) select * " + search)) {
            while (rows.next()) {
                plan.add(rows.getString(1));
            }
        }
        int pages = plan.stream()
                .filter(line -> line.contains("shared hit="))
                .mapToInt(line -> Integer.parseInt(line.replaceAll(".*shared hit=(\\d+).*", "$1")))
                .max()
                .orElseThrow();
        return new Cost(found, wordsAfter - words, trigramsAfter - trigrams, pages);
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void named(ClientId id, String name) {
        PersonName known = new PersonName(name);
        fixtures.insert(
                "clients.identity",
                Fixtures.row(
                        "client_id", id.id(),
                        "version", 0L,
                        "centre_id", centre.id().id(),
                        "name", Fixtures.seal().seal(known.text(), "identity.name:" + id),
                        "name_key", known.searchKey(),
                        "may_call", false,
                        "may_message", false,
                        "updated_at", java.time.Instant.now()),
                Map.of());
    }

    private List<FoundClient> found(String typed) {
        return Scope.of(centre.id().id())
                .call(() -> new TransactionTemplate(transactions)
                        .execute(status -> people.find(Wanted.typed(typed, java.util.Set.of(), null))));
    }

    private static Connection owner() throws SQLException {
        Map<String, Object> connection = TestDatabase.database("shared");
        return DriverManager.getConnection(
                String.valueOf(connection.get("spring.datasource.url")),
                String.valueOf(connection.get("spring.datasource.username")),
                String.valueOf(connection.get("spring.datasource.password")));
    }
}
