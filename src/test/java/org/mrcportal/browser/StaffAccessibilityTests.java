package org.mrcportal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every page of staff, in each of its languages, on a phone and at a desk. */
@BrowserTest
@SuppressWarnings("NullAway.Init")
class StaffAccessibilityTests {

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
                        "/staff/messages"),
                List.of(
                        new Door(
                                "/staff/clients?q=Misolqulov",
                                "tbody a",
                                List.of("", "/consents", "/identity", "/merge?with=XXX-1", "/merge")),
                        new Door("", "a[href*='with=']", List.of("")),
                        new Door(
                                "/staff/appointments/pending",
                                "tbody th a",
                                List.of("", "/move", "/cancel", "/booked")),
                        new Door("/staff/queue", "a[href$='/ticket']", List.of("")),
                        new Door("/staff/interpreting", "tbody a", List.of(""))));
        staff(
                chromium,
                language,
                "centre-manager.tas",
                List.of(
                        "/manage",
                        "/manage/outreach?from=2026-01-01&to=2026-12-31",
                        "/manage/outreach/sessions?from=2026-01-01&to=2026-12-31",
                        "/manage/cases?from=2026-01-01&to=2026-12-31",
                        "/manage/cases/detail?from=2026-01-01&to=2026-12-31",
                        "/manage/cases/scores?from=2026-01-01&to=2026-12-31",
                        "/manage/cases/answers?from=2026-01-01&to=2026-12-31",
                        "/manage/cases/persons_open?from=2026-01-01&to=2026-12-31",
                        "/manage/cases/delivered?from=2026-01-01&to=2026-12-31",
                        "/manage/indicators",
                        "/manage/complaints",
                        "/staff/data-requests",
                        "/manage/queue",
                        "/manage/feedback",
                        "/staff/interpreters/new",
                        "/staff/funds",
                        "/staff/funds/new",
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
                        "/manage/settings/TAS/protection",
                        "/manage/settings/TAS/rules",
                        "/staff/cases/supervision",
                        "/staff/cases/handover",
                        "/staff/tasks?view=centre"),
                List.of(
                        new Door("/manage/settings/TAS/counsellors", "tbody a", List.of("")),
                        new Door("/staff/funds", "tbody th a", List.of("/records")),
                        new Door("/manage/complaints", "tbody a", List.of("")),
                        new Door("/staff/data-requests", "tbody a", List.of(""))));
        staff(
                chromium,
                language,
                "outreach-officer.tas",
                List.of(
                        "/staff/sessions",
                        "/staff/sessions?which=PAST",
                        "/staff/sessions?which=DRAFTS",
                        "/staff/sessions/new",
                        "/staff/codes",
                        "/staff/codes/new",
                        "/staff/campaigns",
                        "/staff/campaigns/new"),
                List.of(
                        new Door("/staff/sessions", "tbody a", List.of("", "/edit", "/cancel", "/cost")),
                        new Door("/staff/sessions?which=PAST", "tbody a", List.of("/knowledge", "/certificates")),
                        new Door("/staff/codes", "tbody a", List.of("")),
                        new Door("/staff/campaigns", "tbody a", List.of("/edit", "/posts/new", "/import", "")),
                        new Door("", "a.post-name", List.of("", "/edit"))));
        staff(
                chromium,
                language,
                "case-worker.tas",
                List.of(
                        "/staff/cases",
                        "/staff/cases?which=ALL",
                        "/staff/cases?which=WAITING",
                        "/staff/cases?which=CLOSED",
                        "/staff/cases/new",
                        "/staff/cases/new?q=Malika",
                        "/staff/approvals",
                        "/staff/funds",
                        "/staff/tasks",
                        "/staff/cases/supervision",
                        "/staff/cases/cover",
                        "/staff/emergency-access",
                        "/staff/follow-ups",
                        "/staff/follow-ups?whose=all",
                        "/staff/courses",
                        "/staff/courses?which=past",
                        "/staff/courses/new"),
                List.of(
                        new Door("/staff/approvals", "tbody a[href$='/plan']", List.of("/goals/new", "")),
                        new Door("", "a[href*='/steps/']", List.of("")),
                        new Door("/staff/approvals", "tbody a[href*='/assistance/']", List.of("")),
                        new Door(
                                "/staff/cases",
                                "tbody a",
                                List.of(
                                        "",
                                        "/edit",
                                        "/screening",
                                        "/household",
                                        "/plan",
                                        "/assistance",
                                        "/assistance/new",
                                        "/assistance/papers",
                                        "/assessments")),
                        new Door("", "a[href*='/assessments/']", List.of("")),
                        new Door("/staff/partners", "tbody a", List.of("", "/edit")),
                        new Door("/staff/referrals", "tbody th a", List.of("")),
                        new Door(
                                "/staff/cases",
                                "tbody a",
                                List.of("/referrals", "/referrals/new?service=LEGAL", "/transfer")),
                        new Door("/staff/cases/new?q=Malika", "a[href*='client=']", List.of("")),
                        new Door(
                                "/staff/cases",
                                "tbody a",
                                List.of("/closing", "/trainings", "/follow-ups", "/notes", "/team", "/deletion")),
                        new Door("/staff/cases/supervision", "tbody a", List.of("")),
                        new Door("/staff/cases?which=CLOSED", "tbody a", List.of("/closing")),
                        new Door("/staff/follow-ups", "a[href$='/reached']", List.of("")),
                        new Door("/staff/follow-ups", "a[href$='/tried']", List.of("")),
                        new Door("/staff/follow-ups", "a[href$='/when']", List.of("")),
                        new Door("/staff/courses", "tbody a", List.of("", "/edit", "/attendance", "/cancel"))));
        staff(chromium, language, "network-manager", List.of("/manage", "/manage/outreach"), List.of());
        staff(
                chromium,
                language,
                "data-protection-officer",
                List.of("/admin/trail", "/admin/glass", "/staff/data-requests"),
                List.of());
        staff(chromium, language, "administrator", List.of("/admin"), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "uz"})
    void signingInIsAccessible(String language, Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(360, true, language)) {
            Page page = visitor.newPage();
            page.navigate(at("/sign-in"));
            Accessible.checkOnPhoneAndDesk(page);
        }
    }

    /** Whoever an absence affects is shown before it is entered. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "uz"})
    void thePreviewOfAnAbsenceIsAccessible(String language, Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(360, true, language)) {
            Page page = signedIn(visitor, language, "centre-manager.tas");
            page.navigate(at("/staff/appointments/absence"));
            page.locator("#counsellor").selectOption(new SelectOption().setIndex(2));
            page.locator("[name=untilDay]").fill(LocalDate.now().plusDays(21).toString());
            page.locator("[name=untilTime]").fill("18:00");
            page.locator("main form button[type=submit]").first().click();
            assertThat(page.locator("tbody tr").count()).isPositive();
            Accessible.checkOnPhoneAndDesk(page);
        }
    }

    /**
     * A page about one record, which is reached by a link of a list.
     *
     * @param list where the link stands; empty: on the page that is open
     * @param link the first that fits is followed
     * @param beyond what is added to the record's address, page by page
     */
    private record Door(String list, String link, List<String> beyond) {}

    private void staff(Chromium chromium, String language, String username, List<String> paths, List<Door> records) {
        try (BrowserContext visitor = chromium.visitor(360, true, language)) {
            Page page = signedIn(visitor, language, username);
            for (String path : paths) {
                seen(page, language, path);
            }
            for (Door door : records) {
                if (!door.list().isEmpty()) {
                    page.navigate(at(door.list()));
                }
                String address = page.locator("main " + door.link()).first().getAttribute("href");
                for (String more : door.beyond()) {
                    seen(page, language, address + more);
                }
            }
        }
    }

    private void seen(Page page, String language, String path) {
        assertThat(page.navigate(at(path)).status()).as(path).isEqualTo(200);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
        Accessible.checkOnPhoneAndDesk(page);
    }

    private Page signedIn(BrowserContext visitor, String language, String username) {
        Page page = visitor.newPage();
        page.navigate(at("/sign-in"));
        page.locator("[name=username]").fill(username);
        page.locator("[name=password]").fill("demonstration");
        page.locator("main button[type=submit]").first().click();
        page.waitForURL(Pattern.compile("/(staff|manage|admin)(/[a-z]+)?(\\?.*)?$"));
        visitor.addCookies(List.of(new Cookie("language", language).setUrl(at("/"))));
        return page;
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
