package org.mrcportal.outreach.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.FieldFixtures;
import org.mrcportal.outreach.OutreachFixtures;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class LeaderPagesTests {

    private final Fixtures fixtures = new Fixtures();
    private final FieldFixtures field = new FieldFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void withoutConsentNobodyIsListed() {
        Visitor me = signedIn(officer);
        var form = me.get("/staff/leaders/new");
        var again = me.post("/staff/leaders/new", fields(form, "Ғулом Юсупов", ""));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("Say when the person agreed to be listed", "Ғулом Юсупов");
        assertThat(leaders()).isZero();
    }

    @Test
    void whoeverAgreesIsListedOnceSealedAndFoundInAnyAlphabet() {
        Visitor me = signedIn(officer);
        var form = me.get("/staff/leaders/new");
        String[] fields = fields(form, "Ғулом Юсупов", "2026-05-01");
        String entry = me.post("/staff/leaders/new", fields).location();
        assertThat(me.post("/staff/leaders/new", fields).location()).isEqualTo(entry);
        assertThat(leaders()).isOne();
        assertThat(me.get("/staff/leaders?q=gulom+yusup").body()).contains("Ғулом Юсупов");
        assertThat(me.get("/staff/leaders?q=Yusupof").body()).contains("Ғулом Юсупов");
        assertThat(me.get("/staff/leaders?q=Karimov").body()).doesNotContain("Ғулом Юсупов");
        assertThat(me.get("/staff/leaders?kind=IMAM").body()).doesNotContain("Ғулом Юсупов");
        assertThat(me.get(entry).body()).contains("2,500", "1 May 2026", "t.me/gulom");
        var row = new OutreachFixtures(fixtures).row("outreach.leader", id(entry));
        assertThat(new String(
                        (byte[]) Objects.requireNonNull(row.get("name")), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("Юсупов");
        assertThat(audit("LEADER_READ")).isOne();
    }

    @Test
    void consentTakenBackForgetsThePersonAtOnceAndKeepsTheActivities() {
        UUID leader = field.leader(centre, officer, "Karim Namunayev");
        UUID visit = field.visit(centre, officer, LocalDate.of(2026, 10, 1), Map.of());
        field.meets(centre, visit, leader);
        Visitor me = signedIn(officer);
        String page = "/staff/leaders/" + leader;
        me.submit(page, page + "/trainings", "day", "2026-06-01", "topic", "TRAFFICKING");
        me.submit(page, page + "/withdraw");
        me.submit("/staff/leaders", page + "/withdraw");
        assertThat(me.get(page).body())
                .contains("No longer listed", "1 visit, 0 awareness sessions, 0 posts, 1 training")
                .doesNotContain("Karim Namunayev", "+998900000000");
        assertThat(me.get("/staff/leaders").body()).contains("No longer listed").doesNotContain("Karim");
        assertThat(me.get("/staff/visits/" + visit).body()).doesNotContain("Karim");
        assertThat(me.get(page + "/edit").status()).isEqualTo(404);
        Map<String, @Nullable Object> row = new OutreachFixtures(fixtures).row("outreach.leader", leader);
        assertThat(row.get("name")).isNull();
        assertThat(row.get("name_key")).isNull();
        assertThat(row.get("contact")).isNull();
        assertThat(audit("LEADER_WITHDRAWN")).isOne();
    }

    @Test
    void consentTakenBackForgetsTheNameInThePostsMadeWithThePerson() {
        UUID leader = field.leader(centre, officer, "Karim Namunayev");
        UUID campaign = UUID.randomUUID();
        Map<String, @Nullable Object> made = Map.of(
                "version",
                0L,
                "centre_id",
                centre.id().id(),
                "created_by",
                officer.id().id(),
                "created_at",
                java.time.Instant.now());
        fixtures.insert(
                "outreach.campaign",
                Map.of(
                        "id",
                        campaign,
                        "name",
                        "Check the offer",
                        "starts_on",
                        LocalDate.of(2026, 5, 1),
                        "ends_on",
                        LocalDate.of(2026, 12, 1),
                        "audience_code",
                        "YOUTH",
                        "channels",
                        new String[] {"FACEBOOK"},
                        "once",
                        UUID.randomUUID()),
                made);
        for (@Nullable UUID with : new @Nullable UUID[] {leader, null}) {
            var post = Fixtures.row("id", UUID.randomUUID(), "campaign_id", campaign, "leader_id", with);
            post.putAll(Map.of(
                    "platform",
                    "FACEBOOK",
                    "posted_on",
                    LocalDate.of(2026, 11, 1),
                    "title",
                    "A post",
                    "influencer",
                    with == null ? "Another blogger" : "Namunayev",
                    "once",
                    UUID.randomUUID()));
            fixtures.insert("outreach.post", post, made);
        }
        Visitor me = signedIn(officer);
        assertThat(me.get("/staff/campaigns/" + campaign).body()).contains("Namunayev", "Another blogger");
        me.submit("/staff/leaders/" + leader, "/staff/leaders/" + leader + "/withdraw");
        assertThat(me.get("/staff/campaigns/" + campaign).body())
                .contains("Another blogger")
                .doesNotContain("Namunayev");
        assertThat(me.get("/staff/campaigns/" + campaign + "/posts.csv").body()).doesNotContain("Namunayev");
        assertThat(me.get("/staff/leaders/" + leader).body()).contains("1 post");
        assertThat(fixtures.jdbc()
                        .sql("select version from outreach.post where leader_id = ?")
                        .param(leader)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void aTrainingNeedsItsDayAndItsTopic() {
        UUID leader = field.leader(centre, officer, "Karim Namunayev");
        Visitor me = signedIn(officer);
        String page = "/staff/leaders/" + leader;
        var again = me.submit(page, page + "/trainings", "day", "soon", "topic", "COOKING");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("Give a day", "Choose a topic");
    }

    @Test
    void nothingAnybodySendsBreaksIt() {
        Visitor me = signedIn(officer);
        var form = me.get("/staff/leaders/new");
        String[] fields = fields(form, "x".repeat(100_000), "2099-01-01");
        var again = me.post("/staff/leaders/new", fields);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("Use at most 100 characters", "not in the future");
        assertThat(me.get("/staff/leaders?q=%25_%5C%27%3B&kind=%00&centre=").status())
                .isEqualTo(200);
        assertThat(me.get("/staff/leaders/" + "0".repeat(5000)).status()).isEqualTo(404);
    }

    @Test
    void thePagesCostTheSameFewStatements() {
        UUID leader = field.leader(centre, officer, "Karim Namunayev");
        Visitor me = signedIn(officer);
        for (String page : java.util.List.of("/staff/leaders", "/staff/leaders/" + leader)) {
            me.get(page);
            Statements.forget();
            me.get(page);
            int few = Statements.seen().size();
            for (int number = 0; number < 5; number++) {
                field.leader(centre, officer, "Somebody");
                field.meets(centre, field.visit(centre, officer, LocalDate.now(), Map.of()), leader);
            }
            Statements.forget();
            me.get(page);
            assertThat(Statements.seen()).as(page).hasSize(few).hasSizeLessThanOrEqualTo(12);
        }
    }

    private String[] fields(Visitor.Page form, String name, String consentOn) {
        return new String[] {
            "once",
            form.value("once").orElseThrow(),
            "centre",
            centre.code(),
            "name",
            name,
            "kind",
            "TEACHER",
            "place",
            "UZ-SA-URGUT",
            "languages",
            "uz",
            "languages",
            "tg",
            "audience",
            "2 500",
            "contact",
            "+998 90 123 45 67",
            "links",
            "t.me/gulom",
            "consentOn",
            consentOn,
            "consentHow",
            "WRITTEN",
            "_csrf",
            form.value("_csrf").orElseThrow()
        };
    }

    private int leaders() {
        return fixtures.jdbc()
                .sql("select count(*) from outreach.leader where centre_id = ?")
                .param(centre.id().id())
                .query(Integer.class)
                .single();
    }

    private int audit(String action) {
        return fixtures.jdbc()
                .sql("select count(*) from audit.trail where action = ? and centre_id = ?")
                .params(action, centre.id().id())
                .query(Integer.class)
                .single();
    }

    private static UUID id(String location) {
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
