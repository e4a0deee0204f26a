package org.mrcportal.reintegration.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.TrainingCompleted;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
@SuppressWarnings("NullAway.Init")
class TrainingPagesTests {

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final LocalDate today = LocalDate.now(Fixtures.TASHKENT);
    private final ClientId client = fixtures.client(centre, "Ғулом Юсупов");
    private final CaseId file = cases.caseFile(centre, client, worker, Map.of());
    private final String trainings = "/staff/cases/" + file + "/trainings";

    @LocalServerPort
    int port;

    @Autowired
    CourseReminder reminder;

    @Autowired
    ConfigurableApplicationContext portal;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void aCourseIsPlannedOnceAndBadInputComesBackInWords() {
        Visitor me = signedIn(worker);
        Visitor.Page form = me.get("/staff/courses/new");
        Visitor.Page again = me.post("/staff/courses/new", course(form, "Sewing for a living", "many"));
        assertThat(again.body()).contains("Sewing for a living", "value=\"many\"", "There is a problem");
        String[] fields = course(form, "Sewing for a living", "12");
        String address = me.post("/staff/courses/new", fields).location();
        assertThat(me.post("/staff/courses/new", fields).location()).isEqualTo(address);
        assertThat(me.get(address).body()).contains("Sewing for a living", "places free");
        assertThat(me.get("/staff/courses").body()).contains("Sewing for a living");
        Visitor.Page wrong = me.post(
                "/staff/courses/new",
                "_csrf",
                form.value("_csrf").orElseThrow(),
                "once",
                "x",
                "kind",
                "\u0007",
                "partner",
                UUID.randomUUID().toString(),
                "places",
                "9999999999",
                "startsOn",
                "2026-02-31",
                "endsOn",
                "x".repeat(5000));
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.body()).contains("Choose a partner of this centre", "Give the day");
    }

    @Test
    void whoeverChangesACourseSecondSeesBothTexts() {
        UUID course = cases.course(centre, worker, Map.of("name", "Sewing"));
        Visitor me = signedIn(worker);
        String edit = "/staff/courses/" + course + "/edit";
        Visitor.Page first = me.get(edit);
        Visitor.Page second = me.get(edit);
        assertThat(me.post(edit, course(first, "Sewing by hand", "12")).status())
                .isEqualTo(303);
        Visitor.Page both = me.post(edit, course(second, "Sewing by machine", "12"));
        assertThat(both.body()).contains("Somebody has changed it meanwhile", "Sewing by hand", "Sewing by machine");
        assertThat(fixtures.jdbc()
                        .sql("select name from reintegration.course where id = ?")
                        .param(course)
                        .query(String.class)
                        .single())
                .isEqualTo("Sewing by hand");
    }

    @Test
    void somebodyIsEnrolledFromTheCaseOnceAndNotTwiceInOneCourse() {
        UUID course = cases.course(centre, worker, Map.of());
        Visitor me = signedIn(worker);
        String[] fields = enrol(me.get(trainings), course);
        assertThat(me.post(trainings, fields).status()).isEqualTo(303);
        assertThat(me.post(trainings, fields).status()).isEqualTo(303);
        assertThat(enrolled(course)).isOne();
        assertThat(me.post(trainings, enrol(me.get(trainings), course)).body())
                .contains("takes part in that course already");
        assertThat(me.get("/staff/courses/" + course).body())
                .contains("places free")
                .doesNotContain("Юсупов");
        assertThat(me.post(trainings, enrol(me.get(trainings), UUID.randomUUID()))
                        .status())
                .isEqualTo(404);
        UUID foreign = cases.course(fixtures.centre(), worker, Map.of());
        assertThat(me.post(trainings, enrol(me.get(trainings), foreign)).status())
                .isEqualTo(404);
    }

    @Test
    void ofManyWhoTakeTheLastTwoPlacesAtOnceTwoGetThem() throws Exception {
        UUID course = cases.course(centre, worker, Map.of("places", 2));
        Visitor me = signedIn(worker);
        List<Callable<Integer>> forms = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            CaseId one = cases.caseFile(centre, fixtures.client(centre), worker, Map.of());
            String page = "/staff/cases/" + one + "/trainings";
            String[] fields = enrol(me.get(page), course);
            forms.add(() -> me.post(page, fields).status());
        }
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var answer : threads.invokeAll(forms)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnly(200, 303);
        assertThat(answers.stream().filter(status -> status == 303)).hasSize(2);
        assertThat(enrolled(course)).isEqualTo(2);
    }

    @Test
    void whoTakesPartThroughAProtectedCaseTakesNoPlaceFromOthersAndIsUnseen() {
        UUID course = cases.course(centre, worker, Map.of("places", 1));
        ClientId hidden = fixtures.client(centre, "Hidden Person");
        CaseId kept = cases.caseFile(centre, hidden, worker, Map.of("protected", true));
        UUID place = cases.enrolment(centre, kept, hidden, course, worker, Map.of());
        Fixtures.Staff colleague = fixtures.staff(centre, Role.CASE_WORKER);
        Visitor me = signedIn(colleague);
        assertThat(me.get("/staff/courses/" + course).body())
                .as("full would say that somebody is there who is not listed")
                .contains("places free")
                .doesNotContain(kept.toString(), cases.code(hidden));
        assertThat(me.get("/staff/courses/" + course + "/attendance").body())
                .doesNotContain("Hidden Person", cases.code(hidden));
        assertThat(me.post(trainings, enrol(me.get(trainings), course)).status())
                .isEqualTo(303);
        assertThat(me.get("/staff/courses/" + course).body()).contains(", <span>full");
        assertThat(fixtures.jdbc()
                        .sql("update reintegration.case_file set protected = false where id = ?")
                        .param(kept.id())
                        .update())
                .isOne();
        fixtures.jdbc()
                .sql("update reintegration.enrolment set state = 'COMPLETED' where id = ?")
                .param(place)
                .update();
        assertThat(states(course)).as("one more than places").containsOnly("COMPLETED", "ENROLLED");
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(kept.id())
                .update();
        assertThat(me.get("/staff/courses/" + course + "/enrolments/" + place + "/certificate.pdf")
                        .status())
                .isEqualTo(404);
        assertThat(me.get("/staff/cases/" + kept + "/trainings").status()).isEqualTo(404);
        assertThat(signedIn(worker).get("/staff/courses/" + course).body()).contains(cases.code(hidden));
    }

    @Test
    void somebodyWhoIsEnrolledThroughAProtectedCaseIsEnrolledLikeAnybodyElseAndHasOnePlace() {
        UUID course = cases.course(centre, worker, Map.of("places", 2));
        CaseId kept = cases.caseFile(centre, client, worker, Map.of("protected", true));
        cases.enrolment(centre, kept, client, course, worker, Map.of());
        Visitor colleague = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
        assertThat(colleague
                        .post(trainings, enrol(colleague.get(trainings), course))
                        .status())
                .isEqualTo(303);
        assertThat(enrolled(course)).isEqualTo(2);
        assertThat(colleague
                        .post(trainings, enrol(colleague.get(trainings), course))
                        .body())
                .contains("takes part in that course already");
        assertThat(colleague.get("/staff/courses/" + course).body())
                .as("one person has one place")
                .contains("places free")
                .doesNotContain(kept.toString());
        CaseId other = cases.caseFile(centre, fixtures.client(centre), worker, Map.of());
        String page = "/staff/cases/" + other + "/trainings";
        assertThat(colleague.post(page, enrol(colleague.get(page), course)).status())
                .isEqualTo(303);
    }

    @Test
    void whoWasThereIsOneSaveAndThoseThePageDidNotShowStay() {
        UUID course = cases.course(centre, worker, Map.of());
        UUID own = cases.enrolment(centre, file, client, course, worker, Map.of());
        ClientId hidden = fixtures.client(centre);
        CaseId kept = cases.caseFile(centre, hidden, worker, Map.of("protected", true));
        UUID unseen = cases.enrolment(centre, kept, hidden, course, worker, Map.of());
        Visitor team = signedIn(worker);
        String page = "/staff/courses/" + course + "/attendance";
        team.submit(
                page,
                page,
                "day",
                today.toString(),
                "shown",
                own.toString(),
                "shown",
                unseen.toString(),
                "there",
                own.toString(),
                "there",
                unseen.toString());
        assertThat(attended(own)).isOne();
        Visitor colleague = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        colleague.submit(page, page, "day", today.toString(), "shown", own.toString(), "shown", unseen.toString());
        assertThat(attended(own)).isZero();
        assertThat(attended(unseen)).as("whoever the page did not show stays").isOne();
        assertThat(team.get(page + "?day=" + today.plusDays(1)).status())
                .as("not tomorrow")
                .isEqualTo(404);
        assertThat(team.get(page + "?day=nonsense").status()).isEqualTo(404);
    }

    @Test
    void theCertificateIsInThePersonsLanguageAndOnlyForWhoCompleted() {
        UUID course = cases.course(centre, worker, Map.of("name", "Тикувчилик"));
        UUID place = cases.enrolment(centre, file, client, course, worker, Map.of());
        Visitor me = signedIn(worker);
        String page = "/staff/courses/" + course;
        String pdf = page + "/enrolments/" + place + "/certificate.pdf";
        assertThat(me.get(pdf).status()).isEqualTo(404);
        fixtures.jdbc()
                .sql("update clients.client set language = 'tg' where id = ?")
                .param(client.id())
                .update();
        assertThat(me.submit(page, page + "/enrolments/" + place, "state", "COMPLETED")
                        .status())
                .isEqualTo(303);
        assertThat(me.get(trainings).body()).contains("Certificate (PDF)", "Completed");
        HttpResponse<String> printed = me.get(pdf).response();
        assertThat(printed.statusCode()).isEqualTo(200);
        assertThat(printed.headers().firstValue("content-type").orElse("")).isEqualTo("application/pdf");
        assertThat(printed.body()).startsWith("%PDF");
        assertThat(events("TRAINING_CERTIFIED")).isOne();
        assertThat(me.submit(page, page + "/enrolments/" + place, "state", "ENROLLED")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCancelledCourseFreesEverybodyAlsoInProtectedCasesAndTheirWorkersAreTold() {
        UUID course = cases.course(centre, worker, Map.of("places", 1));
        cases.enrolment(centre, file, client, course, worker, Map.of());
        ClientId hidden = fixtures.client(centre);
        CaseId kept = cases.caseFile(centre, hidden, worker, Map.of("protected", true));
        cases.enrolment(centre, kept, hidden, course, worker, Map.of());
        Visitor me = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        ClientId next = fixtures.client(centre);
        CaseId waits = cases.caseFile(centre, next, worker, Map.of());
        cases.enrolment(centre, waits, next, course, worker, Map.of("state", "WAITING"));
        String page = "/staff/courses/" + course;
        assertThat(me.get(page + "/cancel").body())
                .as("asks first, and says whom it frees")
                .contains("Yes, cancel the course", cases.code(client), cases.code(next))
                .doesNotContain(cases.code(hidden));
        me.submit(page, page + "/cancel");
        me.submit(page, page + "/cancel");
        assertThat(enrolled(course)).isZero();
        for (CaseId one : List.of(file, kept, waits)) {
            assertThat(told(one, "COURSE_CANCELLED")).isOne();
            assertThat(told(one, "COURSE_PLACE")).isZero();
        }
        assertThat(me.post(trainings, enrol(me.get(trainings), course)).body()).contains("no place left");
    }

    @Test
    void nobodyWaitsForACourseThatTookPlaceOrInAClosedCase() {
        UUID course = cases.course(centre, worker, Map.of("places", 1));
        ClientId first = fixtures.client(centre);
        cases.enrolment(centre, cases.caseFile(centre, first, worker, Map.of()), first, course, worker, Map.of());
        cases.enrolment(centre, file, client, course, worker, Map.of("state", "WAITING"));
        ClientId next = fixtures.client(centre);
        CaseId waits = cases.caseFile(centre, next, worker, Map.of());
        cases.enrolment(centre, waits, next, course, worker, Map.of("state", "WAITING"));
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        assertThat(states(course)).containsExactly("ENROLLED", "CANCELLED", "WAITING");
        fixtures.jdbc()
                .sql("update reintegration.course set state = 'HELD' where id = ?")
                .param(course)
                .update();
        assertThat(states(course)).containsExactly("ENROLLED", "CANCELLED", "CANCELLED");
        assertThat(signedIn(worker).get("/staff/cases/" + waits).body()).contains("Place in a course given back");
    }

    @Test
    void aFullCourseIsFullAlsoForWhoHasAPlaceInItThroughACaseFewKnowOf() {
        UUID course = cases.course(centre, worker, Map.of("places", 1));
        ClientId other = fixtures.client(centre);
        cases.enrolment(centre, cases.caseFile(centre, other, worker, Map.of()), other, course, worker, Map.of());
        CaseId kept = cases.caseFile(centre, client, worker, Map.of("protected", true));
        cases.enrolment(centre, kept, client, course, worker, Map.of());
        Visitor colleague = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
        assertThat(colleague
                        .post(trainings, enrol(colleague.get(trainings), course))
                        .body())
                .contains("no place left");
    }

    @Test
    void nobodyCountsBySmallerNumbersOfPlacesWhoTakesPartUnseen() {
        UUID course = cases.course(centre, worker, Map.of("places", 12));
        ClientId hidden = fixtures.client(centre);
        CaseId kept = cases.caseFile(centre, hidden, worker, Map.of("protected", true));
        Visitor me = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
        String edit = "/staff/courses/" + course + "/edit";
        String free = still(me.get("/staff/courses/" + course));
        String smaller = still(me.post(edit, course(me.get(edit), "Sewing", "1")));
        cases.enrolment(centre, kept, hidden, course, worker, Map.of());
        assertThat(still(me.get("/staff/courses/" + course))).isEqualTo(free);
        assertThat(still(me.post(edit, course(me.get(edit), "Sewing", "1"))))
                .isEqualTo(smaller)
                .contains("Places can be added, not taken away");
        assertThat(me.post(edit, course(me.get(edit), "Sewing", "13")).status()).isEqualTo(303);
        assertThatExceptionOfType(DataAccessException.class)
                .as("the database says so too")
                .isThrownBy(() -> fixtures.jdbc()
                        .sql("update reintegration.course set places = 1 where id = ?")
                        .param(course)
                        .update());
    }

    @Test
    void whoeverFindsACourseFullWaitsAndGetsTheFirstPlaceThatBecomesFreeAlsoInAProtectedCase() {
        UUID course = cases.course(centre, worker, Map.of("places", 1));
        ClientId first = fixtures.client(centre);
        CaseId taken = cases.caseFile(centre, first, worker, Map.of());
        UUID place = cases.enrolment(centre, taken, first, course, worker, Map.of());
        ClientId hidden = fixtures.client(centre);
        CaseId kept = cases.caseFile(centre, hidden, worker, Map.of());
        Visitor me = signedIn(worker);
        String keptPage = "/staff/cases/" + kept + "/trainings";
        assertThat(me.post(keptPage, enrol(me.get(keptPage), course)).body())
                .as("honestly full")
                .contains("no place left");
        String[] waits = waiting(me.get(keptPage), course);
        assertThat(me.post(keptPage, waits).status()).isEqualTo(303);
        assertThat(me.post(keptPage, waits).status()).as("the same form again").isEqualTo(303);
        assertThat(me.get(keptPage).body()).contains("Waits for a place", "Wait no more");
        assertThat(me.post(trainings, waiting(me.get(trainings), course)).status())
                .isEqualTo(303);
        assertThat(states(course)).containsExactly("ENROLLED", "WAITING", "WAITING");
        assertThat(me.get("/staff/courses/" + course + "/attendance").body())
                .as("who waits is not there")
                .doesNotContain(cases.code(client));

        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(kept.id())
                .update();
        Visitor colleague = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
        String page = "/staff/cases/" + taken + "/trainings";
        colleague.submit(page, page + "/" + place + "/withdraw");
        assertThat(states(course))
                .as("the one in the protected case takes no place from the next")
                .containsExactly("CANCELLED", "ENROLLED", "ENROLLED");
        assertThat(told(kept, "COURSE_PLACE")).isOne();
        assertThat(colleague.get("/staff/courses/" + course).body()).doesNotContain(cases.code(hidden));

        assertThat(told(file, "COURSE_PLACE")).isOne();
        assertThat(events("TRAINING_ENROLLED")).isOne();
    }

    @Test
    void placesThatBecomeFreeAtOnceGoToAsManyOfThoseWhoWait() throws Exception {
        UUID course = cases.course(centre, worker, Map.of("places", 3));
        Visitor me = signedIn(worker);
        List<Callable<Integer>> presses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ClientId one = fixtures.client(centre);
            CaseId of = cases.caseFile(centre, one, worker, Map.of());
            UUID place = cases.enrolment(centre, of, one, course, worker, Map.of());
            String page = "/staff/cases/" + of + "/trainings";
            String csrf = me.get(page).value("_csrf").orElseThrow();
            presses.add(() ->
                    me.post(page + "/" + place + "/withdraw", "_csrf", csrf).status());
        }
        for (int i = 0; i < 5; i++) {
            ClientId one = fixtures.client(centre);
            cases.enrolment(
                    centre,
                    cases.caseFile(centre, one, worker, Map.of()),
                    one,
                    course,
                    worker,
                    Map.of("state", "WAITING"));
        }
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var answer : threads.invokeAll(presses)) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        assertThat(states(course).stream().filter("ENROLLED"::equals)).hasSize(3);
        assertThat(states(course).stream().filter("WAITING"::equals)).hasSize(2);
    }

    @Test
    void theStepOfThePlanIsKeptFromTheLinkToTheEnrolmentAndToldWhenTheCourseIsCompleted() {
        UUID course = cases.course(centre, worker, Map.of());
        UUID step = cases.step(centre, file, worker, "Learn to sew");
        Visitor me = signedIn(worker);
        Visitor.Page form = me.get(trainings + "?action=" + step);
        assertThat(form.body()).contains("For the step of the plan:", "Learn to sew");
        String[] chosen = enrol(form, course);
        chosen[chosen.length - 1] = form.value("action").orElseThrow();
        String[] wrong = chosen.clone();
        wrong[7] = "";
        assertThat(me.post(trainings, wrong).body())
                .as("after an error too")
                .contains("Choose a course", "Learn to sew", "value=\"" + step + "\"");
        assertThat(me.post(trainings, chosen).status()).isEqualTo(303);
        UUID place = fixtures.jdbc()
                .sql("select id from reintegration.enrolment where course_id = ? and action_id = ?")
                .params(course, step)
                .query(UUID.class)
                .single();
        String page = "/staff/courses/" + course;
        List<TrainingCompleted> told = new CopyOnWriteArrayList<>();
        var listener = new ApplicationListener<PayloadApplicationEvent<TrainingCompleted>>() {
            @Override
            public void onApplicationEvent(PayloadApplicationEvent<TrainingCompleted> event) {
                told.add(event.getPayload());
            }
        };
        portal.addApplicationListener(listener);
        me.submit(page, page + "/enrolments/" + place, "state", "COMPLETED");
        me.submit(page, page + "/enrolments/" + place, "state", "COMPLETED");
        portal.removeApplicationListener(listener);
        assertThat(told).containsExactly(new TrainingCompleted(file, step, worker.id()));
    }

    @Test
    void howACourseEndedForSomebodyIsCorrectedAndWhatEndsItAsksFirst() {
        UUID course = cases.course(centre, worker, Map.of());
        UUID place = cases.enrolment(centre, file, client, course, worker, Map.of());
        Visitor me = signedIn(worker);
        String page = "/staff/courses/" + course;
        String end = page + "/enrolments/" + place;
        assertThat(me.get(page).body())
                .containsPattern("(?s)<details[^>]*>.{1,400}It took place.{1,900}/held")
                .containsPattern("(?s)<details[^>]*>.{1,1500}value=\"LEFT\"");
        me.submit(page, end, "state", "COMPLETED");
        assertThat(me.get(page).body()).contains("Certificate (PDF)", "Correct");
        me.submit(page, end, "state", "LEFT");
        assertThat(me.get(page).body()).doesNotContain("Certificate (PDF)").contains("Did the person stay to the end");
        assertThat(me.get(end + "/certificate.pdf").status()).isEqualTo(404);
        me.submit(page, end, "state", "COMPLETED");
        assertThat(me.get(page).body()).contains("Certificate (PDF)");
        assertThat(events("TRAINING_LEFT")).isOne();
    }

    @Test
    void aClosedCaseAndOneThatOnlyGlassOpensTakeNoEnrolments() {
        UUID course = cases.course(centre, worker, Map.of());
        UUID place = cases.enrolment(centre, file, client, course, worker, Map.of());
        Visitor me = signedIn(worker);
        String[] fields = enrol(me.get(trainings), course);
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        assertThat(me.get(trainings).body()).doesNotContain("Enrol somebody", "Give the place back");
        assertThat(me.post(trainings, fields).status()).isEqualTo(409);
        assertThat(me.submit("/staff/courses", trainings + "/" + place + "/withdraw")
                        .status())
                .isEqualTo(409);
        assertThat(states(course)).containsExactly("ENROLLED");

        ClientId hidden = fixtures.client(centre);
        CaseId kept = cases.caseFile(centre, hidden, worker, Map.of("protected", true));
        UUID unseen = cases.enrolment(centre, kept, hidden, course, worker, Map.of());
        Fixtures.Staff reader = fixtures.staff(centre, Role.CASE_WORKER);
        cases.glass(centre, hidden, reader, Instant.now().minusSeconds(60));
        Visitor glass = signedIn(reader);
        String page = "/staff/cases/" + kept + "/trainings";
        assertThat(glass.get(page).body())
                .contains(cases.code(hidden))
                .doesNotContain("Enrol somebody", "Give the place back");
        assertThat(glass.submit("/staff/courses", page + "/" + unseen + "/withdraw")
                        .status())
                .isEqualTo(403);
        String seen = "/staff/courses/" + course;
        assertThat(glass.get(seen).body()).contains(cases.code(hidden)).doesNotContain("/enrolments/" + unseen + "\"");
        assertThat(glass.submit(
                                seen + "/attendance",
                                seen + "/attendance",
                                "day",
                                today.toString(),
                                "shown",
                                place.toString(),
                                "shown",
                                unseen.toString(),
                                "there",
                                place.toString(),
                                "there",
                                unseen.toString())
                        .status())
                .as("those who may be ticked are kept")
                .isEqualTo(303);
        assertThat(attended(place)).isOne();
        assertThat(attended(unseen)).isZero();
    }

    @Test
    void aCourseThatIsOverIsATaskOfWhoeverRunsItUntilItIsSettled() {
        UUID course =
                cases.course(centre, worker, Map.of("starts_on", today.minusDays(20), "ends_on", today.minusDays(2)));
        cases.course(centre, worker, Map.of());
        for (int i = 0; i < 2; i++) {
            Scope.network().readByPortal().run(reminder::run);
        }
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/tasks").body()).containsOnlyOnce("<span dir=\"auto\">A course is over:");
        assertThat(me.get("/staff/courses").body()).containsOnlyOnce("over, not settled");
        String page = "/staff/courses/" + course;
        assertThat(me.get(page).body()).contains("The course is over.");
        UUID place = cases.enrolment(centre, file, client, course, worker, Map.of());
        me.submit(page, page + "/held");
        assertThat(me.get(page).body()).as("nobody was ticked yet").contains("Tick first who was there");
        me.submit(page + "/attendance", page + "/attendance", "shown", place.toString(), "there", place.toString());
        me.submit(page, page + "/held");
        assertThat(me.get("/staff/courses").body()).doesNotContain("over, not settled");
        Scope.network().readByPortal().run(reminder::run);
        assertThat(me.get("/staff/tasks").body()).doesNotContain("<span dir=\"auto\">A course is over:");
    }

    @Test
    void theDatabaseLetsNobodyTakeAPlaceThatIsNotThere() {
        UUID course = cases.course(centre, worker, Map.of("places", 1));
        cases.enrolment(centre, file, client, course, worker, Map.of());
        ClientId other = fixtures.client(centre);
        CaseId second = cases.caseFile(centre, other, worker, Map.of());
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> cases.enrolment(centre, second, other, course, worker, Map.of()))
                .havingRootCause()
                .withMessageContaining("no place left");
    }

    @Test
    void anotherCentresCourseIsNotThereAndTheFrontDeskMayNotLook() {
        UUID course = cases.course(centre, worker, Map.of());
        Visitor elsewhere = signedIn(fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER));
        for (String part : List.of("", "/edit", "/attendance")) {
            assertThat(elsewhere.get("/staff/courses/" + course + part).status())
                    .isEqualTo(404);
        }
        assertThat(elsewhere
                        .submit("/staff/courses", "/staff/courses/" + course + "/cancel")
                        .status())
                .isEqualTo(404);
        assertThat(elsewhere.get("/staff/courses?centre=" + centre.code()).status())
                .isEqualTo(404);
        assertThat(signedIn(fixtures.staff(centre, Role.FRONT_DESK))
                        .get("/staff/courses")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void coursesCostTenStatementsHoweverManyThereAre() {
        UUID course = cases.course(centre, worker, Map.of("places", 100));
        Visitor me = signedIn(worker);
        int few = statements(me, "/staff/courses");
        for (int i = 0; i < 8; i++) {
            cases.course(centre, worker, Map.of());
            ClientId one = fixtures.client(centre, "Person " + i);
            cases.enrolment(centre, cases.caseFile(centre, one, worker, Map.of()), one, course, worker, Map.of());
        }
        assertThat(statements(me, "/staff/courses")).isEqualTo(few).isLessThanOrEqualTo(10);
        assertThat(statements(me, "/staff/courses/" + course)).isLessThanOrEqualTo(10);
        assertThat(statements(me, "/staff/courses/" + course + "/attendance")).isLessThanOrEqualTo(10);
        assertThat(statements(me, trainings)).isLessThanOrEqualTo(10);
    }

    private int statements(Visitor me, String page) {
        me.get(page);
        Statements.forget();
        assertThat(me.get(page).status()).isEqualTo(200);
        assertThat(Statements.seen()).as(page).hasSizeLessThanOrEqualTo(10);
        return Statements.seen().size();
    }

    private String[] course(Visitor.Page form, String name, String places) {
        return new String[] {
            "_csrf",
            form.value("_csrf").orElseThrow(),
            "once",
            form.value("once").orElse(""),
            "version",
            form.value("version").orElse(""),
            "centre",
            centre.code(),
            "kind",
            "TRADE",
            "name",
            name,
            "partner",
            "",
            "language",
            "uz",
            "place",
            "Room 4",
            "places",
            places,
            "startsOn",
            today.minusDays(1).toString(),
            "endsOn",
            today.plusDays(20).toString()
        };
    }

    private String[] enrol(Visitor.Page form, UUID course) {
        return new String[] {
            "_csrf",
            form.value("_csrf").orElseThrow(),
            "once",
            form.value("once").orElseThrow(),
            "client",
            clientOf(form),
            "course",
            course.toString(),
            "action",
            "nonsense"
        };
    }

    /** Ticks that the person waits, too. */
    private String[] waiting(Visitor.Page form, UUID course) {
        String[] fields = Arrays.copyOf(enrol(form, course), 12);
        fields[10] = "waiting";
        fields[11] = "yes";
        return fields;
    }

    /** The states of the places of a course, in the order in which they were asked for. */
    private List<@Nullable String> states(UUID course) {
        return fixtures.jdbc()
                .sql("select state from reintegration.enrolment where course_id = ? order by enrolled_at, id")
                .param(course)
                .query(String.class)
                .list();
    }

    private int told(CaseId of, String kind) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.task where case_id = ? and kind = ?")
                .params(of.id(), kind)
                .query(Integer.class)
                .single();
    }

    /** The page without what differs each time. */
    private static String still(Visitor.Page page) {
        return page.body().replaceAll("value=\"[^\"]*\"", "");
    }

    /** The only person the form offers. */
    private static String clientOf(Visitor.Page form) {
        var found = java.util.regex.Pattern.compile("<option value=\"([0-9a-f-]{36})\"")
                .matcher(form.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private int enrolled(UUID course) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.enrolment where course_id = ? and state <> 'CANCELLED'")
                .param(course)
                .query(Integer.class)
                .single();
    }

    private int attended(UUID enrolment) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.course_attendance where enrolment_id = ?")
                .param(enrolment)
                .query(Integer.class)
                .single();
    }

    private int events(String kind) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.case_event where case_id = ? and kind = ?")
                .params(file.id(), kind)
                .query(Integer.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff who) {
        Visitor visitor = new Visitor(port);
        assertThat(visitor.signIn(who.username(), Fixtures.PASSWORD).status()).isEqualTo(303);
        return visitor;
    }
}
