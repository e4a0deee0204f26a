package org.mrcportal.reintegration.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class ReferralPagesTests {

    private static final Pattern LINK = Pattern.compile("/(en|ru|uz|tg|ky)/referrals/[A-Za-z0-9_-]{22}");
    private static final String SECRET_TEXT = "Needs a lawyer for unpaid work in Kazan";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final ClientDirectory directory;
    private final Chase chase;
    private final Links links;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private Fixtures.Centre centre = fixtures.centre();
    private Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private ClientId client = new ClientId(UUID.randomUUID());
    private UUID partner = UUID.randomUUID();
    private CaseId file = new CaseId(UUID.randomUUID());

    @LocalServerPort
    int port;

    @Value("${portal.public-address}")
    String portal = "";

    @Autowired
    ReferralPagesTests(
            ClientDirectory directory,
            Chase chase,
            Links links,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.directory = directory;
        this.chase = chase;
        this.links = links;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void openACaseOfSomebodyWhoLetsPartnersKnow() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%' or what like 'referral%'")
                .update();
        client = person(Set.of("SERVICE", "SHARE_WITH_PARTNER"), true);
        partner = cases.partner(centre, worker, Map.of("phone", "+998712000000"));
        file = cases.caseFile(centre, client, worker, Map.of());
    }

    @Test
    void thePreviewIsWhatThePartnerReadsAndOpeningTheLinkShowsNothingAndDoesNothing() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME", "PHONE", "LANGUAGE");
        assertThat(me.get(referral).body())
                .contains("Malika", "+998 90 123 45 67", SECRET_TEXT)
                .doesNotContain("Karimova");
        String link = sent(me, referral, "HAND");
        Visitor anybody = new Visitor(port);
        for (int i = 0; i < 3; i++) {
            Visitor.Page page = anybody.get(link);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("Malika", "+998 90", SECRET_TEXT, "Legal help");
            assertThat(page.header("cache-control")).contains("no-store");
            assertThat(page.header("x-robots-tag")).contains("noindex");
            assertThat(page.header("set-cookie")).doesNotContain("portal=");
        }
        assertThat(state(referral)).isEqualTo("SENT");
        assertThat(happened("REFERRAL_SHOWN")).isZero();
        Visitor.Page shown = anybody.submit(link, link + "/facts");
        assertThat(shown.body())
                .contains("Malika", "+998 90 123 45 67", SECRET_TEXT)
                .doesNotContain("Karimova", "Legal help");
        assertThat(shown.header("cache-control")).contains("no-store");
        anybody.submit(link, link + "/facts");
        assertThat(happened("REFERRAL_SHOWN")).isOne();
    }

    @Test
    void aPartnerAcceptsAndLaterSaysServedAndWhatIsSaidTwiceHasOneEffect() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        String link = sent(me, referral, "HAND");
        Visitor anybody = new Visitor(port);
        assertThat(anybody.submit(link, link + "/answer", "answer", "ACCEPTED").status())
                .isEqualTo(303);
        anybody.submit(link, link + "/answer", "answer", "ACCEPTED");
        assertThat(state(referral)).isEqualTo("ACCEPTED");
        assertThat(anybody.get(link).body()).contains("come back to this page").doesNotContain("We will help");
        fixtures.jdbc()
                .sql("update reintegration.referral_link set made_at = made_at - interval '90 days' where case_id = ?")
                .param(file.id())
                .update();
        anybody.submit(link, link + "/answer", "answer", "SERVED");
        anybody.submit(link, link + "/answer", "answer", "REFUSED", "reason", "OTHER");
        assertThat(state(referral)).isEqualTo("SERVED");
        assertThat(happened("REFERRAL_ANSWERED")).isEqualTo(2);
        assertThat(anybody.get(link).body()).contains("the person was helped").doesNotContain("<textarea");
        assertThat(me.get("/staff/referrals").body()).contains("1 of 1 in twelve months");
    }

    @Test
    void consentTakenBackInTheMiddleEndsTheShareAtOnceAndOnlyStaffSeeWhy() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME", "PHONE");
        String link = sent(me, referral, "MAIL");
        withdraw();
        Visitor anybody = new Visitor(port);
        assertThat(anybody.get(link).status()).isEqualTo(410);
        assertThat(anybody.get(link).body())
                .contains("no longer available")
                .doesNotContainIgnoringCase("consent")
                .doesNotContain("Malika");
        assertThat(anybody.submit(link, link + "/facts").body()).doesNotContain("Malika", "+998 90");
        anybody.submit(link, link + "/answer", "answer", "ACCEPTED");
        assertThat(state(referral)).isEqualTo("SENT");
        assertThat(me.get(referral).body()).contains("taken the consent back");
        assertThat(me.submit(referral, referral + "/send", "way", "HAND").status())
                .isEqualTo(303);
        assertThat(links(referral)).isOne();
    }

    @Test
    void withoutConsentNothingIsToldAndTheSlipThatIsCarriedSaysNothingOfThePerson() throws IOException {
        withdraw();
        Visitor me = signedIn(worker);
        var form = me.get(newForm());
        assertThat(form.body()).contains("has not agreed").doesNotContain("name=\"share\"");
        var refused = me.post(at("/new"), fields(form, "CONSENT", "NAME"));
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.body()).contains("Choose what the partner may be told");
        String referral = me.post(at("/new"), fields(form, "NONE", "NAME")).location();
        assertThat(fixtures.jdbc()
                        .sql(
                                "select shared = '{}' and called is null and message is null from reintegration.referral where id = ?")
                        .param(id(referral))
                        .query(Boolean.class)
                        .single())
                .isTrue();
        String link = sent(me, referral, "HAND");
        String slip = slip(referral);
        assertThat(slip)
                .contains("Legal clinic", "Centre " + centre.code(), "Sizning varaqangiz")
                .doesNotContain("Malika", "+998 90", "Legal help", "Huquqiy");
        Visitor anybody = new Visitor(port);
        assertThat(anybody.get(link).body())
                .contains("comes to you with a slip")
                .doesNotContain("/facts");
        anybody.submit(link, link + "/answer", "answer", "SERVED");
        assertThat(state(referral)).isEqualTo("SERVED");
    }

    @Test
    void aSupervisorMayLetAPartnerKnowToSaveALifeAndTheReasonIsKept() {
        withdraw();
        Visitor caseWorker = signedIn(worker);
        String[] bySelf = fields(caseWorker.get(newForm()), "VITAL", "NAME");
        assertThat(caseWorker.post(at("/new"), bySelf).body()).contains("Choose what the partner may be told");
        Visitor supervisor = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        var form = supervisor.get(newForm());
        assertThat(supervisor.post(at("/new"), fields(form, "VITAL", "NAME")).body())
                .contains("Write the reason");
        List<String> reasoned = new ArrayList<>(List.of(fields(form, "VITAL", "NAME")));
        reasoned.addAll(List.of("vitalReason", "A child is alone at the border"));
        String referral =
                supervisor.post(at("/new"), reasoned.toArray(String[]::new)).location();
        String link = sent(supervisor, referral, "MAIL");
        assertThat(new Visitor(port).submit(link, link + "/facts").body()).contains("Malika");
        assertThat(supervisor.get(referral).body()).contains("A child is alone at the border");
        assertThat(happened("REFERRAL_VITAL")).isOne();
    }

    @Test
    void whetherALifeIsAtRiskWaitsForASupervisorWhateverBecomesOfTheReferral() {
        withdraw();
        Fixtures.Staff supervisor = fixtures.staff(centre, Role.CENTRE_MANAGER);
        Fixtures.Staff focal = fixtures.staff(centre, Role.CASE_WORKER);
        cases.focalPoint(centre, focal);
        Visitor me = signedIn(worker);
        String referral = prepared(me, "NONE");
        assertThat(signedIn(focal).get(referral).body()).doesNotContain("Ask a supervisor to decide");
        me.submit(referral, referral + "/ask-supervisor");
        UUID task = fixtures.jdbc()
                .sql("select id from reintegration.task where case_id = ? and kind = 'REFERRAL_DECISION'")
                .param(file.id())
                .query(UUID.class)
                .single();
        me.submit("/staff/tasks", "/staff/tasks/" + task + "/done");
        assertThat(open(task)).as("not for whoever asked").isTrue();
        signedIn(supervisor).submit("/staff/tasks", "/staff/tasks/" + task + "/done");
        assertThat(open(task)).as("no").isFalse();
        me.submit(referral, referral + "/ask-supervisor");
        assertThat(open(task)).as("asked anew").isTrue();
        me.submit(referral, referral + "/cancel");
        assertThat(state(referral)).isEqualTo("CANCELLED");
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        fixtures.jdbc()
                .sql("update reintegration.task set done_at = now(), done_by = ? where id = ?")
                .params(worker.id().id(), task)
                .update();
        assertThat(open(task)).as("the database holds it").isTrue();
        signedIn(focal).submit("/staff/tasks", "/staff/tasks/" + task + "/done");
        assertThat(open(task)).isFalse();
    }

    @Test
    void oncePartnersMayKnowWithConsentNobodyIsAskedToDecideWithoutIt() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "NONE");
        me.submit(referral, referral + "/ask-supervisor");
        sent(me, referral, "HAND");
        assertThat(fixtures.jdbc()
                        .sql(
                                "select count(*) from reintegration.task where case_id = ? and kind = 'REFERRAL_DECISION' and done_at is null")
                        .param(file.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private boolean open(UUID task) {
        return fixtures.jdbc()
                .sql("select done_at is null from reintegration.task where id = ?")
                .param(task)
                .query(Boolean.class)
                .single();
    }

    @Test
    void aNewLinkEndsTheFormerAndALinkEndsByItself() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        String first = sent(me, referral, "HAND");
        String second = sent(me, referral, "HAND");
        assertThat(second).isNotEqualTo(first);
        Visitor anybody = new Visitor(port);
        assertThat(anybody.get(first).status()).isEqualTo(410);
        assertThat(anybody.get(second).status()).isEqualTo(200);
        fixtures.jdbc()
                .sql(
                        "update reintegration.referral_link set expires_at = now() - interval '1 second' where case_id = ?")
                .param(file.id())
                .update();
        assertThat(anybody.get(second).status()).isEqualTo(410);
        anybody.submit(second, second + "/answer", "answer", "SERVED");
        assertThat(state(referral)).isEqualTo("SENT");
    }

    @Test
    void ofTwoWhoAnswerAtOnceOneIsHeard() throws Exception {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        String link = sent(me, referral, "HAND");
        CyclicBarrier together = new CyclicBarrier(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> answers = new ArrayList<>();
            for (String answer : List.of("SERVED", "CANNOT", "SERVED", "REFUSED")) {
                answers.add(threads.submit(() -> {
                    Visitor one = new Visitor(port);
                    String token = one.get(link).value("_csrf").orElse("");
                    together.await();
                    return one.post(link + "/answer", "_csrf", token, "answer", answer, "reason", "OTHER");
                }));
            }
            for (Future<?> answer : answers) {
                assertThat(((Visitor.Page) answer.get()).status()).isEqualTo(303);
            }
        }
        assertThat(happened("REFERRAL_ANSWERED")).isOne();
        assertThat(state(referral)).isIn("SERVED", "CANNOT", "REFUSED");
    }

    @Test
    void theMessageToThePartnerNamesTheCentreTheReferenceAndTheLinkOnly() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        sent(me, referral, "MAIL");
        UUID link = fixtures.jdbc()
                .sql("select id from reintegration.referral_link where referral_id = ? and revoked_at is null")
                .param(id(referral))
                .query(UUID.class)
                .single();
        await().until(() -> fixtures.jdbc()
                        .sql(
                                "select count(*) from notifications.message where about = ? and kind = 'REFERRAL' and client_id is null")
                        .param(link)
                        .query(Integer.class)
                        .single()
                == 1);
    }

    @Test
    void aDayThatPassesWithoutAnAnswerGivesTheCaseWorkerOneTaskUntilAskedAgain() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        sent(me, referral, "HAND");
        fixtures.jdbc()
                .sql("update reintegration.referral set due_on = ? where id = ?")
                .params(LocalDate.now(Fixtures.TASHKENT).minusDays(1), id(referral))
                .update();
        for (int i = 0; i < 3; i++) {
            Scope.network().readByPortal().run(chase::run);
        }
        assertThat(openTasks()).isOne();
        assertThat(me.get("/staff/referrals").body()).contains("Overdue", "Legal clinic");
        me.submit(referral, referral + "/ask-again");
        assertThat(openTasks()).isZero();
        Scope.network().readByPortal().run(chase::run);
        assertThat(openTasks()).isZero();
    }

    @Test
    void theSupervisorsHaveOneTaskToReachPartnersAgainUntilAllAreReached() {
        Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
        String task = "Reach partners again";
        for (int i = 0; i < 2; i++) {
            Scope.network().readByPortal().run(chase::run);
        }
        String list = signedIn(manager).get("/staff/tasks").body();
        assertThat(list.split("<span dir=\"auto\">" + task)).hasSize(2);
        assertThat(list).contains("/staff/partners?stale=1");
        fixtures.jdbc()
                .sql("update partners.partner set verified_on = ?, verified_by = ? where centre_id = ?")
                .params(
                        LocalDate.now(Fixtures.TASHKENT),
                        manager.id().id(),
                        centre.id().id())
                .update();
        Scope.network().readByPortal().run(chase::run);
        assertThat(signedIn(manager).get("/staff/tasks").body()).doesNotContain(task + ": it");
    }

    @Test
    void staffPutInWhatThePartnerSaidByTelephoneAndARefusalAsksForAnotherWay() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        sent(me, referral, "HAND");
        assertThat(me.submit(referral, referral + "/answer", "answer", "REFUSED")
                        .body())
                .contains("Say why not");
        me.submit(
                referral,
                referral + "/answer",
                "answer",
                "REFUSED",
                "reason",
                "NO_CAPACITY",
                "words",
                "Full until March");
        assertThat(me.get(referral).body()).contains("Full until March", "put in by " + worker.name(), "no place");
        assertThat(openTasks()).isOne();
    }

    @Test
    void anAnswerPutInByMistakeIsTakenBackWithAReasonAndWhatThePartnerSaidStands() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        String link = sent(me, referral, "HAND");
        String[] refusal = {"answer", "REFUSED", "reason", "NO_CAPACITY", "words", "Full until March"};
        me.submit(referral, referral + "/answer", refusal);
        assertThat(openTasks()).isOne();
        assertThat(me.submit(referral, referral + "/take-back", "reason", "").body())
                .contains("Say why it is taken back", "id=\"why-error\"");
        assertThat(state(referral)).isEqualTo("REFUSED");
        me.submit(referral, referral + "/take-back", "reason", "It was about another person");
        me.submit(referral, referral + "/take-back", "reason", "Pressed twice");
        assertThat(state(referral)).isEqualTo("SENT");
        assertThat(openTasks()).isZero();
        assertThat(happened("REFERRAL_ANSWER_TAKEN_BACK")).isOne();
        assertThat(me.get(referral).body())
                .contains("Answer taken back", "It was about another person")
                .doesNotContain("Full until March", "Pressed twice", "put in by mistake");
        me.submit(referral, referral + "/answer", refusal);
        assertThat(openTasks()).as("a true refusal asks for another way again").isOne();
        me.submit(referral, referral + "/take-back", "reason", "Again");
        new Visitor(port).submit(link, link + "/answer", "answer", "ACCEPTED");
        me.submit(referral, referral + "/answer", "answer", "SERVED");
        assertThat(me.get("/staff/referrals").body()).contains("1 of 1 in twelve months");
        me.submit(referral, referral + "/take-back", "reason", "Not yet");
        assertThat(state(referral)).isEqualTo("ACCEPTED");
        assertThat(me.get("/staff/referrals").body()).doesNotContain("1 of 1 in twelve months");
        assertThat(me.get(referral).body()).doesNotContain("put in by mistake");
        me.submit(referral, referral + "/take-back", "reason", "The partner said so itself");
        assertThat(state(referral)).isEqualTo("ACCEPTED");
    }

    @Test
    void whatTellsOfProtectionIsNotThereForColleaguesOutsideTheTeam() throws IOException {
        UUID shelter = cases.partner(
                centre,
                worker,
                Map.of(
                        "name",
                        "House Aurora",
                        "services",
                        new String[] {"SHELTER", "HOUSING"},
                        "contact",
                        "Dilnoza",
                        "address",
                        "1 Quiet Street"));
        Visitor me = signedIn(worker);
        String referral = preparedFor(me, shelter, "SHELTER");
        String other = preparedFor(me, shelter, "HOUSING");
        sent(me, referral, "HAND");
        String open = sent(me, other, "HAND");
        me.submit(referral, referral + "/answer", "answer", "REFUSED", "reason", "NO_CAPACITY");
        assertThat(me.get(other).body()).contains("House Aurora").doesNotContain("<title>Safe");
        assertThat(me.get(at("")).body()).contains("House Aurora");
        assertThat(me.get("/staff/referrals").body())
                .contains("A partner")
                .doesNotContain("House Aurora", "Safe place");
        assertThat(me.get("/staff/cases/" + file).body()).contains("Find another way");
        Visitor colleague = signedIn(fixtures.staff(centre, Role.CASE_WORKER, Role.CENTRE_MANAGER));
        assertThat(colleague.get(at("")).body())
                .contains("No referral yet")
                .doesNotContain(
                        "House Aurora", id(referral).toString(), id(other).toString());
        for (String hidden : List.of(referral, other)) {
            for (String path : List.of("", "/edit", "/slip.pdf")) {
                assertThat(colleague.get(hidden + path).status()).as(path).isEqualTo(404);
            }
            assertThat(colleague.submit("/staff/referrals", hidden + "/cancel").status())
                    .isEqualTo(404);
        }
        assertThat(colleague.get("/staff/referrals?whose=all").body())
                .doesNotContain(id(other).toString(), "A partner");
        assertThat(colleague.get("/staff/cases/" + file).body())
                .doesNotContain("Referral prepared", "Partner asked", "A referral was answered", "Find another way");
        assertThat(rowsFor(fixtures.staff(centre, Role.CASE_WORKER))).isZero();
        Fixtures.Staff guardian = fixtures.staff(centre, Role.CASE_WORKER);
        cases.focalPoint(centre, guardian);
        assertThat(rowsFor(guardian)).isEqualTo(rowsFor(worker)).isPositive();
        assertThat(signedIn(guardian).get(other).status()).isEqualTo(200);
        assertThat(new Visitor(port).get(open).status()).isEqualTo(200);
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        assertThat(state(other)).as("whoever closes the case").isEqualTo("CANCELLED");
        assertThat(new Visitor(port).get(open).status()).isEqualTo(410);
    }

    @Test
    void theSlipToAPlaceThatOthersMustNotFindSaysNothingOfItAndItsLinkNothingOfThePerson() throws IOException {
        UUID shelter = cases.partner(
                centre,
                worker,
                Map.of(
                        "name",
                        "House Aurora",
                        "services",
                        new String[] {"SHELTER"},
                        "contact",
                        "Dilnoza",
                        "phone",
                        "+998712223344",
                        "address",
                        "1 Quiet Street"));
        Visitor me = signedIn(worker);
        String referral = preparedFor(me, shelter, "SHELTER");
        String link = sent(me, referral, "HAND");
        assertThat(slip(referral))
                .contains("Centre " + centre.code())
                .doesNotContain("Aurora", "Quiet Street", "Dilnoza", "71 222");
        Visitor finder = new Visitor(port);
        assertThat(finder.get(link).body()).doesNotContain("/facts");
        assertThat(finder.submit(link, link + "/facts").body()).doesNotContain("Malika", SECRET_TEXT);
        String mailed = sent(me, referral, "MAIL");
        assertThat(finder.submit(mailed, mailed + "/facts").body()).contains("Malika", SECRET_TEXT);
    }

    @Test
    void whatLedToAReferralIsKeptUntilItsServiceIsChosenAndReachesTheForm() {
        UUID step = cases.step(centre, file, worker, Map.of("doer", "PARTNER", "partner_id", partner));
        ClientId sister = person(Set.of("SERVICE", "SHARE_WITH_PARTNER"), true);
        fixtures.jdbc()
                .sql("update reintegration.case_file set household = true where id = ?")
                .param(file.id())
                .update();
        cases.relative(centre, file, sister, worker);
        Visitor me = signedIn(worker);
        String led = "action=" + step + "&client=" + sister + "&urgency=URGENT";
        String list = me.get(at("/new?" + led)).location();
        assertThat(list).contains(led).endsWith("#service");
        assertThat(me.get(list.replace("#service", "")).body())
                .contains(hidden("action", step), hidden("client", sister), hidden("urgency", "URGENT"));
        Visitor.Page form = me.get(at("/new?service=LEGAL&" + led));
        assertThat(form.body())
                .contains(hidden("action", step))
                .containsPattern("value=\"" + sister + "\"[^>]*checked")
                .containsPattern("value=\"" + partner + "\"[^>]*checked")
                .containsPattern("value=\"URGENT\"[^>]*checked");
        List<String> fields = new ArrayList<>(List.of(fields(form, "CONSENT", "NAME")));
        fields.addAll(List.of("action", step.toString(), "person", sister.toString()));
        String referral = me.post(at("/new"), fields.toArray(String[]::new)).location();
        assertThat(fixtures.jdbc()
                        .sql("select action_id || ' ' || client_id from reintegration.referral where id = ?")
                        .param(id(referral))
                        .query(String.class)
                        .single())
                .isEqualTo(step + " " + sister);
        assertThat(me.get(at("/new?service=LEGAL&urgency=z&client=z&action=z")).body())
                .containsPattern("value=\"NORMAL\"[^>]*checked")
                .containsPattern("value=\"" + client + "\"[^>]*checked");
    }

    private static String hidden(String name, Object value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + value + "\">";
    }

    @Test
    void inAClosedCaseNothingNewBeginsAndWhatIsUnderWayIsStillAnswered() {
        Visitor me = signedIn(worker);
        String draft = prepared(me, "CONSENT", "NAME");
        String open = prepared(me, "CONSENT", "NAME");
        sent(me, open, "HAND");
        Visitor.Page form = me.get(newForm());
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        assertThat(me.get(at("")).body()).doesNotContain("/referrals/new");
        assertThat(me.get(newForm()).location()).isEqualTo(at(""));
        Visitor.Page late = me.post(at("/new"), fields(form, "CONSENT", "NAME"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).as("nothing written is lost").contains("What you had written", SECRET_TEXT);
        assertThat(me.get(draft).body()).doesNotContain("/send", "/edit");
        assertThat(me.get(open).body()).doesNotContain("/send").contains("/answer");
        for (String referral : List.of(draft, open)) {
            assertThat(me.submit(open, referral + "/send", "way", "HAND").location())
                    .isEqualTo(referral);
        }
        assertThat(state(draft)).isEqualTo("DRAFT");
        assertThat(links(open)).isOne();
        me.submit(open, open + "/answer", "answer", "SERVED");
        assertThat(state(open)).isEqualTo("SERVED");
    }

    @Test
    void whoReadsAReferralDoesNotLeaveWithThePartnersLink() throws IOException {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        sent(me, referral, "HAND");
        assertThat(LINK.matcher(me.get(referral).body()).find())
                .as("shown once")
                .isFalse();
        assertThat(me.get(referral).body()).contains("/slip.pdf");
        Visitor colleague = signedIn(fixtures.staff(centre, Role.CASE_WORKER, Role.CENTRE_MANAGER));
        assertThat(colleague.get(referral).body()).contains("Partner asked").doesNotContain("/slip.pdf");
        assertThat(LINK.matcher(colleague.get(referral).body()).find()).isFalse();
        assertThat(colleague.get(referral + "/slip.pdf").status()).isEqualTo(303);
        assertThat(happened("REFERRAL_SLIP")).isZero();
        Fixtures.Staff member = fixtures.staff(centre, Role.CASE_WORKER);
        cases.member(centre, file, member, worker);
        assertThat(signedIn(member).get(referral + "/slip.pdf").status()).isEqualTo(200);
    }

    @Test
    void whatOnlyGlassOpensOfAnOrdinaryCaseIsReadWithoutThePartnersLink() {
        UUID shelter = cases.partner(centre, worker, Map.of("services", new String[] {"SHELTER"}));
        Visitor me = signedIn(worker);
        String referral = preparedFor(me, shelter, "SHELTER");
        sent(me, referral, "MAIL");
        assertThat(me.get(referral).body()).doesNotContain("/slip.pdf");
        assertThat(me.get(referral + "/slip.pdf").status())
                .as("paper with a link that tells of the person")
                .isEqualTo(303);
        sent(me, referral, "HAND");
        Fixtures.Staff helper = fixtures.staff(centre, Role.CASE_WORKER);
        cases.glass(centre, client, helper, Instant.now().minusSeconds(60));
        Visitor inEmergency = signedIn(helper);
        Visitor.Page page = inEmergency.get(referral);
        assertThat(page.body()).contains("Partner asked").doesNotContain("/slip.pdf", "/send", "/answer", "/cancel");
        assertThat(LINK.matcher(page.body()).find()).isFalse();
        assertThat(inEmergency.get(referral + "/slip.pdf").status()).isEqualTo(303);
        assertThat(happened("REFERRAL_SLIP")).isZero();
    }

    @Test
    void whoOpensACaseInAnEmergencyReadsItsReferralsAndDoesNothingWithThem() {
        Visitor me = signedIn(worker);
        String draft = prepared(me, "CONSENT", "NAME");
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        Fixtures.Staff helper = fixtures.staff(centre, Role.CASE_WORKER);
        cases.glass(centre, client, helper, Instant.now().minusSeconds(60));
        Visitor inEmergency = signedIn(helper);
        assertThat(inEmergency.get(at("")).body()).contains("Legal clinic").doesNotContain("/referrals/new");
        assertThat(inEmergency.get(newForm()).location()).isEqualTo(at(""));
        Visitor.Page page = inEmergency.get(draft);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("/send", "/cancel", "/edit");
        assertThat(inEmergency
                        .post(at("/new"), fields(inEmergency.get("/staff/tasks"), "CONSENT", "NAME"))
                        .status())
                .isEqualTo(403);
        for (String verb : List.of("/send", "/cancel", "/ask-supervisor")) {
            assertThat(inEmergency.submit("/staff/tasks", draft + verb).status())
                    .as(verb)
                    .isIn(403, 404);
        }
        assertThat(state(draft)).isEqualTo("DRAFT");
    }

    @Test
    void whoScansTheSlipComesToTheVeryLinkAndTheSlipToAHiddenPlaceLeadsToNothingOfThePerson() throws Exception {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME", "PHONE");
        String link = sent(me, referral, "HAND");
        assertThat(scanned(pdf(referral))).isEqualTo(portal + link);
        UUID shelter = cases.partner(centre, worker, Map.of("services", new String[] {"SHELTER"}));
        String hidden = preparedFor(me, shelter, "SHELTER");
        String carried = sent(me, hidden, "HAND");
        String scanned = scanned(pdf(hidden));
        assertThat(scanned).isEqualTo(portal + carried).matches(".*/referrals/[A-Za-z0-9_-]{22}");
        assertThat(new Visitor(port).submit(carried, carried + "/facts").body())
                .doesNotContain("Malika", "+998 90", SECRET_TEXT);
        withdraw();
        for (String ended : List.of(link, carried)) {
            assertThat(new Visitor(port).get(ended).status()).isEqualTo(410);
        }
    }

    /** As a camera reads the printed page. */
    private static String scanned(byte[] pdf) throws IOException, NotFoundException {
        try (var document = Loader.loadPDF(pdf)) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 200);
            int width = page.getWidth();
            int height = page.getHeight();
            var light = new RGBLuminanceSource(width, height, page.getRGB(0, 0, width, height, null, 0, width));
            return new MultiFormatReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(light)), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        }
    }

    @Test
    void whoReadsAReferralOfAColleagueToChangeItIsSeenToHaveLooked() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        Fixtures.Staff other = fixtures.staff(centre, Role.CASE_WORKER);
        Visitor colleague = signedIn(other);
        assertThat(views(other)).isZero();
        assertThat(colleague.get(referral + "/edit").body()).contains(SECRET_TEXT);
        assertThat(views(other)).isOne();
        colleague.get(newForm());
        assertThat(views(other)).isEqualTo(2);
    }

    @Test
    void theDatabaseKnowsTheSameServicesAsThePagesToTellOfProtection() {
        for (String service : PartnerCard.SERVICES) {
            assertThat(fixtures.jdbc()
                            .sql("select reintegration.tells_of_protection(array[?])")
                            .param(service)
                            .query(Boolean.class)
                            .single())
                    .as(service)
                    .isEqualTo(PartnerCard.isSensitive(service));
        }
    }

    private String preparedFor(Visitor me, UUID whom, String service) {
        var form = me.get(at("/new?service=" + service));
        List<String> fields = new ArrayList<>(List.of(fields(form, "CONSENT", "NAME")));
        fields.set(fields.indexOf("partner") + 1, whom.toString());
        fields.set(fields.indexOf("service") + 1, service);
        Visitor.Page done = me.post(at("/new"), fields.toArray(String[]::new));
        assertThat(done.status()).as(done.body()).isEqualTo(303);
        return done.location();
    }

    /** Of the case's referrals, links, events and tasks about them, as many as the reader's transaction sees. */
    private int rowsFor(Fixtures.Staff reader) {
        return Scope.of(centre.id().id())
                .readBy(reader.id().id())
                .call(() -> Objects.requireNonNull(transaction.execute(status -> jdbc.sql("""
                                        select (select count(*) from reintegration.referral where case_id = :case)
                                             + (select count(*) from reintegration.referral_link where case_id = :case)
                                             + (select count(*) from reintegration.task where case_id = :case)
                                             + (select count(*) from reintegration.case_event
                                                where case_id = :case and kind like 'REFERRAL%')
                                        """)
                        .param("case", file.id())
                        .query(Integer.class)
                        .single())));
    }

    private int views(Fixtures.Staff reader) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.case_view where case_id = ? and staff_id = ?")
                .params(file.id(), reader.id().id())
                .query(Integer.class)
                .single();
    }

    @Test
    void aProtectedCaseAndAnotherCentresCaseAreNotThere() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        String link = sent(me, referral, "HAND");
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        Fixtures.Centre elsewhere = fixtures.centre();
        for (Fixtures.Staff other :
                List.of(fixtures.staff(centre, Role.CASE_WORKER), fixtures.staff(elsewhere, Role.CENTRE_MANAGER))) {
            Visitor stranger = signedIn(other);
            for (String path : List.of(at(""), newForm(), referral, referral + "/edit", referral + "/slip.pdf")) {
                assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
            }
            for (String verb : List.of("/send", "/ask-again", "/cancel", "/ask-supervisor")) {
                assertThat(stranger.submit("/staff/referrals", referral + verb).status())
                        .as(verb)
                        .isEqualTo(404);
            }
            assertThat(stranger.get("/staff/referrals").body())
                    .doesNotContain(id(referral).toString());
        }
        assertThat(new Visitor(port).get(link).status())
                .as("the partner's link of a protected case")
                .isEqualTo(200);
    }

    @Test
    void theSameFormSentTwiceAtOncePreparesOneReferral() throws Exception {
        Visitor me = signedIn(worker);
        String[] fields = fields(me.get(newForm()), "CONSENT", "NAME");
        CyclicBarrier together = new CyclicBarrier(2);
        Set<String> places;
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<String> one = threads.submit(() -> {
                together.await();
                return me.post(at("/new"), fields).location();
            });
            Future<String> other = threads.submit(() -> {
                together.await();
                return me.post(at("/new"), fields).location();
            });
            places = Set.copyOf(
                    List.of(one.get(), other.get()).stream().distinct().toList());
        }
        assertThat(places).hasSize(1);
    }

    @Test
    void twoWhoChangeOneReferralBothSeeBothTexts() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        String edit = referral + "/edit";
        var first = me.get(edit);
        var second = me.get(edit);
        List<String> mine = new ArrayList<>(List.of(fields(first, "CONSENT", "NAME")));
        mine.addAll(List.of("version", first.value("version").orElse("")));
        mine.set(mine.indexOf("message") + 1, "The first text");
        me.post(edit, mine.toArray(String[]::new));
        List<String> others = new ArrayList<>(List.of(fields(second, "CONSENT", "NAME")));
        others.addAll(List.of("version", second.value("version").orElse("")));
        others.set(others.indexOf("message") + 1, "The second text");
        assertThat(me.post(edit, others.toArray(String[]::new)).body())
                .contains("Somebody has changed this referral", "The first text", "The second text");
    }

    @Test
    void nothingAnybodySendsBreaksThePages() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        String link = sent(me, referral, "HAND");
        Visitor anybody = new Visitor(port);
        String long_ = "x".repeat(100_000);
        assertThat(anybody.submit(link, link + "/answer", "answer", long_, "reason", "\u0000", "words", long_)
                        .status())
                .isEqualTo(200);
        assertThat(anybody.submit(link, link + "/answer").body()).contains("Choose an answer");
        assertThat(anybody.get("/en/referrals/not-a-secret").status()).isEqualTo(404);
        assertThat(anybody.get("/en/referrals/AAAAAAAAAAAAAAAAAAAAAA").status()).isEqualTo(404);
        assertThat(me.get(at("/new?service=%00&action=x&person=1&urgency=" + "y".repeat(900)))
                        .status())
                .isLessThan(500);
        assertThat(me.get(at("/new?service=LEGAL&action=x&person=1&urgency=z")).status())
                .isEqualTo(200);
        var form = me.get(newForm());
        assertThat(me.post(
                                at("/new"),
                                "_csrf",
                                form.value("_csrf").orElse(""),
                                "service",
                                "LEGAL",
                                "partner",
                                "nobody",
                                "message",
                                long_)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoeverTriesSecretsAtRandomIsAskedToWait() {
        Visitor anybody = new Visitor(port);
        int last = 0;
        for (int i = 0; i < 40; i++) {
            last = anybody.get("/en/referrals/" + "A".repeat(20) + "%02d".formatted(i))
                    .status();
        }
        assertThat(last).isEqualTo(429);
    }

    @Test
    void thePartnersPageIsSmallInEveryLanguageAndTakesFewStatements() throws IOException {
        Visitor me = signedIn(worker);
        String link = sent(me, prepared(me, "CONSENT", "NAME", "PHONE", "HOURS", "LANGUAGE"), "HAND");
        Visitor anybody = new Visitor(port);
        for (Language language : Language.values()) {
            Visitor.Page page = anybody.get("/" + language.code() + link.substring(3));
            assertThat(zipped(page.body())).as(language.code()).isLessThan(6 * 1024);
            assertThat(page.body()).doesNotContain("<script", "referral.", "??");
        }
        Statements.forget();
        anybody.get(link);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void thePagesOfStaffTakeFewStatementsHoweverManyReferrals() {
        Visitor me = signedIn(worker);
        String referral = prepared(me, "CONSENT", "NAME");
        sent(me, referral, "HAND");
        for (int i = 0; i < 3; i++) {
            sent(me, prepared(me, "CONSENT", "NAME"), "HAND");
        }
        for (String path : List.of(at(""), referral, "/staff/referrals")) {
            me.get(path);
            Statements.forget();
            me.get(path);
            assertThat(Statements.seen()).as(path).hasSizeLessThanOrEqualTo(10);
        }
    }

    private ClientId person(Set<String> purposes, boolean mayCall) {
        return Scope.of(centre.id().id())
                .readByPortal()
                .call(() -> directory.register(
                        centre.id(),
                        new Contact(
                                new PersonName("Malika Karimova"),
                                new PhoneNumber("+998901234567"),
                                null,
                                mayCall,
                                true,
                                null),
                        "uz",
                        purposes,
                        "ORAL"));
    }

    private void withdraw() {
        fixtures.jdbc()
                .sql(
                        "update clients.consent set withdrawn_at = now() where client_id = ? and purpose = 'SHARE_WITH_PARTNER'")
                .param(client.id())
                .update();
    }

    private String prepared(Visitor me, String basis, String... facts) {
        Visitor.Page done = me.post(at("/new"), fields(me.get(newForm()), basis, facts));
        assertThat(done.status()).as(done.body()).isEqualTo(303);
        return done.location();
    }

    private String[] fields(Visitor.Page form, String basis, String... facts) {
        List<String> fields = new ArrayList<>(List.of(
                "_csrf",
                form.value("_csrf").orElse(""),
                "once",
                form.value("once").orElse(""),
                "service",
                "LEGAL",
                "partner",
                partner.toString(),
                "urgency",
                "URGENT",
                "language",
                "en",
                "basis",
                basis,
                "called",
                "Malika",
                "message",
                SECRET_TEXT));
        Arrays.stream(facts).forEach(fact -> fields.addAll(List.of("share", fact)));
        return fields.toArray(String[]::new);
    }

    /** Sends it and gives the path of the partner's link. */
    private String sent(Visitor me, String referral, String way) {
        assertThat(me.submit(referral, referral + "/send", "way", way).status()).isEqualTo(303);
        Matcher link = LINK.matcher(me.get(referral).body());
        assertThat(link.find()).as("a link that was mailed stands on no page").isEqualTo(way.equals("HAND"));
        return way.equals("HAND") ? link.group() : mailed(referral);
    }

    private String mailed(String referral) {
        return fixtures.jdbc()
                .sql("""
                        select r.language, l.id from reintegration.referral_link l join reintegration.referral r on r.id = l.referral_id
                        where r.id = ? and l.revoked_at is null
                        """)
                .param(id(referral))
                .query((row, number) -> "/" + row.getString("language") + links.path(row.getObject("id", UUID.class)))
                .single();
    }

    private String slip(String referral) throws IOException {
        try (var document = Loader.loadPDF(pdf(referral))) {
            return new PDFTextStripper().getText(document);
        }
    }

    private byte[] pdf(String referral) throws IOException {
        var client = HttpClient.newHttpClient();
        Visitor me = signedIn(worker);
        try {
            var pdf = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + referral + "/slip.pdf"))
                            .header("Cookie", "portal=" + me.cookie("portal").orElse(""))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(pdf.headers().firstValue("content-type")).contains("application/pdf");
            return pdf.body();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private String newForm() {
        return at("/new?service=LEGAL");
    }

    private String at(String rest) {
        return "/staff/cases/" + file + "/referrals" + rest;
    }

    private static UUID id(String referral) {
        return UUID.fromString(referral.substring(referral.lastIndexOf('/') + 1));
    }

    private String state(String referral) {
        return fixtures.jdbc()
                .sql("select state from reintegration.referral where id = ?")
                .param(id(referral))
                .query(String.class)
                .single();
    }

    private int links(String referral) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.referral_link where referral_id = ?")
                .param(id(referral))
                .query(Integer.class)
                .single();
    }

    private int happened(String kind) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.case_event where case_id = ? and kind = ?")
                .params(file.id(), kind)
                .query(Integer.class)
                .single();
    }

    private int openTasks() {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.task where case_id = ? and done_at is null")
                .param(file.id())
                .query(Integer.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }

    private static int zipped(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }
}
