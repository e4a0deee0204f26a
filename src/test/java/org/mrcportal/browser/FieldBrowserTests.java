package org.mrcportal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
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
import org.mrcportal.outreach.FieldFixtures;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An officer plans visits with few keys and without script. */
@BrowserTest
class FieldBrowserTests {

    private static final String COUNT_KEYS = """
            addEventListener('keydown', () => {
              sessionStorage.setItem('keys', 1 + Number(sessionStorage.getItem('keys')));
            }, true);
            """;

    @LocalServerPort
    private int port;

    private final Fixtures fixtures = new Fixtures("browser");
    private final FieldFixtures field = new FieldFixtures(fixtures);
    private Fixtures.Centre centre;
    private Fixtures.Staff officer;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
    }

    @Test
    void aVisitIsPlannedWithAtMostTwelveKeys(Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(1280, true, "en")) {
            visitor.addInitScript(COUNT_KEYS);
            Page page = signedIn(visitor);
            page.navigate(at("/staff/visits/new"));
            page.evaluate("sessionStorage.removeItem('keys')");
            assertThat(page.getByLabel("District or region")).isFocused();
            for (String key : new String[] {"u", "r", "g", "u", "Tab", "Tab", "Space", "Control+Enter"}) {
                page.keyboard().press(key);
            }
            assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("The visit is planned.");
            assertThat(page.getByText("Urgut tumani, Samarkand Region")).isVisible();
            assertThat(page.getByText("Inform people")).isVisible();
            assertThat(Integer.parseInt(
                            page.evaluate("sessionStorage.getItem('keys')").toString()))
                    .isLessThanOrEqualTo(12);
        }
    }

    @Test
    void aVisitIsPlannedAndReportedWithoutScriptOnAPhone(Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(360, false, "en")) {
            Page page = signedIn(visitor);
            page.navigate(at("/staff/visits/new"));
            page.getByLabel("District or region").selectOption("UZ-SA-URGUT");
            page.getByText("Inform people").click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                    .click();
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("What came of it"))
                    .fill("The school agreed.");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("It took place"))
                    .click();
            assertThat(page.getByText("The school agreed.").first()).isVisible();
            page.navigate(at("/staff/coverage?region=UZ-SA"));
            assertThat(page.getByText("Districts: Samarkand Region").first()).isVisible();
        }
    }

    @Test
    void theirPagesAreAccessibleWithAllThatCanStandOnThem(Chromium chromium) {
        LocalDate today = LocalDate.ofInstant(Instant.now(), Fixtures.TASHKENT);
        UUID school = field.institution(centre, officer, "School 12");
        UUID teacher = field.leader(centre, officer, "Karim Namunayev");
        UUID visit = field.visit(
                centre,
                officer,
                today.minusDays(30),
                Map.of("outcome", "Agreed.", "next_step", "Send the posters", "next_due", today.minusDays(2)));
        field.meets(centre, visit, teacher);
        try (BrowserContext visitor = chromium.visitor(1280, true, "en")) {
            Page page = signedIn(visitor);
            for (String path : new String[] {
                "/staff/visits",
                "/staff/visits/" + visit,
                "/staff/visits/" + visit + "/edit",
                "/staff/leaders/" + teacher,
                "/staff/leaders/" + teacher + "/edit",
                "/staff/institutions/" + school,
                "/staff/coverage?region=UZ-SA&measure=PER_INHABITANTS",
                "/staff/coverage?from=never",
                "/staff/coverage/records?what=visits&place=UZ-SA"
            }) {
                assertThat(page.navigate(at(path)).status()).as(path).isEqualTo(200);
                Accessible.checkOnPhoneAndDesk(page);
            }
        }
    }

    private Page signedIn(BrowserContext visitor) {
        Page page = visitor.newPage();
        page.navigate(at("/sign-in"));
        page.locator("[name=username]").fill(officer.username());
        page.locator("[name=password]").fill(Fixtures.PASSWORD);
        page.locator("main button[type=submit]").first().click();
        page.waitForURL(Pattern.compile("/staff(/.*)?$"));
        return page;
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
