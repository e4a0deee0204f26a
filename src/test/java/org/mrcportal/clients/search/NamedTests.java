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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** In SQL, of letters only and of nobody else. */
    private static final String ANY_NAME = "translate(md5(n::text), '0123456789', 'uiaeoklmnr')";

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
                Map.entry("Muhammad Oʻtkirov", List.of("Мухаммад Уткиров", "Utkirov", "Mukhammad O`tkirov")),
                Map.entry("Гульнара Асанова", List.of("Gulnora", "Гүлнара", "gulnara asanova")),
                Map.entry("Xadicha Xoʻjayeva", List.of("Хадича Ходжаева", "Khadicha", "Hojaeva")),
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

    /** The function reads past the policies, so it is proved like one; the words it hops over are the scope's as well. */
    @Test
    void findsNobodyWithoutAScopeAndNobodyOfAnother() throws SQLException {
        String id = fixtures.client(centre, "Жамшид Каримов").toString();
        for (String typed : List.of("Jamshid Karimov", "Jam Kar", "Jamshit Karimov", "Jamvid")) {
            assertThat(named(typed, centre)).as(typed).containsExactly(id);
            assertThat(named(typed, null)).as(typed).isEmpty();
            assertThat(named(typed, fixtures.centre())).as(typed).isEmpty();
        }
    }

    @Test
    void aSlipInEitherWordOrInBothAndTwoHalfWordsFindThePersonAndNobodyElse() {
        fixtures.client(centre, "Мухаммад Рахимов");
        fixtures.client(centre, "Rustam Nazarov");
        fixtures.client(centre, "Muhayyo Salimova");
        for (String typed : List.of(
                "Muhamvad Rahimov",
                "Muhammad Rahiov",
                "Tuhammad Rahimov",
                "Mukhammad Rahimvo",
                "Rahimtov Muhammad",
                "Мухамзад Рахиов",
                "Muh Rah",
                "Rahi Mu",
                "Muhamvad Rah",
                "Rahitov",
                "Bahimov")) {
            assertThat(found(typed)).as(typed).extracting(FoundClient::name).containsExactly("Мухаммад Рахимов");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Islom, Ислам",
        "Gʻulom, Гулам",
        "Gulnora, Гульнара",
        "Yoʻldosh, Юлдаш",
        "Baxtiyor, Бахтиер",
        "Fyodor, Федор",
        "Botir, Батыр",
        "Таңат, Tangat",
        "Matluba, Матлюба",
        "Akmal, Akmaljon",
        "Qodirova, Kadyrova",
        "Yoqubov, Якубов",
        "Yusupov, Юсипов",
        "Nasiba, Насуба",
        "Jamshid, Ҷамшед",
        "Umid, Умед",
        "Feruza, Фируза"
    })
    void whatTheLanguagesThemselvesWriteApartIsFound(String known, String typed) {
        fixtures.client(centre, known);
        assertThat(found(typed)).extracting(FoundClient::name).containsExactly(known);
    }

    @ParameterizedTest
    @CsvSource({
        "Karim, Rahim",
        "Karim, Kamil",
        "Aziz, Azam",
        "Dilnoza, Malika",
        "Yusuf, Yunus",
        "Nodira, Nilufar",
        "Sardor, Sarvar",
        "Shavkat, Shuhrat",
        "Anvar, Akbar",
        "Olim, Odil",
        "Юсупов, Эсанов"
    })
    void anotherNameIsNotFound(String known, String typed) {
        fixtures.client(centre, known);
        assertThat(found(typed)).isEmpty();
    }

    @Test
    void theNearestComesFirstAndOtherNamesStayOut() {
        fixtures.client(centre, "Rahim Nazarov");
        fixtures.client(centre, "Каримова Малика");
        fixtures.client(centre, "Карим");
        assertThat(found("Karim")).extracting(FoundClient::name).containsExactly("Карим", "Каримова Малика");
        assertThat(found("Kasrim")).extracting(FoundClient::name).first().isEqualTo("Карим");
    }

    @Test
    void theVeryNameIsNeverLostBehindTheManyWhoseNamesBeginSo() throws SQLException {
        ClientId id = fixtures.client(centre, "Muhammad Rahimov");
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            crowd(statement, 1, 300, "'muhamad mhmd rahimuva rhmv'");
        }
        List<FoundClient> found = found("Muhammad Rahimov");
        assertThat(found)
                .hasSize(PeopleFinder.MOST)
                .first()
                .extracting(FoundClient::id)
                .isEqualTo(id);
    }

    /** Among 20,000 people of whom every second bears the same name. */
    @Test
    void aCommonNameCostsOneLookupAndFewPages() throws SQLException {
        inACrowd(statement -> {
            crowd(
                    statement,
                    1,
                    20_000,
                    "case when n % 10 < 5 then 'muhamad mhmd rahimuv rhmv' else " + ANY_NAME + " end");
            for (String typed : List.of("Muhammad Rahimov", "Мухаммад", "Muhammed Rahimof")) {
                Cost cost = cost(statement, typed);
                assertThat(cost.found()).as(typed).isBetween(50, 100);
                assertThat(cost.stretches()).as(typed).isLessThanOrEqualTo(3);
                assertThat(cost.read()).as(typed).isLessThanOrEqualTo(150);
                assertThat(cost.pages()).as(typed).isLessThan(400);
            }
        });
    }

    /** Ten times as many people who bear the same names: the same stretches, the same rows. */
    @Test
    void aSlipAndHalfWordsReadNoMoreAmongTenTimesAsManyPeople() throws SQLException {
        String name = "(array['muhamad mhmd', 'gulum glm', 'malika mlk', 'nudira ndr'])[1 + n % 4] || ' '"
                + " || (array['rahimuv rhmv', 'karimuv krmv', 'nazaruv nzrv', 'umaruv mrv', 'rahimzuda rhmzd'])[1 + n % 5]";
        List<String> typings =
                List.of("Muhamvad Rahimov", "Muhammad Rahiov", "Muh Rah", "Mu Rahi", "Muhamvad Rahivov", "Rahivov");
        inACrowd(statement -> {
            crowd(statement, 1, 2_000, name);
            List<Cost> among = costs(statement, typings);
            crowd(statement, 2_001, 20_000, name);
            List<Cost> amongMore = costs(statement, typings);
            for (int i = 0; i < typings.size(); i++) {
                assertThat(amongMore.get(i).found()).as(typings.get(i)).isEqualTo(50);
                assertThat(amongMore.get(i).stretches())
                        .as(typings.get(i))
                        .isLessThanOrEqualTo(among.get(i).stretches())
                        .isLessThan(80);
                assertThat(amongMore.get(i).read())
                        .as(typings.get(i))
                        .isLessThanOrEqualTo(among.get(i).read())
                        .isLessThan(350);
            }
        });
    }

    /** The worst that can be: 20,000 people, nobody called like anybody else. */
    @Test
    void howeverManyDifferentNamesThereAreTheHopsHaveAnEnd() throws SQLException {
        inACrowd(statement -> {
            crowd(statement, 1, 20_000, ANY_NAME + " || ' ' || 'a' || " + ANY_NAME);
            for (String typed : List.of("a k", "aeke ioul", "akima akemi", "eaio")) {
                Cost cost = cost(statement, typed);
                assertThat(cost.stretches()).as(typed).isLessThan(1_500);
                assertThat(cost.read()).as(typed).isLessThan(1_500);
            }
        });
    }

    private interface InACrowd {
        void look(Statement statement) throws SQLException;
    }

    /** In a transaction that is taken back, in the scope of the centre. */
    private void inACrowd(InACrowd work) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select set_config('portal.centres', '%s', true)".formatted(centre.id()));
            work.look(statement);
            owner.rollback();
        }
    }

    /** @param nameKey an expression of {@code n}, the number of the person */
    private void crowd(Statement statement, int first, int last, String nameKey) throws SQLException {
        statement.execute("""
                with person as (
                    insert into clients.client (id, version, centre_id, code, language, registered_at)
                    select uuidv7(), 0, '%s', '%s-25-' || lpad(n::text, 6, '0'), 'uz', now() from generate_series(%d, %d) n
                    returning id, centre_id, right(code, 6)::int as n)
                insert into clients.identity (client_id, version, centre_id, name_key, may_call, may_message, updated_at)
                select id, 0, centre_id, %s, false, false, now() from person
                """.formatted(centre.id(), centre.code(), first, last, nameKey));
        statement.execute("analyze clients.name_key");
    }

    /**
     * What a search costs.
     *
     * @param stretches how many times it looked into the index of words
     * @param read how many entries it read there
     */
    private record Cost(int found, int stretches, int read, int pages) {}

    private static List<Cost> costs(Statement statement, List<String> typings) throws SQLException {
        List<Cost> costs = new ArrayList<>();
        for (String typed : typings) {
            costs.add(cost(statement, typed));
        }
        return costs;
    }

    private static Cost cost(Statement statement, String typed) throws SQLException {
        String scans = "select pg_stat_get_xact_numscans('clients.name_key_found'::regclass)";
        String entries = "select pg_stat_get_xact_tuples_returned('clients.name_key_found'::regclass)";
        int stretches = number(statement, scans);
        int read = number(statement, entries);
        String search = "from clients.named('%s', 50)".formatted(PersonName.SearchKey.of(typed));
        int found = number(statement, "select count(*) " + search);
        int stretchesAfter = number(statement, scans);
        int readAfter = number(statement, entries);
        List<String> plan = rows(statement, "explain (analyze, buffers) select * " + search);
        int pages = plan.stream()
                .filter(line -> line.contains("shared hit="))
                .mapToInt(line -> Integer.parseInt(line.replaceAll(".*shared hit=(\\d+).*", "$1")))
                .max()
                .orElseThrow();
        return new Cost(found, stretchesAfter - stretches, readAfter - read, pages);
    }

    /** As the portal asks, past no policy. */
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
                    "select client_id from clients.named('%s', 1000)".formatted(PersonName.SearchKey.of(typed)));
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
