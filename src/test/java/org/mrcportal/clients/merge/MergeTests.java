package org.mrcportal.clients.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
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
            "counselling.waiting_line",
            "clients.data_request",
            "clients.access_request",
            "notifications.message",
            "reintegration.case_file",
            "reintegration.household_member",
            "reintegration.assessment",
            "reintegration.enrolment",
            "reintegration.referral",
            "reintegration.follow_up");

    /** What names a client and stays: the record itself, and the story of the merge. */
    private static final Set<String> STAYS = Set.of(
            "clients.client.merged_into",
            "clients.identity.client_id",
            "clients.merge.kept_id",
            "clients.merge.gone_id",
            "reintegration.broken_glass.client_id"); // what was opened, as it was asked for

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
                .contains("1 appointment<", "1 consultation<", "2 consents<", "gulom@example.org");
    }

    @Test
    void everythingGoesToTheRecordThatStaysAndTheFormerCodeFindsIt() {
        assertThat(merge("NAME")).hasStatus(303);
        assertThat(body("/staff/clients/{id}", kept))
                .contains("Ғулом Юсупов", "+998 90 111 22 33", "gulom@example.org", "/staff/consultations/")
                .doesNotContain("+998 90 444 55 66");
        for (String typed : List.of(code(gone), code(kept), "Gulom Yusupov")) {
            assertThat(body("/staff/clients?q={q}", typed)).as(typed).contains("1 person", kept.toString());
        }
        assertThat(mvc.get().uri("/staff/clients/{id}", gone).with(me.signedIn()))
                .hasRedirectedUrl("/staff/clients/" + kept);
        assertThat(body("/staff/clients/{id}/merge", kept))
                .contains("Take apart again")
                .doesNotContain("Taken apart again");
        assertThat(trail()).contains("CLIENTS_MERGED");
    }

    @Test
    void mergedAndTakenApartEverythingIsWhatItWas() {
        everyKindOfRow(gone);
        Map<String, List<String>> before = everything();
        assertThat(merge("NAME", "PHONE", "SAFE_CONTACT")).hasStatus(303);
        assertThat(everything()).isNotEqualTo(before);
        assertThat(undo()).hasStatus(303);
        assertThat(everything()).isEqualTo(before);
        assertThat(body("/staff/clients/{id}/merge", kept)).contains("Taken apart again");
        assertThat(body("/staff/clients?q={q}", code(gone))).contains(gone.toString());
        assertThat(trail()).contains("MERGE_UNDONE");
        assertThat(undo()).hasStatus(303);
        assertThat(everything()).isEqualTo(before);
        assertThat(merge()).hasStatus(303);
    }

    @Test
    void noTableThatNamesAClientIsForgotten() {
        everyKindOfRow(gone);
        List<String> columns = columnsThatNameAClient();
        assertThat(columns).contains("clients.data_request.client_id", "notifications.message.client_id");
        for (String column : columns) {
            assertThat(rows(column, gone))
                    .as("%s has a row in this test", column)
                    .isPositive();
        }
        assertThat(body("/staff/clients/{id}/merge?with={code}", kept, code(gone)))
                .contains("1 request about own data<", "1 request of another centre<", "1 message<");
        assertThat(merge()).hasStatus(303);
        for (String column : columns) {
            assertThat(rows(column, gone)).as("%s is moved", column).isZero();
        }
    }

    @Test
    void aDeletionErasesEveryRecordOfThePersonAndNothingBringsItBack() {
        String request = dataRequest(kept, "DELETION");
        dataRequest(gone, "DELETION");
        assertThat(merge()).hasStatus(303);
        fixtures.jdbc()
                .sql("update clients.data_request set asked_at = asked_at - interval '7 days' where centre_id = ?")
                .param(centre.id().id())
                .update();
        Fixtures.Staff officer = fixtures.staff(centre, Role.DATA_PROTECTION_OFFICER);
        assertThat(mvc.post()
                        .uri("/staff/data-requests/{id}", request)
                        .with(officer.signedIn())
                        .with(csrf())
                        .param("text", "All of it is deleted")
                        .param("decision", "done"))
                .hasStatus(303);
        assertThat(count("clients.identity", kept)).isZero();
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from clients.merge where kept_id = ?"
                                + " and (kept_identity is not null or gone_identity is not null)")
                        .param(kept.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(undo()).hasStatus(303);
        assertThat(count("clients.identity", kept)).isZero();
        assertThat(count("clients.identity", gone)).isZero();
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

    private List<String> columnsThatNameAClient() {
        return fixtures.jdbc().sql("""
                        select n.nspname || '.' || t.relname || '.' || a.attname from pg_constraint c
                        join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
                        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
                        where c.contype = 'f' and c.confrelid = 'clients.client'::regclass order by 1
                        """).query((row, number) -> row.getString(1)).list().stream()
                .filter(column -> !STAYS.contains(column))
                .toList();
    }

    private int rows(String column, ClientId client) {
        int dot = column.lastIndexOf('.');
        return fixtures.jdbc()
                .sql("select count(*) from %s where %s = ?"
                        .formatted(column.substring(0, dot), column.substring(dot + 1)))
                .param(client.id())
                .query(Integer.class)
                .single();
    }

    private String dataRequest(ClientId client, String kind) {
        UUID id = UUID.randomUUID();
        fixtures.insert(
                "clients.data_request",
                of(client, id),
                Map.of(
                        "kind",
                        kind,
                        "state",
                        "OPEN",
                        "about",
                        new String[0],
                        "asked_at",
                        Instant.now(),
                        "due_on",
                        LocalDate.parse("2027-06-01"),
                        "once",
                        UUID.randomUUID()));
        return id.toString();
    }

    private Map<String, @org.jspecify.annotations.Nullable Object> of(ClientId client, UUID id) {
        return Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id(), "client_id", client.id());
    }

    @Test
    void aPlaceInACourseGoesAlongWhetherOrNotThePersonHasOneThroughACaseFewKnowOf() {
        CaseFixtures cases = new CaseFixtures(fixtures);
        UUID course = cases.course(centre, counsellor, Map.of());
        CaseId ordinary = cases.caseFile(centre, gone, counsellor, Map.of());
        CaseId hidden = cases.caseFile(centre, kept, counsellor, Map.of("protected", true));
        UUID place = cases.enrolment(centre, ordinary, gone, course, counsellor, Map.of());
        cases.enrolment(centre, hidden, kept, course, counsellor, Map.of());
        assertThat(merge()).hasStatus3xxRedirection();
        assertThat(fixtures.jdbc()
                        .sql("select client_id from reintegration.enrolment where id = ?")
                        .param(place)
                        .query(UUID.class)
                        .single())
                .isEqualTo(kept.id());
    }

    /** One of each that the set-up has not made. */
    private void everyKindOfRow(ClientId client) {
        Instant now = Instant.parse("2026-03-01T05:00:00Z");
        dataRequest(client, "CORRECTION");
        var access = of(client, UUID.randomUUID());
        access.remove("version");
        access.put("asking_centre", fixtures.centre().id().id());
        access.put("asked_by", me.id().id());
        access.put("asked_at", now);
        access.put("once", UUID.randomUUID());
        access.put("reason", "She asked for it");
        access.put("state", "ASKED");
        fixtures.insert("clients.access_request", access, Map.of());
        var message = of(client, UUID.randomUUID());
        message.put("about", UUID.randomUUID());
        message.put("kind", "OFFER");
        message.put("reference", Fixtures.reference());
        message.put("sequence", 1);
        message.put("channel", "TEXT");
        message.put("state", "OBSOLETE");
        message.put("tries", 0);
        message.put("language", "uz");
        message.put("next_try_at", now);
        message.put("due_until", now);
        message.put("created_at", now);
        fixtures.insert("notifications.message", message, Map.of());
        var walkIn = of(client, UUID.randomUUID());
        walkIn.put("day", LocalDate.parse("2026-03-01"));
        walkIn.put("ticket", 1);
        walkIn.put("language", "uz");
        walkIn.put("state", "LEFT");
        walkIn.put("arrived_at", now);
        walkIn.put("finished_at", now);
        walkIn.put("once", UUID.randomUUID());
        fixtures.insert("counselling.walk_in", walkIn, Map.of());
        UUID line = UUID.randomUUID();
        var waiting = of(client, line);
        waiting.put("state", "WAITING");
        waiting.put("service_code", "DOCUMENTS");
        waiting.put("mode", "IN_PERSON");
        waiting.put("language", "uz");
        waiting.put("page_language", "uz");
        for (String list : List.of("needs", "days", "parts")) {
            waiting.put(list, new String[0]);
        }
        waiting.put("last_day", LocalDate.parse("2027-06-01"));
        waiting.put("urgent", false);
        waiting.put("joined_at", now);
        waiting.put("offers", 0);
        waiting.put("unanswered", 0);
        waiting.put("token_hash", line.toString().getBytes(StandardCharsets.US_ASCII));
        waiting.put("once", UUID.randomUUID());
        fixtures.insert("counselling.waiting_line", waiting, Map.of());
        CaseFixtures cases = new CaseFixtures(fixtures);
        CaseId file = cases.caseFile(centre, client, counsellor, Map.of());
        cases.relative(centre, file, client, counsellor);
        cases.assessment(centre, file, client, counsellor, Map.of());
        cases.referral(centre, file, client, counsellor, Map.of());
        cases.followUp(centre, file, client, LocalDate.parse("2026-09-01"), Map.of());
        UUID course = cases.course(centre, counsellor, Map.of());
        cases.enrolment(centre, file, client, course, counsellor, Map.of());
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
                        values (gen_random_uuid(), 0, ?, ?, 'DELETION', 'OPEN', '{}', now() - interval '8 days', current_date + 22, gen_random_uuid())
                        returning id::text
                        """)
                .params(centre.id().id(), client.id())
                .query(String.class)
                .single();
    }

    private void done(String request) {
        assertThat(mvc.post()
                        .uri("/staff/data-requests/{id}", request)
                        .with(fixtures.staff(centre, Role.DATA_PROTECTION_OFFICER)
                                .signedIn())
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
