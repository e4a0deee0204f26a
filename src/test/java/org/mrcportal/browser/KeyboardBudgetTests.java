package org.mrcportal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A counsellor writes consultations down without a mouse: every key that goes down is counted, in the browser. */
@BrowserTest
class KeyboardBudgetTests {

    private static final String COUNT_KEYS = """
            addEventListener('keydown', () => {
              sessionStorage.setItem('keys', 1 + Number(sessionStorage.getItem('keys')));
            }, true);
            """;

    @LocalServerPort
    private int port;

    private final Fixtures fixtures = new Fixtures("browser");
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        counsellor = fixtures.counsellor(centre);
    }

    @Test
    void aBookedVisitIsOnRecordAfterAtMostEighteenKeys(Chromium chromium) {
        AppointmentId id = fixtures.appointment(centre, counsellor, fixtures.client(centre, "Malika"), Instant.now());
        try (BrowserContext visitor = chromium.visitor(1280, true, "en")) {
            Page page = board(visitor);
            press(page, "Enter");
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Start")))
                    .isFocused();
            press(page, "Enter");
            page.waitForURL(Pattern.compile("/staff/consultations/new\\?appointment="));
            assertThat(page.getByLabel("Destination")).isFocused();
            answer(page, "r", "t", "f", "2", "c", "w");
            save(page);
            assertThat(keys(page)).isLessThanOrEqualTo(18);
        }
        assertThat(saved("appointment_id = ?", id.id()))
                .isEqualTo("LEGAL_WORK RU INTENDING UZ-TK F 25_29 COUNSELLING LEGAL_CHANNEL uz-Latn APPOINTMENT");
    }

    @Test
    void anAnonymousWalkInIsOnRecordAfterAtMostTwentySixKeys(Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(1280, true, "en")) {
            Page page = board(visitor);
            press(page, "l");
            page.waitForURL(Pattern.compile("/staff/consultations/new"));
            assertThat(page.getByLabel("Language of the talk")).isFocused();
            answer(page, "u", "ch", "r", "i", "t", "m", "3", "d", "n");
            save(page);
            assertThat(keys(page)).isLessThanOrEqualTo(26);
        }
        assertThat(saved("centre_id = ?", centre.id().id()))
                .isEqualTo("AGENCY_CHECK RU INTENDING UZ-TK M 30_39 DOCUMENT_CHECK NEEDS_FOLLOW_UP uz-Latn WALK_IN");
    }

    @Test
    void aWalkInStandsInTheLineAfterAtMostTenKeys(Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(1280, true, "en")) {
            Page page = board(visitor);
            long start = System.nanoTime();
            press(page, "w");
            page.waitForURL(Pattern.compile("/staff/queue"));
            assertThat(page.getByLabel("Language of the talk")).isFocused();
            press(page, "u");
            press(page, "Control+Enter");
            page.waitForURL(Pattern.compile("/staff/queue/.+/ticket"));
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText(Pattern.compile("1$"));
            assertThat(keys(page)).isLessThanOrEqualTo(10);
            System.out.printf(
                    "A walk-in queued: %d keys, %d ms of machine%n",
                    keys(page), (System.nanoTime() - start) / 1_000_000);
            press(page, "w");
            page.waitForURL(Pattern.compile("/staff/queue\\?"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Invite next"))
                    .focus();
            press(page, "i");
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Start 1")))
                    .isFocused();
            press(page, "Enter");
            page.waitForURL(Pattern.compile("/staff/consultations/new\\?walk-in="));
        }
    }

    @Test
    void anAttemptToReachSomebodyIsOnRecordAfterAtMostFiveKeys(Chromium chromium) {
        CaseFixtures cases = new CaseFixtures(fixtures);
        counsellor = fixtures.staff(centre, Role.CASE_WORKER);
        ClientId client = fixtures.client(centre, "Malika");
        fixtures.jdbc()
                .sql("update clients.identity set may_call = true, phone = ? where client_id = ?")
                .params(requireNonNull(Fixtures.seal().seal("+998901234567", "identity.phone:" + client)), client.id())
                .update();
        CaseId file = cases.caseFile(centre, client, counsellor, Map.of());
        UUID due = cases.followUp(centre, file, client, LocalDate.now(Fixtures.TASHKENT), Map.of());
        try (BrowserContext visitor = chromium.visitor(1280, true, "en")) {
            Page page = board(visitor);
            page.navigate("http://localhost:" + port + "/staff/follow-ups");
            press(page, "o");
            assertThat(page.getByText("+998 90 123 45 67")).isVisible();
            press(page, "n");
            assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("Noted: no answer. Again in 3 days.");
            System.out.printf("An attempt to reach somebody noted: %d keys%n", keys(page));
            assertThat(keys(page)).isLessThanOrEqualTo(5);
        }
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from reintegration.follow_up_attempt where follow_up_id = ?")
                        .param(due)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void everythingAlsoWorksWithoutScript(Chromium chromium) {
        fixtures.appointment(centre, counsellor, fixtures.client(centre), Instant.now(), Map.of("state", "ARRIVED"));
        try (BrowserContext visitor = chromium.visitor(360, false, "en")) {
            Page page = signedIn(visitor);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Start"))
                    .click();
            page.getByLabel("Destination").selectOption("KZ");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keep as a draft"))
                    .click();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Unfinished"))
                    .click();
            assertThat(page.getByLabel("Destination")).hasValue("KZ");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Choose what came of it");
        }
    }

    private Page board(BrowserContext visitor) {
        visitor.addInitScript(COUNT_KEYS);
        Page page = signedIn(visitor);
        page.evaluate("sessionStorage.removeItem('keys')");
        return page;
    }

    private Page signedIn(BrowserContext visitor) {
        Page page = visitor.newPage();
        page.navigate("http://localhost:" + port + "/sign-in");
        page.locator("[name=username]").fill(counsellor.username());
        page.locator("[name=password]").fill(Fixtures.PASSWORD);
        page.locator("main button[type=submit]").first().click();
        page.waitForURL(Pattern.compile("/staff$"));
        return page;
    }

    /** Types each answer's letters into the list that has the focus and goes on to the next. */
    private static void answer(Page page, String... answers) {
        for (int i = 0; i < answers.length; i++) {
            for (char letter : answers[i].toCharArray()) {
                press(page, String.valueOf(letter));
            }
            if (i < answers.length - 1) {
                press(page, "Tab");
            }
        }
    }

    private static void save(Page page) {
        press(page, "Control+Enter");
        assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("The consultation is saved.");
    }

    private static void press(Page page, String key) {
        page.keyboard().press(key);
    }

    private static int keys(Page page) {
        return Integer.parseInt(page.evaluate("sessionStorage.getItem('keys')").toString());
    }

    private String saved(String where, UUID id) {
        return fixtures.jdbc()
                .sql("select concat_ws(' ', main_topic, destination, migration_status, region_code, sex, age_group,"
                        + " service_given, outcome, language, mode) from counselling.consultation where " + where)
                .param(id)
                .query((row, number) -> row.getString(1))
                .single();
    }
}
