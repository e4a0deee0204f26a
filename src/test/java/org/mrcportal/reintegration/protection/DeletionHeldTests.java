package org.mrcportal.reintegration.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class DeletionHeldTests {

    private static final String WHY = "The court needs what was photographed";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff focal = fixtures.staff(centre, Role.CASE_WORKER);
    private final ClientId client = fixtures.client(centre, "Malika");
    private final CaseId file = cases.caseFile(centre, client, worker, Map.of("protected", true));

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        cases.focalPoint(centre, focal);
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void theTeamHearsBeforeAnythingIsDeletedAndTheOfficerAloneReadsWhatSpeaksAgainstIt() {
        UUID id = asked(8);
        String request = "/staff/data-requests/" + id;
        assertThat(told())
                .containsExactlyInAnyOrder(worker.id().id(), focal.id().id());
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + file + "/deletion";
        assertThat(me.get("/staff/tasks").body()).contains(page);
        assertThat(me.get("/staff/cases/" + file).body()).contains(page);
        assertThat(me.submit(page, page, "request", id.toString(), "reason", "no")
                        .body())
                .contains("Write why");
        assertThat(me.submit(page, page, "request", id.toString(), "reason", WHY)
                        .status())
                .isEqualTo(303);

        Visitor manager = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        assertThat(manager.get(page).status()).isEqualTo(404);
        String seenByManager = neutral(manager.get(request));
        assertThat(seenByManager).doesNotContain(WHY, "think it over");

        Visitor officer = signedIn(fixtures.staff(centre, Role.DATA_PROTECTION_OFFICER));
        var form = officer.get(request);
        assertThat(form.body()).contains(WHY, "think it over");
        String token = form.value("_csrf").orElse("");
        officer.post(request, "_csrf", token, "text", "It is done", "decision", "done");
        assertThat(isKnown()).as("the officer had not seen that it is held").isTrue();

        me.submit(page, page + "/release", "request", id.toString());
        assertThat(neutral(manager.get(request))).as("alike, held or not").isEqualTo(seenByManager);
        assertThat(officer.get(request).body()).doesNotContain(WHY);
        officer.submit(request, request, "text", "It is done", "decision", "done");
        assertThat(isKnown()).isFalse();
    }

    @Test
    void anOfficerWhoHasReadTheReasonDecides() {
        UUID id = asked(8);
        String request = "/staff/data-requests/" + id;
        Visitor me = signedIn(focal);
        String page = "/staff/cases/" + file + "/deletion";
        me.submit(page, page, "request", id.toString(), "reason", WHY);
        Visitor officer = signedIn(fixtures.staff(centre, Role.DATA_PROTECTION_OFFICER));
        done(officer, request, officer.get(request));
        assertThat(isKnown()).isFalse();
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from clients.deletion_objection where centre_id = ?")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void nobodyHasToSpeakAgainstADeletionThatIsDecided() {
        UUID asked = asked(1);
        assertThat(openTasks()).isEqualTo(2);
        fixtures.jdbc().sql("""
                        update clients.data_request set state = 'REFUSED', decided_at = now(), decided_by = ?, answer = 'no'
                        where id = ?
                        """).params(worker.id().id(), asked).update();
        assertThat(openTasks()).isZero();
    }

    private int openTasks() {
        return fixtures.jdbc()
                .sql(
                        "select count(*) from reintegration.task where case_id = ? and kind = 'DELETION_ASKED' and done_at is null")
                .param(file.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void everybodySpeaksForThemselvesAndHearsNothingOfOthers() {
        Fixtures.Staff colleague = fixtures.staff(centre, Role.CASE_WORKER);
        CaseId ordinary = cases.caseFile(centre, client, colleague, Map.of());
        UUID id = asked(8);
        String request = "/staff/data-requests/" + id;
        String kept = "/staff/cases/" + file + "/deletion";
        signedIn(worker).submit(kept, kept, "request", id.toString(), "reason", WHY);
        Visitor officer = signedIn(fixtures.staff(centre, Role.DATA_PROTECTION_OFFICER));
        var read = officer.get(request);
        assertThat(read.body()).contains(WHY);

        Visitor other = signedIn(colleague);
        String page = "/staff/cases/" + ordinary + "/deletion";
        assertThat(other.get(page).body())
                .contains("Ask the officer")
                .doesNotContain(WHY, "nothing against it any more");
        other.submit(page, page, "request", id.toString(), "reason", "She is to be asked herself");
        done(officer, request, read);
        assertThat(isKnown()).as("the officer had read one of two").isTrue();

        other.submit(page, page + "/release", "request", id.toString());
        assertThat(officer.get(request).body()).contains(WHY).doesNotContain("asked herself");
    }

    @Test
    void aDeletionForSomebodyOfTheHouseholdIsHeldFromTheCase() {
        ClientId daughter = fixtures.client(centre, "Nodira");
        cases.relative(centre, file, daughter, worker, Map.of("relation", "CHILD", "head", false));
        UUID id = asked(8, daughter);
        asked(9);
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + file + "/deletion";
        assertThat(me.get(page).body()).contains("request=" + id);
        me.submit(page + "?request=" + id, page, "request", id.toString(), "reason", WHY);
        Visitor officer = signedIn(fixtures.staff(centre, Role.DATA_PROTECTION_OFFICER));
        assertThat(officer.get("/staff/data-requests/" + id).body()).contains(WHY);
    }

    private static void done(Visitor officer, String request, Visitor.Page read) {
        officer.submit(
                request,
                request,
                "text",
                "It is done",
                "decision",
                "done",
                "seen",
                read.value("seen").orElseThrow());
    }

    /** The page without its token. */
    private static String neutral(Visitor.Page page) {
        return page.body().replaceAll("value=\"[^\"]*\"", "");
    }

    private UUID asked(int daysAgo) {
        return asked(daysAgo, client);
    }

    private UUID asked(int daysAgo, ClientId person) {
        return fixtures.jdbc()
                .sql("""
                        insert into clients.data_request
                            (id, version, centre_id, client_id, kind, state, about, asked_at, due_on, once)
                        values (gen_random_uuid(), 0, ?, ?, 'DELETION', 'OPEN', '{}', now() - make_interval(days => ?),
                                current_date + 30, gen_random_uuid())
                        returning id
                        """)
                .params(centre.id().id(), person.id(), daysAgo)
                .query(UUID.class)
                .single();
    }

    private List<UUID> told() {
        return fixtures.jdbc()
                .sql("select assignee_id from reintegration.task where case_id = ? and kind = 'DELETION_ASKED'")
                .param(file.id())
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    private boolean isKnown() {
        return fixtures.jdbc()
                .sql("select exists (select from clients.identity where client_id = ?)")
                .param(client.id())
                .query(Boolean.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
