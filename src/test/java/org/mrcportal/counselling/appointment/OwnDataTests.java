package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.Visitor.Page;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SuppressWarnings("NullAway.Init")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"portal.jobs=false", "test.database=own_data"})
class OwnDataTests {

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures("own_data");
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;

    @BeforeEach
    void aCentreWithACounsellor() {
        fixtures.jdbc().sql("delete from portal.attempt").update();
        centre = fixtures.centre();
        counsellor = fixtures.counsellor(centre);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "uz", "tg", "ky"})
    void theCopySaysWhatWasEnteredInThePersonsLanguage(String language) {
        Walk walk = new Walk(port, language, centre);
        String data = "/bookings/" + walk.book() + "/data";

        Page ask = whole(walk.visitor().get(walk.at(data)));
        assertThat(ask.body()).doesNotContain("Gulnora").doesNotContain("4567");
        assertThat(ask.header("cache-control")).contains("no-store");
        Page copy = whole(walk.post(data, "fact", "45 67"));
        assertThat(copy.body()).contains("Gulnora", e164(walk), "2026-11", centre.code() + "-");
        whole(walk.visitor().get(walk.at(data + "/correction")));
        whole(walk.visitor().get(walk.at(data + "/deletion")));
        whole(walk.visitor().get(walk.at(data + "?done=deletion")));
        assertThat(walk.visitor().get(walk.at(data + "?done=x")).status()).isEqualTo(200);
    }

    @Test
    void theFileSaysTheSame() {
        Walk walk = new Walk(port, "uz", centre);
        Page file = walk.post("/bookings/" + walk.book() + "/data", "fact", "4567", "file", "1");

        assertThat(file.header("content-type")).startsWith("application/json");
        assertThat(file.header("content-disposition")).contains("my-data.json");
        assertThat(file.header("cache-control")).contains("no-store");
        assertThat(file.body())
                .contains("\"Gulnora\"", "\"" + e164(walk) + "\"", "\"DOCUMENTS\"", "\"REMINDER\"", "\"copied\"");
    }

    @Test
    void theCopyHoldsNothingOfSomebodyElseWithTheSameTelephoneNorWhatStaffWrote() {
        Walk walk = new Walk(port, "en", centre);
        String own = walk.book();
        Walk sister = new Walk(port, "en", centre);
        String token = sister.hold();
        sister.post("/book/" + token + "/details", "name", "Zebuniso", "reach", "PHONE", "phone", walk.phone());
        sister.post("/book/" + token + "/privacy", "agree", "true");
        sister.post("/book/" + token + "/check");
        fixtures.consultation(
                centre,
                counsellor,
                client(own),
                Instant.now(),
                Map.of("note", "fears her uncle", "main_topic", "TRAFFICKING"));

        Page copy = walk.post("/bookings/" + own + "/data", "fact", "4567");

        assertThat(copy.body())
                .contains("Gulnora", "Russia")
                .doesNotContain("Zebuniso")
                .doesNotContain("uncle")
                .doesNotContain("TRAFFICKING");
    }

    @Test
    void whoDoesNotKnowTheSecondFactLearnsNothingAndIsStoppedSoon() {
        Walk walk = new Walk(port, "en", centre);
        String data = "/bookings/" + walk.book() + "/data";
        Page wrong = walk.post(data, "fact", "0000");
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.body()).contains("fact-error").doesNotContain("Gulnora");
        assertThat(walk.post(data, "fact", "").body()).contains("fact-error");
        assertThat(walk.post(data + "/deletion", "fact", "0000", "sure", "true").body())
                .contains("fact-error");
        for (int guess = 0; guess < 10; guess++) {
            walk.post(data, "fact", "000" + guess);
        }
        Page late = walk.post(data, "fact", "4567");
        assertThat(late.status()).isEqualTo(429);
        assertThat(late.body()).doesNotContain("Gulnora");
        assertThat(requests()).isZero();
    }

    @Test
    void aCorrectionGoesToStaffAndItsAnswerToThePerson() {
        Walk walk = new Walk(port, "en", centre);
        String data = "/bookings/" + walk.book() + "/data";
        Page kept = walk.post(data + "/correction", "about", "PHONE", "fact", "4567");
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.body()).contains("text-error", "value=\"PHONE\"", "checked");
        String once = UUID.randomUUID().toString();
        for (int press = 0; press < 2; press++) {
            assertThat(walk.post(
                                    data + "/correction",
                                    "about",
                                    "PHONE",
                                    "text",
                                    "It ends in 99",
                                    "fact",
                                    "4567",
                                    "once",
                                    once)
                            .location())
                    .isEqualTo(walk.at(data + "?done=correction"));
        }
        assertThat(requests()).isEqualTo(1);

        Visitor desk = signedIn(Role.FRONT_DESK);
        String request = request(desk);
        assertThat(whole(desk.get(request)).body()).contains("It ends in 99");
        assertThat(desk.submit(request, request, "text", "", "decision", "done").body())
                .contains("text-error");
        assertThat(desk.submit(request, request, "text", "Changed on Monday", "decision", "done")
                        .location())
                .isEqualTo("/staff/data-requests");

        assertThat(walk.post(data, "fact", "4567").body())
                .contains("Changed on Monday")
                .doesNotContain("It ends in 99");
    }

    @Test
    void aDeletionEndsConsentsAtOnceAndErasesWhoItIsWhenTheOfficerSaysYesAfterAWeek() {
        Walk walk = new Walk(port, "en", centre);
        String token = walk.book();
        String data = "/bookings/" + token + "/data";
        ClientId client = client(token);
        fixtures.consultation(centre, counsellor, client, Instant.now(), Map.of("note", "fears her uncle"));
        assertThat(walk.post(data + "/deletion", "fact", "4567").body()).contains("sure-error");

        assertThat(walk.post(data + "/deletion", "fact", "4567", "sure", "true").location())
                .isEqualTo(walk.at(data + "?done=deletion"));
        walk.post(data + "/deletion", "fact", "4567", "sure", "true");

        assertThat(requests()).isEqualTo(1);
        assertThat(consents(client)).containsExactly("SERVICE");
        assertThat(identity(client)).isNotNull();

        Visitor desk = signedIn(Role.FRONT_DESK);
        String request = request(desk);
        assertThat(whole(desk.get(request)).body()).doesNotContain("decision");
        assertThat(desk.submit("/staff", request, "text", "no", "decision", "done")
                        .status())
                .isEqualTo(403);
        assertThat(signedIn(Role.COUNSELLOR).get(request).status()).isEqualTo(403);
        assertThat(signedIn(Role.OUTREACH_OFFICER).get("/staff/data-requests").status())
                .isEqualTo(403);
        Visitor elsewhere = new Visitor(port);
        signIn(elsewhere, fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER));
        assertThat(elsewhere.get(request).status()).isEqualTo(404);
        assertThat(elsewhere.get("/staff/data-requests").body()).doesNotContain(request);
        assertThat(identity(client)).isNotNull();

        Visitor officer = signedIn(Role.DATA_PROTECTION_OFFICER);
        assertThat(whole(officer.get("/staff/data-requests")).body()).contains(request);
        Visitor manager = signedIn(Role.CENTRE_MANAGER);
        whole(manager.get(request));
        assertThat(manager.submit(request, request, "text", "All of it is deleted", "decision", "done")
                        .status())
                .as("a manager may only refuse")
                .isEqualTo(403);
        assertThat(officer.submit(request, request, "text", "All of it is deleted", "decision", "done")
                        .body())
                .contains("Nothing was deleted");
        assertThat(identity(client)).isNotNull();
        fixtures.jdbc()
                .sql("update clients.data_request set asked_at = asked_at - interval '7 days' where centre_id = ?")
                .param(centre.id().id())
                .update();
        officer.submit(request, request, "text", "All of it is deleted", "decision", "done");

        assertThat(whole(manager.get(request)).body()).contains("All of it is deleted");
        assertThat(whole(officer.get(request)).body()).doesNotContain("All of it is deleted");
        assertThat(identity(client)).isNull();
        assertThat(consents(client)).isEmpty();
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from counselling.consultation where client_id = ? and note is null")
                        .param(client.id())
                        .query(Integer.class)
                        .single())
                .as("what was counted stays, what was written goes")
                .isEqualTo(1);
        assertThat(walk.post(data, "fact", "4567").body())
                .contains("All of it is deleted")
                .doesNotContain("Gulnora")
                .doesNotContain(e164(walk));
    }

    @Test
    void aConsentIsTakenBackAtOnce() {
        Walk walk = new Walk(port, "en", centre);
        String token = walk.book();
        String data = "/bookings/" + token + "/data";
        assertThat(walk.post(data, "fact", "4567").body()).contains("value=\"REMINDER\"");

        assertThat(walk.visitor()
                        .submit(walk.at(data), walk.at(data + "/withdraw"), "fact", "4567", "purpose", "REMINDER")
                        .location())
                .isEqualTo(walk.at(data + "?done=withdrawn"));

        assertThat(consents(client(token))).containsExactly("SERVICE");
        assertThat(walk.post(data, "fact", "4567").body()).doesNotContain("value=\"REMINDER\"");
    }

    @Test
    void theCodeIsShownInTheFirstHourOnlySoThatTheLinkAloneProvesNothing() {
        Walk walk = new Walk(port, "en", centre);
        String token = walk.hold();
        walk.post("/book/" + token + "/details", "name", "Anvar", "reach", "SELF");
        walk.post("/book/" + token + "/privacy", "agree", "true");
        walk.post("/book/" + token + "/check");
        String page = walk.visitor().get(walk.at("/bookings/" + token)).body();
        assertThat(page).contains("Write down this code too", "Bring all the papers that you have");

        fixtures.jdbc()
                .sql(
                        "update counselling.appointment set booked_at = booked_at - interval '61 minutes' where centre_id = ?")
                .param(centre.id().id())
                .update();

        assertThat(walk.visitor().get(walk.at("/bookings/" + token)).body())
                .as("neither the code nor the topic")
                .doesNotContain("Write down this code too", "Bring all the papers that you have")
                .contains("the four-digit code that you wrote down", "Bring your passport or another paper");
    }

    @Test
    void refusesNonsenseWithoutFailing() {
        Walk walk = new Walk(port, "en", centre);
        Visitor visitor = walk.visitor();
        assertThat(visitor.get("/en/bookings/nothing/data").status()).isEqualTo(404);
        String data = "/bookings/" + walk.book() + "/data";
        assertThat(walk.post(data, "fact", "\u0000".repeat(3) + "x".repeat(100_000))
                        .status())
                .isEqualTo(200);
        assertThat(walk.post(data + "/correction", "about", "X", "text", "a\u0000b".repeat(30_000), "once", "?")
                        .status())
                .isEqualTo(200);
        assertThat(walk.post(data + "/correction", "about", "NAME", "text", "a\u0000b", "fact", "4567", "once", "?")
                        .status())
                .isEqualTo(303);
        assertThat(visitor.submit(walk.at(data), "/ru" + data, "switch", "1", "fact", "12 34")
                        .body())
                .contains("12 34", "lang=\"ru\"");
        Visitor manager = signedIn(Role.CENTRE_MANAGER);
        assertThat(manager.get("/staff/data-requests/nonsense").status()).isEqualTo(404);
        assertThat(manager.get("/staff/data-requests/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    private static String e164(Walk walk) {
        return "+998" + walk.phone().replace(" ", "");
    }

    /** A page without a key that has no text. */
    private static Page whole(Page page) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("??").doesNotContain(">own.").doesNotContain("requests.");
        return page;
    }

    private String request(Visitor staff) {
        UUID id = fixtures.jdbc()
                .sql("select id from clients.data_request where centre_id = ?")
                .param(centre.id().id())
                .query(UUID.class)
                .single();
        assertThat(whole(staff.get("/staff/data-requests")).body()).contains("/staff/data-requests/" + id);
        return "/staff/data-requests/" + id;
    }

    private int requests() {
        return fixtures.jdbc()
                .sql("select count(*) from clients.data_request where centre_id = ?")
                .param(centre.id().id())
                .query(Integer.class)
                .single();
    }

    private ClientId client(String token) {
        return new ClientId(fixtures.jdbc()
                .sql("select client_id from counselling.appointment where token_hash = ?")
                .param(PersonalLinks.hash(token))
                .query(UUID.class)
                .single());
    }

    private List<String> consents(ClientId client) {
        return fixtures.jdbc()
                .sql("select purpose from clients.consent where client_id = ? and withdrawn_at is null")
                .param(client.id())
                .query((row, number) -> String.valueOf(row.getString("purpose")))
                .list();
    }

    private byte @Nullable [] identity(ClientId client) {
        return fixtures.jdbc()
                .sql("select name from clients.identity where client_id = ?")
                .param(client.id())
                .query(byte[].class)
                .optional()
                .orElse(null);
    }

    private Visitor signedIn(Role role) {
        Visitor visitor = new Visitor(port);
        signIn(visitor, fixtures.staff(centre, role));
        return visitor;
    }

    private static void signIn(Visitor visitor, Fixtures.Staff staff) {
        assertThat(visitor.signIn(staff.username(), Fixtures.PASSWORD).status()).isEqualTo(303);
    }
}
