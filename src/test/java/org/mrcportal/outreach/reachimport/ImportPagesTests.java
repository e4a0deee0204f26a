package org.mrcportal.outreach.reachimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class ImportPagesTests {

    private static final String EXPORT = """
            Post ID,Publish time,Permalink,Title,Reach,Views
            1001,2026-10-01,https://www.facebook.com/mrc/posts/1001,First,"1,200",3000
            1002,2026-10-02,https://www.facebook.com/mrc/posts/1002,Second,900,1500
            """;

    private final Fixtures fixtures = new Fixtures();
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
    private final String campaign = campaign(centre, officer);

    @Autowired
    ImportExpiry expiry;

    @LocalServerPort
    int port;

    /** Asks for the portal's database, so that it is there before the fixtures are. */
    ImportPagesTests(@Autowired JdbcClient migrated) {}

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void anExportIsTakenMatchedLookedAtAndReadInOnce() {
        Visitor me = signedIn(officer);
        String first = uploaded(me, EXPORT);
        assertThat(me.get(first).body()).contains("We guessed by the headings", "Post ID", "1001 · 1002");
        assertThat(matched(me, first)).contains("2 new posts", "First", "1,200").doesNotContain("Refused rows");
        assertThat(count("outreach.post")).isZero();
        for (int twice = 0; twice < 2; twice++) {
            assertThat(confirmed(me, first)).isEqualTo(303);
        }
        assertThat(me.get(first).body()).contains("The file is imported");
        assertThat(count("outreach.post")).isEqualTo(2);
        assertThat(count("outreach.reach_snapshot")).isEqualTo(2);
        assertThat(count("outreach.reach_import_row")).isZero();

        String again = uploaded(me, EXPORT);
        assertThat(me.get(again).body()).contains("As you matched such a file the last time");
        assertThat(matched(me, again)).contains("the file changes nothing");
        String later = uploaded(me, EXPORT.replace("\"1,200\"", "1000").replace("900", "950"));
        assertThat(matched(me, later)).contains("Changed");
        assertThat(confirmed(me, later)).isEqualTo(303);
        assertThat(count("outreach.post")).isEqualTo(2);
        assertThat(count("outreach.reach_snapshot")).isEqualTo(2);
        assertThat(figures("reach")).containsExactly(950L, 1000L);
    }

    @Test
    void aPostWrittenByHandIsFoundByItsLink() {
        post(centre, campaign, "FACEBOOK", "facebook.com/mrc/posts/1001");
        Visitor me = signedIn(officer);
        String export = uploaded(me, EXPORT);
        assertThat(matched(me, export)).contains("1 new post");
        confirmed(me, export);
        assertThat(count("outreach.post")).isEqualTo(2);
        assertThat(matched(me, uploaded(me, EXPORT))).contains("the file changes nothing");
    }

    @Test
    void aRefusedRowIsNamedWithItsReasonAndNothingIsReadIn() {
        Visitor me = signedIn(officer);
        String export = uploaded(me, """
                Post ID,Publish time,Permalink,Title,Reach,Views
                1,2026-10-01,https://facebook.com/1,A,1.2K,3
                2,2026-10-01,https://facebook.com/2,B,=1+1,3
                3,10/02/2026,https://facebook.com/3,C,5,3
                4,2099-10-01,https://facebook.com/4,D,5,3
                5,2026-10-01,nowhere,E,5,3
                6,,https://facebook.com/6,F,5,3
                7,2026-10-01,https://facebook.com/7,G,5,3
                7,2026-10-01,https://facebook.com/7,G,5,3
                8,2026-10-01,https://facebook.com/8,H,,
                ,2026-10-01,,I,5,3
                Total,,,,99,99
                """);
        String page = matched(me, export);
        assertThat(page)
                .contains("1.2K", "This cell has a formula", "what comes first", "in the future", "not a web address")
                .contains("does not say when it was posted", "The same post and day as in row 8", "no figures")
                .contains("which post it is about", "Nothing is imported while a row is refused")
                .doesNotContain("Import all of it");
        assertThat(confirmed(me, export)).isEqualTo(303);
        assertThat(count("outreach.post")).isZero();
    }

    @Test
    void whatBelongsToAnotherCentreIsNoMoreThanUnknown() {
        Fixtures.Centre other = fixtures.centre();
        Fixtures.Staff theirs = fixtures.staff(other, Role.OUTREACH_OFFICER);
        UUID foreign = post(other, campaign(other, theirs), "FACEBOOK", "facebook.com/theirs");
        UUID own = post(centre, campaign, "FACEBOOK", "facebook.com/own");
        fixtures.insert(
                "outreach.short_code",
                Fixtures.row(
                        "code",
                        "ZZ2345",
                        "centre_id",
                        other.id().id(),
                        "kind",
                        "POST",
                        "about",
                        foreign,
                        "label",
                        "x",
                        "target",
                        "BOOK",
                        "once",
                        UUID.randomUUID(),
                        "created_by",
                        theirs.id().id(),
                        "created_at",
                        java.time.Instant.now()),
                java.util.Map.of());
        Visitor me = signedIn(officer);
        String page = matched(
                me,
                uploaded(
                        me,
                        "Number in the portal,Reach\n" + own + ",5\n" + foreign + ",5\nZZ2345,5\n" + UUID.randomUUID()
                                + ",5\n"));
        assertThat(page.split("No post of your centre on this platform", -1)).hasSize(4);
        assertThat(count("outreach.reach_snapshot")).isZero();
    }

    @Test
    void telegramHasNoReachToReadIn() {
        Visitor me = signedIn(officer);
        String export = uploaded(me, "TELEGRAM", EXPORT.getBytes(StandardCharsets.UTF_8));
        var refused = me.submit(
                export,
                export + "/match",
                "fields",
                "EXTERNAL_ID",
                "fields",
                "POSTED_ON",
                "fields",
                "LINK",
                "fields",
                "TITLE",
                "fields",
                "REACH",
                "fields",
                "VIEWS",
                "takenOn",
                "2026-11-20");
        assertThat(refused.body()).contains("id=\"fields-error\"", "Telegram gives views, not reach");
        assertThat(matched(me, export)).contains("2 new posts");
    }

    @Test
    void forgedChoicesAreRefusedBesideTheirFields() {
        Visitor me = signedIn(officer);
        String export = uploaded(me, EXPORT);
        for (List<String> fields : List.of(
                List.of("REACH", "REACH"),
                List.of("REACH", "VIEWS"),
                List.of("LINK", "TITLE"),
                List.of("NONSENSE", "LINK"))) {
            var page = me.submit(
                    export,
                    export + "/match",
                    "fields",
                    fields.get(0),
                    "fields",
                    fields.get(1),
                    "takenOn",
                    "2026-11-20");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).as(fields.toString()).contains("id=\"fields-error\"");
        }
        assertThat(me.submit(export, export + "/match", "takenOn", "x".repeat(10_000))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aFileThatIsNoTableIsRefusedBesideTheField() {
        Visitor me = signedIn(officer);
        for (byte[] file :
                List.of("%PDF-1.7 x".getBytes(StandardCharsets.US_ASCII), new byte[0], new byte[6_000_000])) {
            var page = upload(me, "FACEBOOK", "export.xlsx", file);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("id=\"file-error\"");
        }
        assertThat(upload(me, "NOWHERE", "x.csv", EXPORT.getBytes(StandardCharsets.UTF_8))
                        .body())
                .contains("id=\"platform-error\"");
        assertThat(count("outreach.reach_import")).isZero();
    }

    @Test
    void othersSeeNothingOfAnExport() {
        Visitor me = signedIn(officer);
        String export = uploaded(me, EXPORT);
        Visitor stranger = signedIn(fixtures.staff(fixtures.centre(), Role.OUTREACH_OFFICER));
        assertThat(stranger.get(export).status()).isEqualTo(404);
        assertThat(stranger.get(campaign + "/import").status()).isEqualTo(404);
        assertThat(stranger.submit("/staff/campaigns", export + "/confirm").status())
                .isEqualTo(404);
        assertThat(signedIn(fixtures.staff(centre, Role.COUNSELLOR)).get(export).status())
                .isEqualTo(403);
    }

    @Test
    void anExportNobodySaidYesToGoesAfterADay() {
        Visitor me = signedIn(officer);
        String export = uploaded(me, EXPORT);
        fixtures.jdbc()
                .sql("update outreach.reach_import set expires_at = now() - interval '1 minute' where centre_id = ?")
                .param(centre.id().id())
                .update();
        assertThat(me.get(export).status()).isEqualTo(404);
        org.mrcportal.shared.Scope.network().run(expiry::run);
        assertThat(count("outreach.reach_import_row")).isZero();
    }

    @Test
    void yesSaidBySeveralAtOnceReadsTheFileInOnce() throws Exception {
        Visitor me = signedIn(officer);
        List<String> exports = List.of(uploaded(me, EXPORT), uploaded(me, EXPORT));
        exports.forEach(export -> matched(me, export));
        try (var several = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> sayings = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String export = exports.get(i % 2);
                Visitor device = signedIn(officer);
                sayings.add(() -> confirmed(device, export));
            }
            for (var said : several.invokeAll(sayings)) {
                assertThat(said.get()).isEqualTo(303);
            }
        }
        assertThat(count("outreach.post")).isEqualTo(2);
        assertThat(count("outreach.reach_snapshot")).isEqualTo(2);
    }

    @Test
    void tenThousandRowsAreReadInWithLittleMemoryAndFewStatementsAPage() throws Exception {
        byte[] file = TableFileTests.workbook(sheet -> {
            String[] headings = {
                "Post ID", "Publish time", "Permalink", "Title", "Reach", "Views", "Reactions", "Description"
            };
            for (int column = 0; column < headings.length; column++) {
                sheet.value(0, column, headings[column]);
            }
            for (int row = 1; row <= 10_000; row++) {
                sheet.value(row, 0, "9000000" + row);
                sheet.value(row, 1, "2026-10-01");
                sheet.value(row, 2, "https://www.facebook.com/mrc/posts/9000000" + row);
                sheet.value(row, 3, "Post number " + row);
                sheet.value(row, 4, 1000 + row);
                sheet.value(row, 5, 2000 + row);
                sheet.value(row, 6, row);
                sheet.value(row, 7, "Қонуний иш ҳақида суҳбат " + row + " " + "матн ".repeat(40));
            }
        });
        Visitor me = signedIn(officer);
        uploaded(me, EXPORT);
        CountDownLatch done = new CountDownLatch(1);
        AtomicLong most = new AtomicLong();
        long before = live();
        Thread watching = new Thread(() -> {
            try {
                do {
                    most.accumulateAndGet(live(), Math::max);
                } while (!done.await(400, TimeUnit.MILLISECONDS));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        watching.start();
        try {
            String export = uploaded(me, "FACEBOOK", file);
            assertThat(matched(me, export)).contains("10,000 new posts");
            Statements.forget();
            assertThat(me.get(export).status()).isEqualTo(200);
            assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
            assertThat(confirmed(me, export)).isEqualTo(303);
        } finally {
            done.countDown();
            watching.join();
        }
        long growth = (most.get() - before) / (1024 * 1024);
        System.out.println(
                "Importing 10,000 rows of " + file.length + " bytes: live heap grew by " + growth + " MB at most");
        assertThat(growth).isLessThanOrEqualTo(64);
        assertThat(count("outreach.reach_snapshot")).isEqualTo(10_000);
        String list = me.get(campaign).body();
        assertThat(list).contains("rel=\"next\"");
        assertThat(list.length()).isLessThan(200_000);
    }

    /** Bytes in use once what nobody needs is gone. */
    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private String uploaded(Visitor me, String table) {
        return uploaded(me, "FACEBOOK", table.getBytes(StandardCharsets.UTF_8));
    }

    private String uploaded(Visitor me, String platform, byte[] file) {
        var taken = upload(me, platform, "export.csv", file);
        assertThat(taken.status()).as(taken.body()).isEqualTo(303);
        return taken.location();
    }

    private Visitor.Page upload(Visitor me, String platform, String name, byte[] file) {
        var form = me.get(campaign + "/import");
        return me.upload(
                campaign + "/import",
                "file",
                name,
                file,
                "_csrf",
                form.value("_csrf").orElseThrow(),
                "once",
                form.value("once").orElseThrow(),
                "platform",
                platform);
    }

    /** Takes the columns as they are proposed, and comes back with what they would change. */
    private static String matched(Visitor me, String export) {
        var page = me.get(export + "?columns=1");
        List<String> fields = new ArrayList<>(
                List.of("takenOn", "2026-11-20", "_csrf", page.value("_csrf").orElseThrow()));
        for (String select : page.body().split("<select", -1)) {
            if (select.contains("name=\"fields\"")) {
                var chosen = java.util.regex.Pattern.compile("value=\"(\\w+)\" selected")
                        .matcher(select);
                fields.add("fields");
                fields.add(chosen.find() ? chosen.group(1) : "");
            }
        }
        var matched = me.post(export + "/match", fields.toArray(String[]::new));
        assertThat(matched.status()).as(matched.body()).isEqualTo(303);
        return me.get(matched.location()).body();
    }

    private static int confirmed(Visitor me, String export) {
        return me.submit(export, export + "/confirm").status();
    }

    private List<@Nullable Long> figures(String measure) {
        return fixtures.jdbc()
                .sql("select " + measure + " from outreach.reach_snapshot where centre_id = ? order by 1")
                .param(centre.id().id())
                .query(Long.class)
                .list();
    }

    private long count(String table) {
        return fixtures.jdbc()
                .sql("select count(*) from " + table + " where centre_id = ?")
                .param(centre.id().id())
                .query(Long.class)
                .single();
    }

    private String campaign(Fixtures.Centre of, Fixtures.Staff by) {
        UUID id = UUID.randomUUID();
        fixtures.insert(
                "outreach.campaign",
                Fixtures.row(
                        "id",
                        id,
                        "version",
                        0L,
                        "centre_id",
                        of.id().id(),
                        "name",
                        "Check the offer",
                        "starts_on",
                        java.time.LocalDate.of(2026, 9, 1),
                        "ends_on",
                        java.time.LocalDate.of(2026, 12, 1),
                        "audience_code",
                        "ALL",
                        "channels",
                        new String[] {"FACEBOOK"},
                        "once",
                        UUID.randomUUID(),
                        "created_by",
                        by.id().id(),
                        "created_at",
                        java.time.Instant.now()),
                java.util.Map.of());
        return "/staff/campaigns/" + id;
    }

    private UUID post(Fixtures.Centre of, String into, String platform, String linkKey) {
        UUID id = UUID.randomUUID();
        fixtures.insert(
                "outreach.post",
                Fixtures.row(
                        "id",
                        id,
                        "version",
                        0L,
                        "centre_id",
                        of.id().id(),
                        "campaign_id",
                        UUID.fromString(into.substring(into.lastIndexOf('/') + 1)),
                        "platform",
                        platform,
                        "posted_on",
                        java.time.LocalDate.of(2026, 10, 1),
                        "title",
                        "By hand",
                        "link",
                        "https://" + linkKey,
                        "link_key",
                        linkKey,
                        "once",
                        UUID.randomUUID(),
                        "created_by",
                        officer.id().id(),
                        "created_at",
                        java.time.Instant.now()),
                java.util.Map.of());
        return id;
    }

    private Visitor signedIn(Fixtures.Staff who) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(who.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
