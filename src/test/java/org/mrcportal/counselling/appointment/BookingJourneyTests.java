package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor.Page;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SuppressWarnings("NullAway.Init")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
class BookingJourneyTests {

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;

    @BeforeEach
    void somebodyWorksThere() {
        centre = fixtures.centre();
        fixtures.counsellor(centre);
    }

    private Walk walk(String language) {
        return new Walk(port, language, centre);
    }

    private String state(String token) {
        return fixtures.jdbc()
                .sql("select state from counselling.appointment where token_hash = ?")
                .param(PersonalLinks.hash(token))
                .query((row, number) -> row.getString(1))
                .single();
    }

    private void lapse(String token) {
        fixtures.jdbc()
                .sql("update counselling.appointment set held_until = now() - interval '1 minute' where token_hash = ?")
                .param(PersonalLinks.hash(token))
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "uz", "tg", "ky"})
    void leadsFromTheFirstQuestionToTheReference(String language) {
        Walk walk = walk(language);
        Page service = walk.visitor().get(walk.at("/book?situation=LEAVING"));
        assertThat(service.body()).contains("value=\"NOT_SURE\"").contains("value=\"LEAVING\"");
        Page where = walk.visitor().get(walk.at("/book/centre?situation=LEAVING&service=DOCUMENTS"));
        assertThat(where.body()).contains("value=\"" + centre.code() + "\"").contains("value=\"VIDEO\"");
        Page which = walk.visitor()
                .get(walk.at(
                        "/book/language?situation=LEAVING&service=DOCUMENTS&mode=IN_PERSON&centre=" + centre.code()));
        assertThat(which.body()).contains("value=\"ky\"").contains("value=\"STEP_FREE\"");

        String token = walk.book();

        Page booking = walk.visitor().get(walk.at("/bookings/" + token));
        assertThat(booking.status()).isEqualTo(200);
        assertThat(booking.body())
                .containsPattern("[0-9A-Z]{4} [0-9A-Z]{4}")
                .contains("Centre " + centre.code())
                .doesNotContain("??");
        assertThat(booking.header("cache-control")).contains("no-store");
        assertThat(state(token)).isEqualTo("BOOKED");
        for (Page page : List.of(service, where, which)) {
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("lang=\"" + language + "\"").doesNotContain("??");
        }
    }

    @Test
    void asksWhenMessagesAreSafeAndByWhichWordTheyAreKnown() {
        Walk walk = walk("en");
        String details = "/book/" + walk.hold() + "/details";
        Page wrong =
                walk.post(details, "reach", "SELF", "from", "after six", "codeWord", "a word that is far too long");
        assertThat(wrong.body()).contains("Write both times", "Write a short word", "value=\"after six\"");
        Page done = walk.post(details, "reach", "SELF", "from", "18", "until", "21.30", "codeWord", "plum");
        walk.post(done.location().substring(3), "agree", "true");
        assertThat(walk.visitor()
                        .get(walk.at(details.replace("details", "check")))
                        .body())
                .contains("18:00–21:30", "plum");
    }

    @Test
    void keepsWhatWasTypedWhenTheLanguageChanges() {
        Walk walk = walk("uz");
        String token = walk.hold();

        Page switched = walk.visitor()
                .submit(
                        "/uz/book/" + token + "/details",
                        "/ru/book/" + token + "/details",
                        "name",
                        "Oʻgʻiloy",
                        "reach",
                        "PHONE",
                        "phone",
                        "12",
                        "note",
                        "after six",
                        "switch",
                        "1");

        assertThat(switched.location()).isEqualTo("/ru/book/" + token + "/details");
        assertThat(walk.visitor().get(switched.location()).body())
                .contains("lang=\"ru\"")
                .contains("value=\"Oʻgʻiloy\"")
                .contains("value=\"12\"")
                .contains("after six");
    }

    @Test
    void keepsAnswersAndTheChosenTimeWhenTheLanguageChangesAmongTheTimes() {
        Walk walk = walk("uz");
        Page times = walk.times();
        String time = Walk.offered(times).getLast();
        String button = times.body()
                .replaceFirst("(?s).*formaction=\"(/ru[^\"]*)\".*", "$1")
                .replace("&amp;", "&");

        Page switched = walk.visitor().post(button, Walk.fields(times, "time", time, "switch", "1"));

        assertThat(switched.status()).isEqualTo(303);
        Page russian = walk.visitor().get(switched.location());
        assertThat(russian.status()).isEqualTo(200);
        assertThat(russian.body())
                .contains("lang=\"ru\"")
                .containsPattern("value=\"" + Pattern.quote(time) + "\"[^>]*checked");
    }

    @Test
    void showsWhatIsWrongBesideWhatWasTyped() {
        Walk walk = walk("en");
        String token = walk.hold();

        Page page = walk.post("/book/" + token + "/details", "name", "Ali", "reach", "PHONE", "phone", "abc");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("There is a problem")
                .contains("href=\"#phone\"")
                .contains("value=\"Ali\"")
                .contains("value=\"abc\"")
                .contains("<title>Error:");
        assertThat(walk.visitor().get(walk.at("/book/" + token + "/details")).body())
                .contains("value=\"abc\"");
    }

    @Test
    void asksForAYesBeforeItKeepsAnythingForGood() {
        Walk walk = walk("en");
        String token = walk.hold();
        walk.post("/book/" + token + "/details", "reach", "SELF");

        Page refused = walk.post("/book/" + token + "/privacy", "statistics", "true");

        assertThat(refused.body()).contains("href=\"#agree\"").contains("There is a problem");
        assertThat(walk.visitor()
                        .submit("/en/book/" + token + "/details", "/en/book/" + token + "/check")
                        .location())
                .isEqualTo("/en/book/" + token);
        assertThat(state(token)).isEqualTo("HELD");
    }

    @Test
    void sendsWhoeverSkipsAStepBackToIt() {
        Walk walk = walk("en");
        assertThat(walk.visitor().get("/en/book/centre").location())
                .startsWith("/en/book?")
                .contains("problem=1");
        assertThat(walk.visitor().get("/en/book/time?service=DOCUMENTS").location())
                .startsWith("/en/book/centre?");
        assertThat(walk.visitor()
                        .get("/en/book/time?service=DOCUMENTS&mode=PHONE&centre=" + centre.code())
                        .location())
                .startsWith("/en/book/language?");
        String token = walk.hold();
        assertThat(walk.visitor().get(walk.at("/book/" + token + "/check")).location())
                .endsWith("/details");
        assertThat(walk.visitor().get(walk.at("/book/" + token + "/privacy")).location())
                .endsWith("/details");
        assertThat(walk.visitor().get(walk.at("/bookings/" + token)).location()).endsWith("/book/" + token);
    }

    @Test
    void saysWhatIsMissingWhenNothingWasChosen() {
        Walk walk = walk("en");

        Page back = walk.visitor()
                .get(walk.visitor().get("/en/book/centre?service=").location());

        assertThat(back.body()).contains("There is a problem").contains("href=\"#service\"");
        assertThat(walk.visitor()
                        .post("/en/book/hold", Walk.fields(walk.times()))
                        .body())
                .contains("There is a problem")
                .contains("Choose a time");
    }

    @Test
    void booksOnceHoweverOftenTheButtonIsPressed() {
        Walk walk = walk("en");
        String token = walk.answerAll();
        Page check = walk.visitor().get(walk.at("/book/" + token + "/check"));

        for (int press = 0; press < 3; press++) {
            assertThat(walk.visitor()
                            .post(walk.at("/book/" + token + "/check"), Walk.fields(check))
                            .location())
                    .isEqualTo("/en/bookings/" + token);
        }
        assertThat(count("clients.client where centre_id = ?")).isEqualTo(1);
        assertThat(walk.visitor().get(walk.at("/book/" + token + "/details")).location())
                .isEqualTo("/en/bookings/" + token);
    }

    @Test
    void holdsOnceForOneFormAndMovesTheHoldWhenItNamesAnotherTime() {
        Walk walk = walk("en");
        Page times = walk.times();
        List<String> offered = Walk.offered(times);

        String first = walk.hold(times, offered.getFirst());
        String again = walk.hold(times, offered.getFirst());
        String other = walk.hold(times, offered.get(1));

        assertThat(again).isEqualTo(first);
        assertThat(other).isEqualTo(first);
        assertThat(count("counselling.appointment where centre_id = ?")).isEqualTo(1);
        assertThat(Walk.offered(walk.times())).contains(offered.getFirst()).doesNotContain(offered.get(1));
    }

    @Test
    void keepsEverythingTypedWhenTheTimeIsChanged() {
        Walk walk = walk("en");
        String token = walk.answerAll();
        Page times = walk.visitor().get(walk.at("/book/time") + walk.answers() + "&hold=" + token);

        Page held = walk.choose(times, Walk.offered(times).get(2));

        assertThat(held.location()).isEqualTo("/en/book/" + token);
        assertThat(walk.visitor().get(held.location()).location()).endsWith("/check");
        assertThat(walk.visitor().get(walk.at("/book/" + token + "/check")).body())
                .contains("Gulnora");
    }

    @Test
    void booksALapsedHoldWithoutAWordWhileNobodyElseHasTakenTheTime() {
        Walk walk = walk("en");
        String untouched = walk.answerAll();
        lapse(untouched);
        assertThat(walk.post("/book/" + untouched + "/check").location()).endsWith("/bookings/" + untouched);

        String expired = walk.answerAll();
        lapse(expired);
        fixtures.jdbc()
                .sql("update counselling.appointment set state = 'EXPIRED' where token_hash = ?")
                .param(PersonalLinks.hash(expired))
                .update();
        assertThat(walk.post("/book/" + expired + "/check").location()).endsWith("/bookings/" + expired);
    }

    @Test
    void offersTheNextTimesOnTheSamePageWhenTheTimeIsGone() {
        Walk slow = walk("en");
        String token = slow.answerAll();
        Page check = slow.visitor().get(slow.at("/book/" + token + "/check"));
        lapse(token);
        Walk quick = walk("ru");
        String theirs = quick.hold();
        assertThat(state(token)).isEqualTo("EXPIRED");

        Page gone = slow.visitor().post(slow.at("/book/" + token + "/check"), Walk.fields(check));

        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.body())
                .contains("There is a problem")
                .contains("no longer free")
                .contains("Gulnora");
        List<String> next = Walk.offered(gone);
        assertThat(next).isNotEmpty();
        Page booked =
                slow.visitor().post(slow.at("/book/" + token + "/check"), Walk.fields(gone, "time", next.getFirst()));
        assertThat(booked.location()).endsWith("/bookings/" + token);
        assertThat(state(theirs)).isEqualTo("HELD");
    }

    @Test
    void answersAForgedOrForeignTimeWithTheTimesThereAre() {
        Walk walk = walk("en");
        Page times = walk.times();
        for (String forged : List.of(
                "2020-01-06T04:00:00Z",
                "2026-12-01T21:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "tomorrow",
                "1\u0000",
                "x".repeat(10_000))) {
            Page answer = walk.choose(times, forged);
            assertThat(answer.status())
                    .as(forged.substring(0, Math.min(30, forged.length())))
                    .isEqualTo(409);
            assertThat(answer.body()).contains("There is a problem");
        }
        assertThat(count("counselling.appointment where centre_id = ?")).isZero();
    }

    @Test
    void makesNothingOfCodesItDoesNotKnow() {
        Walk walk = walk("en");
        String odd = "x".repeat(10_000);
        for (String path : List.of(
                "/en/book?service=NO_SUCH&situation=" + odd,
                "/en/book/centre?service=NO_SUCH",
                "/en/book/language?service=DOCUMENTS&mode=IN_PERSON&centre=QQQ",
                "/en/book/time?service=DOCUMENTS&mode=FLYING&centre=" + centre.code() + "&language=uz",
                "/en/book/time" + walk.answers() + "&from=" + odd + "&time=%00&needs=%00&sex=%FF",
                "/en/book/time" + walk.answers() + "&hold=" + odd)) {
            assertThat(walk.visitor().get(path).status())
                    .as(path.substring(0, 30))
                    .isIn(200, 303, 400);
        }
        for (String path : List.of(
                "/en/book/" + odd.substring(0, 2000) + "/details",
                "/en/book/AAAAAAAAAAAAAAAAAAAAAA/details",
                "/en/bookings/AAAAAAAAAAAAAAAAAAAAAA",
                "/en/bookings/AAAAAAAAAAAAAAAAAAAAAA/move",
                "/en/bookings/none/visit.ics",
                "/xx/book")) {
            assertThat(walk.visitor().get(path).status())
                    .as(path.substring(0, 8))
                    .isEqualTo(404);
        }
    }

    @Test
    void survivesWhateverIsSentForAField() {
        Walk walk = walk("en");
        String token = walk.hold();
        String details = "/book/" + token + "/details";

        Page long1 = walk.post(details, "name", "x".repeat(10_000), "reach", "SELF", "note", "y".repeat(10_000));
        assertThat(long1.status()).isEqualTo(200);
        assertThat(long1.body()).contains("href=\"#name\"").contains("href=\"#note\"");
        Page odd = walk.post(
                details, "name", "A\u0000li", "reach", "BY_PIGEON", "mayCall", "maybe", "mayCall", "2", "id", "7");
        assertThat(odd.status()).isEqualTo(200);
        assertThat(odd.body()).contains("href=\"#reach\"").contains("value=\"Ali\"");
        assertThat(walk.visitor()
                        .submit("/en" + details, "/en/book/" + token + "/privacy", "agree", "perhaps")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void asksForANumberWhenTheTalkIsByTelephone() {
        Walk walk = walk("en");
        Page times =
                walk.visitor().get("/en/book/time?service=DOCUMENTS&mode=PHONE&language=uz&centre=" + centre.code());
        String token = walk.hold(times, Walk.offered(times).getFirst());

        assertThat(walk.post("/book/" + token + "/details", "reach", "SELF").body())
                .contains("href=\"#reach\"");
        assertThat(walk.post("/book/" + token + "/details", "reach", "PHONE", "phone", "+7 912 345-67-89")
                        .location())
                .endsWith("/privacy");
    }

    @Test
    void forgetsTheDraftOnceBookedAndKeepsOnlyHashes() {
        Walk walk = walk("en");
        String token = walk.book();

        var row = fixtures.jdbc()
                .sql(
                        "select draft, second_facts, reference, encode(token_hash, 'hex') as hash from counselling.appointment"
                                + " where token_hash = ?")
                .param(PersonalLinks.hash(token))
                .query()
                .singleRow();
        assertThat(row.get("draft")).isNull();
        assertThat(row.toString()).doesNotContain(token).doesNotContain("4567");
        assertThat(count("clients.consent where centre_id = ?")).isEqualTo(2);
    }

    @Test
    void movesABookingAndKeepsItsReference() {
        Walk walk = walk("en");
        String token = walk.book();
        Page move = walk.visitor().get(walk.at("/bookings/" + token + "/move"));
        String before = reference(walk, token);
        String time = Walk.offered(move).get(4);

        for (int press = 0; press < 2; press++) {
            Page moved = walk.visitor().post(walk.at("/bookings/" + token + "/move"), Walk.fields(move, "time", time));
            assertThat(moved.location()).isEqualTo("/en/bookings/" + token);
        }

        assertThat(reference(walk, token)).isEqualTo(before);
        assertThat(sequence(token)).isEqualTo(1);
        Page forged = walk.visitor()
                .post(walk.at("/bookings/" + token + "/move"), Walk.fields(move, "time", "2026-12-01T21:00:00Z"));
        assertThat(forged.status()).isEqualTo(409);
        assertThat(sequence(token)).isEqualTo(1);
    }

    @Test
    void givesABookingUpInTwoTapsAndNeverByALook() {
        Walk walk = walk("en");
        String token = walk.book();
        String time = fixtures.jdbc()
                .sql("select starts_at from counselling.appointment where token_hash = ?")
                .param(PersonalLinks.hash(token))
                .query((row, number) -> row.getObject(1, java.time.OffsetDateTime.class))
                .single()
                .toInstant()
                .toString();

        Page ask = walk.visitor().get(walk.at("/bookings/" + token + "/cancel"));
        assertThat(state(token)).isEqualTo("BOOKED");
        for (int press = 0; press < 2; press++) {
            assertThat(walk.visitor()
                            .post(walk.at("/bookings/" + token + "/cancel"), Walk.fields(ask))
                            .location())
                    .isEqualTo("/en/bookings/" + token);
        }

        assertThat(state(token)).isEqualTo("CANCELLED");
        assertThat(walk.visitor().get(walk.at("/bookings/" + token)).body())
                .contains("This appointment is cancelled")
                .contains("Book again");
        assertThat(Walk.offered(walk.times())).contains(time);
        assertThat(walk.visitor().get(walk.at("/bookings/" + token + "/move")).location())
                .isEqualTo("/en/bookings/" + token);
    }

    @Test
    void saysSoWhenABookingIsOver() {
        Walk walk = walk("en");
        String token = walk.book();
        fixtures.jdbc()
                .sql("update counselling.appointment set starts_at = starts_at - interval '60 days',"
                        + " ends_at = ends_at - interval '60 days' where token_hash = ?")
                .param(PersonalLinks.hash(token))
                .update();

        assertThat(walk.visitor().get(walk.at("/bookings/" + token)).body())
                .contains("This appointment is over")
                .contains("Book again");
        assertThat(walk.visitor().get(walk.at("/bookings/" + token + "/cancel")).location())
                .isEqualTo("/en/bookings/" + token);
    }

    @Test
    void tellsNobodysNameInAnAddressOrTitle() {
        Walk walk = walk("en");
        String token = walk.answerAll();
        Page check = walk.visitor().get(walk.at("/book/" + token + "/check"));

        assertThat(check.body()).contains("<title>Check your answers – ");
        assertThat(check.header("cache-control")).contains("no-store");
        assertThat(check.body()).doesNotContain("<script");
    }

    private String reference(Walk walk, String token) {
        var found = java.util.regex.Pattern.compile("[0-9A-Z]{4} [0-9A-Z]{4}")
                .matcher(walk.visitor().get(walk.at("/bookings/" + token)).body());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private int sequence(String token) {
        return fixtures.jdbc()
                .sql("select sequence from counselling.appointment where token_hash = ?")
                .param(PersonalLinks.hash(token))
                .query(Integer.class)
                .single();
    }

    private int count(String from) {
        return fixtures.jdbc()
                .sql("select count(*) from " + from)
                .param(centre.id().id())
                .query(Integer.class)
                .single();
    }
}
