package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor.Page;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SuppressWarnings("NullAway.Init")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
class BookingRaceTests {

    private static final int CLIENTS = 200;

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures();

    private static <T> List<T> allAtOnce(List<Callable<T>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void givesOneTimeToOneOfTwoHundredAndTheOthersAlternatives() throws Exception {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what = 'hold.address'")
                .update();
        Fixtures.Centre centre = fixtures.centre();
        fixtures.counsellor(centre);
        Walk first = new Walk(port, "uz", centre);
        Page times = first.times();
        String wanted = Walk.offered(times).getFirst();

        List<Page> answers = allAtOnce(holds(first, times, List.of(wanted)));

        assertThat(answers.stream().filter(page -> page.status() == 303)).hasSize(1);
        List<Page> others =
                answers.stream().filter(page -> page.status() != 303).toList();
        assertThat(others).allSatisfy(page -> {
            assertThat(page.status()).isEqualTo(409);
            assertThat(Walk.offered(page)).isNotEmpty().doesNotContain(wanted);
        });
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from counselling.appointment where centre_id = ?")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void makesOneBookingOfManyPressesAtOnce() throws Exception {
        Fixtures.Centre centre = fixtures.centre();
        fixtures.counsellor(centre);
        Walk walk = new Walk(port, "en", centre);
        String token = walk.answerAll();
        Page check = walk.visitor().get(walk.at("/book/" + token + "/check"));

        List<Callable<Page>> presses = new ArrayList<>();
        for (int press = 0; press < 12; press++) {
            presses.add(() -> walk.visitor().post(walk.at("/book/" + token + "/check"), Walk.fields(check)));
        }

        assertThat(allAtOnce(presses))
                .allSatisfy(page -> assertThat(page.location()).isEqualTo("/en/bookings/" + token));
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from clients.client where centre_id = ?")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void makesOneHoldOfOneFormSentManyTimesAtOnce() throws Exception {
        Fixtures.Centre centre = fixtures.centre();
        for (int counsellor = 0; counsellor < 3; counsellor++) {
            fixtures.counsellor(centre);
        }
        Walk walk = new Walk(port, "en", centre);
        Page times = walk.times();
        String wanted = Walk.offered(times).getFirst();

        List<Callable<Page>> presses = new ArrayList<>();
        for (int press = 0; press < 12; press++) {
            presses.add(() -> walk.choose(times, wanted));
        }

        assertThat(allAtOnce(presses))
                .extracting(Page::location)
                .containsOnly(walk.choose(times, wanted).location());
    }

    @Test
    void givesTheFivePlacesOfAGroupToFiveOfTwoHundred() throws Exception {
        Fixtures.Centre centre = fixtures.centre();
        fixtures.counsellor(centre);
        offering(centre, "places = 5, buffer_before = 10, buffer_after = 20");
        Walk first = new Walk(port, "uz", centre);
        Page times = first.times();
        assertThat(times.body()).contains("5 ta joy qoldi");
        String wanted = Walk.offered(times).getFirst();

        List<Page> answers = allAtOnce(holds(first, times, List.of(wanted)));

        assertThat(answers.stream().filter(page -> page.status() == 303)).hasSize(5);
        assertThat(answers.stream().filter(page -> page.status() == 409)).hasSize(CLIENTS - 5);
        assertThat(fixtures.jdbc()
                        .sql("select place from counselling.appointment where centre_id = ? order by place")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .list())
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(Walk.offered(first.times())).doesNotContain(wanted);
    }

    @Test
    void keepsThePausesHoweverTheTimesAreAskedFor() throws Exception {
        Fixtures.Centre centre = fixtures.centre();
        for (int counsellor = 0; counsellor < 3; counsellor++) {
            fixtures.counsellor(centre);
        }
        Walk half = new Walk(port, "uz", centre);
        Page plain = half.times();
        List<String> onTheGrid = Walk.offered(plain).subList(0, 8);
        offering(centre, "minutes = 20, buffer_before = 15, buffer_after = 10");
        Page withPauses = half.times();
        List<String> all = new ArrayList<>(Walk.offered(withPauses).subList(0, 8));
        all.addAll(onTheGrid);

        List<Page> answers = allAtOnce(holds(half, withPauses, all));

        assertThat(answers).extracting(Page::status).containsOnly(303, 409);
        assertThat(answers).extracting(Page::status).contains(303);
        assertThat(fixtures.jdbc()
                        .sql("""
                        select count(*) from counselling.appointment a
                        join counselling.appointment b on b.counsellor_id = a.counsellor_id and b.id <> a.id
                        where a.centre_id = ? and a.starts_at <= b.starts_at
                          and b.starts_at < a.ends_at + interval '15 minutes'
                        """)
                        .param(centre.id().id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void offering(Fixtures.Centre centre, String columns) {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what = 'hold.address'")
                .update();
        fixtures.jdbc()
                .sql("update centres.centre_service set " + columns + " where centre_id = ?")
                .param(centre.id().id())
                .update();
    }

    private static List<Callable<Page>> holds(Walk walk, Page times, List<String> wanted) {
        List<Callable<Page>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            String time = wanted.get(client % wanted.size());
            clients.add(() -> walk.visitor()
                    .post(
                            "/uz/book/hold",
                            Walk.fieldsBut(
                                    "once",
                                    times,
                                    "time",
                                    time,
                                    "once",
                                    UUID.randomUUID().toString())));
        }
        return clients;
    }
}
