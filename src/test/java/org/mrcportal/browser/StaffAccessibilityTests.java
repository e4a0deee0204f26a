package org.mrcportal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every page of staff, in each of its languages, on a phone and at a desk. */
@BrowserTest
@SuppressWarnings("NullAway.Init")
class StaffAccessibilityTests {

    private static final List<Integer> WIDTHS = List.of(360, 1280);

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "uz"})
    void staffPagesAreAccessible(String language, Chromium chromium) {
        staff(
                chromium,
                language,
                "counsellor.tas",
                List.of(
                        "/staff",
                        "/staff/calendar",
                        "/staff/calendar?view=week",
                        "/staff/appointments/new",
                        "/staff/appointments/new?service=WORK_ABROAD",
                        "/staff/appointments/pending",
                        "/staff/appointments/absence",
                        "/staff/queue",
                        "/staff/waiting-list",
                        "/staff/calendar-feeds",
                        "/staff/consultations",
                        "/staff/consultations/new",
                        "/staff/clients",
                        "/staff/clients?q=Malika",
                        "/staff/clients/new",
                        "/staff/network",
                        "/staff/access-requests",
                        "/staff/consent-wordings/2026-11/tg",
                        "/staff/interpreters",
                        "/staff/interpreting",
                        "/staff/feedback",
                        "/staff/feedback-card",
                        "/staff/messages"));
        staff(
                chromium,
                language,
                "centre-manager.tas",
                List.of(
                        "/manage",
                        "/manage/indicators",
                        "/manage/complaints",
                        "/staff/data-requests",
                        "/manage/queue",
                        "/manage/feedback",
                        "/staff/interpreters/new",
                        "/manage/settings",
                        "/manage/settings/TAS/queue",
                        "/manage/settings/TAS/calendar-feeds",
                        "/manage/settings/TAS/hours",
                        "/manage/settings/TAS/closed-days",
                        "/manage/settings/TAS/services",
                        "/manage/settings/TAS/services/STUDY",
                        "/manage/settings/TAS/messages",
                        "/manage/settings/TAS/messages/reminder-24h/text?language=uz",
                        "/manage/settings/TAS/messages/confirmation/email",
                        "/manage/settings/TAS/counsellors",
                        "/manage/settings/TAS/rules"));
        staff(chromium, language, "network-manager", List.of("/manage"));
        staff(chromium, language, "data-protection-officer", List.of("/admin/trail", "/staff/data-requests"));
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

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
