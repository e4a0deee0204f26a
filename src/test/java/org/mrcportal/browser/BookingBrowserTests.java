package org.mrcportal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mrcportal.Fixtures;
import org.mrcportal.shared.Language;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody books on a telephone, without script; and every page of the way is accessible, fresh and in error. */
@BrowserTest
class BookingBrowserTests {

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures("browser");
    private Fixtures.Centre centre;

    @BeforeEach
    void somebodyWorksThere() {
        centre = fixtures.centre();
        fixtures.counsellor(centre);
    }

    @Test
    void aPersonBooksInUzbekOnATelephoneWithoutScript(Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(360, false, "uz")) {
            Page page = visitor.newPage();
            page.navigate("http://localhost:" + port + "/uz/book?situation=LEAVING");
            seen(page, "1-service");
            page.getByLabel("Aniq bilmayman").check();
            onward(page);
            seen(page, "2-centre");
            page.getByLabel("Markazda").check();
            page.getByLabel("Centre " + centre.code()).check();
            onward(page);
            seen(page, "3-language");
            assertThat(page.getByLabel("Oʻzbekcha")).isChecked();
            onward(page);
            seen(page, "4-time");
            page.getByLabel(Pattern.compile("^\\d\\d:\\d\\d$")).first().check();
            button(page, "Shu vaqtni saqlash").click();
            seen(page, "5-details");
            onward(page);
            seen(page, "5-details-error");
            page.getByLabel("Ismingiz").fill("Oʻgʻiloy");
            page.getByLabel("Telefon orqali").check();
            page.getByLabel("Telefon raqami").fill("90 123 45 67");
            button(page, "Русский").click();
            assertThat(page.getByLabel("Номер телефона")).hasValue("90 123 45 67");
            button(page, "Oʻzbekcha").click();
            onward(page);
            seen(page, "6-privacy");
            page.getByLabel("Ha, markaz").check();
            onward(page);
            seen(page, "7-check");
            page.goBack();
            page.goForward();
            page.reload();
            assertThat(page.locator("main")).containsText("Oʻgʻiloy");
            button(page, "Qabulga yozilish").click();
            assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Qabulga yozildingiz");
            seen(page, "8-booking");
            link(page, "Vaqtni oʻzgartirish").click();
            seen(page, "9-move");
            page.getByLabel(Pattern.compile("^\\d\\d:\\d\\d$")).nth(3).check();
            button(page, "Qabulni koʻchirish").click();
            link(page, "Qabulni bekor qilish").click();
            seen(page, "10-cancel");
            button(page, "Ha, bekor qilinsin").click();
            assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Bu qabul bekor qilingan");
            seen(page, "11-cancelled");
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyPageOfTheWayIsAccessible(Language language, Chromium chromium) {
        String home = "http://localhost:" + port + "/" + language.code();
        String answers = "?service=DOCUMENTS&mode=IN_PERSON&centre=" + centre.code() + "&language=ru&sex=F";
        try (BrowserContext visitor = chromium.visitor(360, true, language.code())) {
            Page page = visitor.newPage();
            for (String step : List.of(
                    "/book",
                    "/book?problem=1",
                    "/book/centre" + answers,
                    "/book/language" + answers,
                    "/find-booking",
                    "/plan")) {
                page.navigate(home + step);
                Accessible.checkOnPhoneAndDesk(page);
            }
            submit(page);
            Accessible.checkOnPhoneAndDesk(page);
            page.navigate(home + "/book/time" + answers);
            Accessible.checkOnPhoneAndDesk(page);
            submit(page);
            Accessible.checkOnPhoneAndDesk(page);
            page.locator("input[name=time]").first().check();
            submit(page);
            Accessible.checkOnPhoneAndDesk(page);
            submit(page);
            Accessible.checkOnPhoneAndDesk(page);
            page.locator("input[value=SELF]").check();
            submit(page);
            Accessible.checkOnPhoneAndDesk(page);
            page.locator("input[name=agree]").check();
            submit(page);
            Accessible.checkOnPhoneAndDesk(page);
            submit(page);
            assertThat(page).hasURL(Pattern.compile("/bookings/"));
            Accessible.checkOnPhoneAndDesk(page);
            String booking = page.url();
            String code = page.locator("li .reference").textContent();
            page.navigate(booking + "/move");
            Accessible.checkOnPhoneAndDesk(page);
            page.navigate(booking + "/cancel");
            Accessible.checkOnPhoneAndDesk(page);
            for (String step : List.of("/data", "/data/correction", "/data/deletion")) {
                page.navigate(booking + step);
                Accessible.checkOnPhoneAndDesk(page);
            }
            page.navigate(booking + "/data");
            page.locator("[name=fact]").fill(code);
            submit(page);
            assertThat(page.locator("dl").first()).isVisible();
            Accessible.checkOnPhoneAndDesk(page);
            page.navigate(home + "/waiting/new" + answers);
            Accessible.checkOnPhoneAndDesk(page);
        }
    }

    /** Keeps a picture for whoever wants to look. */
    private static void seen(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots/booking-" + name + ".png")));
    }

    private static void onward(Page page) {
        button(page, "Davom etish").click();
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
