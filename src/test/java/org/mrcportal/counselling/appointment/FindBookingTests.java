package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.Visitor.Page;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SuppressWarnings("NullAway.Init")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
class FindBookingTests {

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures();
    private Walk walk;

    @BeforeEach
    void somebodyWorksThere() {
        Fixtures.Centre centre = fixtures.centre();
        fixtures.counsellor(centre);
        walk = new Walk(port, "en", centre);
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'find.%'")
                .update();
    }

    private String reference(String token) {
        return fixtures.jdbc()
                .sql("select reference from counselling.appointment where token_hash = ?")
                .param(PersonalLinks.hash(token))
                .query((row, number) -> row.getString(1))
                .single();
    }

    private Page find(String reference, String fact) {
        return new Visitor(port).submit("/en/find-booking", "/en/find-booking", "reference", reference, "fact", fact);
    }

    @Test
    void findsABookingByTelephoneHoweverTheReferenceIsTyped() {
        String token = walk.book();
        String reference = reference(token);
        String spelled = reference.substring(0, 3) + "-"
                + reference.substring(3).toLowerCase(Locale.ROOT).replace('0', 'o');

        assertThat(find(spelled, "4567").location()).isEqualTo("/en/bookings/" + token);
        assertThat(find(reference, "+998 90 123-45-67").location()).isEqualTo("/en/bookings/" + token);
    }

    @Test
    void findsABookingByEMail() {
        String token = walk.hold();
        walk.post("/book/" + token + "/details", "reach", "EMAIL", "email", "Gulnora@Example.org");
        walk.post("/book/" + token + "/privacy", "agree", "true");
        walk.post("/book/" + token + "/check");

        assertThat(find(reference(token), " gulnora@example.ORG ").location()).isEqualTo("/en/bookings/" + token);
    }

    @Test
    void findsABookingByTheCodeShownToWhoeverGaveNothing() {
        String token = walk.hold();
        walk.post("/book/" + token + "/details", "reach", "SELF");
        walk.post("/book/" + token + "/privacy", "agree", "true");
        walk.post("/book/" + token + "/check");
        var code = Pattern.compile("class=\"reference\">(\\d{4})<")
                .matcher(walk.visitor().get(walk.at("/bookings/" + token)).body());

        assertThat(code.find()).isTrue();
        assertThat(find(reference(token), code.group(1)).location()).isEqualTo("/en/bookings/" + token);
    }

    @Test
    void answersAWrongReferenceAndAWrongFactAlike() {
        String reference = reference(walk.book());

        Page wrongFact = find(reference, "0000");
        Page wrongReference = find(Fixtures.reference(), "4567");
        Page none = find("no such thing", "4567");

        for (Page page : new Page[] {wrongFact, wrongReference, none}) {
            assertThat(page.status()).isEqualTo(200);
            assertThat(neutral(page)).isEqualTo(neutral(wrongFact));
        }
        assertThat(wrongFact.body()).contains("We cannot find a booking");
    }

    /** The page without what the visitor typed and the form's token. */
    private static String neutral(Page page) {
        return page.body().replaceAll("value=\"[^\"]*\"", "");
    }

    @Test
    void answersRightAndWrongGuessesAlikeAfterTooManyTriesAtAReference() {
        String reference = reference(walk.book());
        for (int guess = 0; guess < 10; guess++) {
            assertThat(find(reference, "%04d".formatted(guess)).status()).isEqualTo(200);
        }

        Page wrong = find(reference, "0000");
        Page right = find(reference, "4567");

        assertThat(wrong.status()).isEqualTo(429);
        assertThat(right.status()).isEqualTo(429);
        assertThat(neutral(right)).isEqualTo(neutral(wrong));
    }

    @Test
    void whoeverGuessesInAnotherNetworkDoesNotKeepThePersonFromTheBooking() throws Exception {
        String token = walk.book();
        String reference = reference(token);
        Visitor guesser = new Visitor(port, InetAddress.getByName("127.0.0.9"));
        for (int guess = 0; guess < 11; guess++) {
            guesser.submit("/en/find-booking", "/en/find-booking", "reference", reference, "fact", "0000");
        }
        assertThat(find(reference, "4567").location()).isEqualTo("/en/bookings/" + token);
    }

    @Test
    void allNetworksTogetherDoNotGuessForEver(@Autowired Guesses guesses) {
        String reference = reference(walk.book());
        for (int network = 1; network <= 5; network++) {
            for (int guess = 0; guess < 10; guess++) {
                guesses.tooMany("find.reference", reference, "203.0.113." + network);
            }
        }
        assertThat(find(reference, "4567").status()).isEqualTo(429);
    }

    @Test
    void aHouseholdHasOneLimitHoweverManyAddressesItHas(@Autowired Guesses guesses) {
        for (int guess = 0; guess < 30; guess++) {
            guesses.missed("2001:db8:0:1::" + Integer.toHexString(guess + 1));
        }
        assertThat(guesses.tooMany("find.reference", Fixtures.reference(), "2001:db8:0:1::ffff"))
                .isTrue();
        assertThat(guesses.tooMany("find.reference", Fixtures.reference(), "2001:db8:0:2::1"))
                .isFalse();
    }

    @Test
    void stopsAnAddressThatGuessesReferences() {
        String reference = reference(walk.book());
        for (int guess = 0; guess < 30; guess++) {
            find(Fixtures.reference(), "4567");
        }

        assertThat(find(reference, "4567").status()).isEqualTo(429);
    }

    @Test
    void keepsWhatWasTypedInAnotherLanguageAndOutOfTheAddress() {
        Page page = new Visitor(port)
                .submit("/en/find-booking", "/tg/find-booking", "reference", "7KQ2", "fact", "12", "switch", "1");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("lang=\"tg\"")
                .contains("value=\"7KQ2\"")
                .contains("value=\"12\"");
    }

    @Test
    void asksForWhatIsMissing() {
        Page page = find("", "");

        assertThat(page.body()).contains("href=\"#reference\"").contains("href=\"#fact\"");
    }
}
