package org.mrcportal.centres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.shared.Language;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@Import(Statements.class)
class PublicPagesTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final Fixtures fixtures = new Fixtures();

    @Autowired
    MockMvcTester mvc;

    @Autowired
    MessageSource messages;

    /** Monday noon in Tashkent. */
    @TestBean
    Clock clock;

    static Clock clock() {
        return Clock.fixed(Instant.parse("2026-11-23T07:00:00Z"), ZoneOffset.UTC);
    }

    static Stream<String> everyPageInEveryLanguage() {
        List<String> pages = List.of(
                "",
                "/situations/thinking",
                "/situations/leaving",
                "/situations/abroad",
                "/situations/returned",
                "/situations/family",
                "/centres",
                "/privacy",
                "/urgent");
        return Arrays.stream(Language.values()).flatMap(l -> pages.stream().map(page -> "/" + l.code() + page));
    }

    @ParameterizedTest
    @MethodSource("everyPageInEveryLanguage")
    void readsInItsLanguageAndKeepsNoSession(String address) {
        if (address.endsWith("/centres")) {
            fixtures.centre();
        }
        var page = mvc.get().uri(address).exchange();
        assertThat(page).hasStatusOk();
        assertThat(page)
                .bodyText()
                .contains("lang=\"" + address.substring(1, 3) + "\"")
                .contains("href=\"" + address.substring(0, 3) + "/urgent\"")
                .contains("tel:112")
                .doesNotContain("??", "<script", "style=", "{0}", "_csrf");
        assertThat(page).doesNotContainHeader("portal").hasHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        assertThat(page.getResponse().getHeaders(HttpHeaders.SET_COOKIE))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("language=" + address.substring(1, 3) + ";")
                        .contains("Path=/", "Max-Age=31536000", "SameSite=Lax"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aCentreReadsInEveryLanguageUnderItsCodeInAnyCase(Language language) {
        Fixtures.Centre centre = fixtures.centre();
        for (String code : List.of(centre.code(), centre.code().toLowerCase(Locale.ROOT))) {
            assertThat(mvc.get().uri("/{l}/centres/{c}", language.code(), code).exchange())
                    .hasStatusOk()
                    .bodyText()
                    .contains("1 Street of " + centre.code())
                    .contains("tel:+998712000000")
                    .contains("17:00")
                    .contains("/" + language.code() + "/book?centre=" + centre.code())
                    .doesNotContain("??", "<script", "style=", "{0}");
        }
    }

    @Test
    void theHomePageLeadsToEverySituationAndTask() {
        assertThat(mvc.get().uri("/en").exchange())
                .bodyText()
                .contains(Arrays.stream(Situation.values())
                        .map(situation -> "href=\"/en/situations/" + situation.slug() + "\"")
                        .toArray(String[]::new))
                .contains("href=\"/en/book\"", "href=\"/en/find-booking\"", "href=\"/en/centres\"");
    }

    /** "My booking" stands on every page: from there whoever has a reference of a case finds the plan. */
    @Test
    void whoLooksForABookingFindsTheWayToTheOwnPlan() {
        assertThat(mvc.get().uri("/tg/find-booking").exchange()).bodyText().contains("href=\"/tg/plan\"");
    }

    @Test
    void aSituationLeadsIntoTheBooking() {
        assertThat(mvc.get().uri("/en/situations/THINKING").exchange())
                .hasStatusOk()
                .bodyText()
                .contains("href=\"/en/book?situation=THINKING\"");
    }

    @Test
    void aCentreTellsWhetherItIsOpenInItsOwnTime() {
        Fixtures.Centre tashkent = fixtures.centre();
        Fixtures.Centre osh = fixtures.centre(Map.of("country", "KG", "region_code", "KG-GO", "zone", "Asia/Bishkek"));
        assertThat(text("/en/centres/" + tashkent.code())).contains("Open now until 17:00", "Tashkent time");
        assertThat(text("/ru/centres/" + osh.code()))
                .contains("Сейчас открыт, до 17:00", "бишкекское время", "Кыргызстан");
    }

    @Test
    void aCentreStaysClosedOnItsClosedDays() {
        Fixtures.Centre centre = fixtures.centre();
        close(centre, MONDAY);
        assertThat(text("/en/centres/" + centre.code()))
                .contains("Closed now. Opens tomorrow at 09:00", "Closed also on:", "Monday 23 November");
        close(centre, MONDAY.plusDays(1));
        assertThat(text("/uz/centres/" + centre.code())).contains("Ochilishi: chorshanba, 25-noyabr, 09:00");
    }

    @Test
    void nothingUnconfirmedIsShown() {
        Fixtures.Centre centre = fixtures.centre();
        fixtures.jdbc()
                .sql("update centres.centre set verified_on = null, step_free = null where id = ?")
                .param(centre.id().id())
                .update();
        assertThat(text("/en/centres/" + centre.code()))
                .contains("The centre has not confirmed its address and phone number yet")
                .doesNotContain("1 Street of", "998712000000", "Entrance");
    }

    @Test
    void aCentreWithoutHoursServicesAndLanguagesSaysSo() {
        Fixtures.Centre centre = fixtures.centre();
        for (String table : List.of("opening_hours", "centre_service", "centre_language")) {
            fixtures.jdbc()
                    .sql("delete from centres." + table + " where centre_id = ?")
                    .param(centre.id().id())
                    .update();
        }
        assertThat(text("/en/centres/" + centre.code()))
                .contains("The centre has not told us its hours yet", "You can still ask.")
                .doesNotContain("Languages</dt>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/en/centres/QQQ9",
                "/en/centres/ZZ",
                "/en/centres/%D0%90%D0%91%D0%92",
                "/en/centres/TAS%27%20or%20",
                "/uz/situations/nowhere",
                "/uz/situations/THINKING%20",
                "/xx/centres",
                "/en/nothing"
            })
    void whatIsNotThereIsAPlain404(String address) {
        assertThat(mvc.get().uri(URI.create(address)).exchange()).hasStatus(404);
    }

    @Test
    void anUnknownCentreIsA404() {
        String unknown = Stream.of("QZX", "QXZ", "ZQX")
                .filter(code -> fixtures.jdbc()
                                .sql("select count(*) from centres.centre where code = ?")
                                .param(code)
                                .query(Integer.class)
                                .single()
                        == 0)
                .findFirst()
                .orElseThrow();
        assertThat(mvc.get().uri("/en/centres/" + unknown).exchange()).hasStatus(404);
    }

    @Test
    void aRepeatedVisitCostsNoBody() {
        var first = mvc.get().uri("/ky").exchange();
        String tag = first.getResponse().getHeader(HttpHeaders.ETAG);
        assertThat(tag).startsWith("W/");
        var second = mvc.get()
                .uri("/ky")
                .header(HttpHeaders.IF_NONE_MATCH, String.valueOf(tag))
                .cookie(new jakarta.servlet.http.Cookie("language", "ky"))
                .exchange();
        assertThat(second).hasStatus(304).bodyText().isEmpty();
        assertThat(second.getResponse().getHeaders(HttpHeaders.SET_COOKIE)).isEmpty();
    }

    @Test
    void anotherLanguageIsRememberedAndUsedByTheFrontDoor() {
        var page = mvc.get()
                .uri("/tg/privacy")
                .cookie(new jakarta.servlet.http.Cookie("language", "ru"))
                .exchange();
        assertThat(page.getResponse().getHeader(HttpHeaders.SET_COOKIE)).startsWith("language=tg;");
        assertThat(mvc.get()
                        .uri("/")
                        .cookie(new jakarta.servlet.http.Cookie("language", "tg"))
                        .exchange())
                .hasHeader(HttpHeaders.LOCATION, "/tg");
    }

    @Test
    void aPageCostsAtMostSixStatementsHoweverManyCentres() {
        Fixtures.Centre centre = fixtures.centre();
        fixtures.centre();
        for (String address : List.of("/en", "/en/situations/abroad", "/en/privacy", "/en/urgent")) {
            assertThat(statements(address)).as(address).isEmpty();
        }
        List<String> few = statements("/en/centres");
        fixtures.centre();
        fixtures.centre();
        assertThat(statements("/en/centres")).hasSameSizeAs(few).hasSizeLessThanOrEqualTo(6);
        assertThat(statements("/en/centres/" + centre.code())).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void theHomePageWeighsLittleInEveryLanguage() throws IOException {
        for (Language language : Language.values()) {
            MockHttpServletResponse page =
                    mvc.get().uri("/" + language.code()).exchange().getResponse();
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
                zip.write(page.getContentAsByteArray());
            }
            assertThat(zipped.size()).as(language.name()).isLessThan(3_600);
        }
    }

    @Test
    void everyServiceAndRegionHasItsWordsInEveryLanguage() {
        List<String> keys = Stream.concat(
                        codes("service").stream()
                                .flatMap(code -> Stream.of(
                                        "centres.service." + code,
                                        "centres.service." + code + ".hint",
                                        "centres.bring." + code)),
                        codes("region").stream().map(code -> "centres.region." + code))
                .toList();
        for (Language language : Language.values()) {
            for (String key : keys) {
                assertThatNoException()
                        .as("%s in %s", key, language)
                        .isThrownBy(() -> messages.getMessage(key, null, language.locale()));
            }
        }
    }

    private List<String> codes(String table) {
        return fixtures.jdbc()
                .sql("select code from centres." + table)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> statements(String address) {
        Statements.forget();
        assertThat(mvc.get().uri(address).exchange()).hasStatusOk();
        return Statements.seen();
    }

    private void close(Fixtures.Centre centre, LocalDate day) {
        fixtures.jdbc()
                .sql("insert into centres.closed_day values (?, ?)")
                .params(centre.id().id(), day)
                .update();
    }

    private String text(String address) {
        var page = mvc.get().uri(address).exchange();
        assertThat(page).hasStatusOk();
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
