package org.mrcportal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mrcportal.Fixtures;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.SecretLinks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Pages behind a link, looked at on a phone and on a desk: a place in the line, an offer, questions after a visit, a
 * request to interpret, a card.
 */
@BrowserTest
class AfterTheVisitBrowserTests {

    private static final String WAITS = "select t.id from counselling.ticket t join counselling.walk_in w"
            + " on w.id = t.walk_in_id where t.standing = 'WAITING' and w.state = 'WAITING' limit 1";

    private static final String IS_OFFERED =
            "select line_id from counselling.place_offer where state = 'PENDING' and kept_until > now() limit 1";

    private final Fixtures fixtures = new Fixtures("browser");
    private final SecretLinks links;

    @LocalServerPort
    int port;

    AfterTheVisitBrowserTests(@Autowired SecretLinks links) {
        this.links = links;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyPageIsAccessibleFreshAndInError(Language language, Chromium chromium) {
        for (int width : List.of(360, 1280)) {
            try (BrowserContext visitor = chromium.visitor(width, true, language.code())) {
                Page page = visitor.newPage();
                page.navigate(at(language, "/feedback/" + voucher()));
                seen(page, "feedback", language, width);
                page.locator("#step button[type=submit].govuk-button").first().click();
                seen(page, "feedback-error", language, width);
                for (String question : List.of("clear", "useful", "respectful", "recommend")) {
                    page.locator("[name=" + question + "]").last().check();
                }
                page.locator("[name=money]").first().check();
                page.locator("#step button[type=submit].govuk-button").first().click();
                assertThat(page.locator("#step").count()).isZero();
                seen(page, "feedback-given", language, width);
                page.navigate(at(language, "/interpreting/" + request("ASKED")));
                seen(page, "interpreting", language, width);
                page.navigate(at(language, "/interpreting/" + request("ACCEPTED")));
                seen(page, "interpreting-accepted", language, width);
                String ticket = at(language, "/tickets/" + secret("tickets", WAITS));
                page.navigate(ticket);
                seen(page, "ticket", language, width);
                page.navigate(ticket + "/leave");
                seen(page, "ticket-leave", language, width);
                page.navigate(at(language, "/waiting/" + secret("waiting", IS_OFFERED)));
                assertThat(page.locator("form[action$=take]").count()).isOne();
                seen(page, "offer", language, width);
                page.navigate(at(language, "/dates"));
                page.locator("button[value=card]").click();
                seen(page, "dates-error", language, width);
                page.locator("#permit").fill(LocalDate.now().plusDays(60).toString());
                page.locator("button[value=card]").click();
                seen(page, "dates-card", language, width);
            }
        }
    }

    private static void seen(Page page, String name, Language language, int width) {
        if (System.getProperty("pictures") != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(System.getProperty("pictures"), name + "-" + language + "-" + width + ".png")));
        }
        Accessible.check(page);
    }

    private String secret(String kind, String sql) {
        return links.token(kind, fixtures.jdbc().sql(sql).query(UUID.class).single());
    }

    private String voucher() {
        String token = links.token("feedback", UUID.randomUUID());
        fixtures.jdbc()
                .sql(
                        "insert into counselling.feedback_voucher select ?, id, ?, false from centres.centre where code = 'TAS'")
                .params(links.tokenHash(token), LocalDate.now().plusDays(20))
                .update();
        return token;
    }

    private String request(String state) {
        JdbcClient jdbc = fixtures.jdbc();
        UUID id = UUID.randomUUID();
        UUID interpreter = UUID.randomUUID();
        jdbc.sql("""
                        insert into counselling.interpreter (id, version, centre_id, once, name, languages, sex, remote,
                            page_language, confidentiality_signed_on, active)
                        select ?, 0, id, gen_random_uuid(), 'Somebody', '{ru}', 'F', true, 'ru', date '2026-01-01', true
                        from centres.centre where code = 'TAS'
                        """).param(interpreter).update();
        jdbc.sql("""
                        insert into counselling.interpreter_request (id, version, centre_id, appointment_id, interpreter_id,
                            confidentiality_signed_on, language, mode, starts_at, ends_at, state, asked_at, asked_by,
                            expires_at, token_hash)
                        select ?, 0, a.centre_id, a.id, ?, date '2026-01-01', 'sgn', 'IN_PERSON', now() + interval '2 days',
                            now() + interval '2 days 30 minutes', ?, now(), a.counsellor_id, now() + interval '1 day', ?
                        from counselling.appointment a join centres.centre c on c.id = a.centre_id
                        where c.code = 'TAS' and not exists (select from counselling.interpreter_request r
                                                             where r.appointment_id = a.id)
                        limit 1
                        """)
                .params(id, interpreter, state, links.tokenHash(links.token("interpreting", id)))
                .update();
        return links.token("interpreting", id);
    }

    private String at(Language language, String path) {
        return "http://localhost:" + port + "/" + language.code() + path;
    }
}
