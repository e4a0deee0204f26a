package org.mrcportal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.shared.Language;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A number is given, called, shown in the hall and followed on a telephone; pictures are left in target/shots. */
@BrowserTest
@SuppressWarnings("NullAway.Init")
class QueueBrowserTests {

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures("browser");
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;

    @BeforeEach
    void openACentre() {
        fixtures.jdbc().sql("delete from portal.attempt").update();
        centre = fixtures.centre();
        counsellor = fixtures.staff(centre, Role.COUNSELLOR, Role.CENTRE_MANAGER);
        fixtures.counselsAt(centre, counsellor, Map.of());
    }

    @Test
    void theWholeWayOfANumberIsAccessible(Chromium chromium) {
        fixtures.appointment(
                centre,
                counsellor,
                fixtures.client(centre, "Malika"),
                Instant.now().plusSeconds(900),
                Map.of());
        for (int width : List.of(360, 1280)) {
            try (BrowserContext visitor = chromium.visitor(width, true, "en")) {
                Page page = signIn(visitor);
                settings(page, width);
                String ticket = address(queue(page, width), "tickets");
                queue(page, 0);
                follow(chromium, ticket, width, "waiting");
                page.navigate(at("/staff/queue"));
                button(page, "Invite next").click();
                Accessible.check(page);
                show(page, "queue", width);
                follow(chromium, ticket, width, "called");
                page.navigate(at("/manage/settings/" + centre.code() + "/queue"));
                String screen = address(page, "screens");
                try (BrowserContext hall = chromium.visitor(width, false, "en")) {
                    Page shown = hall.newPage();
                    shown.navigate(at(screen));
                    Accessible.check(shown);
                    show(shown, "screen", width);
                }
                for (String path : List.of(
                        "/manage/queue",
                        "/manage/settings/" + centre.code() + "/calendar-feeds",
                        "/staff/calendar-feeds")) {
                    page.navigate(at(path));
                    Accessible.check(page);
                    show(page, path.replaceAll(".*/", ""), width);
                }
                button(page, "Make a").first().click();
                assertThat(page.getByLabel("The new address")).hasValue(Pattern.compile("/calendar/.+\\.ics$"));
                Accessible.check(page);
                show(page, "feed-made", width);
            }
        }
    }

    private void settings(Page page, int width) {
        page.navigate(at("/manage/settings/" + centre.code() + "/queue"));
        page.getByLabel("Desks and rooms").fill("2\nRoom 14");
        button(page, "Save").click();
        button(page, "address").first().click();
        Accessible.check(page);
        show(page, "settings", width);
    }

    private Page queue(Page page, int width) {
        page.navigate(at("/staff/queue"));
        page.getByLabel("Language of the talk").selectOption("uz");
        page.getByLabel("Wishes to talk to").selectOption("F");
        button(page, "Give a ticket").click();
        if (width > 0) {
            Accessible.check(page);
            show(page, "ticket", width);
        }
        return page;
    }

    /** In the languages of the widest and of the longest words. */
    private void follow(Chromium chromium, String ticket, int width, String what) {
        try (BrowserContext holder = chromium.visitor(width, false, "en")) {
            Page page = holder.newPage();
            Language language = width < 1000 ? Language.UZ : Language.KY;
            page.navigate(at(ticket.replaceFirst("^/..", "/" + language.code())));
            Accessible.check(page);
            show(page, what, width);
        }
    }

    private static void show(Page page, String name, int width) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/shots/" + name + "-" + width + ".png")));
    }

    private static String address(Page page, String kind) {
        var found = Pattern.compile("href=\"https?://[^/\"]+(/../" + kind + "/[A-Za-z0-9_-]{22})\"")
                .matcher(page.content());
        if (!found.find()) {
            throw new AssertionError(page.content());
        }
        return found.group(1);
    }

    private static com.microsoft.playwright.Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private Page signIn(BrowserContext visitor) {
        Page page = visitor.newPage();
        page.navigate(at("/sign-in"));
        page.locator("[name=username]").fill(counsellor.username());
        page.locator("[name=password]").fill(Fixtures.PASSWORD);
        page.locator("main button[type=submit]").first().click();
        page.waitForURL(Pattern.compile("/staff$"));
        return page;
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }
}
