package org.mrcportal.clients.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientImport;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long a search takes among so many people of one centre: the page, as signed-in staff wait for it, and the lookup by
 * name alone; and how many pages of the database that reads. No test of the build, because a busy machine proves nothing:
 * {@code mvn test -Dtest=SearchMeasurement -Dpeople=400000} prints a table.
 */
@EnabledIfSystemProperty(named = "people", matches = "\\d+")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"portal.jobs=false", "test.database=measurement"})
class SearchMeasurement {

    private static final List<String> GIVEN = List.of(
            "Muhammad",
            "Ғулом",
            "Malika",
            "Нодира",
            "Ulugʻbek",
            "Жасур",
            "Sherzod",
            "Сардор",
            "Otabek",
            "Хуршид",
            "Alisher",
            "Даврон",
            "Ravshan",
            "Ботир",
            "Shavkat",
            "Йўлдош",
            "Zulfiya",
            "Феруза",
            "Sevara",
            "Муниса",
            "Nilufar",
            "Ҳулкар",
            "Madina",
            "Дилфуза",
            "Shahnoza",
            "Фаррух",
            "Suhrob",
            "Ҷамшед",
            "Rustam",
            "Манучеҳр");
    private static final List<String> STEMS = List.of(
            "Rahim", "Юсуп", "Karim", "Назар", "Alim", "Ибрагим", "Umar", "Ҳасан", "Sharip", "Мирза", "Qodir", "Турсун",
            "Salim", "Назир", "Hamid", "Ҳайдар", "Rashid", "Сафар", "Saidal", "Тошмат", "Usmon", "Зокир", "Ergash",
            "Абдул");
    private static final Map<Boolean, List<String>> ENDINGS =
            Map.of(false, List.of("ov", "ova", "boyev", "zoda"), true, List.of("ов", "ова", "боев", "зода"));
    private static final int EACH = 200;

    /** The third letter of the family name or the next one that is no vowel, after what comes before. */
    private static final String CONSONANT_OF_FAMILY_NAME = "(?iu)( ..[aeiouyаеиоуыяюўӯ]*)[^aeiouyаеиоуыяюўӯ]";

    private static final Transliterator TO_LATIN = Transliterator.getInstance("Cyrillic-Latin; Latin-ASCII");
    private static final Transliterator TO_CYRILLIC = Transliterator.getInstance("Latin-Cyrillic");

    private final Fixtures fixtures = new Fixtures("measurement");
    private final Random random = new Random(7);

    @LocalServerPort
    int port;

    @Autowired
    PeopleFinder people;

    @Autowired
    ClientImport register;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void searchesAmongSoManyPeople() {
        int many = Integer.getInteger("people", 40_000);
        Fixtures.Centre centre = fixtures.centre();
        List<String> names = fill(centre, many);
        fixtures.jdbc().sql("vacuum analyze clients.identity").update();
        fixtures.jdbc().sql("vacuum analyze clients.name_key").update();
        fixtures.jdbc().sql("vacuum analyze clients.client").update();
        Visitor staff = new Visitor(port);
        staff.signIn(fixtures.counsellor(centre).username(), Fixtures.PASSWORD);
        Map<String, UnaryOperator<String>> kinds = new LinkedHashMap<>();
        kinds.put("nothing: the bare page", name -> "");
        kinds.put("given and family name", name -> name);
        kinds.put("turned round", name -> name.split(" ")[1] + " " + name.split(" ")[0]);
        kinds.put("in the other alphabet", SearchMeasurement::otherwise);
        kinds.put("family name alone", name -> name.split(" ")[1]);
        kinds.put("given name alone", name -> name.split(" ")[0]);
        kinds.put("a vowel otherwise", name -> name.replaceFirst("(?<=.)[aeiouаеиоу]", "u"));
        kinds.put("name and a beginning", name -> name.substring(0, name.indexOf(' ') + 4));
        kinds.put("telephone", name -> "+99890" + (1_000_000 + random.nextInt(many)));
        kinds.put(
                "two beginnings",
                name -> name.substring(0, 3) + name.substring(name.indexOf(' '), name.indexOf(' ') + 4));
        kinds.put("a consonant left out", name -> name.replaceFirst(CONSONANT_OF_FAMILY_NAME, "$1"));
        kinds.put("a wrong letter", name -> name.replaceFirst(CONSONANT_OF_FAMILY_NAME, "$1w"));
        kinds.put(
                "a slip in one word alone",
                name -> name.replaceFirst(CONSONANT_OF_FAMILY_NAME, "$1w").split(" ")[1]);
        System.out.printf(
                Locale.ROOT,
                "%n%d people | page p50 ms | page p95 ms | database p50 ms | database p95 ms | pages p50 | found%n",
                many);
        List<Double> everything = new ArrayList<>();
        for (int round = 0; round < 2; round++) { // the first one warms up
            boolean counts = round == 1;
            everything.clear();
            kinds.forEach((kind, how) -> {
                double[] page = new double[EACH];
                double[] database = new double[EACH];
                int[] pages = new int[EACH];
                int found = 0;
                for (int i = 0; i < EACH; i++) {
                    String typed = how.apply(names.get(random.nextInt(names.size())));
                    Wanted wanted = Wanted.typed(typed, Set.of("UZ"), null);
                    String address = "/staff/clients?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
                    long start = System.nanoTime();
                    int status = staff.get(address).status();
                    page[i] = (System.nanoTime() - start) / 1e6;
                    assertThat(status).isEqualTo(200);
                    found += inScope(centre, () -> people.find(wanted)).size();
                    database[i] = inScope(centre, () -> lookup(wanted));
                    if (!typed.isEmpty()) {
                        everything.add(page[i]);
                    }
                    pages[i] = counts && i < 40 ? inScope(centre, () -> pages(wanted)) : 0;
                }
                if (counts) {
                    Arrays.sort(page);
                    Arrays.sort(database);
                    Arrays.sort(pages);
                    System.out.printf(
                            Locale.ROOT,
                            "%s | %.1f | %.1f | %.2f | %.2f | %d | %.0f%n",
                            kind,
                            page[EACH / 2],
                            page[EACH * 95 / 100],
                            database[EACH / 2],
                            database[EACH * 95 / 100],
                            pages[EACH - 20],
                            (double) found / EACH);
                }
            });
        }
        Collections.sort(everything);
        System.out.printf(
                Locale.ROOT,
                "all searches together | %.1f | %.1f%n",
                everything.get(everything.size() / 2),
                everything.get(everything.size() * 95 / 100));
        assertThat(everything).hasSize((kinds.size() - 1) * EACH);
    }

    private static String otherwise(String name) {
        return name.codePoints().anyMatch(letter -> letter > 0x400)
                ? TO_LATIN.transliterate(name)
                : TO_CYRILLIC.transliterate(name);
    }

    /** Milliseconds that the lookup by name takes, asked for and answered. */
    private double lookup(Wanted wanted) {
        long start = System.nanoTime();
        jdbc.sql("select count(*) from clients.named(?, 50)")
                .param(wanted.nameKey())
                .query(Integer.class)
                .single();
        return (System.nanoTime() - start) / 1e6;
    }

    private List<String> fill(Fixtures.Centre centre, int many) {
        List<String> names = new ArrayList<>();
        Instant day = Instant.parse("2025-01-06T06:00:00Z");
        for (int from = 0; from < many; from += 5_000) {
            List<ClientImport.Person> batch = new ArrayList<>();
            for (int i = from; i < Math.min(many, from + 5_000); i++) {
                String name = name();
                names.add(name);
                Contact contact = new Contact(
                        new PersonName(name), new PhoneNumber("+99890" + (1_000_000 + i)), null, true, false, null);
                batch.add(new ClientImport.Person(
                        ClientId.next(),
                        day.plusSeconds(i * 60L),
                        "uz",
                        null,
                        null,
                        null,
                        null,
                        contact,
                        Set.of("SERVICE"),
                        "ORAL"));
            }
            inScope(centre, () -> register.take(centre.id(), batch));
        }
        return names;
    }

    /** Few names are common and many are rare. */
    private String name() {
        String given = GIVEN.get(skewed(GIVEN.size()));
        String stem = STEMS.get(skewed(STEMS.size()));
        boolean cyrillic = stem.codePointAt(0) > 0x400;
        List<String> endings = ENDINGS.getOrDefault(cyrillic, List.of());
        return given + " " + stem + endings.get(random.nextInt(endings.size()));
    }

    private int skewed(int size) {
        return (int) (size * Math.pow(random.nextDouble(), 1.6));
    }

    /** What the lookup by name reads; nothing where it was no name. */
    private int pages(Wanted wanted) {
        return jdbc
                .sql("explain (analyze, buffers) select * from clients.named(?, 50)")
                .param(wanted.nameKey())
                .query(String.class)
                .list()
                .stream()
                .filter(line -> line.contains("shared hit="))
                .mapToInt(line -> Integer.parseInt(line.replaceAll(".*shared hit=(\\d+).*", "$1")))
                .max()
                .orElse(0);
    }

    private <T> T inScope(Fixtures.Centre centre, Scope.Work<T> work) {
        return Scope.of(centre.id().id())
                .call(() -> new TransactionTemplate(transactions).execute(status -> work.get()));
    }
}
