package org.mrcportal.outreach.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.FieldFixtures;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class PlannerPagesTests {

    private static final LocalDate TODAY = LocalDate.ofInstant(Instant.now(), Fixtures.TASHKENT);

    private final Fixtures fixtures = new Fixtures();
    private final FieldFixtures field = new FieldFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void aVisitSentTwiceIsPlannedOnceWithWhoGoesAndWithWhomTheySpeak() {
        UUID school = field.institution(centre, officer, "School 12");
        UUID teacher = field.leader(centre, officer, "Karim Namunayev");
        Visitor me = signedIn(officer);
        var form = me.get("/staff/visits/new?institution=" + school);
        assertThat(form.body()).contains("<optgroup label=\"Samarkand Region\">", "School 12", "Karim Namunayev");
        String[] fields = fields(
                form,
                "once",
                form.value("once").orElseThrow(),
                "institutions",
                school.toString(),
                "leaders",
                teacher.toString());
        String first = me.post("/staff/visits/new", fields).location();
        assertThat(me.post("/staff/visits/new", fields).location()).isEqualTo(first);
        assertThat(me.get(first).body())
                .contains(
                        "Urgut tumani, Samarkand Region",
                        "School 12",
                        "Karim Namunayev",
                        "Inform people",
                        officer.name());
        assertThat(count("outreach.visit", "centre_id", centre.id().id())).isOne();
        assertThat(audit("VISIT_PLANNED")).isOne();
        assertThat(me.get("/staff/institutions/" + school).body())
                .contains("Urgut tumani, Samarkand Region", "Planned");
        assertThat(me.get("/staff/visits?view=month&day=2026-12-03").body()).contains("School 12", "1 leader");
    }

    @Test
    void whatIsMissingIsSaidBesideItsFieldAndNothingTypedIsLost() {
        Visitor me = signedIn(officer);
        var form = me.get("/staff/visits/new");
        var again = me.post(
                "/staff/visits/new",
                "once",
                form.value("once").orElseThrow(),
                "centre",
                centre.code(),
                "day",
                "2026-12-24",
                "place",
                "UZ-XX",
                "_csrf",
                form.value("_csrf").orElseThrow());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body())
                .contains(
                        "Choose a district or a region", "Say what the visit is for", "Choose who goes", "2026-12-24");
        assertThat(count("outreach.visit", "centre_id", centre.id().id())).isZero();
    }

    @Test
    void aVisitThatTookPlaceSaysWhatCameOfItAndItsNextStepIsOverdueUntilDone() {
        UUID visit = field.visit(centre, officer, TODAY.minusDays(20), Map.of("state", "PLANNED"));
        SessionId session = new OutreachFixtures(fixtures)
                .session(
                        centre,
                        officer,
                        TODAY.minusDays(4)
                                .atTime(9, 0)
                                .atZone(Fixtures.TASHKENT)
                                .toInstant());
        Visitor me = signedIn(officer);
        assertThat(me.get("/staff/visits").body()).contains("Overdue (1)", "Did it take place?");
        String page = "/staff/visits/" + visit;
        var done = me.submit(
                page,
                page + "/done",
                "outcome",
                "The school agreed.",
                "next",
                "Send the posters",
                "due",
                TODAY.minusDays(1).toString(),
                "sessions",
                session.toString());
        assertThat(done.status()).isEqualTo(303);
        assertThat(me.get(page).body()).contains("The school agreed.", "overdue", "/staff/sessions/" + session);
        assertThat(me.get("/staff/visits").body()).contains("Overdue (1)", "Send the posters");
        me.submit(page, page + "/next-done");
        assertThat(me.get("/staff/visits").body()).doesNotContain("Send the posters");
        assertThat(me.submit(page, page + "/cancel").status()).isEqualTo(303);
        assertThat(me.get(page).body()).contains("Took place").doesNotContain(">Cancelled<");
        assertThat(audit("VISIT_DONE")).isOne();
        assertThat(audit("VISIT_CANCELLED")).isZero();
    }

    @Test
    void whoIsNoLongerListedStaysWithTheVisitWhenItIsChanged() {
        UUID visit = field.visit(centre, officer, LocalDate.of(2026, 12, 3), Map.of("state", "PLANNED"));
        UUID gone = field.leader(centre, officer, "Karim Namunayev");
        UUID dropped = field.leader(centre, officer, "Olim Misolov");
        UUID met = field.leader(centre, officer, "Dilnoza Misolova");
        field.meets(centre, visit, gone);
        field.meets(centre, visit, dropped);
        Visitor me = signedIn(officer);
        me.submit("/staff/leaders/" + gone, "/staff/leaders/" + gone + "/withdraw");
        var form = me.get("/staff/visits/" + visit + "/edit");
        assertThat(form.body()).contains("Olim Misolov").doesNotContain("Karim Namunayev");
        assertThat(me.post(
                                "/staff/visits/" + visit + "/edit",
                                fields(form, "version", form.value("version").orElseThrow(), "leaders", met.toString()))
                        .status())
                .isEqualTo(303);
        assertThat(tied(visit, "leader")).containsExactlyInAnyOrder(gone, met);
    }

    @Test
    void sessionsOfTheVisitStayThoughManyOthersAreNearer() {
        UUID visit = field.visit(centre, officer, TODAY.minusDays(2), Map.of("state", "PLANNED"));
        OutreachFixtures outreach = new OutreachFixtures(fixtures);
        SessionId far = outreach.session(centre, officer, morning(TODAY.plusDays(200)));
        SessionId notNear = outreach.session(centre, officer, morning(TODAY.minusDays(80)));
        for (int i = 0; i < 60; i++) {
            outreach.session(centre, officer, morning(TODAY.minusDays(i % 20)));
        }
        SessionId near = outreach.session(centre, officer, morning(TODAY.minusDays(2)));
        fixtures.insert(
                "outreach.visit_session",
                Fixtures.row("centre_id", centre.id().id(), "visit_id", visit, "session_id", far.id()),
                Map.of());
        Visitor me = signedIn(officer);
        String page = "/staff/visits/" + visit;
        assertThat(me.get(page).body())
                .contains("value=\"" + far + "\"", "value=\"" + near + "\"", "/staff/sessions/" + far)
                .doesNotContain(notNear.toString());
        me.submit(page, page + "/done", "outcome", "Good.", "sessions", far.toString(), "sessions", near.toString());
        assertThat(tied(visit, "session")).containsExactlyInAnyOrder(far.id(), near.id());
        me.submit(page, page + "/done", "outcome", "Good.", "sessions", near.toString());
        assertThat(tied(visit, "session")).containsExactly(near.id());
    }

    private static Instant morning(LocalDate day) {
        return day.atTime(9, 0).atZone(Fixtures.TASHKENT).toInstant();
    }

    private List<UUID> tied(UUID visit, String what) {
        return fixtures.jdbc()
                .sql("select %1$s_id from outreach.visit_%1$s where visit_id = ?".formatted(what))
                .param(visit)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    @Test
    void aStepNeedsItsDay() {
        UUID visit = field.visit(centre, officer, TODAY.minusDays(2), Map.of("state", "PLANNED"));
        Visitor me = signedIn(officer);
        String page = "/staff/visits/" + visit;
        var again = me.submit(page, page + "/done", "outcome", "x".repeat(2001), "next", "Send the posters");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("Say until when", "Use at most 2,000 characters", "Send the posters");
    }

    @Test
    void aCancelledVisitStaysCancelled() {
        UUID visit = field.visit(centre, officer, TODAY.plusDays(2), Map.of("state", "PLANNED"));
        Visitor me = signedIn(officer);
        String page = "/staff/visits/" + visit;
        me.submit(page, page + "/cancel");
        me.submit(page, page + "/done", "outcome", "It was good.");
        assertThat(me.get(page).body()).contains("Cancelled").doesNotContain("It was good.");
    }

    @Test
    void anotherCentresVisitsInstitutionsAndPeopleAreNotFoundNorTied() {
        Fixtures.Centre other = fixtures.centre();
        Fixtures.Staff there = fixtures.staff(other, Role.OUTREACH_OFFICER);
        UUID visit = field.visit(other, there, TODAY, Map.of("state", "PLANNED"));
        UUID school = field.institution(other, there, "School 99");
        UUID teacher = field.leader(other, there, "Nobody Here");
        Visitor me = signedIn(officer);
        for (String page : List.of(
                "/staff/visits/" + visit,
                "/staff/visits/" + visit + "/edit",
                "/staff/visits?centre=" + other.code(),
                "/staff/visits/not-an-id",
                "/staff/institutions/" + school,
                "/staff/leaders/" + teacher)) {
            assertThat(me.get(page).status()).as(page).isEqualTo(404);
        }
        assertThat(me.submit("/staff/visits", "/staff/visits/" + visit + "/done", "outcome", "x")
                        .status())
                .isEqualTo(404);
        var form = me.get("/staff/visits/new");
        String planned = me.post(
                        "/staff/visits/new",
                        fields(
                                form,
                                "once",
                                form.value("once").orElseThrow(),
                                "institutions",
                                school.toString(),
                                "leaders",
                                teacher.toString()))
                .location();
        assertThat(me.get(planned).body()).doesNotContain("School 99", "Nobody Here");
        for (Role role : List.of(Role.FRONT_DESK, Role.COUNSELLOR)) {
            assertThat(signedIn(fixtures.staff(centre, role))
                            .get("/staff/visits")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void theInstitutionIsRegisteredOnceAndItsNameCannotBeTakenTwiceInOneDistrict() {
        field.institution(centre, officer, "School 12");
        Visitor me = signedIn(officer);
        var form = me.get("/staff/institutions/new");
        String[] fields = {
            "once",
            form.value("once").orElseThrow(),
            "centre",
            centre.code(),
            "kind",
            "SCHOOL",
            "place",
            "UZ-SA-URGUT",
            "name",
            "school 12",
            "_csrf",
            form.value("_csrf").orElseThrow()
        };
        var again = me.post("/staff/institutions/new", fields);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("This institution is in the list already", "school 12");
        fields[9] = "100-maktab";
        String first = me.post("/staff/institutions/new", fields).location();
        assertThat(me.post("/staff/institutions/new", fields).location()).isEqualTo(first);
        assertThat(me.get("/staff/institutions?q=100-%D0%BC%D0%B0%D0%BA%D1%82%D0%B0%D0%B1")
                        .body())
                .contains("100-maktab")
                .doesNotContain("School 12");
    }

    @Test
    void eachPageCostsTheSameFewStatements() {
        UUID visit = field.visit(centre, officer, TODAY, Map.of("state", "PLANNED"));
        Visitor me = signedIn(officer);
        for (String page : List.of(
                "/staff/visits", "/staff/visits/" + visit, "/staff/visits/" + visit + "/edit", "/staff/institutions")) {
            me.get(page);
            Statements.forget();
            me.get(page);
            int few = Statements.seen().size();
            for (int number = 0; number < 5; number++) {
                field.visit(centre, officer, TODAY, Map.of());
                field.institution(centre, officer, "School " + UUID.randomUUID());
                field.leader(centre, officer, "Teacher " + number);
            }
            Statements.forget();
            me.get(page);
            assertThat(Statements.seen()).as(page).hasSize(few).hasSizeLessThanOrEqualTo(10);
        }
    }

    private String[] fields(Visitor.Page form, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "centre",
                centre.code(),
                "day",
                "2026-12-03",
                "place",
                "UZ-SA-URGUT",
                "purposes",
                "INFORM",
                "staff",
                officer.id().toString(),
                "_csrf",
                form.value("_csrf").orElseThrow()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private int count(String table, String column, UUID value) {
        return fixtures.jdbc()
                .sql("select count(*) from " + table + " where " + column + " = ?")
                .param(value)
                .query(Integer.class)
                .single();
    }

    private int audit(String action) {
        return fixtures.jdbc()
                .sql("select count(*) from audit.trail where action = ? and centre_id = ?")
                .params(action, centre.id().id())
                .query(Integer.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
