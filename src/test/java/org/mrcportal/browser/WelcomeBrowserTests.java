package org.mrcportal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mrcportal.shared.Language;
import org.springframework.boot.test.web.server.LocalServerPort;

@BrowserTest
class WelcomeBrowserTests {

    private static final List<String> PAGES = List.of(
            "",
            "/situations/thinking",
            "/situations/leaving",
            "/situations/abroad",
            "/situations/returned",
            "/situations/family",
            "/centres",
            "/centres/tas",
            "/sessions",
            "/sessions/archive",
            "/privacy",
            "/complaints/new",
            "/complaints",
            "/dates",
            "/urgent");

    @LocalServerPort
    int port;

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyPageIsAccessibleAndFitsAPhoneAndADesk(Language language, Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(360, true, language.code())) {
            Page page = visitor.newPage();
            for (String path : PAGES) {
                String address = "/" + language.code() + path;
                page.navigate("http://localhost:" + port + address);
                Accessible.checkOnPhoneAndDesk(page);
            }
        }
    }

    @Test
    void aSituationLeadsToACentreByLinksAloneAndTheLanguageStays(Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(360, false, "uz")) {
            Page page = visitor.newPage();
            page.navigate("http://localhost:" + port + "/");
            assertThat(page.url()).endsWith("/uz");
            link(page, "Men chet eldaman").click();
            assertThat(page.url()).endsWith("/uz/situations/abroad");
            link(page, "Markazlarni koʻrish").click();
            link(page, "Русский").click();
            assertThat(page.url()).endsWith("/ru/centres");
            page.navigate("http://localhost:" + port + "/");
            assertThat(page.url()).endsWith("/ru");
        }
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
