package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor.Page;
import org.mrcportal.accounts.Role;
import org.mrcportal.centres.BookingsAffected;
import org.mrcportal.counselling.AppointmentId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** While people book, staff book and move, a manager takes the day away: nobody is on it of whom the manager was not told. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@AutoConfigureMockMvc
@SuppressWarnings("NullAway.Init")
class ClosingRaceTests {

    private static final int ROUNDS = 8;
    private static final Pattern AGREED = Pattern.compile("name=\"confirmed\" value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    private MockMvcTester mvc;

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;
    private Fixtures.Staff manager;
    private Fixtures.Staff desk;
    private LocalDate day;

    @Test
    void closingADayLeavesNobodyOnItOfWhomTheManagerWasNotTold() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            race("/closed-days", "day");
        }
    }

    @Test
    void takingADaysHoursAwayLeavesNobodyOnItOfWhomTheManagerWasNotTold() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            race("/counsellors/{counsellor}/days", "plan", "NONE", "day");
        }
    }

    @Test
    void enteringAnAbsenceLeavesNobodyOnItOfWhomTheManagerWasNotTold() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            race("/counsellors/{counsellor}/absences", "last", "", "first");
        }
    }

    /** Everybody at once; the last of the manager's fields is the day. */
    private void race(String settings, String... fields) throws Exception {
        openACentre();
        Walk first = new Walk(port, "uz", centre);
        Page times = first.times();
        List<String> open = Walk.offered(times);
        day = dayOf(open.getLast());
        List<String> wanted =
                open.stream().filter(time -> dayOf(time).equals(day)).toList();
        String other = open.stream()
                .filter(time -> !dayOf(time).equals(day))
                .findFirst()
                .orElseThrow();

        List<Callable<Integer>> people = new ArrayList<>();
        for (int ready = 0; ready < 4; ready++) {
            Walk walk = new Walk(port, "uz", centre);
            String token = answered(walk, wanted.get(ready));
            Page check = walk.visitor().get(walk.at("/book/" + token + "/check"));
            people.add(() -> walk.visitor()
                    .post(walk.at("/book/" + token + "/check"), Walk.fields(check))
                    .status());
        }
        for (int asking = 4; asking < 8; asking++) {
            String time = wanted.get(asking);
            people.add(() -> first.visitor()
                    .post(
                            "/uz/book/hold",
                            Walk.fieldsBut(
                                    "once",
                                    times,
                                    "time",
                                    time,
                                    "once",
                                    UUID.randomUUID().toString()))
                    .status());
        }
        for (int calling = 8; calling < 12; calling++) {
            Instant time = Instant.parse(wanted.get(calling));
            people.add(() -> book(time));
        }
        for (int moving = 12; moving < 14; moving++) {
            AppointmentId booked = fixtures.appointment(
                    centre,
                    fixtures.counsellor(centre),
                    fixtures.client(centre),
                    Instant.parse(other),
                    Map.of("service_code", "DOCUMENTS"));
            Instant time = Instant.parse(wanted.get(moving));
            people.add(() -> move(booked, time));
        }
        String agreed;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            people.subList(0, people.size() / 2).forEach(one -> answers.add(threads.submit(one)));
            Future<String> closing = threads.submit(() -> close(settings, fields));
            people.subList(people.size() / 2, people.size()).forEach(one -> answers.add(threads.submit(one)));
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(303, 409, 200);
            }
            agreed = closing.get();
        }

        boolean everybody = settings.equals("/closed-days");
        assertThat(onTheDay("HELD", everybody)).isEmpty();
        BookingsAffected.unlessConfirmed(onTheDay("BOOKED", everybody), agreed);
    }

    private void openACentre() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what = 'hold.address'")
                .update();
        centre = fixtures.centre();
        counsellor = fixtures.counsellor(centre);
        manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
        desk = fixtures.staff(centre, Role.FRONT_DESK);
    }

    private static String answered(Walk walk, String time) {
        String token = walk.hold(walk.times(), time);
        walk.post("/book/" + token + "/details", "name", "Gulnora", "reach", "PHONE", "phone", walk.phone());
        walk.post("/book/" + token + "/privacy", "agree", "true");
        return token;
    }

    /** Presses until it is done, and says what was agreed to at last; empty: nothing was asked. */
    private String close(String settings, String... fields) throws UnsupportedEncodingException {
        String agreed = "";
        for (int press = 0; press < 100; press++) {
            MvcTestResult answer = press(settings, agreed, fields);
            if (answer.getResponse().getStatus() == 303) {
                return agreed;
            }
            assertThat(answer).hasStatusOk();
            Matcher asked = AGREED.matcher(answer.getResponse().getContentAsString());
            assertThat(asked.find()).isTrue();
            agreed = asked.group(1);
        }
        throw new AssertionError("The day could not be closed");
    }

    private MvcTestResult press(String settings, String agreed, String... fields) {
        var form = mvc.post()
                .uri("/manage/settings/" + centre.code()
                        + settings.replace("{counsellor}", counsellor.id().toString()))
                .with(csrf())
                .with(manager.signedIn())
                .param("confirmed", agreed)
                .param(fields[fields.length - 1], day.toString());
        for (int field = 0; field + 1 < fields.length; field += 2) {
            form = form.param(fields[field], fields[field + 1]);
        }
        return form.exchange();
    }

    private int book(Instant start) {
        return mvc.post()
                .uri("/staff/appointments/new")
                .param("once", UUID.randomUUID().toString())
                .param("centre", centre.code())
                .param("service", "DOCUMENTS")
                .param("mode", "IN_PERSON")
                .param("language", "uz")
                .param("time", start.toString())
                .param("agreed", "true")
                .with(csrf())
                .with(desk.signedIn())
                .exchange()
                .getResponse()
                .getStatus();
    }

    private int move(AppointmentId booked, Instant start) {
        return mvc.post()
                .uri("/staff/appointments/" + booked + "/move")
                .param("time", start.toString())
                .with(csrf())
                .with(desk.signedIn())
                .exchange()
                .getResponse()
                .getStatus();
    }

    private Map<UUID, LocalDate> onTheDay(String state, boolean everybody) {
        return fixtures
                .jdbc()
                .sql("""
                        select id from counselling.appointment
                        where centre_id = :centre and state = :state and (:everybody or counsellor_id = :counsellor)
                          and (starts_at at time zone 'Asia/Tashkent')::date = :day
                        """)
                .param("centre", centre.id().id())
                .param("counsellor", counsellor.id().id())
                .param("everybody", everybody)
                .param("state", state)
                .param("day", day)
                .query(UUID.class)
                .list()
                .stream()
                .collect(Collectors.toMap(id -> id, id -> day));
    }

    private static LocalDate dayOf(String time) {
        return LocalDate.ofInstant(Instant.parse(time), Fixtures.TASHKENT);
    }
}
