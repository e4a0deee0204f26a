package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.AppointmentMoved;
import org.mrcportal.counselling.AppointmentUnsettled;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@RecordApplicationEvents
@SuppressWarnings("NullAway.Init")
class AbsenceTests {

    private static final String ABSENCE = "/staff/appointments/absence";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private ApplicationEvents events;

    @Autowired
    private PersonalLinks links;

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff ill;
    private Fixtures.Staff desk;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        ill = fixtures.counsellor(centre);
        desk = fixtures.staff(centre, Role.FRONT_DESK);
    }

    @Test
    void everybodyKeepsTheTimeWithAColleagueOrIsAskedForAnother() {
        Fixtures.Staff colleague = fixtures.counsellor(centre);
        fixtures.appointment(centre, colleague, fixtures.client(centre), at(11));
        AppointmentId kept = fixtures.appointment(centre, ill, fixtures.client(centre, "Keeps"), at(10));
        AppointmentId asked = fixtures.appointment(centre, ill, fixtures.client(centre, "Asked"), at(11));
        AppointmentId later =
                fixtures.appointment(centre, ill, fixtures.client(centre), at(10).plus(1, ChronoUnit.DAYS));

        assertThat(preview())
                .hasStatusOk()
                .bodyText()
                .containsSubsequence(
                        "2 bookings are affected",
                        "Keeps",
                        "Same time with " + colleague.name(),
                        "Asked",
                        "Is asked to choose another time");
        assertThat(absences()).isZero();

        assertThat(enter()).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(absences()).isEqualTo(1);
        assertThat(column(kept, "counsellor_id")).isEqualTo(colleague.id().toString());
        assertThat(column(kept, "sequence")).isEqualTo("0");
        assertThat(events.stream(AppointmentMoved.class)).isEmpty();
        assertThat(events.stream(AppointmentUnsettled.class))
                .extracting(AppointmentUnsettled::appointment)
                .containsExactly(asked);
        assertThat(column(asked, "counsellor_id")).isEqualTo(ill.id().toString());
        assertThat(column(asked, "state")).isEqualTo("BOOKED");
        assertThat(column(asked, "unsettled_since is not null")).isEqualTo("true");
        assertThat(column(later, "counsellor_id")).isEqualTo(ill.id().toString());
        assertThat(column(later, "unsettled_since is null")).isEqualTo("true");
        assertThat(mvc.get().uri("/staff/appointments/pending").with(desk.signedIn()))
                .bodyText()
                .contains("Asked")
                .doesNotContain("Keeps");
    }

    @Test
    void theNoticeSaysWhatBecameOfTheBookings() {
        fixtures.counsellor(centre);
        fixtures.appointment(centre, ill, fixtures.client(centre), at(10));
        var told = enter().getMvcResult().getFlashMap();
        assertThat(told.get("reassigned")).isEqualTo(1);
        assertThat(told.get("asked")).isEqualTo(0);
    }

    @Test
    void enteredTwiceItHasOneEffect() {
        AppointmentId asked = fixtures.appointment(centre, ill, fixtures.client(centre), at(11));
        enter();
        enter();
        assertThat(absences()).isEqualTo(1);
        assertThat(column(asked, "sequence")).isEqualTo("1");
        assertThat(trail("APPOINTMENT_UNSETTLED", "appointment:" + asked)).isEqualTo(1);
    }

    @Test
    void aWishForAWomanOrALanguageIsKept() {
        Fixtures.Staff man = fixtures.staff(centre, Role.COUNSELLOR);
        fixtures.counselsAt(centre, man, Map.of("sex", "M", "languages", new String[] {"ru"}));
        AppointmentId woman = fixtures.appointment(
                centre, ill, fixtures.client(centre), at(10), Map.of("counsellor_sex", "F", "language", "ru"));
        AppointmentId uzbek = fixtures.appointment(centre, ill, fixtures.client(centre), at(11));
        AppointmentId russian =
                fixtures.appointment(centre, ill, fixtures.client(centre), at(12), Map.of("language", "ru"));
        enter();
        assertThat(column(woman, "unsettled_since is not null")).isEqualTo("true");
        assertThat(column(uzbek, "unsettled_since is not null")).isEqualTo("true");
        assertThat(column(russian, "counsellor_id")).isEqualTo(man.id().toString());
    }

    @Test
    void aColleagueTakesNoTwoTalksAtOnce() {
        Fixtures.Staff colleague = fixtures.counsellor(centre);
        AppointmentId one = fixtures.appointment(centre, ill, fixtures.client(centre), at(10));
        AppointmentId other = fixtures.appointment(
                centre,
                ill,
                fixtures.client(centre),
                at(10),
                Map.of("overbooked_for", "Urgent", "booked_by", desk.id().id()));
        enter();
        assertThat(List.of(column(one, "counsellor_id"), column(other, "counsellor_id")))
                .containsExactlyInAnyOrder(colleague.id().toString(), ill.id().toString());
    }

    @Test
    void aPersonWhoIsHereIsNotSentAway() {
        AppointmentId here =
                fixtures.appointment(centre, ill, fixtures.client(centre), at(10), Map.of("state", "ARRIVED"));
        assertThat(preview()).bodyText().contains("Is here already");
        enter();
        assertThat(column(here, "state")).isEqualTo("ARRIVED");
        assertThat(column(here, "unsettled_since is null")).isEqualTo("true");
    }

    @Test
    void aTimeHeldByWhoeverIsStillBookingIsLetGo() {
        AppointmentId held = fixtures.appointment(
                centre,
                ill,
                null,
                at(10),
                Map.of("state", "HELD", "held_until", Instant.now().plusSeconds(600)));
        enter();
        assertThat(column(held, "state")).isEqualTo("EXPIRED");
    }

    @Test
    void aBookingMadeAtTheSameMomentIsCaughtOrNotMade() throws Exception {
        for (int round = 0; round < 5; round++) {
            openACentre();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> all = new ArrayList<>();
                for (int hour = 9; hour < 17; hour++) {
                    Instant start = at(hour);
                    all.add(threads.submit(() -> book(start).getResponse().getStatus()));
                }
                all.add(threads.submit(() -> enter().getResponse().getStatus()));
                for (Future<Integer> one : all) {
                    assertThat(one.get()).isIn(303, 409);
                }
            }
            assertThat(absences()).isEqualTo(1);
            assertThat(fixtures.jdbc()
                            .sql("""
                                    select count(*) from counselling.appointment
                                    where counsellor_id = ? and state = 'BOOKED' and unsettled_since is null
                                    """)
                            .param(ill.id().id())
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void whoIsAskedChoosesAnotherTimeAndIsSettled() {
        AppointmentId asked = fixtures.appointment(centre, ill, fixtures.client(centre), at(11));
        enter();
        Fixtures.Staff colleague = fixtures.counsellor(centre);
        assertThat(mvc.post()
                        .uri("/staff/appointments/" + asked + "/move")
                        .param("time", at(11).toString())
                        .with(csrf())
                        .with(desk.signedIn()))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(column(asked, "unsettled_since is null")).isEqualTo("true");
        assertThat(column(asked, "counsellor_id")).isEqualTo(colleague.id().toString());
    }

    @Test
    void whoIsBackIsThereForBookingsAgain() {
        enter();
        String began = day().atStartOfDay(Fixtures.TASHKENT).toInstant().toString();
        assertThat(preview()).bodyText().contains("Is back", began);
        Fixtures.Staff stranger = fixtures.staff(fixtures.centre(), Role.FRONT_DESK);
        for (Fixtures.Staff who : List.of(stranger, desk)) {
            mvc.post()
                    .uri(ABSENCE + "/ended")
                    .param("counsellor", ill.id().toString())
                    .param("began", began)
                    .with(csrf())
                    .with(who.signedIn())
                    .exchange();
            assertThat(absences()).isEqualTo(who.equals(desk) ? 0 : 1);
        }
    }

    @Test
    void whoIsAskedReadsItOnTheBookingsOwnPageAndChooses() {
        AppointmentId asked = fixtures.appointment(centre, ill, fixtures.client(centre), at(11));
        fixtures.jdbc()
                .sql("update counselling.appointment set token_hash = ? where id = ?")
                .params(links.tokenHash(asked), asked.id())
                .update();
        enter();
        String page = "/en/bookings/" + links.token(asked);
        assertThat(mvc.get().uri(page)).hasStatusOk().bodyText().contains("our counsellor cannot be there");
        fixtures.counsellor(centre);
        assertThat(mvc.post()
                        .uri(page + "/move")
                        .param("time", at(11).toString())
                        .with(csrf()))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(mvc.get().uri(page)).bodyText().doesNotContain("our counsellor cannot be there");
        assertThat(column(asked, "unsettled_since is null")).isEqualTo("true");
    }

    @Test
    void mistakesAreSaidBesideTheFields() {
        assertThat(enter("untilDay", "2020-01-01")).hasStatusOk().bodyText().contains("must end after it begins");
        assertThat(enter("fromDay", "x".repeat(100_000)))
                .hasStatusOk()
                .bodyText()
                .contains("Write the day and time");
        assertThat(enter("counsellor", "nonsense")).hasStatusOk().bodyText().contains("Choose a counsellor");
        assertThat(enter("untilDay", "2099-01-01")).hasStatusOk().bodyText().contains("a year at most");
        assertThat(absences()).isZero();
    }

    @Test
    void anotherCentreAndItsCounsellorsAreNotThere() {
        Fixtures.Staff stranger = fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER);
        assertThat(mvc.get().uri(ABSENCE + "?centre=" + centre.code()).with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(send(stranger, ill, "centre", "")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(send(stranger, ill)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(absences()).isZero();
    }

    private MvcTestResult preview() {
        return mvc.get()
                .uri(
                        ABSENCE
                                + "?centre={centre}&counsellor={who}&fromDay={day}&fromTime=00:00&untilDay={end}&untilTime=00:00",
                        centre.code(),
                        ill.id(),
                        day(),
                        day().plusDays(1))
                .with(desk.signedIn())
                .exchange();
    }

    private MvcTestResult enter(String... fields) {
        return send(desk, ill, fields);
    }

    private MvcTestResult send(Fixtures.Staff who, Fixtures.Staff absent, String... fields) {
        var values = Fixtures.row(
                "centre",
                centre.code(),
                "counsellor",
                absent.id().toString(),
                "fromDay",
                day().toString(),
                "fromTime",
                "00:00",
                "untilDay",
                day().plusDays(1).toString(),
                "untilTime",
                "00:00");
        values.putAll(Fixtures.row((Object[]) fields));
        var request = mvc.post().uri(ABSENCE).with(csrf()).with(who.signedIn());
        for (var field : values.entrySet()) {
            request = request.param(field.getKey(), String.valueOf(field.getValue()));
        }
        return request.exchange();
    }

    private MvcTestResult book(Instant start) {
        return mvc.post()
                .uri("/staff/appointments/new")
                .param("once", UUID.randomUUID().toString())
                .param("centre", centre.code())
                .param("service", "WORK_ABROAD")
                .param("mode", "IN_PERSON")
                .param("language", "uz")
                .param("time", start.toString())
                .param("agreed", "true")
                .with(csrf())
                .with(desk.signedIn())
                .exchange();
    }

    /** The next working day but one. */
    private static LocalDate day() {
        LocalDate day = LocalDate.ofInstant(Instant.now().plus(2, ChronoUnit.DAYS), Fixtures.TASHKENT);
        while (day.getDayOfWeek().getValue() > 5 || day.equals(LocalDate.of(2026, 12, 8))) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static Instant at(int hour) {
        return day().atTime(hour, 0).atZone(Fixtures.TASHKENT).toInstant();
    }

    private int absences() {
        return fixtures.jdbc()
                .sql("select count(*) from counselling.absence where centre_id = ?")
                .param(centre.id().id())
                .query(Integer.class)
                .single();
    }

    private String column(AppointmentId id, String expression) {
        return fixtures.jdbc()
                .sql("select (" + expression + ")::text from counselling.appointment where id = ?")
                .param(id.id())
                .query(String.class)
                .single();
    }

    private int trail(String action, String subject) {
        return fixtures.jdbc()
                .sql("select count(*) from audit.trail where action = ? and subject = ?")
                .params(action, subject)
                .query(Integer.class)
                .single();
    }
}
