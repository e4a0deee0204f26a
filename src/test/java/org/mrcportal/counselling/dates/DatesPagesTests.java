package org.mrcportal.counselling.dates;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.junit.jupiter.api.Test;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.shared.Language;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class DatesPagesTests {

    private static final LocalDate PERMIT = LocalDate.now().plusDays(90);
    private static final LocalDate BAN = LocalDate.now().plusYears(3);

    @LocalServerPort
    int port;

    @Test
    void aCalendarFileRemindsThirtySevenAndOneDayBeforeAndTwoReadersUnderstandIt() throws Exception {
        for (Language language : Language.values()) {
            var answer = send(
                    language, "permit", PERMIT.toString(), "ban", BAN.toString(), "wording", "PLAIN", "as", "file");
            assertThat(answer.header("content-type")).startsWith("text/calendar");
            assertThat(answer.header("cache-control")).contains("no-store");
            assertThat(answer.body().lines()).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
            var strict = new CalendarBuilder().build(new StringReader(answer.body()));
            assertThat(strict.validate(true).getEntries()).isEmpty();
            var calendar = Biweekly.parse(answer.body()).first();
            assertThat(calendar.validate(biweekly.ICalVersion.V2_0).isEmpty()).isTrue();
            assertThat(calendar.getEvents()).hasSize(2);
            var permit = calendar.getEvents().getFirst();
            assertThat(answer.body())
                    .contains("DTSTART;VALUE=DATE:" + PERMIT.toString().replace("-", ""))
                    .contains("START:-P29DT15H", "START:-P6DT15H", "START:-PT15H");
            assertThat(permit.getAlarms()).hasSize(3);
        }
    }

    @Test
    void withTheNeutralWordingNothingSaysWhatADayIsAbout() {
        var file = send(Language.RU, "ban", BAN.toString(), "wording", "NEUTRAL", "as", "file");
        assertThat(file.body()).contains("SUMMARY:Важный день").doesNotContain("въезд");
        var forged = send(Language.RU, "ban", BAN.toString(), "wording", "LOUD", "as", "file");
        assertThat(forged.body()).contains("SUMMARY:Важный день");
        var card = send(Language.RU, "ban", BAN.toString(), "wording", "NEUTRAL", "as", "card");
        assertThat(card.body()).contains("Важный день").doesNotContain("въезд");
        assertThat(send(Language.RU, "ban", BAN.toString(), "wording", "PLAIN", "as", "card")
                        .body())
                .contains("Последний день запрета на въезд");
    }

    @Test
    void nothingIsKept() {
        Statements.forget();
        var answer = send(Language.EN, "permit", PERMIT.toString(), "as", "card");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Statements.seen()).isEmpty();
        assertThat(answer.visitor().cookie("portal")).isEmpty();
        assertThat(new Visitor(port).get("/en/dates?permit=" + PERMIT).body())
                .as("a day in an address is not understood")
                .doesNotContain("value=\"" + PERMIT + "\"");
    }

    @Test
    void whatCannotBeADayToComeIsToldAndNothingTypedIsLost() {
        for (String odd : List.of("yesterday", "2020-01-01", "2026-02-31", "9999-12-31", "1".repeat(100_000))) {
            var answer = send(Language.EN, "permit", odd, "registration", PERMIT.toString(), "as", "file");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("href=\"#permit\"", "value=\"" + PERMIT + "\"");
        }
        assertThat(send(Language.EN, "as", "file").body()).contains("Write at least one day");
        var other = send(Language.TG, "switch", "1", "permit", PERMIT.toString());
        assertThat(other.body()).contains("value=\"" + PERMIT + "\"").doesNotContain("href=\"#permit\"");
    }

    private Visitor.Page send(Language language, String... fields) {
        Visitor person = new Visitor(port);
        String page = "/" + language.code() + "/dates";
        var form = person.get(page);
        List<String> all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("_csrf", form.value("_csrf").orElseThrow()));
        return person.post(page, all.toArray(String[]::new));
    }
}
