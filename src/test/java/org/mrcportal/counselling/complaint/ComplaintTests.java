package org.mrcportal.counselling.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.Visitor.Page;
import org.mrcportal.accounts.Role;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SuppressWarnings("NullAway.Init")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"portal.jobs=false", "test.database=complaints"})
class ComplaintTests {

    @LocalServerPort
    int port;

    @Autowired
    ComplaintRetention retention;

    private final Fixtures fixtures = new Fixtures("complaints");
    private Fixtures.Centre centre;

    @BeforeEach
    void aCentre() {
        fixtures.jdbc().sql("delete from portal.attempt").update();
        centre = fixtures.centre();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "uz", "tg", "ky"})
    void somebodyComplainsAndReadsTheAnswerWithNumberAndCode(String language) {
        Visitor person = new Visitor(port);
        String at = "/" + language + "/complaints";
        whole(person.get(at + "/new?centre=" + centre.code()));
        Page sent = complain(person, language, "CENTRE", "They shouted at me");
        Page made = whole(person.get(sent.location()));
        assertThat(made.body()).doesNotContain("They shouted");
        assertThat(made.header("cache-control")).contains("no-store");
        String number = found("class=\"reference\">([0-9A-Z]{4} [0-9A-Z]{4})<", made);
        String code = found("class=\"reference\">(\\d{6})<", made);

        Visitor manager = signedIn(Role.CENTRE_MANAGER);
        String complaint = listed(manager);
        assertThat(whole(manager.get(complaint)).body()).contains("They shouted at me", "99 88 77");
        manager.submit(complaint, complaint + "/look-at");
        assertThat(state()).isEqualTo("LOOKED_AT");
        assertThat(manager.submit(complaint, complaint, "text", " ").body()).contains("text-error");
        assertThat(manager.submit(complaint, complaint, "text", "We are sorry").location())
                .isEqualTo("/manage/complaints");
        manager.submit("/manage/complaints", complaint, "text", "Another answer");

        whole(person.get(at));
        Page answer = whole(person.submit(at, at, "number", number.toLowerCase(), "code", code));
        assertThat(answer.body()).contains("We are sorry").doesNotContain("Another answer");
        assertThat(whole(person.get(sent.location())).body())
                .as("the link alone does not show the answer")
                .doesNotContain("We are sorry");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {
                "FRONT_DESK",
                "COUNSELLOR",
                "CASE_WORKER",
                "OUTREACH_OFFICER",
                "DATA_PROTECTION_OFFICER",
                "ADMINISTRATOR"
            })
    void nobodyButManagersSeesIt(Role role) {
        complain(new Visitor(port), "en", "CENTRE", "They shouted at me");
        Visitor staff = signedIn(role);

        assertThat(staff.get("/manage/complaints").status()).isEqualTo(403);
        assertThat(staff.get("/manage/complaints/" + id()).status()).isEqualTo(403);
        assertThat(staff.submit("/sign-in", "/manage/complaints/" + id(), "text", "x")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatIsAddressedToTheNetworkIsHiddenFromTheCentreAndTheOtherWayRound() {
        complain(new Visitor(port), "en", "NETWORK", "The manager shouted at me");
        String complaint = "/manage/complaints/" + id();
        Visitor manager = signedIn(Role.CENTRE_MANAGER);
        assertThat(manager.get("/manage/complaints").body()).doesNotContain(complaint);
        assertThat(manager.get(complaint).status()).isEqualTo(404);
        assertThat(manager.submit("/manage/complaints", complaint, "text", "x").status())
                .isEqualTo(404);
        Visitor network = signedIn(Role.NETWORK_MANAGER);
        assertThat(network.get("/manage/complaints").body()).contains(complaint);
        assertThat(network.get(complaint).body()).contains("The manager shouted at me");

        centre = fixtures.centre();
        complain(new Visitor(port), "en", "CENTRE", "They shouted at me");
        assertThat(network.get("/manage/complaints/" + id()).status()).isEqualTo(404);
        assertThat(signedIn(Role.NETWORK_MANAGER)
                        .get("/manage/complaints/" + id())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoeverGoesBackAndNamesAnotherCentreComplainsOfThatOneToo() {
        Visitor person = new Visitor(port);
        String once = UUID.randomUUID().toString();
        String first =
                complain(person, "en", "CENTRE", "They shouted at me", once).location();
        centre = fixtures.centre();
        Page second = complain(person, "en", "CENTRE", "They shouted at me", once);
        assertThat(second.status()).isEqualTo(303);
        assertThat(second.location()).isNotEqualTo(first);
    }

    @Test
    void anotherCentresManagerSeesNothing() {
        complain(new Visitor(port), "en", "CENTRE", "They shouted at me");
        String complaint = "/manage/complaints/" + id();
        centre = fixtures.centre();
        Visitor elsewhere = signedIn(Role.CENTRE_MANAGER);

        assertThat(elsewhere.get("/manage/complaints").body()).doesNotContain(complaint);
        assertThat(elsewhere.get(complaint).status()).isEqualTo(404);
        assertThat(elsewhere
                        .submit("/manage/complaints", complaint + "/look-at")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void itIsSealedTiedToNobodyAndForgottenInTime() {
        complain(new Visitor(port), "en", "CENTRE", "They shouted at me");
        String row = fixtures.jdbc()
                .sql("select c::text || encode(c.text, 'escape') from counselling.complaint c where centre_id = ?")
                .param(centre.id().id())
                .query((found, number) -> String.valueOf(found.getString(1)))
                .single();
        assertThat(row).doesNotContain("shouted").doesNotContain("99 88 77");

        fixtures.jdbc().sql("""
                        update counselling.complaint set state = 'ANSWERED', answered_at = now() - interval '3 years'
                        where centre_id = ?
                        """).param(centre.id().id()).update();
        Scope.network().run(retention::run);
        assertThat(fixtures.jdbc()
                        .sql(
                                "select count(*) from counselling.complaint where centre_id = ? and text is null and contact is null")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aFormSentTwiceMakesOneAndManyAreRefused() {
        Visitor person = new Visitor(port);
        String once = UUID.randomUUID().toString();
        String first = complain(person, "en", "CENTRE", "They shouted", once).location();
        assertThat(complain(person, "en", "CENTRE", "They shouted", once).location())
                .isEqualTo(first);
        int status = 303;
        for (int more = 0; more < 20; more++) {
            status = complain(person, "en", "CENTRE", "They shouted").status();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void whoGuessesLearnsNothingAndNonsenseDoesNotFail() {
        Visitor person = new Visitor(port);
        complain(person, "en", "CENTRE", "They shouted");
        String number = fixtures.jdbc()
                .sql("select reference from counselling.complaint where centre_id = ?")
                .param(centre.id().id())
                .query(String.class)
                .single();
        String at = "/en/complaints";
        for (int guess = 0; guess < 10; guess++) {
            Page wrong = person.submit(at, at, "number", number, "code", "00000" + guess);
            assertThat(wrong.status()).isEqualTo(200);
            assertThat(wrong.body()).contains("govuk-error-summary");
        }
        assertThat(person.submit(at, at, "number", number, "code", "000000").status())
                .isEqualTo(429);
        assertThat(person.get("/en/complaints/nothing").status()).isEqualTo(404);
        assertThat(person.submit(at, at, "number", "\u0000", "code", "x".repeat(100_000))
                        .status())
                .isIn(200, 429);
        Page kept = person.submit(
                at + "/new",
                at + "/new",
                "centre",
                "QQQ",
                "to",
                "?",
                "text",
                "a\u0000".repeat(40_000),
                "money",
                "maybe");
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.body()).contains("centre-error", "text-error", "to-error");
        assertThat(person.submit(at + "/new", "/ru/complaints/new", "switch", "1", "text", "typed so far")
                        .body())
                .contains("typed so far", "lang=\"ru\"");
        assertThat(signedIn(Role.CENTRE_MANAGER)
                        .get("/manage/complaints/nothing")
                        .status())
                .isEqualTo(404);
    }

    private Page complain(Visitor person, String language, String to, String text) {
        return complain(person, language, to, text, UUID.randomUUID().toString());
    }

    private Page complain(Visitor person, String language, String to, String text, String once) {
        String at = "/" + language + "/complaints/new";
        return person.submit(
                at,
                at,
                "centre",
                centre.code(),
                "to",
                to,
                "text",
                text,
                "contact",
                "99 88 77",
                "money",
                "on",
                "once",
                once);
    }

    /** A page without a key that has no text. */
    private static Page whole(Page page) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("??").doesNotContain("complaints.");
        return page;
    }

    private static String found(String pattern, Page page) {
        Matcher match = Pattern.compile(pattern).matcher(page.body());
        assertThat(match.find()).as(pattern).isTrue();
        return Objects.requireNonNull(match.group(1));
    }

    private String listed(Visitor manager) {
        String complaint = "/manage/complaints/" + id();
        assertThat(whole(manager.get("/manage/complaints")).body()).contains(complaint);
        return complaint;
    }

    private UUID id() {
        return fixtures.jdbc()
                .sql("select id from counselling.complaint where centre_id = ?")
                .param(centre.id().id())
                .query(UUID.class)
                .single();
    }

    private @Nullable String state() {
        return fixtures.jdbc()
                .sql("select state from counselling.complaint where centre_id = ?")
                .param(centre.id().id())
                .query(String.class)
                .single();
    }

    private Visitor signedIn(Role role) {
        Visitor visitor = new Visitor(port);
        Fixtures.Staff staff = fixtures.staff(centre, role);
        assertThat(visitor.signIn(staff.username(), Fixtures.PASSWORD).status()).isEqualTo(303);
        return visitor;
    }
}
