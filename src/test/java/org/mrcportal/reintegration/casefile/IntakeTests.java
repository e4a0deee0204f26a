package org.mrcportal.reintegration.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.ConsultationId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class IntakeTests {

    private static final Instant TALK = Instant.parse("2026-11-20T07:00:00Z");

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff colleague = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff counsellor = fixtures.counsellor(centre);
    private final ClientId client = fixtures.client(centre, "Malika Sinovova");

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void aCaseFromAConsultationAsksForNothingThatSaysWhoThePersonIs() {
        ConsultationId talk = fixtures.consultation(centre, counsellor, client, TALK);
        Visitor me = signedIn(worker);
        String link = "/staff/cases/new?client=" + client + "&amp;encounter=" + talk;
        assertThat(me.get("/staff/consultations/" + talk).body()).contains(link);
        Statements.forget();
        var form = me.get(link.replace("&amp;", "&"));
        assertThat(Statements.seen()).as(String.join("\n", Statements.seen())).hasSizeLessThanOrEqualTo(10);
        assertThat(form.body()).contains("Malika Sinovova", "A consultation");
        List<String> identity = form.form("<form method=\"post\" action=\"/staff/cases/new\"").stream()
                .filter(field -> !field[2].equals("hidden"))
                .map(field -> field[0])
                .filter(name -> name.matches("(?i).*(name|phone|email|contact|sex|age|birth|region|address).*"))
                .filter(name -> !name.equals("facts.language"))
                .toList();
        assertThat(identity).isEmpty();
        String[] fields = fields(form, "facts.type", "FORCED", "facts.from", "DE", "mine", "true");
        var done = me.post("/staff/cases/new", fields);
        assertThat(done.status()).isEqualTo(303);
        assertThat(me.post("/staff/cases/new", fields).location()).isEqualTo(done.location());
        var row = fixtures.jdbc()
                .sql("select * from reintegration.case_file where client_id = ?")
                .param(client.id())
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("source", "CONSULTATION")
                .containsEntry("encounter_id", talk.id())
                .containsEntry("owner_id", worker.id().id())
                .containsEntry("returned_from", "DE")
                .containsEntry("state", "DRAFT");
        assertThat(me.get(done.location()).body()).contains("Malika Sinovova", "Forced return", "Germany");
        assertThat(me.get("/staff/clients/" + client).body()).contains(done.location());
    }

    @Test
    void aFormSentTwiceAtOnceOpensOneCase() throws Exception {
        Visitor me = signedIn(worker);
        String[] fields = fields(
                me.get("/staff/cases/new?client=" + client),
                "facts.type",
                "VOLUNTARY",
                "source",
                "AIRPORT",
                "household",
                "true");
        try (var both = Executors.newFixedThreadPool(3)) {
            Callable<Visitor.Page> send = () -> me.post("/staff/cases/new", fields);
            for (var sent : both.invokeAll(List.of(send, send, send))) {
                assertThat(sent.get().status()).isEqualTo(303);
            }
        }
        assertThat(count("reintegration.case_file where client_id = ?", client.id()))
                .isOne();
        assertThat(count(
                        "reintegration.household_member where client_id = ? and head and relation = 'SELF'",
                        client.id()))
                .isOne();
    }

    @Test
    void aConsultationOfSomebodyElseOrOfAnotherCentreIsNotThere() {
        Fixtures.Centre elsewhere = fixtures.centre();
        ClientId stranger = fixtures.client(elsewhere, "Olim Misolov");
        ConsultationId far = fixtures.consultation(elsewhere, fixtures.counsellor(elsewhere), stranger, TALK);
        ConsultationId other = fixtures.consultation(centre, counsellor, fixtures.client(centre), TALK);
        Visitor me = signedIn(worker);
        for (String query : List.of(
                "client=" + client + "&encounter=" + far,
                "client=" + client + "&encounter=" + other,
                "client=" + client + "&encounter=" + UUID.randomUUID(),
                "client=" + client + "&encounter=nonsense",
                "encounter=" + far,
                "client=" + stranger,
                "client=nonsense")) {
            assertThat(me.get("/staff/cases/new?" + query).status()).as(query).isEqualTo(404);
        }
        var form = me.get("/staff/cases/new?client=" + client);
        assertThat(me.post("/staff/cases/new", fields(form, "facts.type", "VOLUNTARY", "encounter", far.toString()))
                        .status())
                .isEqualTo(404);
        assertThat(me.submit("/staff/cases", "/staff/clients/" + stranger + "/case")
                        .status())
                .isEqualTo(404);
        assertThat(count("reintegration.case_file where client_id = any (array[?, ?])", client.id(), stranger.id()))
                .isZero();
    }

    @Test
    void whatIsMissingIsSaidAndAPartnerMustBeOneOfTheCentre() {
        UUID partner = cases.partner(centre, worker, Map.of());
        UUID foreign = cases.partner(fixtures.centre(), worker, Map.of());
        Visitor me = signedIn(worker);
        String page = "/staff/cases/new?client=" + client + "&partner=" + partner;
        var again = me.post(
                "/staff/cases/new",
                fields(me.get(page), "facts.months", "x", "source", "PARTNER", "partner", foreign.toString()));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body())
                .contains(
                        "Choose how the person came back",
                        "Write a number of months",
                        "Choose the partner who referred")
                .contains("href=\"#facts.type\"");
        var done = me.post(
                "/staff/cases/new",
                fields(me.get(page), "facts.type", "VULNERABLE", "source", "PARTNER", "partner", partner.toString()));
        assertThat(done.status()).isEqualTo(303);
        assertThat(me.get(done.location()).body()).contains("Legal clinic " + partner);
    }

    @Test
    void openCasesAndPeopleWhoLookAlikeAreHintedAtButNoneThatIsHidden() {
        CaseId open = cases.caseFile(centre, client, worker, Map.of());
        CaseId hidden = cases.caseFile(centre, client, colleague, Map.of("protected", true));
        ClientId twin = fixtures.client(centre, "Malika Sinovova");
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/cases/new?client=" + client).body())
                .contains("/staff/cases/" + open, "/staff/clients/" + twin)
                .doesNotContain(hidden.toString());
        assertThat(me.get("/staff/cases/new?q=Malika+Sinovova").body())
                .contains("/staff/cases/new?client=" + twin, "Register this person");
        assertThat(me.get("/staff/cases/new?q=" + "x".repeat(5000)).status()).isEqualTo(200);
    }

    @Test
    void aCounsellorSaysHowThePersonCameBackHandsOverOnceAndSeesNoCase() {
        ConsultationId talk = fixtures.consultation(centre, counsellor, client, TALK);
        Visitor me = signedIn(counsellor);
        String page = "/staff/consultations/" + talk;
        String form = "/staff/clients/" + client + "/case?encounter=" + talk;
        assertThat(me.get(page).body()).contains("href=\"" + form + "\"").doesNotContain("/staff/cases/new");
        String address = "/staff/clients/" + client + "/case";
        for (String type : List.of("", "PIRATE")) {
            var again = me.submit(form, address, "encounter", talk.toString(), "type", type);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).contains("Choose how the person came back", "value=\"" + talk + "\"");
        }
        assertThat(count("reintegration.case_file where client_id = ?", client.id()))
                .isZero();
        for (int press = 0; press < 2; press++) {
            var done = me.submit(form, address, "encounter", talk.toString(), "type", "FORCED");
            assertThat(me.get(done.location()).body())
                    .contains("A case worker will take over")
                    .doesNotContain("/staff/cases/", "Reintegration case");
        }
        assertThat(me.get("/staff/cases").status()).isEqualTo(403);
        assertThat(me.get("/staff/cases/new?client=" + client).status()).isEqualTo(403);
        assertThat(count(
                        "reintegration.case_file where client_id = ? and owner_id is null and case_type = 'FORCED'",
                        client.id()))
                .isOne();
        assertThat(signedIn(worker).get("/staff/cases?which=WAITING").body()).contains("Malika Sinovova");
        var desk = signedIn(fixtures.staff(centre, Role.FRONT_DESK));
        assertThat(desk.submit("/staff/clients/" + client, address, "type", "FORCED")
                        .status())
                .isEqualTo(403);
        assertThat(desk.get(address).status()).isEqualTo(403);
        ClientId stranger = fixtures.client(fixtures.centre());
        assertThat(me.get("/staff/clients/" + stranger + "/case").status()).isEqualTo(404);
        assertThat(me.get("/staff/clients/" + client).body())
                .as("where cases begin for a counsellor")
                .containsPattern("href=\"/staff/partners\"[^>]*>\\s*Cases");
    }

    @Test
    void whatIsHandedOverIsATaskOfEverybodyWhoCouldTakeItUntilSomebodyDoes() {
        Visitor me = signedIn(counsellor);
        String address = "/staff/clients/" + client + "/case";
        me.submit(address, address, "type", "VULNERABLE");
        Visitor first = signedIn(worker);
        Visitor second = signedIn(colleague);
        Visitor supervisor = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        for (Visitor one : List.of(first, second, supervisor)) {
            assertThat(one.get("/staff/tasks").body())
                    .contains("Take a case that a counsellor has handed over")
                    .doesNotContain("Malika");
        }
        UUID file = fixtures.jdbc()
                .sql("select id from reintegration.case_file where client_id = ?")
                .param(client.id())
                .query(UUID.class)
                .single();
        UUID task = fixtures.jdbc()
                .sql("select id from reintegration.task where case_id = ? and kind = 'HANDED_OVER'")
                .param(file)
                .query(UUID.class)
                .single();
        for (Visitor one : List.of(first, supervisor)) {
            assertThat(one.submit("/staff/tasks", "/staff/tasks/" + task + "/done")
                            .status())
                    .isEqualTo(303);
            assertThat(one.get("/staff/tasks").body())
                    .as("done by taking the case alone")
                    .contains("Take a case that a counsellor has handed over")
                    .doesNotContain("/staff/tasks/" + task + "/done");
        }
        first.submit("/staff/cases/" + file, "/staff/cases/" + file + "/take");
        for (Visitor one : List.of(second, supervisor)) {
            assertThat(one.get("/staff/tasks").body()).doesNotContain("Take a case that a counsellor");
        }
        assertThat(count("reintegration.task where case_id = ? and kind = 'HANDED_OVER' and done_by is not null", file))
                .isOne();
    }

    @Test
    void whoeverHandsOverAgainGetsTheSameAnswerWhenTheCaseIsHiddenByNow() {
        ConsultationId talk = fixtures.consultation(centre, counsellor, client, TALK);
        Visitor me = signedIn(counsellor);
        String page = "/staff/consultations/" + talk;
        String address = "/staff/clients/" + client + "/case";
        var first = me.submit(page, address, "encounter", talk.toString(), "type", "FORCED");
        fixtures.jdbc()
                .sql(
                        "update reintegration.case_file set protected = true, owner_id = ?, opened_by = ? where client_id = ?")
                .params(worker.id().id(), worker.id().id(), client.id())
                .update();
        var again = me.submit(page, address, "encounter", talk.toString(), "type", "VOLUNTARY");
        assertThat(again.status()).isEqualTo(first.status()).isEqualTo(303);
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(me.get(again.location()).body()).contains("A case worker will take over");
        assertThat(count("reintegration.case_file where client_id = ?", client.id()))
                .isOne();
    }

    @Test
    void whoOpensACaseForAPartnerKeepsThePartnerAlsoWhereThePersonIsRegisteredOnTheWay() {
        UUID partner = cases.partner(centre, worker, Map.of());
        Visitor me = signedIn(worker);
        String find = "/staff/cases/new?partner=" + partner;
        assertThat(me.get("/staff/partners/" + partner).body()).contains("href=\"" + find + "\"");
        String register = "/staff/clients/new?typed=Gulchehra+Yangiyeva&next=case&partner=" + partner;
        assertThat(me.get(find + "&q=Gulchehra+Yangiyeva").body())
                .contains("/staff/clients/new?typed=Gulchehra%20Yangiyeva&amp;next=case&amp;partner=" + partner);
        var registered = me.post("/staff/clients/new", registration(me.get(register)));
        assertThat(registered.status()).isEqualTo(303);
        assertThat(registered.location()).startsWith("/staff/cases/new?client=").endsWith("partner=" + partner);
        var form = me.get(registered.location());
        assertThat(form.body()).contains("Gulchehra Yangiyeva", "Legal clinic " + partner);
        var done = me.post(
                "/staff/cases/new",
                fields(form, "facts.type", "VOLUNTARY", "source", "PARTNER", "partner", partner.toString()));
        assertThat(done.status()).isEqualTo(303);
        assertThat(count("reintegration.case_file where partner_id = ? and source = 'PARTNER'", partner))
                .isOne();
    }

    /** The form as it is, with the person's agreement. */
    private static String[] registration(Visitor.Page form) {
        List<String> fields = new ArrayList<>(List.of("agreed", "true"));
        for (String name : List.of("_csrf", "once", "next", "partner", "contact.name")) {
            fields.addAll(List.of(name, form.value(name).orElseThrow()));
        }
        fields.addAll(List.of("contact.language", "uz"));
        return fields.toArray(String[]::new);
    }

    @Test
    void nothingIsWrittenIntoAClosedCaseFromAPageThatWasKeptOpen() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + id + "/household";
        me.submit(page, page, "relation", "SPOUSE", "name", "Karim Sinovov", "shown", "true");
        UUID spouse = fixtures.jdbc()
                .sql("select id from reintegration.household_member where case_id = ? and relation = 'SPOUSE'")
                .param(id.id())
                .query(UUID.class)
                .single();
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(id.id())
                .update();
        assertThat(me.submit(page, page, "relation", "CHILD", "name", "Davron Sinovov")
                        .status())
                .isEqualTo(409);
        for (String press : List.of("/head", "/register", "/remove", "/shown")) {
            assertThat(me.submit(page, page + "/" + spouse + press).status())
                    .as(press)
                    .isEqualTo(409);
        }
        assertThat(me.submit(page, page + "/" + spouse + "/hidden").status())
                .as("whoever no longer agrees is hidden at any time")
                .isEqualTo(303);
        assertThat(count("reintegration.household_member where case_id = ?", id.id()))
                .isEqualTo(2);
        fixtures.jdbc()
                .sql("update reintegration.case_file set emptied_at = now() where id = ?")
                .param(id.id())
                .update();
        assertThatThrownBy(() -> cases.restrictedNote(centre, id, worker, "Too late"))
                .as("emptied, it stays empty")
                .hasMessageContaining("was deleted");
    }

    @Test
    void strongSignsBecomeOneTaskForTheSupervisorsWithinADay() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of("state", "SCREENING"));
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + id + "/screening";
        assertThat(me.submit(page, page, "once", UUID.randomUUID().toString()).body())
                .contains("Answer at least one question");
        var form = me.get(page);
        String[] strong = {
            "once",
            form.value("once").orElseThrow(),
            "_csrf",
            form.value("_csrf").orElseThrow(),
            "LOCKED_IN",
            "YES",
            "STILL_PRESSED",
            "YES",
            "OVERTIME",
            "NO",
            "NONSENSE",
            "YES"
        };
        assertThat(me.post(page, strong).status()).isEqualTo(303);
        assertThat(me.post(page, strong).status()).isEqualTo(303);
        assertThat(count("reintegration.screening where case_id = ?", id.id())).isOne();
        assertThat(count(
                        "reintegration.task where case_id = ? and kind = 'STRONG_SCREENING' and assignee_id is null"
                                + " and text is null and due_at between now() + interval '23 hours' and now() + interval '25 hours'",
                        id.id()))
                .isOne();
        assertThat(me.get(page).body())
                .contains("Screening: strong signs", "Could not leave the place", "112", "does not investigate");
        me.submit(page, page, "once", UUID.randomUUID().toString(), "SUICIDE", "YES");
        assertThat(count("reintegration.task where case_id = ? and kind = 'STRONG_SCREENING'", id.id()))
                .isOne();
        assertThat(me.get(page).body()).contains("Earlier screenings");
        assertThat(me.get("/staff/cases/" + id).body()).contains("Screening: strong signs", "Screening done");
        Visitor other = signedIn(colleague);
        assertThat(other.get("/staff/cases/" + id).body())
                .contains("Screening done")
                .doesNotContain("strong signs", "Look at a case soon");
        assertThat(me.get("/staff/cases/" + id).body()).contains("Look at a case soon");
        assertThat(other.get(page).body()).doesNotContain("strong signs", "Could not leave the place of work</li>");
    }

    @Test
    void aHouseholdIsOneContactAndNoOneIsShownToTheOthersWithoutConsent() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        ClientId son = fixtures.client(centre, "Davron Sinovov");
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + id + "/household";
        String code = fixtures.jdbc()
                .sql("select code from clients.client where id = ?")
                .param(son.id())
                .query(String.class)
                .single();
        assertThat(me.submit(page, page, "relation", "CHILD", "code", "TAS-00-1")
                        .body())
                .contains("No client of this centre has this number");
        assertThat(me.submit(page, page, "name", " ").body())
                .contains("Choose the relation", "Write a client number or a name");
        me.submit(page, page, "relation", "CHILD", "code", code.toLowerCase(java.util.Locale.ROOT), "head", "true");
        String once = UUID.randomUUID().toString();
        me.submit(page, page, "once", once, "relation", "SPOUSE", "name", "Karim Sinovov", "shown", "true");
        me.submit(page, page, "once", once, "relation", "SPOUSE", "name", "Karim Sinovov", "shown", "true");
        assertThat(me.submit(page, page, "relation", "CHILD", "code", code).body())
                .contains("in the household already");
        assertThat(me.get(page).body()).contains("Davron Sinovov", "Karim Sinovov", "Malika Sinovova");
        assertThat(count("reintegration.household_member where case_id = ?", id.id()))
                .isEqualTo(3);
        assertThat(count("reintegration.household_member where case_id = ? and head", id.id()))
                .isOne();
        UUID spouse = fixtures.jdbc()
                .sql("select id from reintegration.household_member where case_id = ? and relation = 'SPOUSE'")
                .param(id.id())
                .query(UUID.class)
                .single();
        for (String press : List.of("/head", "/register", "/register", "/hidden")) {
            assertThat(me.submit(page, page + "/" + spouse + press).status()).isEqualTo(303);
        }
        assertThat(count(
                        "reintegration.household_member where id = ? and head and not shown and name is null and client_id is not null",
                        spouse))
                .isOne();
        assertThat(count("clients.client where centre_id = ?", centre.id().id()))
                .isEqualTo(3);
        assertThat(me.submit(page, page + "/" + UUID.randomUUID() + "/head").status())
                .isEqualTo(404);
        assertThat(me.submit(page, page + "/nonsense/head").status()).isIn(400, 404);
        me.submit(page, page + "/" + spouse + "/remove");
        assertThat(count("reintegration.household_member where case_id = ?", id.id()))
                .isEqualTo(2);
    }

    @Test
    void twoRecordsOfOnePersonBringTheirCasesTogetherAlsoAHiddenOne() {
        ClientId twin = fixtures.client(centre, "Malika Sinovova");
        CaseId plain = cases.caseFile(centre, twin, worker, Map.of());
        CaseId hidden = cases.caseFile(centre, twin, worker, Map.of("protected", true));
        fixtures.jdbc()
                .sql("update reintegration.case_file set client_id = ? where id = ?")
                .params(client.id(), plain.id())
                .update();
        fixtures.jdbc()
                .sql("update clients.client set merged_into = ? where id = ?")
                .params(client.id(), twin.id())
                .update();
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/cases/" + hidden).body()).contains("/staff/clients/" + client);
        assertThat(me.get("/staff/clients/" + client).body()).contains(plain.toString(), hidden.toString());
    }

    /** The hidden fields and some others, as the form would send them. */
    private static String[] fields(Visitor.Page form, String... namesAndValues) {
        List<String> all = new ArrayList<>();
        List<String> given = List.of(namesAndValues);
        form.form("<form method=\"post\" action=\"/staff/cases/new\"").stream()
                .filter(field -> field[2].equals("hidden") && !field[0].startsWith("_h") && !given.contains(field[0]))
                .forEach(field -> all.addAll(List.of(field[0], field[1])));
        all.addAll(given);
        if (!given.contains("facts.language")) {
            all.addAll(List.of("facts.language", "uz"));
        }
        return all.toArray(String[]::new);
    }

    private long count(String what, Object... params) {
        return fixtures.jdbc()
                .sql("select count(*) from " + what)
                .params(params)
                .query(Long.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
