package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentBooked;
import org.mrcportal.counselling.availability.BookingRules;
import org.mrcportal.shared.Reference;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@Import(Statements.class)
@RecordApplicationEvents
@SuppressWarnings("NullAway.Init")
class StaffBookingTests {

    private static final String NEW = "/staff/appointments/new";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private ApplicationEvents events;

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;
    private Fixtures.Staff desk;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        counsellor = fixtures.counsellor(centre);
        desk = fixtures.staff(centre, Role.FRONT_DESK);
    }

    /** A household has one address on IPv6, however many its devices make up. */
    @Test
    void oneHouseholdDoesNotHoldAllTimesOfACentre(@Autowired Attempts attempts, @Autowired BookingRules rules) {
        for (int held = 0; held < rules.holdsPerHour(); held++) {
            attempts.count("hold.address", Attempts.network("2001:db8:7:1::1"), Duration.ofHours(1));
        }
        assertThat(heldFrom("2001:db8:7:1::beef")).hasStatus(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(heldFrom("2001:db8:7:2::1")).hasStatus(HttpStatus.CONFLICT);
        assertThat(attempts.soFar("hold.address", Attempts.network("2001:db8:7:2::1"), Duration.ofHours(1)))
                .as("what was not held does not count")
                .isZero();
    }

    private MvcTestResult heldFrom(String address) {
        return mvc.post()
                .uri("/en/book/hold")
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                })
                .with(csrf())
                .param("service", "DOCUMENTS")
                .param("mode", "IN_PERSON")
                .param("centre", centre.code())
                .param("language", "uz")
                .param("time", "2026-01-01T05:00:00Z")
                .exchange();
    }

    @Test
    void onePageBooksForSomebodyOnTheTelephoneAndSaysWhatToTell() {
        String time = offered().getFirst();
        MvcTestResult done = book(desk, time, "name", "Malika", "phone", "90 123 45 67", "mayMessage", "on");
        assertThat(done).hasStatus(HttpStatus.SEE_OTHER);
        UUID id = onlyBooking();
        assertThat(done).hasRedirectedUrl("/staff/appointments/" + id + "/booked");
        assertThat(mvc.get().uri("/staff/appointments/" + id + "/booked").with(desk.signedIn()))
                .bodyText()
                .contains(Reference.grouped(column(id, "reference")), "last four digits", "Yozuv raqamingiz")
                .doesNotContain("Malika", "work abroad");
        assertThat(column(id, "state")).isEqualTo("BOOKED");
        assertThat(column(id, "booked_by")).isEqualTo(desk.id().toString());
        assertThat(events.stream(AppointmentBooked.class)).hasSize(1);
        assertThat(fixtures.jdbc()
                        .sql("select how || ' ' || purpose from clients.consent where centre_id = ?")
                        .param(centre.id().id())
                        .query(String.class)
                        .list())
                .containsExactly("ORAL SERVICE");
    }

    @Test
    void whoGivesNoNumberGetsACode() {
        book(desk, offered().getFirst());
        assertThat(mvc.get()
                        .uri("/staff/appointments/" + onlyBooking() + "/booked")
                        .with(desk.signedIn()))
                .bodyText()
                .containsPattern("Your code is \\d{4}\\.");
    }

    @Test
    void somebodyKnownIsNotAskedAgain() {
        ClientId known = fixtures.client(centre, "Gʻulom");
        assertThat(mvc.get().uri(NEW + "?client=" + known).with(desk.signedIn()))
                .bodyText()
                .contains("Gʻulom")
                .doesNotContain("name=\"phone\"");
        assertThat(post(NEW, desk, "client", known.toString(), "time", offered().getFirst(), "agreed", ""))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(column(onlyBooking(), "client_id")).isEqualTo(known.toString());
    }

    @Test
    void whoeverLooksAlikeIsShownFirstAndNobodyIsMerged() {
        fixtures.client(centre, "Malika Yusupova");
        String time = offered().getFirst();
        assertThat(book(desk, time, "name", "Malika Yusupova"))
                .hasStatusOk()
                .bodyText()
                .contains("Is it", "None of these");
        assertThat(bookings()).isZero();
        assertThat(book(desk, time, "name", "Malika Yusupova", "checked", "true"))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(bookings()).isEqualTo(1);
    }

    @Test
    void anotherServiceShowsItsTimesAndKeepsWhatWasTyped() {
        MvcTestResult shown = post(NEW + "/times", desk, "service", "STUDY", "name", "Ma<li>ka", "note", "after six");
        assertThat(shown).hasStatusOk().bodyText().contains("Ma&lt;li&gt;ka", "after six", "name=\"time\"");
        assertThat(bookings()).isZero();
    }

    @Test
    void moreThanTheCentreAllowsOnePersonIsBookedKnowinglyByTheDesk() {
        ClientId known = fixtures.client(centre, "Malika");
        fixtures.jdbc()
                .sql("update clients.identity set phone_hash = '\\x01' where client_id = ?")
                .param(known.id())
                .update();
        Instant time = Instant.parse(offered().getLast());
        Fixtures.Staff other = fixtures.counsellor(centre);
        fixtures.appointment(centre, other, known, time.minus(1, ChronoUnit.HOURS));
        fixtures.appointment(centre, other, known, time.minus(2, ChronoUnit.HOURS));

        assertThat(post(NEW, counsellor, "client", known.toString(), "time", time.toString(), "allTheSame", "yes"))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("already has 2 bookings on that day", "Only the front desk")
                .doesNotContain("name=\"allTheSame\"");
        assertThat(post(NEW, desk, "client", known.toString(), "time", time.toString()))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("already has 2 bookings on that day", "name=\"allTheSame\"");
        assertThat(bookings()).isEqualTo(2);
        assertThat(post(NEW, desk, "client", known.toString(), "time", time.toString(), "allTheSame", "yes"))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(bookings()).isEqualTo(3);
    }

    @Test
    void nothingTypedIsLostByAMistake() {
        assertThat(post(NEW, desk, "name", "Aziza", "phone", "12", "mode", "PHONE", "agreed", ""))
                .hasStatusOk()
                .bodyText()
                .contains("Aziza", "Choose a time", "Write a telephone number we can call", "has said yes")
                .contains("href=\"#time\"", "href=\"#agreed\"");
    }

    @Test
    void oneFormSentManyTimesAtOnceBooksOnce() throws Exception {
        String time = offered().getFirst();
        String once = UUID.randomUUID().toString();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> presses = new ArrayList<>();
            for (int press = 0; press < 8; press++) {
                presses.add(threads.submit(
                        () -> book(desk, time, "once", once).getResponse().getStatus()));
            }
            for (Future<Integer> press : presses) {
                assertThat(press.get()).isEqualTo(303);
            }
        }
        assertThat(bookings()).isEqualTo(1);
    }

    @Test
    void aTimeThatWentMeanwhileShowsOthersWithEverythingTyped() {
        String time = offered().getFirst();
        fixtures.appointment(centre, counsellor, fixtures.client(centre), Instant.parse(time));
        assertThat(book(desk, time, "name", "Malika"))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("no longer free", "Malika")
                .doesNotContain("value=\"" + time + "\"");
    }

    @Test
    void staffSeeTimesThatAreTooNearForThePublicButNoneThatHasBegun() {
        assertThat(offered())
                .allSatisfy(time ->
                        assertThat(Instant.parse(time)).isAfter(Instant.now().minusSeconds(60)));
    }

    @Test
    void onlyTheChosenCounsellorsTimesAreShown() {
        Fixtures.Staff other = fixtures.staff(centre, Role.COUNSELLOR);
        assertThat(mvc.get().uri(NEW + "?counsellor=" + other.id()).with(desk.signedIn()))
                .hasStatusOk();
        assertThat(offered("counsellor", other.id().toString())).isEmpty();
        assertThat(offered("counsellor", counsellor.id().toString())).isNotEmpty();
    }

    @Test
    void aCentreManagerOverbooksWithAReasonThatEverybodySees() {
        Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
        Instant start = workday();
        fixtures.appointment(centre, counsellor, fixtures.client(centre), start);
        assertThat(overbook(manager, start, "")).hasStatusOk().bodyText().contains("Write why");
        assertThat(overbook(manager, start, "Came a long way")).hasStatus(HttpStatus.SEE_OTHER);
        UUID id = fixtures.jdbc()
                .sql("select id from counselling.appointment where centre_id = ? and overbooked_for is not null")
                .param(centre.id().id())
                .query(UUID.class)
                .single();
        assertThat(column(id, "booked_by")).isEqualTo(manager.id().toString());
        assertThat(mvc.get().uri("/staff/appointments/" + id).with(desk.signedIn()))
                .bodyText()
                .contains("Overbooked", "Came a long way");
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from audit.trail where action = 'APPOINTMENT_OVERBOOKED' and subject = ?")
                        .param("appointment:" + id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void withoutTheRightNobodyOverbooksNotEvenWithAForgedForm() {
        Instant start = workday();
        for (Fixtures.Staff who : List.of(desk, counsellor)) {
            assertThat(mvc.get().uri(NEW).with(who.signedIn())).bodyText().doesNotContain("overReason");
            assertThat(overbook(who, start, "Because")).hasStatus(HttpStatus.FORBIDDEN);
        }
        assertThat(bookings()).isZero();
    }

    @Test
    void theDatabaseKnowsThatOnlyStaffOverbook() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> fixtures.appointment(
                        centre,
                        counsellor,
                        fixtures.client(centre),
                        workday(),
                        java.util.Map.of("overbooked_for", "by nobody")))
                .hasMessageContaining("appointment_overbooked_by_staff");
    }

    @Test
    void anotherCentreItsCounsellorsAndItsPeopleAreNotThere() {
        Fixtures.Staff stranger = fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER);
        ClientId known = fixtures.client(centre, "Malika");
        assertThat(mvc.get().uri(NEW + "?centre=" + centre.code()).with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri(NEW + "?client=" + known).with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(NEW + "/times", stranger)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(book(stranger, workday().toString())).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(
                        NEW,
                        stranger,
                        "centre",
                        "",
                        "overbook",
                        "yes",
                        "overCounsellor",
                        counsellor.id().toString(),
                        "overDay",
                        "2027-02-01",
                        "overTime",
                        "10:00",
                        "overReason",
                        "Because"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(bookings()).isZero();
    }

    @Test
    void whateverIsSentIsNoErrorOfOurs() {
        for (String bad : new String[] {"x".repeat(100_000), "\0", "-1", "nonsense"}) {
            for (String field : List.of(
                    "once",
                    "service",
                    "mode",
                    "language",
                    "sex",
                    "needs",
                    "time",
                    "day",
                    "from",
                    "name",
                    "phone",
                    "note",
                    "overDay",
                    "overTime",
                    "overReason",
                    "overCounsellor")) {
                assertThat(post(NEW, desk, field, bad).getResponse().getStatus())
                        .as(field)
                        .isLessThan(500);
            }
        }
    }

    @Test
    void costsAtMostTenStatements() {
        assertThat(statements(() ->
                        assertThat(mvc.get().uri(NEW).with(desk.signedIn())).hasStatusOk()))
                .isLessThanOrEqualTo(10);
        assertThat(statements(() -> assertThat(post(NEW + "/times", desk)).hasStatusOk()))
                .as(String.join("\n", Statements.seen()))
                .isLessThanOrEqualTo(10);
    }

    private static int statements(Runnable page) {
        Statements.forget();
        page.run();
        return (int) Statements.seen().stream()
                        .filter(statement -> !statement.contains("accounts.session"))
                        .count()
                + 3; // a browser's session costs three
    }

    private MvcTestResult overbook(Fixtures.Staff who, Instant start, String reason) {
        var local = start.atZone(Fixtures.TASHKENT);
        return post(
                NEW,
                who,
                "overbook",
                "yes",
                "overCounsellor",
                counsellor.id().toString(),
                "overDay",
                local.toLocalDate().toString(),
                "overTime",
                local.toLocalTime().toString(),
                "overReason",
                reason);
    }

    private MvcTestResult book(Fixtures.Staff who, String time, String... more) {
        List<String> fields = new ArrayList<>(List.of("time", time));
        fields.addAll(List.of(more));
        return post(NEW, who, fields.toArray(String[]::new));
    }

    /** A form with everything that is needed but a time; the last value of a name counts. */
    private MvcTestResult post(String address, Fixtures.Staff who, String... fields) {
        var values = Fixtures.row(
                "once",
                UUID.randomUUID().toString(),
                "centre",
                centre.code(),
                "service",
                "WORK_ABROAD",
                "mode",
                "IN_PERSON",
                "language",
                "uz",
                "sex",
                "ANY",
                "agreed",
                "true");
        values.putAll(Fixtures.row((Object[]) fields));
        var request = mvc.post().uri(address).with(csrf()).with(who.signedIn());
        for (var field : values.entrySet()) {
            @Nullable Object value = field.getValue();
            request = request.param(field.getKey(), String.valueOf(value));
        }
        return request.exchange();
    }

    private List<String> offered(String... fields) {
        Matcher found = Pattern.compile("name=\"time\"[^>]*value=\"([^\"]+)\"")
                .matcher(body(post(NEW + "/times", desk, fields)));
        return found.results().map(one -> one.group(1)).toList();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ten o'clock on a working day some weeks ahead. */
    private static Instant workday() {
        LocalDate day = LocalDate.ofInstant(Instant.now().plus(20, ChronoUnit.DAYS), Fixtures.TASHKENT);
        while (day.getDayOfWeek().getValue() > 5) {
            day = day.plusDays(1);
        }
        return day.atTime(10, 0).atZone(Fixtures.TASHKENT).toInstant();
    }

    private UUID onlyBooking() {
        return fixtures.jdbc()
                .sql("select id from counselling.appointment where centre_id = ? and state = 'BOOKED'")
                .param(centre.id().id())
                .query(UUID.class)
                .single();
    }

    private int bookings() {
        return fixtures.jdbc()
                .sql("select count(*) from counselling.appointment where centre_id = ?")
                .param(centre.id().id())
                .query(Integer.class)
                .single();
    }

    private String column(UUID id, String column) {
        return fixtures.jdbc()
                .sql("select " + column + "::text from counselling.appointment where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
