package org.mrcportal.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
class ClientPagesTests {

    private static final String NOBODY = "Nobody found";

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff me;
    private ClientId gulom;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ClientDirectory directory;

    @BeforeEach
    void knowGulom() {
        centre = fixtures.centre();
        me = fixtures.staff(centre, Role.FRONT_DESK);
        gulom = register(
                new PersonName("Ғулом Юсупов"),
                new PhoneNumber("+998901234567"),
                "Gulom@example.org",
                "Ask for Nodira");
    }

    @Test
    void aPersonIsFoundByNameInAnyAlphabetTelephoneInAnyFormEmailAndCode() {
        String code = code(gulom);
        Map.ofEntries(
                        Map.entry("Yusupov", "Same name in another spelling"),
                        Map.entry("G`ulom Yusupof", "Same name in another spelling"),
                        Map.entry("юсу", "Name begins so"),
                        Map.entry("Юсупов", "Same name"),
                        Map.entry("Yusipov", "Sounds alike"),
                        Map.entry("Yus Gul", "Name begins so"),
                        Map.entry("Gulom Yusupav", "Sounds alike"),
                        Map.entry("Gulom Yusubov", "Similar name"),
                        Map.entry("+998 90 123-45-67", "Same telephone"),
                        Map.entry("998901234567", "Same telephone"),
                        Map.entry("(90) 123 45 67", "Same telephone"),
                        Map.entry("gulom@EXAMPLE.org", "Same e-mail"),
                        Map.entry(code, "Client code"),
                        Map.entry(code.toLowerCase().replace('-', ' '), "Client code"),
                        Map.entry(centre.code() + "-" + code.substring(4, 6) + "-1", "Client code"))
                .forEach((typed, why) -> assertThat(page("/staff/clients?q={q}", typed))
                        .as(typed)
                        .contains("1 person", "Ғулом Юсупов", code, ">" + why + "<", "/staff/clients/" + gulom));
    }

    @Test
    void aPersonIsFoundByTheReferenceOfABookingAtTheirOwnCentreOnly() {
        String reference = Fixtures.reference();
        fixtures.appointment(
                centre,
                fixtures.counsellor(centre),
                gulom,
                Instant.parse("2026-11-30T05:00:00Z"),
                Map.of("reference", reference));
        String typed = reference.substring(0, 4).toLowerCase() + "-" + reference.substring(4);
        assertThat(page("/staff/clients?q={q}", typed)).contains("1 person", ">Booking reference<", gulom.toString());
        me = fixtures.staff(fixtures.centre(), Role.FRONT_DESK);
        assertThat(page("/staff/clients?q={q}", typed)).contains(NOBODY);
    }

    @Test
    void aPersonsPageTellsWhatHappenedNewestFirst() {
        Fixtures.Staff counsellor = fixtures.counsellor(centre);
        fixtures.appointment(
                centre, counsellor, gulom, Instant.parse("2026-03-02T05:00:00Z"), Map.of("state", "NO_SHOW"));
        fixtures.consultation(centre, counsellor, gulom, Instant.parse("2026-04-02T05:00:00Z"));
        assertThat(page("/staff/clients/{id}", gulom))
                .containsSubsequence(
                        "Registered", "Consultation:", "2 Apr 2026, 10:00", "No-show", "2 Mar 2026, 10:00");
    }

    @Test
    void nobodyElseIsFound() {
        for (String typed : List.of("Rahim", "+998901234568", "rahim@example.org", "TAS-26-99999", "%", "''", "1")) {
            assertThat(page("/staff/clients?q={q}", typed)).as(typed).contains(NOBODY, "Register this person");
        }
    }

    @Test
    void anotherCentresStaffFindNothingAndCountNothing() {
        Fixtures.Staff stranger = fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER);
        for (String typed : List.of("Yusupov", "+998901234567", "gulom@example.org", code(gulom))) {
            assertThat(body(mvc.get().uri("/staff/clients?q={q}", typed).with(stranger.signedIn())))
                    .as(typed)
                    .contains(NOBODY)
                    .doesNotContain("Юсупов", "1 person", gulom.toString());
        }
    }

    @Test
    void anotherCentresStaffOpenNothing() {
        Fixtures.Staff stranger = fixtures.staff(fixtures.centre(), Role.COUNSELLOR);
        UUID consent = consent("SERVICE");
        assertThat(mvc.get().uri("/staff/clients/{id}", gulom).with(stranger.signedIn()))
                .hasStatus(404);
        assertThat(mvc.get().uri("/staff/clients/{id}/identity", gulom).with(stranger.signedIn()))
                .hasStatus(404);
        assertThat(mvc.post()
                        .uri("/staff/clients/{id}/identity", gulom)
                        .with(stranger.signedIn())
                        .with(csrf())
                        .param("version", "0")
                        .param("contact.language", "uz"))
                .hasStatus(404);
        assertThat(mvc.post()
                        .uri("/staff/clients/{id}/consents", gulom)
                        .with(stranger.signedIn())
                        .with(csrf())
                        .param("purpose", "REMINDER"))
                .hasStatus(404);
        assertThat(mvc.post()
                        .uri("/staff/clients/{id}/consents/{c}/withdraw", gulom, consent)
                        .with(stranger.signedIn())
                        .with(csrf()))
                .hasStatus(404);
        assertThat(page("/staff/clients/{id}", gulom)).contains("Ғулом Юсупов", "+998 90 123 45 67", "Ask for Nodira");
    }

    @Test
    void whoeverDoesNotWorkWithPeopleIsRefusedAndItIsOnTheTrail() {
        for (Role role : List.of(
                Role.OUTREACH_OFFICER, Role.NETWORK_MANAGER, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER)) {
            Fixtures.Staff refused = fixtures.staff(centre, role);
            for (String path : List.of(
                    "/staff/clients",
                    "/staff/clients?q=Yusupov",
                    "/staff/clients/new",
                    "/staff/clients/" + gulom,
                    "/staff/clients/" + gulom + "/identity")) {
                assertThat(mvc.get().uri(path).with(refused.signedIn()))
                        .as("%s on %s", role, path)
                        .hasStatus(403);
            }
            assertThat(trail("actor_id = ?", refused.id().id())).hasSize(5).containsOnly("REFUSED ");
        }
    }

    @Test
    void eachSearchIsOnTheTrailOnceWithTheCountAndWithoutTheText() {
        page("/staff/clients", new Object[0]);
        page("/staff/clients?q={q}", "Yusupov");
        page("/staff/clients?q={q}", "Rahim");
        assertThat(trail("actor_id = ?", me.id().id())).containsExactly("CLIENTS_SEARCHED 1", "CLIENTS_SEARCHED 0");
    }

    @Test
    void eachViewOfAPersonIsOnTheTrailOnce() {
        page("/staff/clients/{id}", gulom);
        page("/staff/clients/{id}", gulom);
        page("/staff/clients/{id}/identity", gulom);
        assertThat(trail("actor_id = ?", me.id().id()))
                .containsExactly("IDENTITY_READ file", "IDENTITY_READ file", "IDENTITY_READ form");
    }

    @Test
    void aTextOfTenThousandCharactersIsAFieldError() {
        assertThat(page("/staff/clients?q={q}", "я".repeat(10_000))).contains("Type at most 100 characters");
    }

    @Test
    void anUnknownOrMalformedAddressIsAPlainPage() {
        assertThat(mvc.get().uri("/staff/clients/{id}", UUID.randomUUID()).with(me.signedIn()))
                .hasStatus(404);
        assertThat(mvc.get().uri("/staff/clients/nobody").with(me.signedIn())).hasStatus4xxClientError();
        assertThat(mvc.post()
                        .uri("/staff/clients/{id}/consents", gulom)
                        .with(me.signedIn())
                        .with(csrf())
                        .param("purpose", "SPYING"))
                .hasStatus(404);
    }

    @Test
    void aPersonIsRegisteredWithWhatWasSaid() {
        MvcTestResult done = send(form(
                "contact.name", "O'tkir Karimov",
                "contact.phone", "91 765 43 21",
                "contact.email", "otkir@example.org",
                "contact.mayCall", "on",
                "contact.note", "After six",
                "more", "FOLLOW_UP"));
        assertThat(done).hasStatus(303);
        String address = Objects.requireNonNull(done.getResponse().getRedirectedUrl());
        assertThat(page(address, new Object[0]))
                .contains(
                        "O\u02BBtkir Karimov",
                        "+998 91 765 43 21",
                        "otkir@example.org",
                        "May be called",
                        "No messages",
                        "After six",
                        centre.code() + "-");
        assertThat(fixtures.jdbc()
                        .sql("select purpose || ' ' || how from clients.consent where client_id = cast(? as uuid)"
                                + " order by 1")
                        .param(address.substring(address.lastIndexOf('/') + 1))
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("FOLLOW_UP ORAL", "SERVICE ORAL");
    }

    @Test
    void aPersonMayGiveNothingButTheAgreement() {
        assertThat(send(form())).hasStatus(303);
        assertThat(send(form("agreed", null)))
                .hasStatusOk()
                .bodyText()
                .contains("The person has to agree before you register", "There is a problem");
    }

    @Test
    void whoLooksAlikeIsShownFirstAndNothingTypedIsLost() {
        Map<String, @Nullable String> form = form("contact.name", "Gulom Yusupov", "contact.phone", "901234567");
        int before = clients();
        assertThat(send(form))
                .hasStatusOk()
                .bodyText()
                .contains("Is it this person?", code(gulom), "Gulom Yusupov", "901234567", "None of these");
        assertThat(clients()).isEqualTo(before);
        form.put("checked", "true");
        assertThat(send(form)).hasStatus(303);
        assertThat(clients()).isEqualTo(before + 1);
    }

    @Test
    void aSharedTelephoneIsSeveralPeopleAndSaidToBeSo() {
        register(new PersonName("Nodira Yusupova"), new PhoneNumber("+998901234567"), "n@example.org", "");
        register(new PersonName("Zokir Yusupov"), new PhoneNumber("+998901234567"), "z@example.org", "");
        Map<String, @Nullable String> form = form("contact.name", "Sevara", "contact.phone", "+998 90 123 45 67");
        assertThat(send(form))
                .hasStatusOk()
                .bodyText()
                .contains("3 people already known here use this telephone", "Nodira Yusupova", "Zokir Yusupov")
                .contains("It is this person", "Same telephone");
        form.put("checked", "true");
        assertThat(send(form)).hasStatus(303);
        assertThat(page("/staff/clients?q={q}", "901234567"))
                .contains("4 people", "Ғулом Юсупов", "Nodira Yusupova", "Zokir Yusupov", "Sevara");
    }

    @Test
    void ofTwentyColleaguesWhoRegisterOneNewPersonAtOnceOneDoesAndTheOthersSeeThatPerson() throws Exception {
        int before = clients();
        try (var desks = Executors.newFixedThreadPool(20)) {
            Callable<Integer> desk = () -> send(form("contact.name", "Zarina Olimova", "contact.phone", "935550101"))
                    .getResponse()
                    .getStatus();
            Map<Integer, Integer> answers = new HashMap<>();
            for (var answer : desks.invokeAll(Collections.nCopies(20, desk))) {
                answers.merge(answer.get(), 1, Integer::sum);
            }
            assertThat(answers).isEqualTo(Map.of(303, 1, 200, 19));
        }
        assertThat(clients()).isEqualTo(before + 1);
    }

    @Test
    void anotherCentresPeopleAreNoHint() {
        Fixtures.Centre elsewhere = fixtures.centre();
        me = fixtures.staff(elsewhere, Role.FRONT_DESK);
        assertThat(send(form("contact.name", "Gulom Yusupov", "contact.phone", "901234567")))
                .hasStatus(303);
    }

    @Test
    void aFormSentTwiceRegistersOnePerson() {
        Map<String, @Nullable String> form = form("contact.name", "Zamira");
        int before = clients();
        String first = Objects.requireNonNull(send(form).getResponse().getRedirectedUrl());
        assertThat(send(form)).hasRedirectedUrl(first);
        assertThat(clients()).isEqualTo(before + 1);
    }

    @Test
    void aFormSentTwiceAtTheSameMomentRegistersOnePerson() throws Exception {
        Map<String, @Nullable String> form = form("contact.name", "Zamira", "checked", "true");
        int before = clients();
        try (var taps = Executors.newFixedThreadPool(4)) {
            Callable<@Nullable String> tap = () -> send(form).getResponse().getRedirectedUrl();
            Set<@Nullable String> addresses = new HashSet<>();
            for (var sent : taps.invokeAll(Collections.nCopies(4, tap))) {
                addresses.add(sent.get());
            }
            assertThat(addresses).hasSize(1).doesNotContainNull();
        }
        assertThat(clients()).isEqualTo(before + 1);
    }

    @Test
    void whatCannotBeIsAMessageAtItsFieldAndNothingIsWritten() {
        int before = clients();
        Map.of(
                        "contact.phone", "12ab",
                        "contact.email", "nobody",
                        "contact.language", "xx",
                        "contact.name", "я".repeat(10_000),
                        "contact.note", "я".repeat(301))
                .forEach((field, value) -> assertThat(send(form(field, value)))
                        .as(field)
                        .hasStatusOk()
                        .bodyText()
                        .contains("id=\"" + field + "-error\"", "href=\"#" + field + "\""));
        assertThat(send(form("more", "EVERYTHING", "centre", "XXX", "once", "no-uuid", "id", "1")))
                .hasStatus(303);
        assertThat(clients()).isEqualTo(before + 1);
    }

    @Test
    void somebodyOfSeveralCentresPicksOneOfTheirs() {
        Fixtures.Centre second = fixtures.centre();
        Fixtures.Centre foreign = fixtures.centre();
        me = fixtures.staff(List.of(centre, second), Role.FRONT_DESK);
        assertThat(send(form("centre", foreign.code())))
                .hasStatusOk()
                .bodyText()
                .contains("id=\"centre-error\"");
        assertThat(send(form("centre", second.code()))).hasStatus(303);
    }

    @Test
    void aFormThatShowedOnlyPartOfAPersonBlanksNothing() {
        assertThat(mvc.post()
                        .uri("/staff/clients/{id}/identity", gulom)
                        .with(me.signedIn())
                        .with(csrf())
                        .param("version", "0")
                        .param("contact.name", "Gulom Karimov")
                        .param("contact.language", "uz"))
                .hasStatus(303);
        assertThat(page("/staff/clients/{id}", gulom))
                .contains(
                        "Gulom Karimov",
                        "+998 90 123 45 67",
                        "Gulom@example.org",
                        "Ask for Nodira",
                        "May get messages");
        assertThat(mvc.post()
                        .uri("/staff/clients/{id}/identity", gulom)
                        .with(me.signedIn())
                        .with(csrf())
                        .param("version", "1")
                        .param("contact.phone", "+998 90 *** ** 67")
                        .param("contact.language", "uz"))
                .hasStatusOk()
                .bodyText()
                .contains("This cannot be a telephone number");
        assertThat(page("/staff/clients/{id}", gulom)).contains("+998 90 123 45 67");
    }

    @Test
    void changingTheNameKeepsAllTheRest() {
        Map<String, @Nullable String> form = new HashMap<>(Map.of(
                "version", "0",
                "contact.name", "Gulom Karimov",
                "contact.phone", "+998 90 123 45 67",
                "contact.email", "Gulom@example.org",
                "contact.note", "Ask for Nodira",
                "contact.mayCall", "on",
                "contact.language", "ru"));
        assertThat(post("/staff/clients/" + gulom + "/identity", form)).hasStatus(303);
        assertThat(page("/staff/clients/{id}", gulom))
                .contains("Gulom Karimov", "+998 90 123 45 67", "Gulom@example.org", "Ask for Nodira", "Russian");
        assertThat(page("/staff/clients?q={q}", "Каримов")).contains("1 person");
        assertThat(page("/staff/clients?q={q}", "Юсупов")).contains(NOBODY);
    }

    @Test
    void whoChangesAnOldVersionIsToldAndKeepsWhatWasTyped() {
        Map<String, @Nullable String> form =
                new HashMap<>(Map.of("version", "0", "contact.name", "First", "contact.language", "uz"));
        assertThat(post("/staff/clients/" + gulom + "/identity", form)).hasStatus(303);
        form.put("contact.name", "Second");
        assertThat(post("/staff/clients/" + gulom + "/identity", form))
                .hasStatusOk()
                .bodyText()
                .contains("Somebody else has changed this person", "Second");
        assertThat(page("/staff/clients/{id}", gulom)).contains("First").doesNotContain("Second");
    }

    @Test
    void aConsentIsTakenBackOnceAndCanBeGivenAnew() {
        String path = "/staff/clients/" + gulom + "/consents/" + consent("SERVICE") + "/withdraw";
        assertThat(post(path, Map.of())).hasStatus(303);
        assertThat(post(path, Map.of())).hasStatus(303);
        assertThat(page("/staff/clients/{id}", gulom)).contains("Taken back on", "Consent withdrawn: Keeping a record");
        assertThat(post("/staff/clients/" + gulom + "/consents", Map.of("purpose", "SERVICE")))
                .hasStatus(303);
        assertThat(post("/staff/clients/" + gulom + "/consents", Map.of("purpose", "SERVICE")))
                .hasStatus(303);
        assertThat(trail("subject = ? and actor <> 'system' and action like 'CONSENT%'", "client:" + gulom))
                .containsExactly("CONSENT_WITHDRAWN SERVICE", "CONSENT_GIVEN SERVICE");
    }

    @Test
    void aTelephoneThatMustNotBeCalledIsNoLink() {
        assertThat(page("/staff/clients/{id}", gulom))
                .contains("Do not call", "+998 90 123 45 67")
                .doesNotContain("tel:");
    }

    private ClientId register(
            @Nullable PersonName name, @Nullable PhoneNumber phone, @Nullable String email, @Nullable String note) {
        return Scope.of(centre.id().id())
                .call(() -> directory.register(
                        centre.id(),
                        new Contact(name, phone, email, false, true, note),
                        "uz",
                        Set.of("SERVICE"),
                        "CLICK"));
    }

    private static Map<String, @Nullable String> form(@Nullable String... changes) {
        Map<String, @Nullable String> form = new HashMap<>();
        form.put("once", UUID.randomUUID().toString());
        form.put("contact.language", "uz");
        form.put("agreed", "on");
        for (int i = 0; i < changes.length; i += 2) {
            form.put(String.valueOf(changes[i]), changes[i + 1]);
        }
        return form;
    }

    private MvcTestResult send(Map<String, @Nullable String> form) {
        return post("/staff/clients/new", form);
    }

    private MvcTestResult post(String path, Map<String, ? extends @Nullable String> form) {
        var request = mvc.post().uri(path).with(me.signedIn()).with(csrf());
        form.forEach((name, value) -> {
            if (value != null) {
                request.param(name, value);
            }
        });
        return request.exchange();
    }

    private String page(String path, Object... values) {
        return body(mvc.get().uri(path, values).with(me.signedIn()));
    }

    private static String body(MockMvcTester.MockMvcRequestBuilder request) {
        MvcTestResult result = request.exchange();
        assertThat(result).hasStatusOk();
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String code(ClientId id) {
        return fixtures.jdbc()
                .sql("select code from clients.client where id = ?")
                .param(id.id())
                .query((row, number) -> row.getString(1))
                .single();
    }

    private int clients() {
        return fixtures.jdbc()
                .sql("select count(*) from clients.client where centre_id = ?")
                .param(centre.id().id())
                .query(Integer.class)
                .single();
    }

    private UUID consent(String purpose) {
        return fixtures.jdbc()
                .sql("select id from clients.consent where client_id = ? and purpose = ?")
                .params(gulom.id(), purpose)
                .query((row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
                .single();
    }

    private List<String> trail(String where, Object value) {
        return fixtures.jdbc()
                .sql("select action || ' ' || case when action = 'REFUSED' then '' else coalesce(detail, '') end"
                        + " from audit.trail where " + where + " order by id")
                .param(value)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
