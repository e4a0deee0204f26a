package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.Visitor.Page;
import org.mrcportal.accounts.Role;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What the pages of the waiting list, of own data and of complaints cost. */
@Import(Statements.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"portal.jobs=false", "test.database=own_statements"})
class OwnPagesStatementsTests {

    private static final int MOST_BYTES = 6 * 1024;

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures("own_statements");

    @Test
    void areFewOnEveryPageAndAsManyForManyRowsAsForFew() throws IOException {
        Fixtures.Centre centre = fixtures.centre();
        fixtures.counsellor(centre);
        Walk walk = new Walk(port, "tg", centre);
        String booking = "/bookings/" + walk.book();
        String line = waits(walk, centre);
        String complaint = complains(walk, centre);
        asks(walk, booking);
        List<String> open = List.of(
                booking,
                booking + "/data",
                booking + "/data/correction",
                booking + "/data/deletion",
                line,
                "/waiting/new" + walk.answers(),
                "/complaints/new?centre=" + centre.code(),
                complaint,
                "/complaints");
        Visitor staff = new Visitor(port);
        staff.signIn(fixtures.staff(centre, Role.CENTRE_MANAGER).username(), Fixtures.PASSWORD);
        List<String> inside = List.of("/staff/waiting-list", "/staff/data-requests", "/manage/complaints");
        await().until(() -> fixtures.jdbc()
                        .sql("select count(*) from portal.event_publication")
                        .query(Integer.class)
                        .single()
                == 0);
        List<Integer> few =
                open.stream().map(path -> cost(walk.visitor(), walk.at(path))).toList();
        List<Integer> fewInside = inside.stream().map(path -> cost(staff, path)).toList();

        for (int more = 0; more < 5; more++) {
            waits(walk, centre);
            complains(walk, centre);
            asks(walk, booking);
        }

        assertThat(few).as(open.toString()).allMatch(statements -> statements <= 6);
        assertThat(fewInside).as(inside.toString()).allMatch(statements -> statements <= 10);
        assertThat(open.stream()
                        .map(path -> cost(walk.visitor(), walk.at(path)))
                        .toList())
                .isEqualTo(few);
        assertThat(inside.stream().map(path -> cost(staff, path)).toList()).isEqualTo(fewInside);
        for (String path : open) {
            assertThat(zipped(walk.visitor().get(walk.at(path)))).as(path).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    private static String waits(Walk walk, Fixtures.Centre centre) {
        String start = walk.at("/waiting/new") + walk.answers();
        String at = walk.visitor()
                .submit(start, start, "weeks", "4")
                .location()
                .replace("/details", "")
                .replace("/tg", "");
        walk.post(at + "/details", "name", centre.code(), "reach", "SELF");
        walk.post(at + "/privacy", "agree", "true");
        assertThat(walk.post(at + "/check").location()).isEqualTo(walk.at(at));
        return at;
    }

    private static String complains(Walk walk, Fixtures.Centre centre) {
        return walk.post("/complaints/new", "centre", centre.code(), "to", "CENTRE", "text", "Waited for two hours")
                .location()
                .replace("/tg", "");
    }

    private static void asks(Walk walk, String booking) {
        String once = UUID.randomUUID().toString();
        Page asked = walk.post(
                booking + "/data/correction", "about", "NAME", "text", "With an h", "fact", "4567", "once", once);
        assertThat(asked.status()).isEqualTo(303);
    }

    private static int cost(Visitor visitor, String path) {
        Statements.forget();
        Page page = visitor.get(path);
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
