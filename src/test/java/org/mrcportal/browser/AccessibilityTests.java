package org.mrcportal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.shared.Language;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every page of the booking and of staff, in each of its languages, on a phone and at a desk, fresh and in error. */
@BrowserTest
@SuppressWarnings("NullAway.Init")
class AccessibilityTests {

    private static final List<Integer> WIDTHS = List.of(360, 1280);

    @LocalServerPort
    int port;

    @ParameterizedTest
    @EnumSource(Language.class)
    void theBookingIsAccessibleFreshAndInError(Language language, Chromium chromium) {
        for (int width : WIDTHS) {
            try (BrowserContext visitor = chromium.visitor(width, true, language.code())) {
                Page page = visitor.newPage();
                page.navigate(at("/" + language.code() + "/book"));
                Accessible.check(page);
                submit(page);
                inError(page);
                page.locator("input[value=OFFER_CHECK]").check();
                submit(page);
                Accessible.check(page);
                submit(page);
                inError(page);
                page.locator("input[name=mode][value=IN_PERSON]").check();
                page.locator("input[name=centre][value=TAS]").check();
                submit(page);
                Accessible.check(page);
                page.locator("input[name=language][value=uz]").check();
                submit(page);
                Accessible.check(page);
                submit(page);
                inError(page);
                page.locator("input[type=radio]").first().check();
                submit(page);
                Accessible.check(page);
                submit(page);
                inError(page);
                page.locator("input[name=reach][value=SELF]").check();
                submit(page);
                Accessible.check(page);
                submit(page);
                inError(page);
                page.locator("input[name=agree][type=checkbox]").check();
                submit(page);
                Accessible.check(page);
                submit(page);
                Accessible.check(page);
                String booking = page.url();
                assertThat(booking).contains("/bookings/");
                for (String act : List.of("/move", "/cancel")) {
                    page.navigate(booking + act);
                    Accessible.check(page);
                }
                page.navigate(at("/" + language.code() + "/find-booking"));
                Accessible.check(page);
                submit(page);
                inError(page);
                page.navigate(at("/" + language.code() + "/nothing-here"));
                Accessible.check(page);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "uz"})
    void staffPagesAreAccessible(String language, Chromium chromium) {
        staff(
                chromium,
                language,
                "counsellor.tas",
                List.of(
                        "/staff",
                        "/staff/queue",
                        "/staff/consultations",
                        "/staff/consultations/new",
                        "/staff/clients",
                        "/staff/clients?q=Malika",
                        "/staff/clients/new",
                        "/staff/messages"));
        staff(chromium, language, "centre-manager.tas", List.of("/manage", "/manage/indicators"));
        staff(chromium, language, "network-manager", List.of("/manage"));
        staff(chromium, language, "data-protection-officer", List.of("/admin/trail"));
        staff(chromium, language, "administrator", List.of("/admin"));
    }

    private void staff(Chromium chromium, String language, String username, List<String> paths) {
        for (int width : WIDTHS) {
            try (BrowserContext visitor = chromium.visitor(width, true, language)) {
                Page page = visitor.newPage();
                page.navigate(at("/sign-in"));
                Accessible.check(page);
                page.locator("[name=username]").fill(username);
                page.locator("[name=password]").fill("demonstration");
                page.locator("main button[type=submit]").first().click();
                page.waitForURL(Pattern.compile("/(staff|manage|admin|admin/trail)(\\?.*)?$"));
                visitor.addCookies(List.of(new Cookie("language", language).setUrl(at("/"))));
                for (String path : paths) {
                    assertThat(page.navigate(at(path)).status()).as(path).isEqualTo(200);
                    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
                    Accessible.check(page);
                }
            }
        }
    }

    private static void inError(Page page) {
        assertThat(page.locator(".govuk-error-summary").count()).as(page.url()).isPositive();
        Accessible.check(page);
    }

    private static void submit(Page page) {
        page.locator("main form button.govuk-button[type=submit]").first().click();
        page.waitForLoadState();
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
