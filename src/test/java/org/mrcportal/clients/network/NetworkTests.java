package org.mrcportal.clients.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Another centre's client: known to be there or not, and read only by grant, until its day, while the person agrees. */
@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
class NetworkTests {

    private static final String MAY_BE = "This person may be known in the network: ask for access.";
    private static final String NOT = "No other centre seems to know this person.";

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre owning;
    private Fixtures.Centre asking;
    private Fixtures.Staff manager;
    private Fixtures.Staff me;
    private ClientId client;
    private String phone;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ClientDirectory directory;

    @BeforeEach
    void anotherCentreKnowsSomebody() {
        owning = fixtures.centre();
        asking = fixtures.centre();
        manager = fixtures.staff(owning, Role.CENTRE_MANAGER);
        me = fixtures.staff(asking, Role.COUNSELLOR);
        phone = "+99893" + (1_000_000 + Math.abs(UUID.randomUUID().hashCode() % 9_000_000));
        client = Scope.of(owning.id().id())
                .call(() -> directory.register(
                        owning.id(),
                        new Contact(
                                new PersonName("Ғулом Юсупов"),
                                new PhoneNumber(phone),
                                phone.substring(1) + "@example.org",
                                true,
                                false,
                                null),
                        "uz",
                        Set.of("SERVICE"),
                        "ORAL"));
        fixtures.consultation(owning, fixtures.counsellor(owning), client, Instant.parse("2026-04-02T05:00:00Z"));
    }

    @Test
    void onlyAStrongMatchIsAnsweredWithYesAndNothingElseIsSaid() {
        String code = code();
        for (String[] typed : List.of(
                new String[] {"Gulom Yusupov", phone, "", ""},
                new String[] {"Юсупов", phone, "", ""},
                new String[] {"Gulom", "", phone.substring(1) + "@EXAMPLE.org", ""},
                new String[] {"", "", "", code.toLowerCase()})) {
            assertThat(ask(me, typed))
                    .as(String.join("|", typed))
                    .contains(MAY_BE)
                    .doesNotContain("Ғулом", owning.code() + "<", "Centre " + owning.code(), client.toString());
        }
        me = fixtures.staff(asking, Role.COUNSELLOR);
        for (String[] typed : List.of(
                new String[] {"Rahim Karimov", phone, "", ""},
                new String[] {"Gulom Yusupov", "+998901010101", "", ""},
                new String[] {"", "", "", owning.code() + "-26-99999"})) {
            assertThat(ask(me, typed)).as(String.join("|", typed)).contains(NOT);
        }
        assertThat(ask(me, "Gulom Yusupov", "", "", "")).contains("Give the name with a telephone or an e-mail");
        assertThat(ask(me, "", phone, "", "")).contains("Give the name with a telephone or an e-mail");
        assertThat(ask(manager, "Gulom Yusupov", phone, "", "")).as("one's own").contains(NOT);
    }

    @Test
    void theSearchForPeopleNeverNamesThemAndLeadsHereWithWhatWasTyped() {
        assertThat(page(me, "/staff/clients?q=Gulom Yusupov"))
                .contains("/staff/network?typed=Gulom%20Yusupov")
                .doesNotContain("Ғулом", client.toString(), code());
        assertThat(page(me, "/staff/network?typed=Gulom Yusupov")).contains("value=\"Gulom Yusupov\"");
    }

    @Test
    void questionsAreCountedPerMemberOfStaffAndWrittenDown() {
        for (int i = 0; i < NetworkDesk.TRIES; i++) {
            assertThat(ask(me, "Gulom Yusupov", phone, "", "")).contains(MAY_BE);
        }
        assertThat(ask(me, "Gulom Yusupov", phone, "", ""))
                .contains("too often")
                .doesNotContain(MAY_BE);
        assertThat(request("ORAL")).hasStatusOk().bodyText().contains("too often");
        assertThat(ask(fixtures.staff(asking, Role.CASE_WORKER), "Gulom Yusupov", phone, "", ""))
                .contains(MAY_BE);
        assertThat(trail(asking)).filteredOn("NETWORK_ASKED yes"::equals).hasSize(NetworkDesk.TRIES + 1);
        assertThat(requests()).isZero();
    }

    @Test
    void whatIsGrantedIsReadUntilItsDayWithoutNamesAndByTheAskingCentreOnly() {
        assertThat(request("ORAL")).hasStatus(303);
        assertThat(page(manager, "/staff/access-requests"))
                .contains(code(), asking.code(), "Came with an entry ban", "agreed before the other centre");
        String id = id();
        assertThat(read(me, id)).hasStatus(404);
        assertThat(post(manager, "/staff/access-requests/" + id + "/grant", "days", "7"))
                .hasStatus(303);
        assertThat(page(me, "/staff/access-requests"))
                .contains("Granted", "Read what happened so far")
                .doesNotContain(code(), owning.code());
        assertThat(read(me, id))
                .hasStatusOk()
                .bodyText()
                .contains("Consultation:", "2 Apr 2026")
                .doesNotContain("Legal work abroad", "Ғулом", code(), phone, "/staff/consultations/");
        assertThat(read(fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER), id))
                .hasStatus(404);
        assertThat(read(fixtures.staff(asking, Role.FRONT_DESK), id)).hasStatus(403);
        assertThat(mvc.get().uri("/staff/clients/{id}", client).with(me.signedIn()))
                .hasStatus(404);
        assertThat(trail(owning)).contains("NETWORK_READ null", "CONSENT_GIVEN SHARE_WITH_NETWORK");
        fixtures.jdbc()
                .sql(
                        "update clients.access_request set readable_to = now() - interval '1 second' where id = cast(? as uuid)")
                .param(id)
                .update();
        assertThat(read(me, id)).hasStatus(404);
    }

    @Test
    void consentTakenBackEndsTheReadingAtOnce() {
        request("WRITTEN");
        String id = id();
        post(manager, "/staff/access-requests/" + id + "/grant", "days", "30");
        assertThat(read(me, id)).hasStatusOk();
        String consent = fixtures.jdbc()
                .sql(
                        "select id::text from clients.consent where client_id = ? and purpose = 'SHARE_WITH_NETWORK' and how = 'WRITTEN'")
                .param(client.id())
                .query(String.class)
                .single();
        assertThat(post(manager, "/staff/clients/" + client + "/consents/" + consent + "/withdraw"))
                .hasStatus(303);
        assertThat(read(me, id)).hasStatus(404);
        assertThat(page(me, "/staff/access-requests")).contains("No longer readable");
        post(manager, "/staff/access-requests/" + id + "/grant", "days", "30");
        assertThat(read(me, id)).as("what was said before was taken back").hasStatus(404);
    }

    @Test
    void withoutThePersonsAgreementNothingCanBeGranted() {
        request("NO");
        String id = id();
        assertThat(post(manager, "/staff/access-requests/" + id + "/grant", "days", "7"))
                .hasStatus(303);
        assertThat(page(manager, "/staff/access-requests")).contains("Ask the person first", "Asked");
        assertThat(read(me, id)).hasStatus(404);
        assertThat(post(manager, "/staff/access-requests/" + id + "/refuse")).hasStatus(303);
        assertThat(post(manager, "/staff/access-requests/" + id + "/grant", "days", "7"))
                .hasStatus(404);
    }

    @Test
    void onlyTheOwningManagerAnswersAndWhoAskedMayEndIt() {
        request("ORAL");
        String id = id();
        String grant = "/staff/access-requests/" + id + "/grant";
        assertThat(post(me, grant, "days", "7")).hasStatus(403);
        assertThat(post(fixtures.staff(asking, Role.CENTRE_MANAGER), grant, "days", "7"))
                .hasStatus(404);
        assertThat(post(fixtures.staff(owning, Role.COUNSELLOR), grant, "days", "7"))
                .hasStatus(403);
        post(manager, grant, "days", "7");
        assertThat(post(fixtures.staff(fixtures.centre(), Role.COUNSELLOR), "/staff/access-requests/" + id + "/end"))
                .hasStatus(404);
        assertThat(read(me, id)).hasStatusOk();
        assertThat(trail(asking)).doesNotContain("ACCESS_ENDED null");
        for (int twice = 0; twice < 2; twice++) {
            assertThat(post(me, "/staff/access-requests/" + id + "/end")).hasStatus(303);
        }
        assertThat(read(me, id)).hasStatus(404);
        assertThat(trail(asking)).containsOnlyOnce("ACCESS_ENDED null");
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from audit.trail where action = 'ACCESS_ENDED' and subject = ?")
                        .param("access-request:" + id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aGrantGoesOnWhenTheRecordBecomesPartOfAnother() {
        request("ORAL");
        String id = id();
        post(manager, "/staff/access-requests/" + id + "/grant", "days", "7");
        ClientId kept = fixtures.client(owning);
        for (String sql : List.of(
                "update clients.consent set client_id = :kept where client_id = :gone",
                "update clients.client set merged_into = :kept where id = :gone")) {
            fixtures.jdbc()
                    .sql(sql)
                    .param("kept", kept.id())
                    .param("gone", client.id())
                    .update();
        }
        assertThat(page(me, "/staff/access-requests")).contains("Read what happened so far");
        assertThat(read(me, id)).hasStatusOk();
    }

    @Test
    void aRequestSentTwiceIsOneAndOneAboutNobodyLooksTheSame() {
        String once = UUID.randomUUID().toString();
        assertThat(send(me, "Gulom Yusupov", phone, once)).hasStatus(303);
        assertThat(send(me, "Gulom Yusupov", phone, once)).hasStatus(303);
        assertThat(requests()).isEqualTo(1);
        assertThat(send(me, "Gulom Yusupov", "+998900000001", UUID.randomUUID().toString()))
                .hasStatus(303);
        assertThat(send(me, "x".repeat(20_000), "\u0000", "no-uuid")).hasStatusOk();
    }

    private MvcTestResult request(String said) {
        return post(
                me,
                "/staff/network",
                "step",
                "request",
                "name",
                "Gulom Yusupov",
                "phone",
                phone,
                "reason",
                "Came with an entry ban",
                "said",
                said,
                "once",
                UUID.randomUUID().toString());
    }

    private MvcTestResult send(Fixtures.Staff who, String name, String number, String once) {
        return post(
                who, "/staff/network", "step", "request", "name", name, "phone", number, "reason", "Why", "once", once);
    }

    private String ask(Fixtures.Staff who, String... typed) {
        return text(post(
                who,
                "/staff/network",
                "step",
                "ask",
                "name",
                typed[0],
                "phone",
                typed[1],
                "email",
                typed[2],
                "code",
                typed[3]));
    }

    private MvcTestResult post(Fixtures.Staff who, String uri, String... namesAndValues) {
        var request = mvc.post().uri(uri).with(who.signedIn()).with(csrf());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request = request.param(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request.exchange();
    }

    private MvcTestResult read(Fixtures.Staff who, String id) {
        return mvc.get()
                .uri("/staff/access-requests/{id}", id)
                .with(who.signedIn())
                .exchange();
    }

    private String page(Fixtures.Staff who, String uri) {
        return text(mvc.get().uri(uri).with(who.signedIn()).exchange());
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String id() {
        return fixtures.jdbc()
                .sql("select id::text from clients.access_request where client_id = ?")
                .param(client.id())
                .query(String.class)
                .single();
    }

    private int requests() {
        return fixtures.jdbc()
                .sql("select count(*) from clients.access_request where client_id = ?")
                .param(client.id())
                .query(Integer.class)
                .single();
    }

    private String code() {
        return fixtures.jdbc()
                .sql("select code from clients.client where id = ?")
                .param(client.id())
                .query(String.class)
                .single();
    }

    private List<String> trail(Fixtures.Centre centre) {
        return fixtures.jdbc()
                .sql("select action || ' ' || coalesce(detail, 'null') from audit.trail where centre_id = ?")
                .param(centre.id().id())
                .query((row, number) -> row.getString(1))
                .list();
    }
}
