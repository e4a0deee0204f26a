package org.mrcportal.reintegration.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class TransferPagesTests {

    private static final String LETTER = "Wants to learn welding; two steps of the plan are done";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final ClientDirectory directory;
    private final Fixtures.Centre here = fixtures.centre();
    private final Fixtures.Centre there = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(here, Role.CASE_WORKER);
    private final Fixtures.Staff other = fixtures.staff(there, Role.CASE_WORKER);
    private ClientId client = new ClientId(UUID.randomUUID());
    private CaseId file = new CaseId(UUID.randomUUID());

    @LocalServerPort
    int port;

    TransferPagesTests(@Autowired ClientDirectory directory) {
        this.directory = directory;
    }

    @BeforeEach
    void openACase() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
        client = Scope.of(here.id().id())
                .readByPortal()
                .call(() -> directory.register(
                        here.id(),
                        new Contact(
                                new PersonName("Malika Karimova"),
                                new PhoneNumber("+998901234567"),
                                null,
                                true,
                                true,
                                null),
                        "uz",
                        Set.of("SERVICE", "SHARE_WITH_NETWORK"),
                        "ORAL"));
        file = cases.caseFile(here, client, worker, Map.of());
    }

    @Test
    void aCaseChangesHandsOnlyWhenTheOtherCentreAcceptsAndUntilThenItSeesTheLeast() {
        Visitor me = signedIn(worker);
        Visitor colleague = signedIn(other);
        offer(me);
        assertThat(state(file)).isEqualTo("ACTIVE");
        assertThat(colleague.get("/staff/transfers").body())
                .contains(here.name(), "Voluntary return")
                .doesNotContain("Malika", "Karimova", LETTER, file.toString());
        assertThat(colleague.get("/staff/cases/" + file).status()).isEqualTo(404);
        String taken = colleague.submit("/staff/transfers", accept()).location();
        assertThat(taken).startsWith("/staff/cases/").doesNotContain(file.toString());
        assertThat(colleague.get(taken).body()).contains(LETTER, here.name());
        assertThat(state(file)).isEqualTo("CLOSED");
        assertThat(me.get(at("")).body()).contains("Transferred");
        assertThat(me.get(taken).status()).isEqualTo(404);
        assertThat(fixtures.jdbc()
                        .sql("""
                                select count(*) from reintegration.case_file c join clients.client k on k.id = c.client_id
                                where c.centre_id = ? and k.centre_id = c.centre_id and c.owner_id = ?
                                """)
                        .params(there.id().id(), other.id().id())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(fixtures.jdbc()
                        .sql(
                                "select count(distinct centre_id) from audit.trail where action in ('CASE_TRANSFERRED', 'CASE_ARRIVED') and centre_id in (?, ?)")
                        .params(here.id().id(), there.id().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void withoutConsentNothingIsOfferedAndConsentTakenBackStopsTheAcceptance() {
        Visitor me = signedIn(worker);
        offer(me);
        withdraw();
        Visitor colleague = signedIn(other);
        assertThat(colleague.submit("/staff/transfers", accept()).location()).isEqualTo("/staff/transfers");
        assertThat(state(file)).isEqualTo("ACTIVE");
        me.submit(at(""), at("/withdraw"));
        assertThat(me.get(at("")).body()).contains("has not agreed").doesNotContain("<textarea");
        assertThat(colleague.get("/staff/transfers").body()).doesNotContain(here.name());
    }

    @Test
    void aRefusalLeavesTheCaseWhereItIsAndSaysWhy() {
        Visitor me = signedIn(worker);
        offer(me);
        Visitor colleague = signedIn(other);
        colleague.submit("/staff/transfers", accept().replace("/accept", "/refuse"), "reason", "NOT_OURS");
        assertThat(state(file)).isEqualTo("ACTIVE");
        assertThat(me.get(at("")).body()).contains("Refused", "does not live here");
    }

    @Test
    void ofTwoWhoAcceptAtOnceOneGetsTheCase() throws Exception {
        offer(signedIn(worker));
        String accept = accept();
        List<Visitor> colleagues = List.of(signedIn(other), signedIn(fixtures.staff(there, Role.CENTRE_MANAGER)));
        CyclicBarrier together = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> all = new ArrayList<>();
            for (Visitor one : colleagues) {
                String token = one.get("/staff/transfers").value("_csrf").orElse("");
                all.add(threads.submit(() -> {
                    together.await();
                    return one.post(accept, "_csrf", token).status();
                }));
            }
            for (Future<?> one : all) {
                assertThat((Integer) one.get()).isIn(303, 404);
            }
        }
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from reintegration.case_file where centre_id = ?")
                        .param(there.id().id())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void aProtectedCaseIsOfferedToTheFocalPointAloneAndAThirdCentreFindsNothing() {
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        Fixtures.Staff focal = fixtures.staff(there, Role.CASE_WORKER);
        cases.focalPoint(there, focal);
        offer(signedIn(worker));
        Fixtures.Centre third = fixtures.centre();
        for (Fixtures.Staff stranger : List.of(other, fixtures.staff(third, Role.CENTRE_MANAGER))) {
            Visitor visitor = signedIn(stranger);
            assertThat(visitor.get("/staff/transfers").body()).doesNotContain(here.name());
            assertThat(visitor.submit("/staff/transfers", accept()).status()).isEqualTo(404);
        }
        assertThat(signedIn(focal).get("/staff/transfers").body()).contains(here.name());
    }

    private void offer(Visitor me) {
        var form = me.get(at(""));
        var sent = me.post(
                at(""),
                "_csrf",
                form.value("_csrf").orElse(""),
                "once",
                form.value("once").orElse(""),
                "to",
                there.code(),
                "urgency",
                "NORMAL",
                "letter",
                LETTER);
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
    }

    private String accept() {
        return "/staff/transfers/"
                + fixtures.jdbc()
                        .sql("select id from reintegration.transfer where case_id = ?")
                        .param(file.id())
                        .query(UUID.class)
                        .single()
                + "/accept";
    }

    private void withdraw() {
        fixtures.jdbc()
                .sql(
                        "update clients.consent set withdrawn_at = now() where client_id = ? and purpose = 'SHARE_WITH_NETWORK'")
                .param(client.id())
                .update();
    }

    private String at(String rest) {
        return "/staff/cases/" + file + "/transfer" + rest;
    }

    private String state(CaseId id) {
        return fixtures.jdbc()
                .sql("select state from reintegration.case_file where id = ?")
                .param(id.id())
                .query(String.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
