package org.mrcportal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The front desk books for somebody on the telephone, by keyboard: every key that goes down is counted, in the browser. */
@BrowserTest
@SuppressWarnings("NullAway.Init")
class TelephoneBudgetTests {

    private static final String COUNT_KEYS = """
            addEventListener('keydown', () => {
              sessionStorage.setItem('keys', 1 + Number(sessionStorage.getItem('keys')));
            }, true);
            """;

    /** A key takes an average typist 0.28 s, making up one's mind 1.35 s (Card, Moran and Newell). */
    private static final double KEY = 0.28;

    private static final double MIND = 1.35;

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures("browser");
    private Fixtures.Centre centre;
    private Fixtures.Staff desk;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        fixtures.counsellor(centre);
        desk = fixtures.staff(centre, Role.FRONT_DESK);
    }

    @Test
    void somebodyOnTheTelephoneIsBookedWithFortyFiveKeysInLessThanAMinute(Chromium chromium) {
        String name = "Malika";
        String number = "901234567";
        try (BrowserContext visitor = chromium.visitor(1280, true, "en")) {
            visitor.addInitScript(COUNT_KEYS);
            Page page = signedIn(visitor);
            page.navigate("http://localhost:" + port + "/staff/calendar");
            page.evaluate("sessionStorage.removeItem('keys')");
            page.keyboard().press("n");
            page.waitForURL(Pattern.compile("/staff/appointments/new"));
            assertThat(page.getByLabel("Service")).isFocused();
            page.keyboard().press("ArrowDown");
            tabTo(page, "input[name=time]");
            page.keyboard().press("Space");
            tabTo(page, "[name=name]");
            page.keyboard().type(name);
            tabTo(page, "[name=phone]");
            page.keyboard().type(number);
            tabTo(page, "[type=checkbox][name=mayMessage]");
            page.keyboard().press("Space");
            tabTo(page, "[type=checkbox][name=agreed]");
            page.keyboard().press("Space");
            page.keyboard().press("Control+Enter");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Booked")))
                    .isVisible();
            int keys = Integer.parseInt(
                    page.evaluate("sessionStorage.getItem('keys')").toString());
            int typed = name.length() + number.length();
            assertThat(keys - typed).isLessThanOrEqualTo(45);
            // Service, time, name, number, messages, the person's yes, saving: seven times one makes up one's mind.
            assertThat(keys * KEY + 7 * MIND).isLessThan(60);
        }
    }

    @Test
    void aDayPrintsOnOneSheet(Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(1280, true, "en")) {
            Page page = signedIn(visitor);
            page.navigate("http://localhost:" + port + "/staff/calendar");
            String pdf =
                    new String(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)), StandardCharsets.ISO_8859_1);
            assertThat(Pattern.compile("/Type\\s*/Page\\b")
                            .matcher(pdf)
                            .results()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void everythingAlsoWorksWithoutScript(Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(360, false, "en")) {
            Page page = signedIn(visitor);
            page.navigate("http://localhost:" + port + "/staff/appointments/new");
            page.getByLabel("Service").selectOption("WORK_ABROAD");
            page.getByLabel("Name or nickname").fill("Aziza");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show the times for these answers"))
                    .click();
            assertThat(page.getByLabel("Name or nickname")).hasValue("Aziza");
            page.locator("input[name=time]").first().check();
            page.getByLabel("The person has said yes").check();
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Book").setExact(true))
                    .click();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Booked")))
                    .isVisible();
        }
    }

    /** Goes on with the Tab key, as somebody without a mouse does. */
    private static void tabTo(Page page, String field) {
        page.waitForSelector(field);
        for (int presses = 0; presses < 40; presses++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate("wanted => document.activeElement.matches(wanted)", field))) {
                return;
            }
        }
        throw new AssertionError("The Tab key never comes to " + field);
    }

    private Page signedIn(BrowserContext visitor) {
        Page page = visitor.newPage();
        page.navigate("http://localhost:" + port + "/sign-in");
        page.locator("[name=username]").fill(desk.username());
        page.locator("[name=password]").fill(Fixtures.PASSWORD);
        page.locator("main button[type=submit]").first().click();
        page.waitForURL(Pattern.compile("/staff$"));
        return page;
    }
}
