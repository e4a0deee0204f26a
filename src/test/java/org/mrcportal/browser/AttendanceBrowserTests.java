package org.mrcportal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.springframework.boot.test.web.server.LocalServerPort;

/** People are counted in a hall: with a scanner, with thumbs, without a connection, from paper. */
@BrowserTest
class AttendanceBrowserTests {

    private static final String COUNT_KEYS = """
            addEventListener('keydown', () => {
              sessionStorage.setItem('keys', 1 + Number(sessionStorage.getItem('keys')));
            }, true);
            """;

    @LocalServerPort
    private int port;

    private final Fixtures fixtures = new Fixtures("browser");
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private Fixtures.Centre centre;
    private Fixtures.Staff officer;
    private SessionId session;
    private String path;

    @BeforeEach
    void openASession() {
        centre = fixtures.centre();
        officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
        session = outreach.session(centre, officer, Instant.now(), Map.of("capacity", 200));
        path = "/staff/sessions/" + session + "/attendance";
    }

    @Test
    void sixtyPeopleAreCountedWithSixtyTaps(Chromium chromium) {
        try (BrowserContext phone = chromium.visitor(360, true, "en")) {
            Page page = counting(phone);
            page.evaluate("window.taps = 0; addEventListener('click', () => window.taps++, true)");
            for (int head = 0; head < 60; head++) {
                page.locator(".head").nth(head % 15).click();
            }
            assertThat(page.locator("[data-taps]")).hasText("60");
            assertThat(page.locator("[data-state]")).hasText("Everything is sent.");
            assertThat(page.evaluate("window.taps")).isEqualTo(60);
            assertThat(outreach.attendances(session)).isEqualTo(60);
            assertThat(page.locator(".head").first().boundingBox().height).isGreaterThanOrEqualTo(64);
            button(page, "Take back the last tap").click();
            assertThat(page.locator("[data-taps]")).hasText("59");
            assertThat(page.locator("[data-waiting]")).hasText("0");
            assertThat(outreach.attendances(session)).isEqualTo(59);
        }
    }

    @Test
    void countingGoesOnWithoutAConnectionAndIsSentOnceWhenItIsBack(Chromium chromium) {
        try (BrowserContext phone = chromium.visitor(360, true, "en");
                BrowserContext other = chromium.visitor(360, true, "en")) {
            Page page = counting(phone);
            page.evaluate("navigator.serviceWorker.ready.then(() => true)");
            phone.setOffline(true);
            tap(page, 0, 40);
            assertThat(page.locator("[data-waiting]")).hasText("40");
            assertThat(page.locator("[data-state]")).containsText("No connection. Go on counting");
            page.reload();
            assertThat(page.locator(".count")).hasAttribute("data-shell", "shell");
            assertThat(page.locator("[data-waiting]")).hasText("40");
            assertThat(page.content()).doesNotContain(officer.name());
            tap(page, 1, 20);
            button(page, "Take back the last tap").click();
            tap(page, 1, 1);
            assertThat(page.locator("[data-taps]")).hasText("60");

            Page second = counting(other);
            tap(second, 0, 5);
            assertThat(second.locator("[data-state]")).hasText("Everything is sent.");

            phone.setOffline(false);
            page.evaluate("dispatchEvent(new Event('online'))");
            assertThat(page.locator("[data-waiting]")).hasText("0");
            assertThat(page.locator("[data-state]")).hasText("Everything is sent.");
            assertThat(page.locator("[data-taps]")).hasText("65");
            assertThat(counted()).containsExactly("45", "20");
        }
    }

    @Test
    void nothingIsLostWhereTheSignInEndedMeanwhile(Chromium chromium) {
        try (BrowserContext phone = chromium.visitor(360, true, "en")) {
            Page page = counting(phone);
            page.evaluate("navigator.serviceWorker.ready.then(() => true)");
            phone.setOffline(true);
            tap(page, 0, 7);
            phone.clearCookies();
            phone.setOffline(false);
            page.evaluate("dispatchEvent(new Event('online'))");
            assertThat(page.locator("[data-state]")).hasText("Sign in again to send. Nothing is lost.");
            assertThat(outreach.attendances(session)).isZero();
            button(page, "Sign in again").click();
            signIn(page);
            page.waitForURL(Pattern.compile("/count$"));
            assertThat(page.locator("[data-waiting]")).hasText("0");
            assertThat(page.locator("[data-state]")).hasText("Everything is sent.");
            assertThat(counted()).containsExactly("7");
        }
    }

    @Test
    void aTapIsSentAlsoAfterTheTokenOfThePageHasChanged(Chromium chromium) {
        try (BrowserContext phone = chromium.visitor(360, true, "en")) {
            Page page = counting(phone);
            tap(page, 0, 1);
            assertThat(page.locator("[data-state]")).hasText("Everything is sent.");
            phone.clearCookies(new BrowserContext.ClearCookiesOptions().setName("csrf"));
            tap(page, 0, 1);
            assertThat(page.locator("[data-waiting]")).hasText("0");
            assertThat(page.locator("[data-state]")).hasText("Everything is sent.");
            assertThat(counted()).containsExactly("2");
        }
    }

    @Test
    void everythingAlsoWorksWithoutScript(Chromium chromium) {
        try (BrowserContext phone = chromium.visitor(360, false, "en")) {
            Page page = signedIn(phone);
            page.navigate(at(path + "/count"));
            button(page, "Women 18–29").click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Men Under 18")))
                    .click();
            assertThat(page.locator("[data-taps]")).hasText("2");
            button(page, "Take back the last tap").click();
            assertThat(page.locator("[data-taps]")).hasText("1");
            page.navigate(at(path + "/sheet/counts"));
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Women 30–59"))
                    .fill("12");
            button(page, "Save").click();
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Malika");
            button(page, "Check in by name").click();
            assertThat(page.locator(".entered")).containsText("Malika");
            button(page, "Undo").first().click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("The check-in is undone.");
            assertThat(outreach.attendances(session)).isEqualTo(13);
        }
    }

    @Test
    void aScannerChecksTicketsInOneAfterAnother(Chromium chromium) {
        List<String> references = IntStream.range(0, 3)
                .mapToObj(i -> OutreachFixtures.reference())
                .toList();
        references.forEach(reference -> outreach.registration(centre, session, Map.of("reference", reference)));
        try (BrowserContext visitor = chromium.visitor(1280, true, "en")) {
            Page page = signedIn(visitor);
            page.navigate(at(path));
            for (int i = 0; i < 3; i++) {
                assertThat(page.getByLabel("Ticket")).isFocused();
                page.keyboard().type("https://mrc.example/staff/check-in/" + references.get(i));
                page.keyboard().press("Enter");
                assertThat(page.locator(".entered"))
                        .containsText(references.get(i).substring(0, 4));
            }
            page.keyboard().type(references.getFirst());
            page.keyboard().press("Enter");
            assertThat(page.locator(".entered")).containsText("Already in, since");
            assertThat(outreach.attendances(session)).isEqualTo(3);
        }
    }

    @Test
    void aSheetsCountsAreOnRecordAfterAtMostFortyKeys(Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(1280, true, "en")) {
            visitor.addInitScript(COUNT_KEYS);
            Page page = signedIn(visitor);
            page.navigate(at(path + "/sheet/counts"));
            page.evaluate("sessionStorage.removeItem('keys')");
            for (String number : List.of("11", "12", "13", "10", "", "14", "15", "16", "17")) {
                page.keyboard().type(number);
                page.keyboard().press("Tab");
            }
            assertThat(page.locator("output")).hasText("108");
            page.keyboard().press("Control+Enter");
            assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("The counts of the paper sheets are saved.");
            int keys = Integer.parseInt(
                    page.evaluate("sessionStorage.getItem('keys')").toString());
            System.out.printf("A sheet of 108 people typed in: %d keys%n", keys);
            assertThat(keys).isLessThanOrEqualTo(40);
            assertThat(outreach.attendances(session)).isEqualTo(108);
        }
    }

    @Test
    void theSheetIsPrintedOnAPageOfA4ForEveryTwentyRows(Chromium chromium) throws IOException {
        try (BrowserContext visitor = chromium.visitor(1280, true, "en")) {
            Page page = signedIn(visitor);
            page.navigate(at(path + "/sheet?rows=45&signature=yes"));
            byte[] paper = page.pdf(new Page.PdfOptions().setFormat("A4"));
            try (PDDocument printed = Loader.loadPDF(paper)) {
                assertThat(printed.getNumberOfPages()).isEqualTo(3);
            }
        }
    }

    @Test
    void aPhoneChecksATicketInWithOneButton(Chromium chromium) {
        String reference = OutreachFixtures.reference();
        outreach.registration(centre, session, Map.of("reference", reference));
        try (BrowserContext phone = chromium.visitor(360, true, "en")) {
            Page page = signedIn(phone);
            page.navigate(at("/staff/check-in/" + reference));
            button(page, "Check in").click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("In since ");
            assertThat(outreach.attendances(session)).isEqualTo(1);
            button(page, "Undo").click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("The check-in is undone.");
            assertThat(outreach.attendances(session)).isZero();
        }
    }

    @Test
    void thePagesAreAccessible(Chromium chromium) {
        String reference = OutreachFixtures.reference();
        outreach.registration(centre, session, Map.of("reference", reference, "people", 4));
        outreach.registration(centre, session, Map.of());
        for (String language : List.of("en", "ru", "uz")) {
            for (int width : List.of(360, 1280)) {
                try (BrowserContext visitor = chromium.visitor(width, true, language)) {
                    Page page = signedIn(visitor);
                    visitor.addCookies(List.of(new Cookie("language", language).setUrl(at("/"))));
                    for (String address : List.of(
                            path,
                            path + "/count",
                            path + "/count/shell",
                            path + "/sheet",
                            path + "/sheet/counts",
                            "/staff/check-in",
                            "/staff/check-in/" + reference)) {
                        assertThat(page.navigate(at(address)).status())
                                .as(address)
                                .isEqualTo(200);
                        Accessible.check(page);
                        picture(page, language, width, address);
                    }
                }
            }
        }
    }

    /** To be looked at: {@code -Dpictures=<directory>}. */
    private static void picture(Page page, String language, int width, String address) {
        String directory = System.getProperty("pictures");
        if (directory != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(
                            directory, language + width + address.replaceAll(".*/sessions/[^/]*|/", "-") + ".png")));
        }
    }

    private Page counting(BrowserContext visitor) {
        Page page = signedIn(visitor);
        page.navigate(at(path + "/count"));
        assertThat(page.locator("[data-state]")).hasText("Everything is sent.");
        return page;
    }

    private static void tap(Page page, int which, int times) {
        Locator button = page.locator(".head").nth(which);
        for (int i = 0; i < times; i++) {
            button.click();
        }
    }

    private Page signedIn(BrowserContext visitor) {
        Page page = visitor.newPage();
        page.navigate(at("/sign-in"));
        signIn(page);
        page.waitForURL(Pattern.compile("/staff(?!.*sign-in)"));
        return page;
    }

    private void signIn(Page page) {
        page.locator("[name=username]").fill(officer.username());
        page.locator("[name=password]").fill(Fixtures.PASSWORD);
        page.locator("main button[type=submit]").first().click();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Heads by tap, by sex and age, as they stand in the database. */
    private List<String> counted() {
        return fixtures.jdbc()
                .sql("select sum(number) from outreach.head_count where session_id = ? group by sex, age_band"
                        + " order by age_band desc, sex")
                .param(session.id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    private String at(String address) {
        return "http://localhost:" + port + address;
    }
}
