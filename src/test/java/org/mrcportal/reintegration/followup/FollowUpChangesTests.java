package org.mrcportal.reintegration.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
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
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;

/** What staff note about a follow-up besides one press: other ways, words, another day. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
@SuppressWarnings("NullAway.Init")
class FollowUpChangesTests {

    private static final String NUMBER = "90 123 45 67";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final LocalDate today = LocalDate.now(Fixtures.TASHKENT);
    private final ClientId client = fixtures.client(centre, "Malika Karimova");
    private final CaseId file = cases.caseFile(centre, client, worker, Map.of());
    private final String page = "/staff/cases/" + file + "/follow-ups";

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
        reachable(true, false);
    }

    @Test
    void beforeAVisitWhatThePersonAskedToKeepInMindIsShownAndThatIsOnTheTrail() {
        reachable(false, false);
        UUID due = followUp("OTHER", today);
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/follow-ups").body())
                .contains("What to keep in mind", "By visit. Do not call.")
                .doesNotContain("olma", "Never come to the house");
        assertThat(identityReads()).isZero();
        assertThat(me.get("/staff/follow-ups?open=" + due).body())
                .contains("olma", "Never come to the house", "Do not call.", "Send no messages, and leave none.")
                .doesNotContain(NUMBER);
        assertThat(identityReads()).isOne();
    }

    @Test
    void whoeverAgreesToMessagesOnlyIsSentOneAndThatCountsAsATry() {
        reachable(false, true);
        UUID due = followUp("OTHER", today);
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/follow-ups?open=" + due).body())
                .contains("For messages only: +998 " + NUMBER)
                .doesNotContain("tel:");
        String tried = page + "/" + due + "/tried";
        assertThat(me.get(tried).body()).contains("by message", "at home").doesNotContain("by telephone");
        assertThat(send(me, tried, "way", "CALL", "result", "NO_ANSWER").body())
                .contains("Choose a way in which the person may be reached");
        assertThat(send(me, tried, "way", "MESSAGE", "result", "NO_ANSWER").status())
                .isEqualTo(303);
        assertThat(me.get("/staff/follow-ups").body())
                .contains("Noted: no answer. Again in 3 days.", "1 failed attempt");
        assertThat(me.get(page).body()).contains("by message, no answer");
    }

    @Test
    void whoMayBeCalledMayBeVisitedAllTheSame() {
        UUID due = followUp("OTHER", today);
        Visitor me = signedIn(worker);
        String tried = page + "/" + due + "/tried";
        assertThat(send(me, tried, "way", "VISIT", "result", "WRONG_NUMBER").body())
                .contains("A wrong number is found by a call or a message");
        assertThat(send(me, tried, "way", "VISIT", "result", "LATER", "time", "25")
                        .body())
                .contains("Write the time such as 18:00", "value=\"25\"");
        assertThat(send(me, tried, "way", "VISIT").body()).contains("Choose what came of it");
        assertThat(send(me, tried, "way", "VISIT", "result", "LATER", "days", "2", "time", "18.30")
                        .status())
                .isEqualTo(303);
        assertThat(one("select way || ' ' || result from reintegration.follow_up_attempt where follow_up_id = ?", due))
                .isEqualTo("VISIT LATER");
    }

    @Test
    void whatWasSaidIsKeptAmongTheNotesForThoseWhoMayReadItOnceAndInNoList() {
        UUID due = followUp("OTHER", today);
        Visitor me = signedIn(worker);
        String tried = page + "/" + due + "/tried";
        Visitor.Page form = me.get(tried);
        assertThat(send(me, tried, "way", "CALL", "result", "NO_ANSWER", "text", "The mother answered")
                        .body())
                .as("nobody leaves open who may read it")
                .contains("The mother answered", "id=\"about-error\"");
        assertThat(notes("case_note")).isZero();
        String[] filled =
                fields(form, "way", "CALL", "result", "NO_ANSWER", "text", "The mother answered", "about", "EVERYBODY");
        assertThat(me.post(tried, filled).status()).isEqualTo(303);
        assertThat(me.post(tried, filled).status()).isEqualTo(303);
        assertThat(notes("case_note")).isOne();
        assertThat(me.get("/staff/cases/" + file + "/notes").body()).contains("The mother answered");
        assertThat(me.get("/staff/follow-ups").body()).doesNotContain("The mother answered");
        assertThat(me.get(page).body()).doesNotContain("The mother answered");

        assertThat(send(
                                me,
                                page + "/" + due + "/reached",
                                "way",
                                "CALL",
                                "INCOME",
                                "ENOUGH",
                                "text",
                                "Her husband beats her",
                                "about",
                                "PROTECTION")
                        .status())
                .isEqualTo(303);
        assertThat(notes("restricted_note")).isOne();
        assertThat(notes("case_note")).isOne();
        Fixtures.Staff colleague = fixtures.staff(centre, Role.CASE_WORKER);
        assertThat(signedIn(colleague).get("/staff/cases/" + file + "/notes").body())
                .contains("The mother answered")
                .doesNotContain("husband", "For the team only");
        assertThat(me.get("/staff/cases/" + file + "/notes").body()).contains("Her husband beats her");
    }

    @Test
    void whatThePersonToldComesBackInWordsWhereSomebodyElseWasFaster() {
        UUID due = followUp("OTHER", today);
        Visitor me = signedIn(worker);
        String[] mine = fields(
                me.get(page + "/" + due + "/reached"), "BUSINESS", "RUNNING", "LEAVE", "DECLINED", "text", "Sewing");
        assertThat(send(me, page + "/" + due + "/reached", "BUSINESS", "ENDED").status())
                .isEqualTo(303);
        List<String> all = new ArrayList<>(List.of(mine));
        all.addAll(List.of("about", "EVERYBODY"));
        Visitor.Page lost = me.post(page + "/" + due + "/reached", all.toArray(String[]::new));
        assertThat(lost.status()).isEqualTo(409);
        assertThat(lost.body())
                .contains(
                        "somebody else has just noted something here",
                        "How is the business? It works",
                        "Does the person want to leave again? Would rather not say",
                        "Sewing")
                .doesNotContain("Has the person gone abroad again");
        assertThat(notes("case_note")).isZero();
        assertThat(one("select answers ->> 'BUSINESS' from reintegration.tracer where follow_up_id = ?", due))
                .isEqualTo("ENDED");
    }

    @Test
    void thePlannedDayAndTheBestHoursCanBeChangedWithinTheOrderOfTheRounds() {
        UUID m3 = followUp("M3", today.plusDays(10));
        followUp("M6", today.plusDays(100));
        Visitor me = signedIn(worker);
        String when = page + "/" + m3 + "/when";
        assertThat(me.get(when).body()).contains("value=\"" + today.plusDays(10) + "\"", "Now: ");
        assertThat(send(me, when, "day", today.plusDays(100).toString(), "from", "18", "until", "20")
                        .body())
                .contains("The rounds of a person stay in order", "value=\"18\"");
        assertThat(send(me, when, "day", "2020-01-01", "from", "7").body())
                .contains("Give a day from today on", "Give both hours");
        String[] filled = fields(me.get(when), "day", today.plusDays(9).toString(), "from", "18", "until", "20");
        assertThat(me.post(when, filled).status()).isEqualTo(303);
        assertThat(one(
                        "select due_on || ' ' || best_from || ' ' || best_until from reintegration.follow_up where id = ?",
                        m3))
                .isEqualTo(today.plusDays(9) + " 18:00:00 20:00:00");
        assertThat(me.get("/staff/follow-ups").body()).contains("Best hours: 18:00–20:00");
        Visitor.Page overtaken = me.post(when, filled);
        assertThat(overtaken.status()).isEqualTo(200);
        assertThat(overtaken.body())
                .contains(
                        "Somebody else has just changed this follow-up", "18:00–20:00", "name=\"version\" value=\"1\"");
        assertThat(events("FOLLOW_UP_MOVED")).isOne();
    }

    @Test
    void aLateDayMayStayWhileTheHoursChangeAndAnotherDayEndsTheWait() {
        UUID due = followUp("OTHER", today.minusDays(5));
        Visitor me = signedIn(worker);
        String when = page + "/" + due + "/when";
        assertThat(send(me, when, "day", "", "from", "8", "until", "9").status())
                .isEqualTo(303);
        assertThat(one("select due_on || ' ' || best_from from reintegration.follow_up where id = ?", due))
                .isEqualTo(today.minusDays(5) + " 08:00:00");
        send(me, page + "/" + due + "/tried", "way", "CALL", "result", "NO_ANSWER");
        assertThat(send(me, when, "day", today.toString(), "from", "", "until", "")
                        .status())
                .isEqualTo(303);
        assertThat(one(
                        "select due_on || ' ' || coalesce(best_from::text, 'any') || ' ' || coalesce(next_at::text, 'now') from reintegration.follow_up where id = ?",
                        due))
                .isEqualTo(today + " any now");
        assertThat(me.get("/staff/follow-ups").body()).contains("1 due", "1 failed attempt");
    }

    @Test
    void theWorklistIsOfferedForWhoStandsThereAndAWrongNumberLeadsToTheContact() {
        UUID soon = followUp("OTHER", today.plusDays(3));
        UUID far = followUp("M12", today.plusDays(200));
        Fixtures.Staff colleague = fixtures.staff(centre, Role.CASE_WORKER);
        Visitor me = signedIn(colleague);
        String own = me.get(page).body();
        assertThat(own).contains("/staff/follow-ups?whose=all&amp;open=" + soon).doesNotContain("open=" + far);
        assertThat(me.get("/staff/follow-ups?whose=all&open=" + soon).body()).contains("f-" + soon);
        send(me, page + "/" + soon + "/when", "day", today.toString());
        send(me, page + "/" + soon + "/tried", "way", "CALL", "result", "WRONG_NUMBER");
        assertThat(me.get("/staff/follow-ups?whose=all").body())
                .contains("Enter another number", "/staff/clients/" + client + "/identity");
    }

    @Test
    void nothingOfThisIsThereForAnotherCentreOrAColleagueWhoMayNotKnow() {
        CaseId kept = cases.caseFile(centre, client, worker, Map.of("protected", true));
        UUID hidden = cases.followUp(centre, kept, client, today, Map.of());
        UUID due = followUp("OTHER", today);
        Visitor stranger = signedIn(fixtures.staff(fixtures.centre(), Role.CASE_WORKER));
        Visitor colleague = signedIn(fixtures.staff(centre, Role.CASE_WORKER, Role.CENTRE_MANAGER));
        Visitor me = signedIn(worker);
        for (String part : List.of("tried", "when")) {
            assertThat(stranger.get(page + "/" + due + "/" + part).status()).isEqualTo(404);
            assertThat(colleague
                            .get("/staff/cases/" + kept + "/follow-ups/" + hidden + "/" + part)
                            .status())
                    .isEqualTo(404);
            assertThat(colleague
                            .submit(
                                    "/staff/courses",
                                    "/staff/cases/" + kept + "/follow-ups/" + hidden + "/" + part,
                                    "once",
                                    UUID.randomUUID().toString())
                            .status())
                    .isEqualTo(404);
            assertThat(me.get(page + "/" + hidden + "/" + part).status())
                    .as("of another case")
                    .isEqualTo(404);
            assertThat(statements(me, page + "/" + due + "/" + part)).isLessThanOrEqualTo(10);
        }
        assertThat(statements(me, page + "/" + due + "/reached")).isLessThanOrEqualTo(10);
    }

    @Test
    void aTalkNotedByMistakeIsTakenBackOnceWithAReasonAndThePersonIsAskedAgain() throws Exception {
        UUID m3 = followUp("M3", today);
        UUID m6 = followUp("M6", today.plusDays(90));
        Visitor me = signedIn(worker);
        assertThat(send(me, page + "/" + m3 + "/reached", "way", "CALL", "MIGRATED", "YES", "next", "1")
                        .status())
                .isEqualTo(303);
        assertThat(states()).isEqualTo("M3 DONE, M6 DUE, OTHER DUE");
        String back = page + "/" + m3 + "/take-back";
        assertThat(me.get(page).body()).contains(back, "Close the case: the person has gone again");
        assertThat(me.get(page + "/" + m6 + "/take-back").status()).isEqualTo(404);
        assertThat(send(me, back).body()).contains("Say why it is taken back.");
        String[] filled = fields(me.get(back), "reason", "It was her sister");
        List<Callable<Integer>> presses =
                Collections.nCopies(3, () -> me.post(back, filled).status());
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var answer : threads.invokeAll(presses)) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        assertThat(states()).isEqualTo("M3 DUE, M6 DUE, OTHER CANCELLED");
        assertThat(one("select count(*)::text from reintegration.tracer where follow_up_id = ?", m3))
                .isEqualTo("0");
        assertThat(one(
                        "select count(*)::text from reintegration.correction where kind = 'TALK' and subject_id = ?",
                        m3))
                .isEqualTo("1");
        assertThat(events("FOLLOW_UP_TAKEN_BACK")).isOne();
        assertThat(me.get(page).body())
                .contains("Answers taken back: ", "It was her sister")
                .doesNotContain("the person has gone again", back);
        assertThat(me.get("/staff/follow-ups").body()).contains("1 due");
        assertThat(statements(me, page)).isLessThanOrEqualTo(10);
        assertThat(send(me, page + "/" + m3 + "/reached", "way", "CALL", "MIGRATED", "NO")
                        .status())
                .as("and then it is answered truly")
                .isEqualTo(303);
        assertThat(states()).isEqualTo("M3 DONE, M6 DUE, OTHER CANCELLED");
    }

    @Test
    void afterTheCaseWasClosedATalkIsNotTakenBackBeforeTheCaseIsTakenUpAgain() {
        UUID m3 = followUp("M3", today);
        Visitor me = signedIn(worker);
        send(me, page + "/" + m3 + "/reached", "way", "CALL", "MIGRATED", "YES");
        String back = page + "/" + m3 + "/take-back";
        String[] filled = fields(me.get(back), "reason", "It was her sister");
        assertThat(me.get(page).body()).contains("It is saved.");
        closed("state = 'CLOSED', closed_at = now()");
        assertThat(me.get(back).body())
                .contains("The case was closed after this talk")
                .doesNotContain("name=\"reason\"");
        assertThat(me.post(back, filled).status()).isEqualTo(303);
        assertThat(me.get(page).body()).contains("Take the case up again first");
        assertThat(states()).isEqualTo("M3 DONE");
        assertThatExceptionOfType(DataAccessException.class)
                .as("the database says so too")
                .isThrownBy(() -> fixtures.jdbc()
                        .sql("update reintegration.follow_up set state = 'DUE', settled_at = null where id = ?")
                        .param(m3)
                        .update());
        closed("state = 'REOPENED', closed_at = null");
        assertThat(me.post(back, filled).status()).isEqualTo(303);
        assertThat(states()).isEqualTo("M3 DUE");
    }

    @Test
    void aRoundThatALaterOneHasOvertakenIsCalledOffAndOnlyWhoAnswersForItTakesItBack() {
        UUID m3 = followUp("M3", today.minusDays(90));
        Visitor me = signedIn(worker);
        Fixtures.Staff asking = fixtures.staff(centre, Role.CASE_WORKER);
        send(signedIn(asking), page + "/" + m3 + "/reached", "way", "CALL", "INCOME", "ENOUGH");
        followUp("M6", today);
        String back = page + "/" + m3 + "/take-back";
        assertThat(signedIn(asking).get(back).status())
                .as("of one's own, today")
                .isEqualTo(200);
        fixtures.jdbc()
                .sql("update reintegration.follow_up_attempt set at = at - interval '2 days' where follow_up_id = ?")
                .param(m3)
                .update();
        for (Fixtures.Staff other : List.of(
                asking,
                fixtures.staff(centre, Role.CASE_WORKER),
                fixtures.staff(fixtures.centre(), Role.CASE_WORKER))) {
            assertThat(signedIn(other).get(back).status()).isEqualTo(404);
        }
        assertThat(signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER))
                        .get(back)
                        .status())
                .isEqualTo(200);
        String[] filled = fields(me.get(back), "reason", "Wrong row");
        assertThat(signedIn(asking)
                        .submit("/staff/courses", back, "attempt", filled[3], "reason", "Not mine")
                        .status())
                .isEqualTo(404);
        assertThat(me.post(back, filled).status()).isEqualTo(303);
        assertThat(me.get(page).body()).contains("The follow-up is called off: a later one has taken its place");
        assertThat(states()).isEqualTo("M3 CANCELLED, M6 DUE");
    }

    @Test
    void afterTheSurveyOfARoundItsFollowUpIsOffered() {
        UUID m3 = followUp("M3", today);
        UUID survey =
                cases.assessment(centre, file, client, worker, Map.of("round", "M3", "completed_at", Instant.now()));
        Visitor me = signedIn(worker);
        String address = "/staff/cases/" + file + "/assessments/" + survey;
        assertThat(me.get(address).body())
                .contains("The follow-up of this round is still open", page + "/" + m3 + "/reached");
        assertThat(statements(me, address)).isLessThanOrEqualTo(10);
        send(me, page + "/" + m3 + "/reached", "way", "CALL");
        assertThat(me.get(address).body()).doesNotContain("/reached");
    }

    private String states() {
        return fixtures.jdbc()
                .sql(
                        "select string_agg(round || ' ' || state, ', ' order by round) from reintegration.follow_up where case_id = ?")
                .param(file.id())
                .query(String.class)
                .single();
    }

    private void closed(String columns) {
        fixtures.jdbc()
                .sql("update reintegration.case_file set " + columns + " where id = ?")
                .param(file.id())
                .update();
    }

    private static int statements(Visitor me, String address) {
        me.get(address);
        Statements.forget();
        assertThat(me.get(address).status()).isEqualTo(200);
        return Statements.seen().size();
    }

    /** Fills in the form of a page and sends it. */
    private static Visitor.Page send(Visitor me, String address, String... values) {
        return me.post(address, fields(me.get(address), values));
    }

    private static String[] fields(Visitor.Page form, String... values) {
        List<String> fields = new ArrayList<>();
        for (String hidden : List.of("_csrf", "once", "version", "attempt")) {
            form.value(hidden).ifPresent(value -> fields.addAll(List.of(hidden, value)));
        }
        fields.addAll(List.of(values));
        return fields.toArray(String[]::new);
    }

    private UUID followUp(String round, LocalDate due) {
        return cases.followUp(centre, file, client, due, Map.of("round", round));
    }

    /** The client's telephone, and for what it may be used. */
    private void reachable(boolean call, boolean message) {
        fixtures.jdbc()
                .sql("""
                        update clients.identity
                        set may_call = :call, may_message = :message, phone = :phone, code_word = :word, contact_note = :note
                        where client_id = :who
                        """)
                .param("call", call)
                .param("message", message)
                .param("phone", Fixtures.seal().seal("+998901234567", "identity.phone:" + client))
                .param("word", Fixtures.seal().seal("olma", "identity.code_word:" + client))
                .param("note", Fixtures.seal().seal("Never come to the house", "identity.contact_note:" + client))
                .param("who", client.id())
                .update();
    }

    private String one(String sql, UUID of) {
        return fixtures.jdbc().sql(sql).param(of).query(String.class).single();
    }

    private int notes(String table) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration." + table + " where case_id = ?")
                .param(file.id())
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

    private int identityReads() {
        return fixtures.jdbc()
                .sql("select count(*) from audit.trail where action = 'IDENTITY_READ' and subject = ?")
                .param("client:" + client)
                .query(Integer.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff who) {
        Visitor visitor = new Visitor(port);
        assertThat(visitor.signIn(who.username(), Fixtures.PASSWORD).status()).isEqualTo(303);
        return visitor;
    }
}
