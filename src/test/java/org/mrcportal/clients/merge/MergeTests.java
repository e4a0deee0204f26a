package org.mrcportal.clients.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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

/** One person, registered twice: merged by somebody who decides, and taken apart again. */
@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
class MergeTests {

    private static final List<String> TABLES = List.of(
            "clients.client",
            "clients.identity",
            "clients.name_key",
            "clients.consent",
            "counselling.appointment",
            "counselling.consultation",
            "counselling.walk_in",
            "counselling.waiting_line");

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff me;
    private Fixtures.Staff counsellor;
    private ClientId kept;
    private ClientId gone;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ClientDirectory directory;

    @BeforeEach
    void registerOnePersonTwice() {
        centre = fixtures.centre();
        me = fixtures.staff(centre, Role.COUNSELLOR);
        counsellor = fixtures.counsellor(centre);
        kept = register("Gulom Yusupov", "+998901112233", null);
        gone = register("Ғулом Юсупов", "+998904445566", "gulom@example.org");
        fixtures.appointment(centre, counsellor, kept, Instant.parse("2026-03-02T05:00:00Z"));
        fixtures.appointment(centre, counsellor, gone, Instant.parse("2026-03-03T05:00:00Z"));
        fixtures.consultation(centre, counsellor, gone, Instant.parse("2026-03-04T05:00:00Z"));
    }

    @Test
    void thePreviewSaysWhatEachRecordSaysAndWhatChangesHands() {
        assertThat(body("/staff/clients/{id}/merge", kept)).contains("Ғулом Юсупов", "Same name in another spelling");
        assertThat(body("/staff/clients/{id}/merge?with={code}", kept, code(gone)))
                .contains("Gulom Yusupov", "Ғулом Юсупов", "+998 90 111 22 33", "+998 90 444 55 66")
                .contains("1 appointment<", "1 consultation<", "2 agreements<", "gulom@example.org");
    }

    @Test
    void everythingGoesToTheRecordThatStaysAndTheFormerCodeFindsIt() {
        assertThat(merge("NAME")).hasStatus(303);
        assertThat(body("/staff/clients/{id}", kept))
                .contains("Ғулом Юсупов", "+998 90 111 22 33", "gulom@example.org", "Legal work abroad")
                .doesNotContain("+998 90 444 55 66");
        for (String typed : List.of(code(gone), code(kept), "Gulom Yusupov")) {
            assertThat(body("/staff/clients?q={q}", typed)).as(typed).contains("1 person", kept.toString());
        }
        assertThat(mvc.get().uri("/staff/clients/{id}", gone).with(me.signedIn()))
                .hasRedirectedUrl("/staff/clients/" + kept);
        assertThat(trail()).contains("CLIENTS_MERGED");
    }

    @Test
    void mergedAndTakenApartEverythingIsWhatItWas() {
        Map<String, List<String>> before = everything();
        assertThat(merge("NAME", "PHONE", "SAFE_CONTACT")).hasStatus(303);
        assertThat(everything()).isNotEqualTo(before);
        assertThat(undo()).hasStatus(303);
        assertThat(everything()).isEqualTo(before);
        assertThat(body("/staff/clients?q={q}", code(gone))).contains(gone.toString());
        assertThat(trail()).contains("MERGE_UNDONE");
        assertThat(undo()).hasStatus(303);
        assertThat(everything()).isEqualTo(before);
        assertThat(merge()).hasStatus(303);
    }

    @Test
    void whatCameAfterTheMergeStaysAndIsSaid() {
        merge();
        fixtures.consultation(centre, counsellor, kept, Instant.parse("2026-05-04T05:00:00Z"));
        assertThat(mvc.post()
                        .uri("/staff/clients/{id}/identity", kept)
                        .with(me.signedIn())
                        .with(csrf())
                        .param("version", version(kept))
                        .param("contact.name", "Gulomjon Yusupov")
                        .param("contact.phone", "+998907778899")
                        .param("contact.language", "uz"))
                .hasStatus(303);
        MvcTestResult undone = undo();
        assertThat(undone.getResponse().getStatus()).isEqualTo(303);
        assertThat(Objects.requireNonNull(undone.getMvcResult().getFlashMap().get("notice")))
                .isEqualTo("clients.merge.undone-stays");
        assertThat(body("/staff/clients/{id}", kept)).contains("Gulomjon Yusupov", "+998 90 777 88 99");
        assertThat(body("/staff/clients/{id}", gone)).contains("Ғулом Юсупов", "+998 90 444 55 66");
        assertThat(count("counselling.consultation", kept)).isEqualTo(1);
        assertThat(count("counselling.consultation", gone)).isEqualTo(1);
    }

    @Test
    void whatIsWrittenForTheFormerRecordBelongsToTheOneThatStays() {
        merge();
        fixtures.consultation(centre, counsellor, gone, Instant.parse("2026-05-04T05:00:00Z"));
        assertThat(count("counselling.consultation", kept)).isEqualTo(2);
        assertThat(count("counselling.consultation", gone)).isZero();
    }

    @Test
    void whoeverWasErasedAfterTheMergeDoesNotComeBackWhenItIsTakenApart() {
        merge("NAME");
        erase(kept);
        assertThat(identities()).isZero();
        assertThat(undo()).hasStatus(303);
        assertThat(identities()).isZero();
    }

    @Test
    void aDeletionAskedForBeforeTheMergeErasesTheRecordThatStays() {
        String request = deletion(gone);
        merge();
        done(request);
        assertThat(identities()).isZero();
    }

    @Test
    void theMonthsItTouchesAreOpenedSoThatPersonsAreCountedAnew() {
        fixtures.jdbc()
                .sql("insert into counselling.month_closing values (?, date '2026-06-01')")
                .param(centre.id().id())
                .update();
        merge();
        assertThat(fixtures.jdbc()
                        .sql("select closed_before::text from counselling.month_closing where centre_id = ?")
                        .param(centre.id().id())
                        .query(String.class)
                        .single())
                .isEqualTo("2026-03-01");
    }

    @Test
    void ofTwentyWhoMergeAtOnceOneDoes() throws Exception {
        String state = state(kept, gone);
        try (var desks = Executors.newFixedThreadPool(10)) {
            List<Callable<Integer>> tries = new ArrayList<>();
            tries.addAll(Collections.nCopies(
                    10, () -> send(kept, gone, state).getResponse().getStatus()));
            tries.addAll(Collections.nCopies(
                    10, () -> send(gone, kept, state).getResponse().getStatus()));
            for (var answer : desks.invokeAll(tries)) {
                assertThat(answer.get()).isIn(200, 302, 303);
            }
        }
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from clients.merge where centre_id = ?")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aRecordThatChangedAfterThePreviewIsLookedAtAgain() {
        String state = state(kept, gone);
        fixtures.jdbc()
                .sql("update clients.identity set version = version + 1 where client_id = ?")
                .param(gone.id())
                .update();
        assertThat(send(kept, gone, state)).hasStatusOk().bodyText().contains("changed in the meantime");
    }

    @Test
    void neverAcrossCentresAndOnlyByThoseWhoCounsel() {
        ClientId foreign = fixtures.client(fixtures.centre(), "Gulom Yusupov");
        assertThat(body("/staff/clients/{id}/merge?with={other}", kept, foreign))
                .contains("no client of this code");
        assertThat(body("/staff/clients/{id}/merge?with={other}", kept, "я".repeat(5000)))
                .contains("no client of this code");
        assertThat(mvc.get().uri("/staff/clients/{id}/merge", foreign).with(me.signedIn()))
                .hasStatus(404);
        var frontDesk = fixtures.staff(centre, Role.FRONT_DESK);
        assertThat(mvc.get().uri("/staff/clients/{id}/merge", kept).with(frontDesk.signedIn()))
                .hasStatus(403);
        var both = fixtures.staff(List.of(centre, fixtures.centre()), Role.CENTRE_MANAGER);
        ClientId second = fixtures.client(
                new Fixtures.Centre(both.centres().get(1), "x"), Map.of("code", centre.code() + "-27-99999"));
        assertThat(mvc.get()
                        .uri("/staff/clients/{id}/merge?with={other}", kept, second)
                        .with(both.signedIn()))
                .bodyText()
                .contains("no client of this code");
    }

    private MvcTestResult merge(String... theirs) {
        return mvc.post()
                .uri("/staff/clients/{id}/merge", kept)
                .with(me.signedIn())
                .with(csrf())
                .param("with", gone.toString())
                .param("state", state(kept, gone))
                .param("theirs", theirs.length == 0 ? new String[] {""} : theirs)
                .exchange();
    }

    private MvcTestResult send(ClientId stays, ClientId goes, String state) {
        return mvc.post()
                .uri("/staff/clients/{id}/merge", stays)
                .with(me.signedIn())
                .with(csrf())
                .param("with", goes.toString())
                .param("state", state)
                .exchange();
    }

    private MvcTestResult undo() {
        String merge = fixtures.jdbc()
                .sql("select id::text from clients.merge where kept_id = ? order by merged_at desc limit 1")
                .param(kept.id())
                .query(String.class)
                .single();
        return mvc.post()
                .uri("/staff/clients/{id}/merge/{merge}/undo", kept, merge)
                .with(me.signedIn())
                .with(csrf())
                .exchange();
    }

    private void erase(ClientId client) {
        done(deletion(client));
    }

    private String deletion(ClientId client) {
        return fixtures.jdbc()
                .sql("""
                        insert into clients.data_request
                            (id, version, centre_id, client_id, kind, state, about, asked_at, due_on, once)
                        values (gen_random_uuid(), 0, ?, ?, 'DELETION', 'OPEN', '{}', now(), current_date + 30, gen_random_uuid())
                        returning id::text
                        """)
                .params(centre.id().id(), client.id())
                .query(String.class)
                .single();
    }

    private void done(String request) {
        assertThat(mvc.post()
                        .uri("/staff/data-requests/{id}", request)
                        .with(fixtures.staff(centre, Role.CENTRE_MANAGER).signedIn())
                        .with(csrf())
                        .param("text", "It is deleted")
                        .param("decision", "done"))
                .hasStatus(303);
    }

    private int identities() {
        return fixtures.jdbc()
                .sql("select count(*) from clients.identity where centre_id = ?")
                .param(centre.id().id())
                .query(Integer.class)
                .single();
    }

    private String state(ClientId stays, ClientId goes) {
        String page = body("/staff/clients/{id}/merge?with={other}", stays, goes);
        int at = page.indexOf("name=\"state\" value=\"") + 20;
        return page.substring(at, page.indexOf('"', at));
    }

    /** All rows of the centre, without what rises with every change. */
    private Map<String, List<String>> everything() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : TABLES) {
            rows.put(
                    table,
                    fixtures.jdbc()
                            .sql("select (to_jsonb(t) - 'version')::text from %s t where centre_id = ? order by 1"
                                    .formatted(table))
                            .param(centre.id().id())
                            .query((row, number) -> row.getString(1))
                            .list());
        }
        return rows;
    }

    private ClientId register(String name, String phone, @org.jspecify.annotations.Nullable String email) {
        return Scope.of(centre.id().id())
                .call(() -> directory.register(
                        centre.id(),
                        new Contact(new PersonName(name), new PhoneNumber(phone), email, true, false, null),
                        "uz",
                        Set.of("SERVICE", "FOLLOW_UP"),
                        "ORAL"));
    }

    private int count(String table, ClientId client) {
        return fixtures.jdbc()
                .sql("select count(*) from %s where client_id = ?".formatted(table))
                .param(client.id())
                .query(Integer.class)
                .single();
    }

    private String version(ClientId client) {
        return fixtures.jdbc()
                .sql("select version::text from clients.identity where client_id = ?")
                .param(client.id())
                .query(String.class)
                .single();
    }

    private String code(ClientId client) {
        return fixtures.jdbc()
                .sql("select code from clients.client where id = ?")
                .param(client.id())
                .query(String.class)
                .single();
    }

    private List<String> trail() {
        return fixtures.jdbc()
                .sql("select action from audit.trail where centre_id = ?")
                .param(centre.id().id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    private String body(String uri, Object... values) {
        try {
            return mvc.get()
                    .uri(uri, values)
                    .with(me.signedIn())
                    .exchange()
                    .getResponse()
                    .getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
