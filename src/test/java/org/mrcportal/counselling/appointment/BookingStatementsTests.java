package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor.Page;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@Import(Statements.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"portal.jobs=false", "test.database=booking_statements"})
class BookingStatementsTests {

    private static final int MOST = 6;
    private static final int MOST_BYTES = 6 * 1024;

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures("booking_statements");

    @Test
    void areFewOnEveryPageAndAsManyForManyRowsAsForFew() throws IOException {
        Fixtures.Centre centre = fixtures.centre();
        var counsellor = fixtures.counsellor(centre);
        Walk walk = new Walk(port, "tg", centre);
        String held = walk.answerAll();
        String booked = walk.book();
        List<String> pages = List.of(
                "/book",
                "/book/centre?service=DOCUMENTS",
                "/book/language?service=DOCUMENTS&mode=IN_PERSON&centre=" + centre.code(),
                "/book/time" + walk.answers(),
                "/book/time" + walk.answers() + "&hold=" + held,
                "/book/" + held + "/details",
                "/book/" + held + "/privacy",
                "/book/" + held + "/check",
                "/bookings/" + booked,
                "/bookings/" + booked + "/move",
                "/bookings/" + booked + "/cancel",
                "/find-booking");
        await().until(() -> fixtures.jdbc()
                        .sql("select count(*) from portal.event_publication")
                        .query(Integer.class)
                        .single()
                == 0);
        List<Integer> few = pages.stream().map(path -> cost(walk, path)).toList();

        for (int more = 0; more < 3; more++) {
            Fixtures.Centre another = fixtures.centre();
            fixtures.counsellor(another);
        }
        fixtures.counsellor(centre);
        var monday = java.time.LocalDate.now(Fixtures.TASHKENT)
                .with(java.time.temporal.TemporalAdjusters.next(java.time.DayOfWeek.MONDAY))
                .plusWeeks(1);
        for (int talk = 0; talk < 10; talk++) {
            fixtures.appointment(
                    centre,
                    counsellor,
                    fixtures.client(centre),
                    monday.atTime(9, 0)
                            .plusMinutes(30L * talk)
                            .atZone(Fixtures.TASHKENT)
                            .toInstant(),
                    Map.of());
        }
        List<Integer> many = pages.stream().map(path -> cost(walk, path)).toList();

        assertThat(few).as(pages.toString()).allMatch(statements -> statements <= MOST);
        assertThat(many).isEqualTo(few);
        for (String path : pages) {
            assertThat(zipped(walk.visitor().get(walk.at(path)))).as(path).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    private static int cost(Walk walk, String path) {
        Statements.forget();
        Page page = walk.visitor().get(walk.at(path));
        assertThat(page.status()).as(path).isEqualTo(200);
        return Statements.seen().size();
    }

    private static int zipped(Page page) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(page.body().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }
}
