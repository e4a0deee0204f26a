package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor.Page;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;

/** What a centre may decide for itself, as the people who book see it. */
@SuppressWarnings("NullAway.Init")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
class CentreRulesTests {

    private static final String DETAILS = "/book/%s/details";

    @LocalServerPort
    int port;

    private final Fixtures fixtures = new Fixtures();
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff counsellor = fixtures.counsellor(centre);

    private void rules(int notice, int horizon, int hold, int perDay, int perWeek) {
        fixtures.jdbc()
                .sql("insert into counselling.booking_rules values (?, ?, ?, ?, ?, ?, 60)")
                .params(centre.id().id(), notice, horizon, hold, perDay, perWeek)
                .update();
    }

    private void service(String columns) {
        fixtures.jdbc()
                .sql("update centres.centre_service set " + columns + " where centre_id = ?")
                .param(centre.id().id())
                .update();
    }

    private static LocalDate monday() {
        return LocalDate.now(Fixtures.TASHKENT)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .plusWeeks(1);
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(Fixtures.TASHKENT).toInstant();
    }

    /** Books a time under a name and a telephone number; the page that answers the last button. */
    private Page book(Walk walk, String time, String name, String phone) {
        String token = walk.hold(walk.times(), time);
        walk.post(DETAILS.formatted(token), "name", name, "reach", "PHONE", "phone", phone);
        walk.post("/book/" + token + "/privacy", "agree", "true");
        return walk.post("/book/" + token + "/check");
    }

    private static void isBooked(Page page) {
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).contains("/bookings/");
    }

    @Test
    void decideHowFarAheadAndHowShortlyBeforeATimeCanBeBooked() {
        rules(0, 3, 25, 2, 4);
        Page times = new Walk(port, "en", centre).times();

        assertThat(Walk.offered(times))
                .isNotEmpty()
                .allMatch(time -> Instant.parse(time).isBefore(Instant.now().plus(Duration.ofDays(3))));
        assertThat(times.body()).contains("25 minutes");
    }

    @Test
    void giveAServiceItsOwnLengthAndPauses() {
        service("minutes = 45, buffer_after = 15");
        List<String> times = Walk.offered(new Walk(port, "en", centre).times());

        assertThat(Duration.between(Instant.parse(times.get(1)), Instant.parse(times.get(2))))
                .isEqualTo(Duration.ofMinutes(60));
    }

    @Test
    void limitWhatOnePersonBooksOnADayAndSayWhatToDo() {
        rules(0, 60, 10, 1, 3);
        Walk walk = new Walk(port, "en", centre);
        String day = "&from=" + monday();
        Page times = walk.visitor().get(walk.at("/book/time") + walk.answers() + day);
        List<String> free = Walk.offered(times);
        isBooked(book(walk, free.get(0), "Gulnora Karimova", "90 555 11 22"));

        Page refused = book(new Walk(port, "en", centre), free.get(1), "Гульнора Каримова", "90 555 11 22");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body())
                .contains("There is a problem")
                .contains("1 booking a day at this centre")
                .contains("Гульнора Каримова");
        assertThat(Walk.offered(refused))
                .isNotEmpty()
                .noneMatch(time -> LocalDate.ofInstant(Instant.parse(time), Fixtures.TASHKENT)
                        .equals(LocalDate.ofInstant(Instant.parse(free.get(0)), Fixtures.TASHKENT)));
        isBooked(book(new Walk(port, "en", centre), free.get(2), "Botir Karimov", "90 555 11 22"));
    }

    @Test
    void limitWhatOnePersonBooksInAWeek() {
        rules(0, 60, 10, 1, 1);
        Walk walk = new Walk(port, "en", centre);
        Page times = walk.visitor().get(walk.at("/book/time") + walk.answers() + "&from=" + monday());
        List<String> free = Walk.offered(times);
        isBooked(book(walk, free.getFirst(), "Anora", "90 555 33 44"));

        Page refused = book(new Walk(port, "en", centre), free.getLast(), "Anora", "90 555 33 44");

        assertThat(refused.body()).contains("1 booking a week at this centre");
        isBooked(book(new Walk(port, "en", centre), free.get(free.size() - 2), "Anora", "90 555 99 00"));
    }

    @Test
    void letPeopleWhoGaveNoNameBookUncounted() {
        rules(0, 60, 10, 1, 1);
        Walk walk = new Walk(port, "en", centre);
        List<String> free = Walk.offered(walk.times());

        isBooked(book(walk, free.get(0), "", "90 555 77 88"));
        isBooked(book(new Walk(port, "en", centre), free.get(1), "", "90 555 77 88"));
    }

    @Test
    void askTheCentreFirstWhereAServiceNeedsIt() {
        service("needs_confirmation = true");
        Walk walk = new Walk(port, "en", centre);

        String token = walk.book();

        assertThat(walk.visitor().get(walk.at("/bookings/" + token)).body())
                .contains("You have asked for this time")
                .contains("yet to say yes");
        assertThat(fixtures.jdbc()
                        .sql("select state || awaits_confirmation from counselling.appointment where token_hash = ?")
                        .param(PersonalLinks.hash(token))
                        .query(String.class)
                        .single())
                .isEqualTo("BOOKEDtrue");
    }

    @Test
    void sayWhyADayHasNoTimes() {
        fixtures.jdbc()
                .sql("delete from centres.worked_holiday where centre_id = ?")
                .param(centre.id().id())
                .update();
        LocalDate day = monday();
        fixtures.jdbc()
                .sql("insert into centres.holiday values ('UZ', ?, 'INDEPENDENCE', 'test') on conflict do nothing")
                .param(day)
                .update();
        try {
            Walk walk = new Walk(port, "uz", centre);
            Page times = walk.visitor().get(walk.at("/book/time") + walk.answers() + "&from=" + day.minusDays(3));

            assertThat(times.body()).contains("Shu kunlari markaz yopiq").contains("Mustaqillik kuni");
            assertThat(Walk.offered(times))
                    .noneMatch(time -> LocalDate.ofInstant(Instant.parse(time), Fixtures.TASHKENT)
                            .equals(day));
            assertThat(walk.visitor().get(walk.at("/centres/" + centre.code())).body())
                    .contains("Mustaqillik kuni");
        } finally {
            fixtures.jdbc()
                    .sql("delete from centres.holiday where source = 'test'")
                    .update();
        }
    }

    @Test
    void areHeldByTheDatabaseWhateverWritesIntoIt() {
        LocalDate day = monday();
        fixtures.appointment(centre, counsellor, fixtures.client(centre), at(day, 10, 0), Map.of("buffer_after", 20));

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() ->
                        fixtures.appointment(centre, counsellor, fixtures.client(centre), at(day, 10, 40), Map.of()))
                .withMessageContaining("pause");
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> fixtures.appointment(
                        centre, counsellor, fixtures.client(centre), at(day, 9, 15), Map.of("buffer_after", 30)));
        fixtures.appointment(centre, counsellor, fixtures.client(centre), at(day, 9, 30), Map.of());
        fixtures.appointment(
                centre,
                counsellor,
                fixtures.client(centre),
                at(day, 10, 40),
                Map.of(
                        "overbooked_for",
                        "came from far away",
                        "booked_by",
                        counsellor.id().id()));
        fixtures.appointment(centre, counsellor, fixtures.client(centre), at(day, 10, 50), Map.of());
        UUID together = UUID.randomUUID();
        fixtures.appointment(
                centre, counsellor, fixtures.client(centre), at(day, 14, 0), Map.of("occasion", together, "place", 0));
        fixtures.appointment(
                centre, counsellor, fixtures.client(centre), at(day, 14, 0), Map.of("occasion", together, "place", 1));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> fixtures.appointment(
                        centre,
                        counsellor,
                        fixtures.client(centre),
                        at(day, 14, 0),
                        Map.of("occasion", together, "place", 1)));
    }
}
