package org.mrcportal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Language;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody registers on a telephone, without script; and every page of the way is accessible, fresh and in error. */
@BrowserTest
@SuppressWarnings("NullAway.Init")
class RegistrationBrowserTests {

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures("browser");
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private Fixtures.Staff officer;
    private SessionId session;

    @BeforeEach
    void aSessionHasFourPlaces() {
        Fixtures.Centre centre = fixtures.centre();
        officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
        session = outreach.session(centre, officer, Instant.now().plus(Duration.ofDays(5)), Map.of("capacity", 4));
    }

    @Test
    void aGroupRegistersInTajikOnATelephoneWithoutScript(Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(360, false, "tg")) {
            Page page = visitor.newPage();
            page.navigate(form("tg"));
            seen(page, "1-form");
            page.getByLabel("Чанд нафар").fill("6");
            page.getByLabel("Ном ё тахаллуси").fill("Гулнора");
            submit(page);
            seen(page, "2-short");
            assertThat(page.getByLabel("Ном ё тахаллуси")).hasValue("Гулнора");
            button(page, "Кыргызча").click();
            assertThat(page.getByLabel("Канча киши")).hasValue("6");
            button(page, "Тоҷикӣ").click();
            submit(page);
            page.getByLabel("4 ҷойи мондаро мегирам").check();
            submit(page);
            assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Шумо сабти ном шудед");
            seen(page, "3-own");
            link(page, "Шумораи одамонро").click();
            seen(page, "4-people");
            page.getByLabel("Чанд нафар").fill("3");
            submit(page);
            link(page, "Сабтро бекор").click();
            seen(page, "5-cancel");
            submit(page);
            assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Сабти шумо бекор шудааст");
            seen(page, "6-cancelled");
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyPageOfTheWayIsAccessible(Language language, Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(360, true, language.code())) {
            Page page = visitor.newPage();
            page.navigate(form(language.code()));
            accessible(page);
            page.locator("input[name=people]").fill("9");
            submit(page);
            accessible(page);
            page.locator("input[value=TAKE_4]").check();
            submit(page);
            assertThat(page).hasURL(Pattern.compile("/registrations/"));
            String own = page.url();
            for (String step : List.of("", "/people", "/cancel")) {
                page.navigate(own + step);
                accessible(page);
            }
            page.navigate(form(language.code()));
            accessible(page);
            submit(page);
            accessible(page);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Language.class,
            names = {"EN", "RU", "UZ"})
    void theListOfStaffIsAccessible(Language language, Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(360, true, language.code())) {
            Page page = visitor.newPage();
            page.navigate(form("uz"));
            page.locator("input[name=people]").fill("4");
            page.locator("input[name=name]").fill("Malika Yusupova");
            page.locator("input[name=phone]").fill("90 123 45 67");
            submit(page);
            page.navigate(form("uz"));
            submit(page);
            page.navigate("http://localhost:" + port + "/sign-in");
            page.locator("[name=username]").fill(officer.username());
            page.locator("[name=password]").fill(Fixtures.PASSWORD);
            submit(page);
            page.waitForURL(Pattern.compile("/(staff|manage).*"));
            visitor.addCookies(
                    List.of(new Cookie("language", language.code()).setUrl("http://localhost:" + port + "/")));
            String list = "http://localhost:" + port + "/staff/sessions/" + session + "/registrations";
            page.navigate(list);
            accessible(page);
            seen(page, "7-list-" + language.code());
            page.setViewportSize(360, 740);
            seen(page, "8-list-360-" + language.code());
            page.navigate(list + "/new");
            accessible(page);
            seen(page, "9-new-" + language.code());
        }
    }

    private String form(String language) {
        Object slug = outreach.row("outreach.awareness_session", session.id()).get("slug");
        return "http://localhost:" + port + "/" + language + "/sessions/" + slug + "/register";
    }

    private static void accessible(Page page) {
        for (int width : List.of(360, 1280)) {
            page.setViewportSize(width, 740);
            Accessible.check(page);
        }
    }

    /** Keeps a picture for whoever wants to look. */
    private static void seen(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots/registration-" + name + ".png")));
    }

    private static void submit(Page page) {
        page.locator("main form button[type=submit]").first().click();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
