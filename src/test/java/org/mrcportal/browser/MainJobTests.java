package org.mrcportal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mrcportal.Fixtures;
import org.mrcportal.shared.Language;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;

/** One visit is one record: booked by a migrant, received and logged by staff, counted for a manager. */
@BrowserTest
@SuppressWarnings("NullAway.Init")
class MainJobTests {

    private static final Locale UZBEK = Locale.forLanguageTag("uz");

    @LocalServerPort
    int port;

    @Autowired
    MessageSource messages;

    private final Fixtures fixtures = new Fixtures("browser");

    @ParameterizedTest
    @EnumSource(Language.class)
    void theFirstBookingPageFitsTheFirstFlightOfPackets(Language language, Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(360, false, language.code())) {
            Page page = visitor.newPage();
            Wire wire = Wire.of(page);
            page.navigate(at("/" + language.code() + "/book"));
            System.out.printf("First booking page in %s: %d B, %s%n", language.code(), wire.bytes(), wire.requests());
            assertThat(wire.requests()).hasSizeBetween(1, 2);
            assertThat(wire.bytes()).isLessThanOrEqualTo(14_600);
        }
    }

    @Test
    void aBookingInUzbekWithoutScriptBecomesAConsultationAndAFigure(Chromium chromium) {
        Fixtures.Centre centre = fixtures.centre();
        Fixtures.Staff counsellor = fixtures.counsellor(centre);
        Fixtures.Staff manager = fixtures.staff(centre, org.mrcportal.accounts.Role.CENTRE_MANAGER);
        try (BrowserContext visitor = chromium.visitor(360, false, "uz")) {
            Page page = visitor.newPage();
            Wire wire = Wire.of(page);
            book(page, centre);
            assertThat(page.url()).contains("/uz/bookings/");
            assertThat(page.locator("script").count()).isZero();
            System.out.printf(
                    "Whole booking: %d B, %d requests: %s%n",
                    wire.bytes(), wire.requests().size(), wire.requests());
            assertThat(wire.bytes()).isLessThanOrEqualTo(60_000);
            assertThat(wire.requests()).hasSizeBetween(10, 14);
        }
        bringForward(centre);
        try (BrowserContext visitor = chromium.visitor(360, false, "en")) {
            Page page = signIn(visitor, counsellor);
            assertThat(page.getByText("Gulnora").first()).isVisible();
            button(page, "Arrived").click();
            button(page, "Start").click();
            page.getByLabel("Destination").selectOption("KR");
            page.getByLabel("Migration status").selectOption("INTENDING");
            page.getByLabel("Region of residence").selectOption("UZ-TK");
            page.getByLabel("Sex").selectOption("F");
            page.getByLabel("Age group").selectOption("25_29");
            page.getByLabel("Service given").selectOption("COUNSELLING");
            page.getByLabel("Outcome").selectOption("LEGAL_CHANNEL");
            button(page, "Save").click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("The consultation is saved.");
        }
        try (BrowserContext visitor = chromium.visitor(1280, false, "en")) {
            Page page = signIn(visitor, manager);
            page.navigate(at("/manage?centre=" + centre.code()));
            page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^South Korea")))
                    .getByRole(AriaRole.LINK)
                    .first()
                    .click();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .containsText("1");
            assertThat(page.locator("tbody tr")).hasCount(1);
        }
    }

    private void book(Page page, Fixtures.Centre centre) {
        page.navigate(at("/uz/book"));
        radio(page, "centres.service.OFFER_CHECK");
        go(page, "counselling.continue");
        page.locator("input[name=mode][value=IN_PERSON]").check();
        page.locator("input[name=centre][value=%s]".formatted(centre.code())).check();
        go(page, "counselling.continue");
        page.locator("input[name=language][value=uz]").check();
        go(page, "counselling.continue");
        page.locator("input[type=radio]").first().check();
        go(page, "counselling.time.submit");
        page.getByLabel(text("counselling.details.name")).fill("Gulnora");
        page.locator("input[name=reach][value=PHONE]").check();
        page.locator("input[name=phone]").fill("90 123 45 67");
        go(page, "counselling.continue");
        page.getByLabel(text("counselling.privacy.agree")).check();
        go(page, "counselling.continue");
        go(page, "counselling.check.submit");
    }

    /** The test's owner moves the visit to now: nobody waits for tomorrow. */
    private void bringForward(Fixtures.Centre centre) {
        int moved = fixtures.jdbc()
                .sql("update counselling.appointment set starts_at = now(), ends_at = now() + interval '30 minutes'"
                        + " where centre_id = ? and state = 'BOOKED'")
                .param(centre.id().id())
                .update();
        assertThat(moved).isEqualTo(1);
    }

    private Page signIn(BrowserContext visitor, Fixtures.Staff who) {
        Page page = visitor.newPage();
        page.navigate(at("/sign-in"));
        page.locator("[name=username]").fill(who.username());
        page.locator("[name=password]").fill(Fixtures.PASSWORD);
        page.locator("main button[type=submit]").first().click();
        page.waitForURL(Pattern.compile("/staff$"));
        return page;
    }

    private void radio(Page page, String key) {
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(text(key)))
                .check();
    }

    private void go(Page page, String key) {
        button(page, text(key)).click();
    }

    private static com.microsoft.playwright.Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    private String text(String key) {
        return messages.getMessage(key, null, UZBEK);
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
