package org.mrcportal.centres.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
class CentreSettingsPagesTests {

    private static final List<String> PAGES = List.of("/hours", "/closed-days", "/services", "/services/STUDY");

    @Autowired
    private MockMvcTester mvc;

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff manager;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
    }

    @Test
    void aManagerFindsTheSettingsOfTheirOwnCentresOnly() {
        Fixtures.Centre other = fixtures.centre();
        assertThat(get("/manage/settings", manager))
                .bodyText()
                .contains(centre.name(), "/manage/settings/" + centre.code() + "/hours")
                .doesNotContain(other.name());
        for (String page : PAGES) {
            assertThat(get(at(page), manager)).as(page).hasStatusOk();
            assertThat(get("/manage/settings/" + other.code() + page, manager))
                    .as(page)
                    .hasStatus(HttpStatus.NOT_FOUND);
            assertThat(get("/manage/settings/nowhere" + page, manager)).as(page).hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(get(at("/services/POLICE"), manager)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post("/manage/settings/" + other.code() + "/closed-days", "day", "2099-01-01"))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void nobodyElseOpensThem() {
        for (Fixtures.Staff stranger : List.of(
                fixtures.staff(centre, Role.FRONT_DESK),
                fixtures.staff(centre, Role.COUNSELLOR, Role.CASE_WORKER),
                fixtures.staff(centre, Role.OUTREACH_OFFICER),
                fixtures.staff(List.of(), Role.NETWORK_MANAGER),
                fixtures.staff(List.of(), Role.ADMINISTRATOR))) {
            assertThat(get("/manage/settings", stranger)).hasStatus(HttpStatus.FORBIDDEN);
            for (String page : PAGES) {
                assertThat(get(at(page), stranger)).as(page).hasStatus(HttpStatus.FORBIDDEN);
            }
        }
    }

    @Test
    void hoursOfTheWeekAreReplacedAndOnRecord() {
        assertThat(saveHours("1", "9", "13", "1", "14", "24:00", "3", "10.30", "12"))
                .hasStatus(HttpStatus.SEE_OTHER)
                .hasRedirectedUrl(at("/hours"));
        assertThat(hours()).containsExactly("1 09:00:00-13:00:00", "1 14:00:00-24:00:00", "3 10:30:00-12:00:00");
        assertThat(get(at("/hours"), manager)).bodyText().contains("value=\"24:00\"", "value=\"10:30\"");
        assertThat(trail()).contains("SETTINGS_HOURS_CHANGED blocks: 3");
    }

    @Test
    void hoursThatCannotBeComeBackAsTyped() {
        assertThat(saveHours("1", "13", "9", "2", "9", "12", "2", "11", "12", "3", "noon", "25:00"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "The block has to end after it begins.",
                        "overlaps another one",
                        "value=\"noon\"",
                        "value=\"25:00\"",
                        "href=\"#week.until[0]\"",
                        "id=\"week.until[0]\"");
        assertThat(hours()).hasSize(5);
    }

    @Test
    void whoeverComesSecondSeesBothAndDecides() {
        String seen = seen("/hours");
        assertThat(saveHours("1", "8", "12")).hasStatus(HttpStatus.SEE_OTHER);
        MvcTestResult second = hours(seen, "1", "10", "16");
        assertThat(second)
                .hasStatusOk()
                .bodyText()
                .contains("Somebody else changed this", "Monday 08:00–12:00", "value=\"10\"");
        assertThat(hours()).containsExactly("1 08:00:00-12:00:00");
        assertThat(hours(hidden(second, "seen"), "1", "10", "16")).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(hours()).containsExactly("1 10:00:00-16:00:00");
    }

    @Test
    void shorterHoursWaitForAYesWhilePeopleAreBooked() {
        book(14);
        String seen = seen("/hours");
        MvcTestResult asked = hours(seen, "1", "9", "13");
        assertThat(asked)
                .hasStatusOk()
                .bodyText()
                .contains(
                        "1 booking is affected",
                        "/staff/calendar?day=" + monday() + "&amp;centre=" + centre.code(),
                        "Save all the same");
        assertThat(hours()).hasSize(5);
        book(15);
        assertThat(hours(seen, "1", "9", "13", "confirmed", button(asked, "confirmed")))
                .as("somebody else has booked since")
                .bodyText()
                .contains("2 bookings are affected");
        MvcTestResult again = hours(seen, "1", "9", "13");
        assertThat(hours(seen, "1", "9", "13", "confirmed", button(again, "confirmed")))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(hours()).containsExactly("1 09:00:00-13:00:00");
        assertThat(booked()).as("bookings stay").isEqualTo(2);
        assertThat(hours(seen("/hours"), "1", "9", "12"))
                .as("fitted no longer before")
                .hasStatus(HttpStatus.SEE_OTHER);
    }

    @Test
    void aDayIsClosedAndOpenedAgain() {
        LocalDate day = monday();
        for (int twice = 0; twice < 2; twice++) {
            MvcTestResult page = post(at("/closed-days"), "day", day.toString());
            if (twice == 0) {
                assertThat(page).hasStatus(HttpStatus.SEE_OTHER);
            } else {
                assertThat(page).bodyText().contains("already closed on this day");
            }
        }
        assertThat(closed()).containsExactly(day);
        post(at("/closed-days/open"), "day", day.toString());
        post(at("/closed-days/open"), "day", day.toString());
        assertThat(closed()).isEmpty();
        assertThat(trail()).containsOnlyOnce("SETTINGS_CLOSED_DAYS_CHANGED closed " + day);
        assertThat(trail()).containsOnlyOnce("SETTINGS_CLOSED_DAYS_CHANGED open " + day);
    }

    @Test
    void daysThatCannotBeClosedAreNamed() {
        assertThat(post(at("/closed-days"), "day", "2026-02-30")).bodyText().contains("Choose a day.");
        assertThat(post(at("/closed-days"), "day", "2020-01-01")).bodyText().contains("This day is over");
        assertThat(post(at("/closed-days"), "day", "2099-12-31")).bodyText().contains("within the next two years");
        assertThat(post(at("/closed-days"), "day", "x".repeat(100_000)))
                .bodyText()
                .contains("Choose a day.");
        assertThat(post(at("/closed-days/work"), "day", "soon")).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(post(at("/closed-days/open"))).hasStatus(HttpStatus.SEE_OTHER);
    }

    @Test
    void closingADayWaitsForAYesWhilePeopleAreBooked() {
        book(10);
        MvcTestResult asked = post(at("/closed-days"), "day", monday().toString());
        assertThat(asked).hasStatusOk().bodyText().contains("1 booking is affected", monday().toString());
        assertThat(closed()).isEmpty();
        post(at("/closed-days"), "day", monday().toString(), "confirmed", button(asked, "confirmed"));
        assertThat(closed()).containsExactly(monday());
        assertThat(booked()).isEqualTo(1);
    }

    @Test
    void aTimeThatIsOnlyHeldIsLetGoOfWhenItsDayCloses() {
        UUID that = hold(monday());
        UUID other = hold(monday().plusDays(1));
        assertThat(post(at("/closed-days"), "day", monday().toString())).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(state(that)).isEqualTo("EXPIRED");
        assertThat(state(other)).isEqualTo("HELD");
    }

    private UUID hold(LocalDate day) {
        return fixtures.appointment(
                        centre,
                        fixtures.counsellor(centre),
                        fixtures.client(centre),
                        day.atTime(10, 0).atZone(Fixtures.TASHKENT).toInstant(),
                        Map.of("state", "HELD", "held_until", Instant.now().plusSeconds(600)))
                .id();
    }

    private String state(UUID appointment) {
        return fixtures.jdbc()
                .sql("select state from counselling.appointment where id = ?")
                .param(appointment)
                .query(String.class)
                .single();
    }

    @Test
    void aCentreWorksOnAHolidayAndKeepsItAgain() {
        LocalDate holiday = fixtures.jdbc()
                .sql("select min(day) from centres.holiday where country = 'UZ' and day > current_date + 1")
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .single();
        post(at("/closed-days/rest"), "day", holiday.toString());
        assertThat(worked()).doesNotContain(holiday);
        assertThat(get(at("/closed-days"), manager)).bodyText().contains("We work that day");
        assertThat(post(at("/closed-days/work"), "day", holiday.toString())).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(worked()).contains(holiday);
        post(at("/closed-days/work"), "day", "2099-06-15");
        assertThat(worked()).as("no holiday").doesNotContain(LocalDate.of(2099, 6, 15));
        fixtures.appointment(
                centre,
                fixtures.counsellor(centre),
                fixtures.client(centre),
                holiday.atTime(10, 0).atZone(Fixtures.TASHKENT).toInstant());
        assertThat(post(at("/closed-days/rest"), "day", holiday.toString()))
                .bodyText()
                .contains("1 booking is affected");
        assertThat(worked()).contains(holiday);
    }

    @Test
    void aServiceGetsItsOwnLengthPausesAndPlaces() {
        assertThat(service("offered", "true", "minutes", "45", "before", "5", "after", "10", "places", "8"))
                .hasStatus(HttpStatus.SEE_OTHER)
                .hasRedirectedUrl(at("/services"));
        assertThat(studies()).isEqualTo("45 5 10 8 f");
        assertThat(service(
                        "offered",
                        "true",
                        "minutes",
                        "",
                        "before",
                        "0",
                        "after",
                        "0",
                        "places",
                        "1",
                        "confirmation",
                        "true"))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(studies()).isEqualTo("null 0 0 1 t");
        assertThat(get(at("/services"), manager)).bodyText().contains("Needed");
        assertThat(trail()).contains("SETTINGS_SERVICE_CHANGED 45 min, pauses 5 and 10 min, places 8");
    }

    @Test
    void numbersOutsideTheirLimitsComeBackAsTyped() {
        assertThat(service("offered", "true", "minutes", "3", "before", "121", "after", "-1", "places", "99999999999"))
                .hasStatusOk()
                .bodyText()
                .contains("from 5 to 240", "from 0 to 120", "from 1 to 50", "value=\"99999999999\"", "value=\"121\"");
        assertThat(service("minutes", "half")).bodyText().contains("value=\"half\"");
        assertThat(studies()).isEqualTo("null 0 0 1 f");
    }

    @Test
    void aServiceIsWithdrawnOnlyKnowingly() {
        fixtures.appointment(
                centre,
                fixtures.counsellor(centre),
                fixtures.client(centre),
                monday().atTime(10, 0).atZone(Fixtures.TASHKENT).toInstant(),
                Map.of("service_code", "STUDY"));
        MvcTestResult asked = service("before", "0", "after", "0", "places", "1");
        assertThat(asked).bodyText().contains("1 booking is affected");
        assertThat(studies()).isNotEmpty();
        assertThat(service("before", "0", "after", "0", "places", "1", "agreed", button(asked, "agreed")))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(studies()).isEmpty();
        assertThat(get(at("/services/STUDY"), manager)).hasStatusOk();
    }

    @Test
    void whatAServiceHasOfItsOwnIsForgottenOnlyKnowingly() {
        service("offered", "true", "minutes", "45", "before", "0", "after", "0", "places", "1");
        assertThat(service("minutes", "45", "before", "0", "after", "0", "places", "1"))
                .bodyText()
                .contains("will be forgotten");
        assertThat(studies()).isNotEmpty();
        service("minutes", "45", "before", "0", "after", "0", "places", "1", "agreed", "forget");
        assertThat(studies()).isEmpty();
    }

    @Test
    void twoManagersOfOneServiceSeeEachOther() {
        String seen = seen("/services/STUDY");
        service("offered", "true", "minutes", "45", "before", "0", "after", "0", "places", "1");
        assertThat(post(
                        at("/services/STUDY"),
                        "seen",
                        seen,
                        "offered",
                        "true",
                        "minutes",
                        "60",
                        "before",
                        "0",
                        "after",
                        "0",
                        "places",
                        "1"))
                .bodyText()
                .contains("Somebody else changed this", "45 minutes", "value=\"60\"");
        assertThat(studies()).isEqualTo("45 0 0 1 f");
    }

    @Test
    void nothingAnybodySendsBreaksAPage() {
        String huge = "9".repeat(100_000);
        assertThat(post(at("/hours"))).hasStatusOk();
        assertThat(post(at("/hours"), "week.day", "1", "week.from", huge, "week.until", "\0"))
                .hasStatusOk();
        assertThat(post(at("/hours"), "week.day[999999999]", "1").getResponse().getStatus())
                .isLessThan(500);
        assertThat(post(at("/hours"), "week.day[x]", "1").getResponse().getStatus())
                .isLessThan(500);
        assertThat(post(at("/hours"), "week", "x").getResponse().getStatus()).isLessThan(500);
        assertThat(post(at("/services/STUDY"), "offered", "perhaps")
                        .getResponse()
                        .getStatus())
                .isLessThan(500);
        assertThat(post(at("/services/STUDY"), "minutes", huge, "seen", huge)).hasStatusOk();
        assertThat(hours()).hasSize(5);
    }

    private MvcTestResult saveHours(String... cells) {
        return hours(seen("/hours"), cells);
    }

    /** Days, beginnings and ends in turn, then names and values. */
    private MvcTestResult hours(String seen, String... cells) {
        var form = mvc.post()
                .uri(at("/hours"))
                .with(manager.signedIn())
                .with(csrf())
                .param("seen", seen);
        int cell = 0;
        for (; cell < cells.length && cells[cell].matches("[1-7]"); cell += 3) {
            form.param("week.day", cells[cell])
                    .param("week.from", cells[cell + 1])
                    .param("week.until", cells[cell + 2]);
        }
        for (; cell < cells.length; cell += 2) {
            form.param(cells[cell], cells[cell + 1]);
        }
        return form.exchange();
    }

    private MvcTestResult service(String... namesAndValues) {
        String[] all = java.util.Arrays.copyOf(namesAndValues, namesAndValues.length + 2);
        all[namesAndValues.length] = "seen";
        all[namesAndValues.length + 1] = seen("/services/STUDY");
        return post(at("/services/STUDY"), all);
    }

    private MvcTestResult post(String path, String... namesAndValues) {
        var form = mvc.post().uri(path).with(manager.signedIn()).with(csrf());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.param(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form.exchange();
    }

    private MvcTestResult get(String path, Fixtures.Staff who) {
        return mvc.get().uri(path).with(who.signedIn()).exchange();
    }

    private String at(String page) {
        return "/manage/settings/" + centre.code() + page;
    }

    private String seen(String page) {
        return hidden(get(at(page), manager), "seen");
    }

    private static String hidden(MvcTestResult page, String name) {
        return found(page, "name=\"" + name + "\" value=\"([^\"]*)\"");
    }

    private static String button(MvcTestResult page, String name) {
        return found(page, "<button[^>]*name=\"" + name + "\" value=\"([^\"]*)\"");
    }

    private static String found(MvcTestResult page, String pattern) {
        try {
            var match = java.util.regex.Pattern.compile(pattern)
                    .matcher(page.getResponse().getContentAsString());
            return match.find() ? match.group(1) : "";
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void book(int hour) {
        fixtures.appointment(
                centre,
                fixtures.counsellor(centre),
                fixtures.client(centre),
                monday().atTime(LocalTime.of(hour, 0)).atZone(Fixtures.TASHKENT).toInstant());
    }

    private static LocalDate monday() {
        return LocalDate.now(Fixtures.TASHKENT)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .plusWeeks(1);
    }

    private List<String> hours() {
        return texts("select weekday || ' ' || opens || '-' || closes from centres.opening_hours where centre_id = ?"
                + " order by weekday, opens");
    }

    private List<LocalDate> closed() {
        return days("select day from centres.closed_day where centre_id = ?");
    }

    private List<LocalDate> worked() {
        return days("select day from centres.worked_holiday where centre_id = ?");
    }

    private List<LocalDate> days(String sql) {
        return fixtures.jdbc()
                .sql(sql)
                .param(centre.id().id())
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list();
    }

    private String studies() {
        return String.join("", texts("""
                select concat_ws(' ', coalesce(minutes::text, 'null'), buffer_before, buffer_after, places,
                                 needs_confirmation)
                from centres.centre_service where centre_id = ? and service_code = 'STUDY'
                """));
    }

    private List<String> trail() {
        return texts("select action || ' ' || coalesce(detail, '') from audit.trail where centre_id = ?");
    }

    private long booked() {
        return fixtures.jdbc()
                .sql("select count(*) from counselling.appointment where centre_id = ? and state = 'BOOKED'")
                .param(centre.id().id())
                .query(Long.class)
                .single();
    }

    private List<String> texts(String sql) {
        return fixtures.jdbc()
                .sql(sql)
                .param(centre.id().id())
                .query((row, number) -> row.getString(1))
                .list();
    }
}
