package org.mrcportal.partners.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.shared.PersonName;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class DirectoryPagesTests {

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void aPartnerIsAddedOnceHoweverOftenTheFormIsSentAndIsFoundInAnyAlphabet() {
        Visitor me = signedIn(worker);
        var form = me.get("/staff/partners/new");
        String[] fields = fields(form, "Ҳуқуқий ёрдам маркази", "71 200 00 00");
        String entry = me.post("/staff/partners/new", fields).location();
        assertThat(me.post("/staff/partners/new", fields).location()).isEqualTo(entry);
        assertThat(me.get(entry).body()).contains("+998 71 200 00 00", "Legal help", "Contact may be out of date");
        assertThat(me.get("/staff/partners?q=huquqiy").body()).contains("Ҳуқуқий");
        assertThat(me.get("/staff/partners?q=Hospital").body()).doesNotContain("Ҳуқуқий");
        assertThat(me.get("/staff/partners?service=LEGAL&region=UZ-SA").body()).contains("Ҳуқуқий");
        assertThat(me.get("/staff/partners?service=SHELTER").body()).doesNotContain("Ҳуқуқий");
        assertThat(me.get("/staff/partners?region=UZ-TK").body()).doesNotContain("Ҳуқуқий");
    }

    @Test
    void onePressSaysThatTheContactWasReachedTodayAndAnotherNumberHasToBeReachedAnew() {
        UUID partner = cases.partner(centre, worker, Map.of("phone", "+998712000000", "note", "kept"));
        Visitor me = signedIn(worker);
        String page = "/staff/partners/" + partner;
        me.submit(page, page + "/verified");
        assertThat(me.get(page).body()).doesNotContain("Contact may be out of date");
        var form = me.get(page + "/edit");
        me.post(page + "/edit", fields(form, "Renamed", "71 200 00 00"));
        assertThat(me.get(page).body()).contains("Renamed").doesNotContain("Contact may be out of date");
        me.post(page + "/edit", fields(me.get(page + "/edit"), "Renamed", "71 200 00 01"));
        assertThat(me.get(page).body()).contains("Contact may be out of date");
    }

    @Test
    void anotherAddressIsUsedOnlyOnceSomebodyElseHasConfirmedIt() {
        UUID partner = cases.partner(centre, worker, Map.of("email", "old@example.org"));
        Visitor me = signedIn(worker);
        String page = "/staff/partners/" + partner;
        me.post(page + "/edit", fields(me.get(page + "/edit"), "Shelter", "71 200 00 00"));
        assertThat(email(partner)).isEqualTo("old@example.org");
        assertThat(me.get(page).body())
                .contains("New e-mail address", "clinic@example.org", "old@example.org")
                .doesNotContain("I have asked");
        assertThat(me.get("/staff/partners").body()).contains("New address to be confirmed");
        me.submit(page, page + "/email", "email", "clinic@example.org");
        me.submit(page, page + "/verified");
        assertThat(email(partner)).isEqualTo("old@example.org");

        Visitor colleague = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        assertThat(colleague.get(page).body()).contains("I have asked");
        colleague.submit(page, page + "/email", "email", "another@example.org");
        assertThat(email(partner)).as("not what they read").isEqualTo("old@example.org");
        colleague.submit(page, page + "/email", "email", "clinic@example.org");
        assertThat(email(partner)).isEqualTo("clinic@example.org");
        assertThat(me.get(page).body()).doesNotContain("New e-mail address", "Contact may be out of date");
    }

    @Test
    void aNewPartnersAddressWaitsTooAndTheDatabaseKeepsIt() {
        Visitor me = signedIn(worker);
        String entry = me.post("/staff/partners/new", fields(me.get("/staff/partners/new"), "Shelter", "71 200 00 00"))
                .location();
        UUID partner = UUID.fromString(entry.substring(entry.lastIndexOf('/') + 1));
        assertThat(email(partner)).isNull();
        assertThat(me.get(entry).body()).contains("New e-mail address", "clinic@example.org");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> fixtures.jdbc()
                        .sql(
                                "update partners.partner set email = email_new, email_new = null, email_new_by = null, verified_on = now(), verified_by = ? where id = ?")
                        .params(worker.id().id(), partner)
                        .update());
    }

    private @Nullable String email(UUID partner) {
        return fixtures.jdbc()
                .sql("select email from partners.partner where id = ?")
                .param(partner)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    @Test
    void whatNobodyReachedForSixMonthsAndAnAgreementThatEndedAreMarked() {
        LocalDate today = LocalDate.now(Fixtures.TASHKENT);
        cases.partner(
                centre,
                worker,
                Map.of(
                        "verified_on",
                        today.minusMonths(7),
                        "verified_by",
                        worker.id().id(),
                        "agreement_from",
                        today.minusYears(1),
                        "agreement_until",
                        today.minusDays(2)));
        assertThat(signedIn(worker).get("/staff/partners").body())
                .contains("Contact may be out of date", "Agreement has ended");
    }

    @Test
    void whoSavesSecondSeesBothTextsAndNothingIsOverwritten() {
        UUID partner = cases.partner(centre, worker, Map.of());
        Visitor first = signedIn(worker);
        Visitor second = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        String page = "/staff/partners/" + partner + "/edit";
        var seenByFirst = first.get(page);
        var seenBySecond = second.get(page);
        first.post(page, fields(seenByFirst, "First name", "71 200 00 00"));
        var again = second.post(page, fields(seenBySecond, "Second name", "71 200 00 00"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("Somebody has changed this partner", "First name", "Second name");
        assertThat(name(partner)).isEqualTo("First name");
        assertThat(second.post(page, fields(again, "Second name", "71 200 00 00"))
                        .status())
                .isEqualTo(303);
        assertThat(name(partner)).isEqualTo("Second name");
    }

    @Test
    void aFormerPartnerLeavesTheListUntilItIsTakenUpAgain() {
        UUID partner = cases.partner(centre, worker, Map.of("name", "Old friends", "name_key", key("Old friends")));
        Visitor me = signedIn(worker);
        String page = "/staff/partners/" + partner;
        assertThat(me.get(page).body()).contains("Yes, no longer a partner", "Referrals that were sent stay open");
        me.submit(page, page + "/retire");
        assertThat(me.get("/staff/partners").body()).doesNotContain("Old friends");
        assertThat(me.get("/staff/partners?retired=1").body()).contains("Old friends", "Former partner");
        me.submit(page, page + "/restore");
        assertThat(me.get("/staff/partners").body()).contains("Old friends");
    }

    @Test
    void partnersNobodyHasReachedForLongAreFoundTogetherUntilSomebodyReachesThem() {
        LocalDate today = LocalDate.now(Fixtures.TASHKENT);
        UUID never = cases.partner(centre, worker, Map.of("name", "Never reached", "name_key", key("Never reached")));
        cases.partner(
                centre,
                worker,
                Map.of(
                        "name",
                        "Long ago",
                        "name_key",
                        key("Long ago"),
                        "verified_on",
                        today.minusMonths(7),
                        "verified_by",
                        worker.id().id()));
        cases.partner(
                centre,
                worker,
                Map.of(
                        "name",
                        "Lately",
                        "name_key",
                        key("Lately"),
                        "verified_on",
                        today.minusMonths(5),
                        "verified_by",
                        worker.id().id()));
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/partners").body()).contains("2 partners were last reached more than six months ago");
        assertThat(me.get("/staff/partners?stale=1").body())
                .contains("Never reached", "Long ago")
                .doesNotContain("Lately");
        me.submit("/staff/partners/" + never, "/staff/partners/" + never + "/verified");
        assertThat(me.get("/staff/partners?stale=1").body())
                .contains("Long ago")
                .doesNotContain("Never reached");
        assertThat(me.get("/staff/partners").body()).contains("One partner was last reached");
    }

    @Test
    void aTelephoneNumberInTheFileIsNeitherAFormulaNorOneBigNumber() {
        cases.partner(centre, worker, Map.of("name", "=1+1", "name_key", key("x"), "phone", "+996312123456"));
        assertThat(signedIn(worker).get("/staff/partners/file").body())
                .contains("'=1+1", "+996 312 123-456")
                .doesNotContain("'+996", "+996312123456");
    }

    @Test
    void aCounsellorReadsAndDoesNotChangeAndTheFrontDeskSeesNothing() {
        UUID partner = cases.partner(centre, worker, Map.of());
        Visitor counsellor = signedIn(fixtures.staff(centre, Role.COUNSELLOR));
        assertThat(counsellor.get("/staff/partners/" + partner).status()).isEqualTo(200);
        assertThat(counsellor.get("/staff/partners/" + partner + "/edit").status())
                .isEqualTo(403);
        assertThat(counsellor
                        .submit("/staff/partners", "/staff/partners/" + partner + "/retire")
                        .status())
                .isEqualTo(403);
        assertThat(signedIn(fixtures.staff(centre, Role.FRONT_DESK))
                        .get("/staff/partners")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anotherCentresPartnerIsNotThere() {
        Fixtures.Centre other = fixtures.centre();
        UUID partner = cases.partner(other, fixtures.staff(other, Role.CASE_WORKER), Map.of());
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/partners/" + partner).status()).isEqualTo(404);
        assertThat(me.get("/staff/partners?centre=" + other.code()).status()).isEqualTo(404);
        assertThat(me.submit("/staff/partners/new", "/staff/partners/" + partner + "/verified")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatCannotBeIsSaidBesideItsFieldAndNothingTypedIsLost() {
        Visitor me = signedIn(worker);
        var form = me.get("/staff/partners/new");
        var again = me.post(
                "/staff/partners/new",
                "_csrf",
                form.value("_csrf").orElse(""),
                "once",
                form.value("once").orElse(""),
                "centre",
                centre.code(),
                "name",
                "x".repeat(201),
                "phone",
                "not a number",
                "services",
                "NO_SUCH",
                "regions",
                "ZZ-1",
                "agreementUntil",
                "2026-13-45");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body())
                .contains(
                        "Use at most 200 characters",
                        "Give a telephone number",
                        "Choose the kind",
                        "Choose at least one thing",
                        "Choose regions of the list",
                        "Give a day",
                        "not a number");
        assertThat(me.get("/staff/partners/not-an-id").status()).isBetween(400, 404);
    }

    @Test
    void theListTakesTheSameFewStatementsHoweverManyPartners() {
        Visitor me = signedIn(worker);
        for (int i = 0; i < 30; i++) {
            cases.partner(centre, worker, Map.of());
        }
        me.get("/staff/partners");
        Statements.forget();
        me.get("/staff/partners");
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
    }

    private String[] fields(Visitor.Page form, String name, String phone) {
        return new String[] {
            "_csrf",
            form.value("_csrf").orElse(""),
            "once",
            form.value("once").orElse(""),
            "version",
            form.value("version").orElse(""),
            "centre",
            centre.code(),
            "name",
            name,
            "kind",
            "LEGAL_CLINIC",
            "services",
            "LEGAL",
            "regions",
            "UZ-SA",
            "languages",
            "uz",
            "phone",
            phone,
            "email",
            "clinic@example.org",
            "sharesData",
            "yes"
        };
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }

    private String name(UUID partner) {
        return fixtures.jdbc()
                .sql("select name from partners.partner where id = ?")
                .param(partner)
                .query(String.class)
                .single();
    }

    private static String key(String name) {
        return PersonName.SearchKey.of(name);
    }
}
