package org.mrcportal.reintegration.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class ConsentEndedTests {

    private static final Map<String, Object> BY_CONSENT = Map.of("basis", "CONSENT");

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff focal = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
    private final ClientId client = fixtures.client(centre);
    private final CaseId file = cases.caseFile(centre, client, worker, Map.of());
    private final Chase chase;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    @LocalServerPort
    int port;

    @Autowired
    ConsentEndedTests(Chase chase, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.chase = chase;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        cases.focalPoint(centre, focal);
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void ownerAndStandInHearThatSomethingOpenDependedOnIt() {
        Fixtures.Staff standIn = fixtures.staff(centre, Role.CASE_WORKER);
        Instant now = Instant.now();
        cases.cover(centre, worker, standIn, now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(5)));
        cases.referral(centre, file, client, worker, BY_CONSENT);
        agrees("SHARE_WITH_PARTNER");
        withdraw("SHARE_WITH_PARTNER");
        assertThat(told("CONSENT_ENDED"))
                .containsExactlyInAnyOrder(worker.id().id(), standIn.id().id());
        Visitor me = new Visitor(port);
        me.signIn(worker.username(), Fixtures.PASSWORD);
        assertThat(me.get("/staff/tasks").body()).contains("the person no longer agrees to something");
        assertThat(me.get("/staff/referrals").body()).contains("consent ended");
    }

    @Test
    void ofALinkOfAPlanThatWasPutAsideNobodyHears() {
        UUID step = cases.step(centre, file, worker, "Passport");
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.step_link (id, centre_id, case_id, action_id, partner_id, token_hash, made_by,
                                                             made_at, expires_at)
                        values (gen_random_uuid(), ?, ?, ?, ?, sha256(uuid_send(gen_random_uuid())), ?, now(), now() + interval '5 days')
                        """)
                .params(
                        centre.id().id(),
                        file.id(),
                        step,
                        cases.partner(centre, worker, Map.of()),
                        worker.id().id())
                .update();
        agrees("SHARE_WITH_PARTNER");
        withdraw("SHARE_WITH_PARTNER");
        assertThat(told("CONSENT_ENDED")).hasSize(1);
        fixtures.jdbc()
                .sql("delete from reintegration.task where case_id = ?")
                .param(file.id())
                .update();
        fixtures.jdbc()
                .sql("update reintegration.plan set state = 'REPLACED' where case_id = ?")
                .param(file.id())
                .update();
        agrees("SHARE_WITH_PARTNER");
        withdraw("SHARE_WITH_PARTNER");
        assertThat(told("CONSENT_ENDED")).isEmpty();
    }

    @Test
    void ofWhatFewMayKnowTheyAloneHear() {
        UUID referral = cases.referral(centre, file, client, worker, BY_CONSENT);
        fixtures.jdbc()
                .sql("update reintegration.referral set sensitive = true where id = ?")
                .param(referral)
                .update();
        agrees("SHARE_WITH_PARTNER");
        withdraw("SHARE_WITH_PARTNER");
        assertThat(told("REFERRAL_CONSENT"))
                .containsExactlyInAnyOrder(worker.id().id(), focal.id().id());
        assertThat(seenBy(focal)).isEqualTo(2);
        assertThat(seenBy(manager)).isZero();
    }

    @Test
    void whoIsNoLongerAskedLaterIsMissedByTheOwner() {
        cases.followUp(centre, file, client, LocalDate.of(2999, 1, 1), Map.of());
        withdraw("FOLLOW_UP");
        assertThat(told("CONSENT_ENDED")).containsExactly(worker.id().id());
    }

    @Test
    void nobodyHearsWhereNothingOpenDependedOnIt() {
        cases.referral(centre, file, client, worker, Map.of("basis", "NONE"));
        agrees("SHARE_WITH_PARTNER");
        withdraw("SHARE_WITH_PARTNER");
        agrees("SHARE_WITH_NETWORK");
        withdraw("SHARE_WITH_NETWORK");
        assertThat(seenBy(worker)).isZero();
    }

    @Test
    void aConsentWhoseTimeHasPassedIsToldOnce() {
        cases.referral(centre, file, client, worker, BY_CONSENT);
        agrees("SHARE_WITH_PARTNER");
        run();
        assertThat(seenBy(worker)).isZero();
        fixtures.jdbc()
                .sql(
                        "update clients.consent set expires_at = now() where client_id = ? and purpose = 'SHARE_WITH_PARTNER'")
                .param(client.id())
                .update();
        run();
        run();
        assertThat(told("CONSENT_ENDED")).containsExactly(worker.id().id());
    }

    @Test
    void whatEndedWhileNobodyLookedIsToldOnceAndNotAgainToWhoeverHasTheCaseByThen() {
        cases.referral(centre, file, client, worker, BY_CONSENT);
        agrees("SHARE_WITH_PARTNER");
        fixtures.jdbc()
                .sql(
                        "update clients.consent set given_at = now() - interval '90 days', expires_at = now() - interval '6 days'"
                                + " where client_id = ? and purpose = 'SHARE_WITH_PARTNER'")
                .param(client.id())
                .update();
        run();
        assertThat(told("CONSENT_ENDED")).containsExactly(worker.id().id());
        fixtures.jdbc()
                .sql("update reintegration.case_file set owner_id = ? where id = ?")
                .params(focal.id().id(), file.id())
                .update();
        run();
        assertThat(told("CONSENT_ENDED")).containsExactly(focal.id().id());
    }

    @Test
    void nobodyHasToLookAtAConsentThatIsGivenAgain() {
        cases.referral(centre, file, client, worker, BY_CONSENT);
        cases.followUp(centre, file, client, LocalDate.of(2999, 1, 1), Map.of());
        agrees("SHARE_WITH_PARTNER");
        withdraw("SHARE_WITH_PARTNER");
        withdraw("FOLLOW_UP");
        assertThat(open()).containsExactly("CONSENT_ENDED", "CONSENT_ENDED");
        agrees("SHARE_WITH_PARTNER");
        assertThat(open()).as("one may still not be asked later").containsExactly("CONSENT_ENDED");
        cases.agreesToBeAsked(centre, client);
        assertThat(open()).isEmpty();
    }

    @Test
    void whatIsAboutTheWayToAPartnerEndsWithANewerLinkAndAllOfItWithTheReferral() {
        UUID referral = cases.referral(centre, file, client, worker, BY_CONSENT);
        for (String kind : List.of("REFERRAL_CONSENT", "REFERRAL_CONTACT", "REFERRAL_UNDELIVERED")) {
            cases.task(
                    centre,
                    file,
                    kind,
                    Instant.now(),
                    Map.of("referral_id", referral, "assignee_id", worker.id().id()));
        }
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.referral_link
                            (id, centre_id, case_id, referral_id, token_hash, mailed, made_by, made_at, expires_at)
                        values (gen_random_uuid(), ?, ?, ?, sha256(gen_random_uuid()::text::bytea), false, ?, now(), now() + interval '9 days')
                        """)
                .params(centre.id().id(), file.id(), referral, worker.id().id())
                .update();
        assertThat(open()).containsExactly("REFERRAL_CONSENT");
        cases.task(
                centre,
                file,
                "REFERRAL_UNDELIVERED",
                Instant.now(),
                Map.of("referral_id", referral, "assignee_id", worker.id().id()));
        moved(referral, "ACCEPTED");
        assertThat(open()).as("the partner has answered").containsExactly("REFERRAL_CONSENT");
        moved(referral, "CANCELLED");
        assertThat(open()).isEmpty();
    }

    private void moved(UUID referral, String state) {
        fixtures.jdbc()
                .sql("update reintegration.referral set state = ?, state_since = now() where id = ?")
                .params(state, referral)
                .update();
    }

    private List<String> open() {
        return fixtures.jdbc()
                .sql("select kind from reintegration.task where case_id = ? and done_at is null order by kind")
                .param(file.id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    private void run() {
        Scope.network().readByPortal().run(chase::run);
    }

    private void agrees(String purpose) {
        fixtures.jdbc().sql("""
                        insert into clients.consent (id, centre_id, client_id, purpose, wording, language, how, given_at, shared_with)
                        values (gen_random_uuid(), ?, ?, ?, '2026-11', 'en', 'ORAL', now() - interval '1 day', 'PARTNERS')
                        """).params(centre.id().id(), client.id(), purpose).update();
    }

    private void withdraw(String purpose) {
        fixtures.jdbc()
                .sql("update clients.consent set withdrawn_at = now() where client_id = ? and purpose = ?")
                .params(client.id(), purpose)
                .update();
    }

    private List<UUID> told(String kind) {
        return fixtures.jdbc()
                .sql("select assignee_id from reintegration.task where case_id = ? and kind = ?")
                .params(file.id(), kind)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    private int seenBy(Fixtures.Staff reader) {
        return Scope.of(centre.id().id())
                .readBy(reader.id().id())
                .call(() -> Objects.requireNonNull(transaction.execute(
                        status -> jdbc.sql("select count(*) from reintegration.task where case_id = ?")
                                .param(file.id())
                                .query(Integer.class)
                                .single())));
    }
}
