package org.mrcportal.reintegration.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.IdentityErased;
import org.mrcportal.clients.KeptOfPerson;
import org.mrcportal.clients.MergeParticipant;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class CasePeopleTests {

    private static final Instant NOW = Instant.parse("2026-11-25T07:00:00Z");

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
    private final ClientId client = fixtures.client(centre, "Malika Sinovova");

    private final CasesStillServed served;
    private final CasesOfOnePerson merging;
    private final CasesKept kept;
    private final Household household;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    @Autowired
    CasePeopleTests(
            CasesStillServed served,
            CasesOfOnePerson merging,
            CasesKept kept,
            Household household,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.served = served;
        this.merging = merging;
        this.kept = kept;
        this.household = household;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void theNameOfWhoeverHasAnOpenCaseIsKeptAlsoWhereTheCaseIsHidden() {
        cases.caseFile(centre, client, worker, Map.of("protected", true));
        ClientId closed = fixtures.client(centre);
        cases.caseFile(centre, closed, worker, Map.of("state", "CLOSED", "closed_at", NOW.minusSeconds(86_400L * 90)));
        ClientId son = fixtures.client(centre);
        relative(cases.caseFile(centre, fixtures.client(centre), worker, Map.of()), son, null, true);
        List<ClientId> all = List.of(client, closed, son, fixtures.client(centre));
        Scope job = Scope.of(centre.id().id()).readByPortal();
        assertThat(job.call(() -> served.since(NOW.minusSeconds(86_400L * 30), all)))
                .containsExactlyInAnyOrder(client, son);
        assertThat(job.call(() -> served.since(NOW.minusSeconds(86_400L * 120), all)))
                .contains(closed);
    }

    @Test
    void aNameIsKeptForACaseThatStayedWithARecordMergedIntoIt() {
        ClientId survivor = fixtures.client(centre);
        ClientId another = fixtures.client(centre);
        ClientId gone = fixtures.client(centre);
        cases.caseFile(centre, client, worker, Map.of("protected", true));
        relative(cases.caseFile(centre, fixtures.client(centre), worker, Map.of("protected", true)), gone, null, true);
        merged(client, survivor);
        merged(gone, another);
        assertThat(Scope.of(centre.id().id())
                        .readByPortal()
                        .call(() -> served.since(NOW.minusSeconds(86_400L * 30), List.of(survivor, another))))
                .containsExactlyInAnyOrder(survivor, another);
    }

    @Test
    void recordsAreBroughtTogetherWithoutTheRowsThatWouldMeetWhateverIsHidden() {
        ClientId twin = fixtures.client(centre);
        CaseId family = cases.caseFile(centre, fixtures.client(centre), worker, Map.of());
        CaseId hidden = cases.caseFile(centre, client, worker, Map.of("protected", true));
        UUID course = cases.course(centre, worker, Map.of());
        UUID other = cases.course(centre, worker, Map.of());
        UUID one = cases.enrolment(centre, family, twin, course, worker, Map.of());
        UUID another = cases.enrolment(centre, family, twin, other, worker, Map.of());
        cases.enrolment(centre, hidden, client, course, worker, Map.of());
        cases.assessment(centre, family, client, worker, Map.of());
        UUID first = cases.assessment(centre, family, twin, worker, Map.of());
        UUID later = cases.assessment(centre, family, twin, worker, Map.of("round", "M3"));
        List<MergeParticipant.Moved> moved =
                Objects.requireNonNull(Scope.of(centre.id().id())
                        .readBy(manager.id().id())
                        .call(() -> transaction.execute(status -> merging.move(twin, client))));
        assertThat(moved)
                .extracting(MergeParticipant.Moved::id)
                .containsExactlyInAnyOrder(one, another, later)
                .doesNotContain(first);
        inScope(() -> merging.giveBack(client, twin, moved));
        assertThat(count("reintegration.enrolment where client_id = ?", twin.id()))
                .isEqualTo(2);
    }

    @Test
    void whatStaffWroteGoesWithTheNameAlsoFromACaseThatIsHiddenFromWhoeverDeletesIt() {
        CaseId hidden = cases.caseFile(centre, client, worker, Map.of("protected", true));
        CaseId other = cases.caseFile(centre, fixtures.client(centre), worker, Map.of());
        for (CaseId id : List.of(hidden, other)) {
            relative(id, null, "Karim Sinovov", true);
            note(id, "reintegration.case_note", Map.of());
            note(id, "reintegration.restricted_note", Map.of("about", "HEALTH"));
        }
        inScope(() -> events.publishEvent(new IdentityErased(client, centre.id())));
        assertThat(texts(hidden)).isZero();
        assertThat(texts(other)).isEqualTo(3);
        assertThat(count("reintegration.case_event where kind = 'FORGOTTEN' and case_id = ?", hidden.id()))
                .isOne();
    }

    @Test
    void whatBelongsToACaseChangesHandsAndComesBack() {
        ClientId twin = fixtures.client(centre);
        CaseId id = cases.caseFile(centre, twin, worker, Map.of());
        CaseId both = cases.caseFile(centre, fixtures.client(centre), worker, Map.of());
        relative(both, twin, null, false);
        relative(both, client, null, true);
        List<MergeParticipant.Moved> moved =
                Objects.requireNonNull(Scope.of(centre.id().id())
                        .readBy(manager.id().id())
                        .call(() -> transaction.execute(status -> merging.move(twin, client))));
        assertThat(moved).containsExactly(new MergeParticipant.Moved("CASE", id.id()));
        assertThat(count("reintegration.case_file where client_id = ?", client.id()))
                .isOne();
        inScope(() -> merging.giveBack(client, twin, moved));
        assertThat(count("reintegration.case_file where client_id = ?", twin.id()))
                .isOne();
    }

    @Test
    void aCopyOfOwnDataTellsOfNoCaseThatIsKeptForItsTeam() {
        cases.caseFile(centre, client, worker, Map.of("protected", true));
        cases.caseFile(centre, client, worker, Map.of("case_type", "FORCED"));
        List<KeptOfPerson.Section> sections =
                Scope.of(centre.id().id()).readByPortal().call(() -> kept.of(client));
        assertThat(sections)
                .singleElement()
                .satisfies(section -> assertThat(section.entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.facts())
                                .contains(KeptOfPerson.Fact.code("caseType", "FORCED", "own.case-type."))));
    }

    @Test
    void relativesSeeOfEachOtherWhatEachAllows() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        relative(id, null, "Karim Sinovov", true);
        relative(id, null, "Olim Sinovov", false);
        List<Household.Relative> seen =
                Objects.requireNonNull(Scope.of(centre.id().id())
                        .readBy(worker.id().id())
                        .call(() -> transaction.execute(status -> household.seenByAll(id))));
        assertThat(seen).hasSize(2);
        assertThat(seen.stream().map(one -> String.valueOf(one.name())).toList())
                .isEqualTo(List.of("Karim Sinovov", "null"));
    }

    private void merged(ClientId gone, ClientId survivor) {
        fixtures.jdbc()
                .sql("update clients.client set merged_into = ? where id = ?")
                .params(survivor.id(), gone.id())
                .update();
    }

    private void inScope(Runnable work) {
        Scope.of(centre.id().id())
                .readBy(manager.id().id())
                .run(() -> transaction.executeWithoutResult(status -> work.run()));
    }

    private void relative(CaseId id, @Nullable ClientId who, @Nullable String name, boolean shown) {
        UUID member = UUID.randomUUID();
        fixtures.insert(
                "reintegration.household_member",
                Fixtures.row(
                        "id",
                        member,
                        "version",
                        0L,
                        "centre_id",
                        centre.id().id(),
                        "case_id",
                        id.id(),
                        "client_id",
                        who == null ? null : who.id(),
                        "name",
                        Fixtures.seal().seal(name, Household.nameOf(member)),
                        "relation",
                        "CHILD",
                        "head",
                        false,
                        "shown",
                        shown,
                        "added_by",
                        worker.id().id(),
                        "added_at",
                        NOW.plusNanos(shown ? 0 : 1_000_000),
                        "once",
                        UUID.randomUUID()),
                Map.of());
    }

    private void note(CaseId id, String table, Map<String, Object> columns) {
        UUID note = UUID.randomUUID();
        fixtures.insert(
                table,
                Fixtures.row(
                        "id", note,
                        "centre_id", centre.id().id(),
                        "case_id", id.id(),
                        "author_id", worker.id().id(),
                        "text", Fixtures.seal().seal("Spoke with her", "note:" + note),
                        "made_at", NOW,
                        "once", UUID.randomUUID()),
                columns);
    }

    private long texts(CaseId id) {
        return count("reintegration.case_note where case_id = ?", id.id())
                + count("reintegration.restricted_note where case_id = ?", id.id())
                + count("reintegration.household_member where case_id = ? and name is not null", id.id());
    }

    private long count(String what, UUID id) {
        return fixtures.jdbc()
                .sql("select count(*) from " + what)
                .param(id)
                .query(Long.class)
                .single();
    }
}
