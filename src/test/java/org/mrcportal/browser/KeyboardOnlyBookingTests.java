package org.mrcportal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody without mouse or touch books with Tab, Space, arrows and Enter. */
@BrowserTest
@SuppressWarnings("NullAway.Init")
class KeyboardOnlyBookingTests {

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures("browser");

    @Test
    void everyQuestionIsAnsweredFromTheKeyboardAndTheFocusIsAlwaysSeen(Chromium chromium) {
        Fixtures.Centre centre = fixtures.centre();
        fixtures.counsellor(centre);
        try (BrowserContext visitor = chromium.visitor(360, true, "uz")) {
            Page page = visitor.newPage();
            page.navigate("http://localhost:" + port + "/uz/book?centre=" + centre.code());
            answer(page, "input[name=service]", "Space", "/book/centre");
            answer(page, "input[name=mode]", "Space", "/book/language");
            answer(page, "input[name=language]", "Space", "/book/time");
            answer(page, "input[name=time]", "Space", "/details");
            tabTo(page, "input[name=reach]");
            page.keyboard().press("ArrowUp"); // from the first round to the last: I keep the number myself
            send(page, "/privacy");
            answer(page, "input[name=agree]", "Space", "/check");
            tabTo(page, "button.govuk-button[type=submit]");
            send(page, "/bookings/");
        }
    }

    private static void answer(Page page, String field, String key, String next) {
        tabTo(page, field);
        page.keyboard().press(key);
        send(page, next);
    }

    private static void send(Page page, String next) {
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(Pattern.quote(next)));
    }

    private static void tabTo(Page page, String field) {
        for (int tab = 0; tab < 60; tab++) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate("""
                            () => {
                              const box = document.activeElement.getBoundingClientRect();
                              return box.bottom > 0 && box.top < innerHeight;
                            }
                            """))
                    .as("focus is in view on %s", page.url())
                    .isEqualTo(true);
            if (Boolean.TRUE.equals(page.evaluate("field => document.activeElement.matches(field)", field))) {
                return;
            }
        }
        throw new AssertionError(field + " cannot be reached by Tab on " + page.url());
    }
}
