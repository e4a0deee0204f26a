package org.mrcportal.clients.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.io.UnsupportedEncodingException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What is agreed to holds until it is taken back or its day comes, and then not a moment longer. */
@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
class ConsentTests {

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff me;
    private ClientId client;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ClientDirectory directory;

    @BeforeEach
    void registerSomebodyWhoWantsReminders() {
        centre = fixtures.centre();
        me = fixtures.staff(centre, Role.FRONT_DESK);
        client = inScope(() -> directory.register(
                centre.id(),
                new Contact(new PersonName("Malika"), null, "malika@example.org", false, true, null),
                "uz",
                Set.of("SERVICE", "REMINDER"),
                "CLICK"));
    }

    @Test
    void whoTakesRemindersBackGetsNoMoreMessagesAtOnceAndWhoAgreesAgainDoes() {
        assertThat(mayMessage()).isTrue();
        withdraw("REMINDER", "WRITTEN");
        assertThat(mayMessage()).isFalse();
        assertThat(page("/staff/clients/" + client)).contains("No messages");
        assertThat(page("/staff/clients/" + client + "/consents"))
                .contains("Taken back", "in writing", "Reminders", "Holds");
        give("REMINDER", "ru", "WRITTEN", "30");
        assertThat(mayMessage()).isTrue();
    }

    @Test
    void whatHasExpiredCountsAsNotGiven() {
        give("SHARE_WITH_NETWORK", "ru", "WRITTEN", "30");
        assertThat(row("shared_with || ' ' || language || ' ' || how || ' ' || (expires_at - given_at)::text"))
                .isEqualTo("NETWORK ru WRITTEN 30 days");
        fixtures.jdbc()
                .sql("update clients.consent set given_at = given_at - interval '60 days',"
                        + " expires_at = expires_at - interval '60 days' where client_id = ?")
                .param(client.id())
                .update();
        fixtures.jdbc()
                .sql("update clients.consent set expires_at = now() - interval '1 second' where client_id = ?"
                        + " and purpose = 'REMINDER'")
                .param(client.id())
                .update();
        assertThat(mayMessage()).isFalse();
        assertThat(page("/staff/clients/" + client + "/consents")).contains("Expired", "Centres of the network");
    }

    @Test
    void whatLeavesTheCentreIsAskedAnewAfterAYearUnlessSaidOtherwise() {
        give("SHARE_WITH_PARTNER", "uz", "ORAL", "");
        assertThat(row("shared_with || ' ' || (expires_at - given_at)::text")).isEqualTo("PARTNERS 365 days");
    }

    @Test
    void theWordsCanBeShownAgainInEachLanguage() {
        assertThat(page("/staff/consent-wordings/2026-11/ky")).contains("lang=\"ky\"", "билдирүү");
        for (String language : Set.of("en", "ru", "uz", "tg", "ky")) {
            assertThat(fixtures.jdbc()
                            .sql("select count(*) from clients.consent_wording where version = ? and language = ?")
                            .params(Consent.WORDING, language)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(Purpose.values().length);
        }
        assertThat(mvc.get().uri("/staff/consent-wordings/1999/en").with(me.signedIn()))
                .hasStatus(404);
        assertThat(mvc.get().uri("/staff/consent-wordings/2026-11/xx").with(me.signedIn()))
                .hasStatus(404);
    }

    @Test
    void whoChoosesNothingIsToldBesideTheField() {
        assertThat(mvc.post()
                        .uri("/staff/clients/{id}/consents", client)
                        .with(me.signedIn())
                        .with(csrf())
                        .param("purpose", "")
                        .param("from", "consents"))
                .hasStatusOk()
                .bodyText()
                .contains("id=\"purpose-error\"", "Choose to what the person agrees");
    }

    @Test
    void anotherCentreSeesAndChangesNone() {
        Fixtures.Staff stranger = fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER);
        String consents = "/staff/clients/" + client + "/consents";
        assertThat(mvc.get().uri(consents).with(stranger.signedIn())).hasStatus(404);
        assertThat(mvc.post()
                        .uri(consents)
                        .with(stranger.signedIn())
                        .with(csrf())
                        .param("purpose", "STATISTICS"))
                .hasStatus(404);
    }

    private void give(String purpose, String language, String how, String days) {
        assertThat(mvc.post()
                        .uri("/staff/clients/{id}/consents", client)
                        .with(me.signedIn())
                        .with(csrf())
                        .param("purpose", purpose)
                        .param("language", language)
                        .param("how", how)
                        .param("days", days)
                        .param("from", "consents"))
                .hasStatus(303);
    }

    private void withdraw(String purpose, String how) {
        String id = fixtures.jdbc()
                .sql("select id::text from clients.consent where client_id = ? and purpose = ?")
                .params(client.id(), purpose)
                .query(String.class)
                .single();
        assertThat(mvc.post()
                        .uri("/staff/clients/{id}/consents/{consent}/withdraw", client, id)
                        .with(me.signedIn())
                        .with(csrf())
                        .param("how", how))
                .hasStatus(303);
    }

    private boolean mayMessage() {
        return inScope(() -> directory.addressee(client)).orElseThrow().mayMessage();
    }

    /** Of the newest consent. */
    private String row(String expression) {
        return fixtures.jdbc()
                .sql("select %s from clients.consent where client_id = ? order by given_at desc, id desc limit 1"
                        .formatted(expression))
                .param(client.id())
                .query(String.class)
                .single();
    }

    private <T> T inScope(Scope.Work<T> work) {
        return Scope.of(centre.id().id()).call(work);
    }

    private String page(String uri) {
        try {
            return mvc.get()
                    .uri(uri)
                    .with(me.signedIn())
                    .exchange()
                    .getResponse()
                    .getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
