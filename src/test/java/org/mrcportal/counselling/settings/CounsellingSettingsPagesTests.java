package org.mrcportal.counselling.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.io.UnsupportedEncodingException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@Import(Statements.class)
class CounsellingSettingsPagesTests {

    private static final String[] USUAL_RULES = {
        "notice", "120", "horizon", "28", "hold", "10", "perDay", "2", "perWeek", "4", "offer", "120"
    };

    @Autowired
    private MockMvcTester mvc;

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff manager;
    private Fixtures.Staff counsellor;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
        counsellor = fixtures.counsellor(centre);
    }

    @Test
    void aManagerFindsWhoCounselsAndWhoCould() {
        Fixtures.Staff colleague = fixtures.staff(centre, Role.CASE_WORKER);
        Fixtures.Staff desk = fixtures.staff(centre, Role.FRONT_DESK);
        assertThat(get(at("/counsellors")))
                .bodyText()
                .contains(counsellor.name(), colleague.name(), "Monday 09:00–17:00", "Does not counsel", "Uzbek, ")
                .doesNotContain(desk.name());
        assertThat(get(at("/counsellors/" + desk.id()))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get(at("/counsellors/" + UUID.randomUUID()))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get(at("/counsellors/x"))).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void onlyTheManagerOfTheCentreOpensThem() {
        Fixtures.Centre other = fixtures.centre();
        Fixtures.Staff others = fixtures.counsellor(other);
        for (String page : List.of("/counsellors", "/counsellors/" + others.id(), "/rules")) {
            assertThat(get("/manage/settings/" + other.code() + page)).as(page).hasStatus(HttpStatus.NOT_FOUND);
            for (Fixtures.Staff stranger : List.of(
                    counsellor,
                    fixtures.staff(centre, Role.FRONT_DESK),
                    fixtures.staff(List.of(), Role.NETWORK_MANAGER))) {
                assertThat(mvc.get().uri(at(page)).with(stranger.signedIn()))
                        .as(page)
                        .hasStatus(HttpStatus.FORBIDDEN);
            }
        }
        assertThat(get(at("/counsellors/" + others.id()))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post("/manage/settings/" + other.code() + "/rules", "whose", "everywhere"))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void aColleagueBecomesACounsellor() {
        Fixtures.Staff colleague = fixtures.staff(centre, Role.COUNSELLOR);
        MvcTestResult page = get(at("/counsellors/" + colleague.id()));
        assertThat(page).bodyText().contains("does not counsel here yet").doesNotContain("Absences");
        assertThat(save(colleague, "active", "yes", "sex", "F", "languages", "uz", "languages", "ru", "1", "9", "13"))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(counselling(colleague)).isEqualTo("F {ru,uz} t");
        assertThat(week(colleague)).containsExactly("1 09:00:00-13:00:00");
        assertThat(trail()).contains("SETTINGS_COUNSELLOR_CHANGED counsels");
        assertThat(get(at("/counsellors/" + colleague.id()))).bodyText().contains("Absences");
    }

    @Test
    void answersThatCannotBeComeBackAsTyped() {
        assertThat(save(counsellor, "active", "yes", "sex", "X", "1", "17", "9"))
                .bodyText()
                .contains("Choose woman or man.", "Choose at least one language.", "has to end after it begins");
        assertThat(save(counsellor, "active", "yes", "sex", "F", "languages", "uz", "languages", "tlh"))
                .bodyText()
                .contains("Choose among these languages.");
        assertThat(week(counsellor)).hasSize(5);
    }

    @Test
    void twoManagersOfOneCounsellorSeeEachOther() {
        String seen = seen(counsellor);
        assertThat(save(counsellor, "active", "yes", "sex", "F", "languages", "uz", "1", "8", "12"))
                .hasStatus(HttpStatus.SEE_OTHER);
        MvcTestResult second = save(counsellor, seen, "active", "yes", "sex", "F", "languages", "ru", "2", "10", "16");
        assertThat(second)
                .bodyText()
                .contains("Somebody else changed this", "Monday 08:00–12:00", "value=\"10\"", "Saved by somebody else");
        assertThat(week(counsellor)).containsExactly("1 08:00:00-12:00:00");
    }

    @Test
    void whateverTakesACounsellorAwayFromBookedVisitsWaitsForAYes() {
        book(10);
        String day = monday().toString();
        MvcTestResult shorter = save(counsellor, "active", "yes", "sex", "F", "languages", "uz", "1", "12", "17");
        assertThat(shorter)
                .bodyText()
                .contains("1 booking is affected", "/staff/calendar?day=" + day + "&amp;centre=" + centre.code());
        assertThat(save(counsellor, "active", "no", "sex", "F", "languages", "uz", "1", "9", "17"))
                .bodyText()
                .contains("1 booking is affected");
        assertThat(post(one("/days"), "day", day, "plan", "NONE")).bodyText().contains("1 booking is affected");
        assertThat(post(one("/days"), "day", day, "plan", "INSTEAD", "from", "9", "until", "12"))
                .as("still there at ten")
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(post(one("/days/remove"), "day", day)).hasStatus(HttpStatus.SEE_OTHER);
        MvcTestResult away = post(one("/absences"), "first", day, "last", day);
        assertThat(away).bodyText().contains("1 booking is affected", "value=\"" + day + "\"");
        assertThat(absences()).isEmpty();
        assertThat(post(one("/absences"), "first", day, "last", day, "confirmed", button(away)))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(absences()).hasSize(1);
        assertThat(booked()).as("bookings stay").isEqualTo(1);
        assertThat(save(counsellor, "active", "yes", "sex", "F", "languages", "uz", "1", "12", "17"))
                .as("was away already")
                .hasStatus(HttpStatus.SEE_OTHER);
    }

    @Test
    void nobodyBooksAHoldOfATimeInWhichTheCounsellorIsAway() {
        Instant ten =
                monday().atTime(LocalTime.of(10, 0)).atZone(Fixtures.TASHKENT).toInstant();
        fixtures.appointment(centre, counsellor, null, ten, Map.of("state", "HELD"));
        fixtures.appointment(centre, counsellor, null, ten.plus(Duration.ofDays(1)), Map.of("state", "HELD"));
        assertThat(post(one("/absences"), "first", monday().toString())).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(texts("select state from counselling.appointment where centre_id = ? order by starts_at"))
                .containsExactly("EXPIRED", "HELD");
    }

    @Test
    void timesThatAreOnlyHeldAreLetGoOfWhenTheyNoLongerFit() {
        for (int hour : new int[] {10, 14}) {
            fixtures.appointment(
                    centre,
                    counsellor,
                    fixtures.client(centre),
                    monday().atTime(hour, 0).atZone(Fixtures.TASHKENT).toInstant(),
                    Map.of("state", "HELD", "held_until", Instant.now().plusSeconds(600)));
        }
        assertThat(save(counsellor, "active", "yes", "sex", "F", "languages", "uz", "1", "12", "17"))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(holds()).containsExactly("EXPIRED", "HELD");
        assertThat(post(one("/days"), "day", monday().toString(), "plan", "NONE"))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(holds()).containsExactly("EXPIRED", "EXPIRED");
    }

    private List<String> holds() {
        return fixtures.jdbc()
                .sql("select state from counselling.appointment where centre_id = ? order by starts_at")
                .param(centre.id().id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    void extraHoursAreTakenBackOnlyKnowingly() {
        LocalDate saturday = monday().plusDays(5);
        String[] extra = {"day", saturday.toString(), "plan", "EXTRA", "from", "10", "until", "24:00"};
        assertThat(post(one("/days"), extra)).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(post(one("/days"), extra)).bodyText().contains("This day differs already");
        assertThat(get(at("/counsellors/" + counsellor.id()))).bodyText().contains("More hours", "10:00–24:00");
        fixtures.appointment(
                centre,
                counsellor,
                fixtures.client(centre),
                saturday.atTime(23, 30).atZone(Fixtures.TASHKENT).toInstant());
        MvcTestResult asked = post(one("/days/remove"), "day", saturday.toString());
        assertThat(asked).bodyText().contains("1 booking is affected");
        assertThat(exceptions()).hasSize(1);
        post(one("/days/remove"), "day", saturday.toString(), "confirmed", button(asked));
        assertThat(exceptions()).isEmpty();
    }

    @Test
    void daysAndAbsencesThatCannotBeAreNamed() {
        String day = monday().toString();
        assertThat(post(one("/days"), "day", "2020-01-01", "plan", "NONE"))
                .bodyText()
                .contains("This day is over");
        assertThat(post(one("/days"), "day", "2099-01-01", "plan", "NONE"))
                .bodyText()
                .contains("coming year");
        assertThat(post(one("/days"), "day", day, "plan", "EXTRA")).bodyText().contains("Enter the hours");
        assertThat(post(one("/days"), "day", day, "plan", "NONE", "from", "9", "until", "10"))
                .bodyText()
                .contains("has no hours");
        assertThat(post(
                        one("/days"),
                        "day",
                        day,
                        "plan",
                        "EXTRA",
                        "from",
                        "9",
                        "until",
                        "10",
                        "from2",
                        "9:30",
                        "until2",
                        "11"))
                .bodyText()
                .contains("overlaps another one", "value=\"9:30\"");
        assertThat(post(one("/days"), "plan", "x".repeat(100_000))).bodyText().contains("Choose a day.");
        assertThat(post(
                        one("/absences"),
                        "first",
                        day,
                        "last",
                        monday().minusDays(1).toString()))
                .bodyText()
                .contains("has to end after it begins");
        assertThat(post(one("/absences"), "first", "2025-01-01")).bodyText().contains("This time is over");
        assertThat(post(one("/absences"), "first", day, "lastTime", "soon"))
                .bodyText()
                .contains("24:00");
        assertThat(post(one("/absences"), "first", day)).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(post(one("/absences"), "first", day, "firstTime", "12"))
                .bodyText()
                .contains("already away");
        for (String forged : List.of("", "soon", "+999999999-12-31T00:00:00Z", "9999-12-31T00:00:00Z")) {
            assertThat(post(one("/absences/remove"), "starts", forged))
                    .as(forged)
                    .hasStatus(HttpStatus.SEE_OTHER);
        }
        assertThat(post(one("/absences/remove"), "starts", absences().getFirst()))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(absences()).isEmpty();
        assertThat(post(one(""), "week", "x").getResponse().getStatus()).isLessThan(500);
    }

    @Test
    void rulesAreTheCentresOwnOrThoseOfEverywhere() {
        assertThat(rules(
                        "whose", "own", "notice", "30", "horizon", "60", "hold", "15", "perDay", "1", "perWeek", "3",
                        "offer", "90"))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(savedRules()).containsExactly("(30,60,15,1,3,90)");
        assertThat(get(at("/rules"))).bodyText().contains("value=\"60\"", "Everywhere: 28");
        assertThat(rules(
                        "whose", "own", "notice", "20161", "horizon", "0", "hold", "1", "perDay", "x", "perWeek", "51",
                        "offer", "9"))
                .bodyText()
                .contains(
                        "from 0 to 20,160",
                        "from 1 to 365",
                        "from 2 to 60",
                        "from 1 to 20",
                        "value=\"x\"",
                        "from 1 to 50");
        assertThat(rules(
                        "whose", "own", "notice", "30", "horizon", "60", "hold", "15", "perDay", "5", "perWeek", "3",
                        "offer", "90"))
                .bodyText()
                .contains("fewer than on a day");
        assertThat(rules("whose", "everywhere")).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(savedRules()).isEmpty();
        assertThat(trail()).contains("SETTINGS_RULES_CHANGED as everywhere");
        assertThat(post(at("/rules"), "whose", "everywhere", "seen", "something else"))
                .bodyText()
                .contains("Somebody else changed this");
    }

    @Test
    void aPreviewSaysWhatWouldComeAndGoAndSavesNothing() {
        assertThat(save(counsellor, "active", "yes", "sex", "F", "languages", "uz", "1", "9", "10", "act", "PREVIEW"))
                .bodyText()
                .contains("Nothing is saved yet.", "16:30 (no longer)");
        assertThat(save(counsellor, "active", "yes", "sex", "F", "languages", "uz", "6", "9", "10", "act", "PREVIEW"))
                .bodyText()
                .contains("09:30 (new)");
        assertThat(week(counsellor)).hasSize(5);
        Fixtures.Staff colleague = fixtures.staff(centre, Role.COUNSELLOR);
        assertThat(save(colleague, "active", "yes", "sex", "M", "languages", "uz", "7", "20", "24", "act", "PREVIEW"))
                .bodyText()
                .contains("23:30 (new)");
        List<String> rules = new ArrayList<>(List.of("whose", "own", "act", "PREVIEW"));
        rules.addAll(Arrays.asList(USUAL_RULES));
        rules.set(rules.indexOf("28"), "5");
        assertThat(post(at("/rules"), rules.toArray(String[]::new))).bodyText().contains("(no longer)");
        assertThat(savedRules()).isEmpty();
        assertThat(post(
                        at("/services/WORK_ABROAD"),
                        "offered",
                        "true",
                        "minutes",
                        "45",
                        "before",
                        "0",
                        "after",
                        "0",
                        "places",
                        "1",
                        "act",
                        "PREVIEW"))
                .bodyText()
                .contains("09:45 (new)", "09:30 (no longer)");
        assertThat(post(at("/services/WORK_ABROAD"), "before", "0", "after", "0", "places", "1", "act", "PREVIEW"))
                .bodyText()
                .contains("09:30 (no longer)");
        assertThat(post(at("/hours"), "week.day", "1", "week.from", "9", "week.until", "10", "act", "PREVIEW"))
                .bodyText()
                .contains("10:00 (no longer)", "decided by the counsellors");
        assertThat(trail()).isEmpty();
    }

    @Test
    void whatIsSavedHereIsWhatThePublicIsOffered() {
        assertThat(offered()).contains("09:00", "09:30", "16:30");
        post(
                at("/services/WORK_ABROAD"),
                "seen",
                seenAt("/services/WORK_ABROAD"),
                "offered",
                "true",
                "minutes",
                "45",
                "before",
                "0",
                "after",
                "15",
                "places",
                "1");
        assertThat(offered()).contains("09:00", "10:00").doesNotContain("09:30", "10:30");
        save(
                counsellor,
                "active",
                "yes",
                "sex",
                "F",
                "languages",
                "uz",
                "1",
                "13",
                "17",
                "2",
                "13",
                "17",
                "3",
                "13",
                "17",
                "4",
                "13",
                "17",
                "5",
                "13",
                "17");
        assertThat(offered()).contains("13:00", "14:00").doesNotContain("09:00", "10:00");
        save(counsellor, "active", "no", "sex", "F", "languages", "uz", "1", "13", "17");
        assertThat(offered()).doesNotContain("13:00");
    }

    @Test
    void pagesCostFewStatementsHoweverManyRowsThereAre() {
        List<String> pages = List.of(
                "/hours",
                "/closed-days",
                "/services",
                "/services/STUDY",
                "/counsellors",
                "/counsellors/" + counsellor.id(),
                "/rules");
        List<Integer> few = pages.stream().map(this::cost).toList();
        int previewWithFew = previewCost();
        for (int more = 0; more < 4; more++) {
            fixtures.counsellor(centre);
            fixtures.appointment(
                    centre,
                    counsellor,
                    fixtures.client(centre),
                    monday().atTime(9 + more, 0).atZone(Fixtures.TASHKENT).toInstant());
            post(one("/absences"), "first", monday().plusDays(20 + more).toString());
        }
        assertThat(pages.stream().map(this::cost).toList()).isEqualTo(few).allMatch(cost -> cost <= 10 - 3);
        assertThat(previewCost()).isEqualTo(previewWithFew).isLessThanOrEqualTo(10 - 3);
        String seen = seen(counsellor);
        costsFew(() -> save(counsellor, seen, "active", "yes", "sex", "F", "languages", "uz", "1", "9", "17"));
        String day = monday().plusDays(50).toString();
        costsFew(() -> post(one("/days"), "day", day, "plan", "NONE"));
        costsFew(() -> post(one("/absences"), "first", day));
        costsFew(() -> post(at("/closed-days"), "day", day));
        String rules = seenAt("/rules");
        costsFew(() -> post(at("/rules"), "whose", "everywhere", "seen", rules));
        String hours = seenAt("/hours");
        costsFew(() -> post(at("/hours"), "seen", hours, "week.day", "1", "week.from", "9", "week.until", "17"));
    }

    private static void costsFew(Supplier<MvcTestResult> change) {
        Statements.forget();
        assertThat(change.get()).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(withoutSession()).hasSizeLessThanOrEqualTo(10 - 3);
    }

    /** Without the session's three. */
    private int cost(String page) {
        Statements.forget();
        assertThat(get(at(page))).as(page).hasStatusOk();
        return withoutSession().size();
    }

    private static List<String> withoutSession() {
        return Statements.seen().stream()
                .filter(statement -> !statement.toLowerCase(Locale.ROOT).contains("accounts.session"))
                .toList();
    }

    private int previewCost() {
        String seen = seen(counsellor);
        Statements.forget();
        save(counsellor, seen, "active", "yes", "sex", "F", "languages", "uz", "1", "9", "10", "act", "PREVIEW");
        return withoutSession().size();
    }

    /** The times of the page on which people choose one, on the Monday after next. */
    private List<String> offered() {
        MvcTestResult page = mvc.get()
                .uri("/en/book/time?situation=LEAVING&service=WORK_ABROAD&mode=IN_PERSON&centre=" + centre.code()
                        + "&language=uz&sex=ANY&from=" + monday())
                .exchange();
        List<String> times = new ArrayList<>();
        var time = Pattern.compile("\\b\\d\\d:\\d\\d\\b").matcher(text(page));
        while (time.find()) {
            times.add(time.group());
        }
        return times;
    }

    private MvcTestResult save(Fixtures.Staff who, String... answers) {
        return answers[0].equals("active")
                ? save(who, seen(who), answers)
                : save(who, answers[0], Arrays.copyOfRange(answers, 1, answers.length));
    }

    /** Names and values, and days with a beginning and an end. */
    private MvcTestResult save(Fixtures.Staff who, String seen, String[] answers) {
        var form = mvc.post()
                .uri(at("/counsellors/" + who.id()))
                .with(manager.signedIn())
                .with(csrf())
                .param("seen", seen);
        for (int i = 0; i < answers.length; ) {
            if (answers[i].matches("[1-7]")) {
                form.param("week.day", answers[i])
                        .param("week.from", answers[i + 1])
                        .param("week.until", answers[i + 2]);
                i += 3;
            } else {
                form.param(answers[i], answers[i + 1]);
                i += 2;
            }
        }
        return form.exchange();
    }

    private MvcTestResult rules(String... answers) {
        List<String> all = new ArrayList<>(Arrays.asList(answers));
        all.addAll(List.of("seen", seenAt("/rules")));
        return post(at("/rules"), all.toArray(String[]::new));
    }

    private MvcTestResult post(String path, String... namesAndValues) {
        var form = mvc.post().uri(path).with(manager.signedIn()).with(csrf());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.param(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form.exchange();
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(manager.signedIn()).exchange();
    }

    private String at(String page) {
        return "/manage/settings/" + centre.code() + page;
    }

    private String one(String form) {
        return at("/counsellors/" + counsellor.id() + form);
    }

    private String seen(Fixtures.Staff who) {
        return seenAt("/counsellors/" + who.id());
    }

    private String seenAt(String page) {
        return found(get(at(page)), "name=\"seen\" value=\"([^\"]*)\"");
    }

    private static String button(MvcTestResult page) {
        return found(page, "<button[^>]*name=\"confirmed\" value=\"([^\"]*)\"");
    }

    private static String found(MvcTestResult page, String pattern) {
        var match = Pattern.compile(pattern).matcher(text(page));
        return match.find() ? match.group(1) : "";
    }

    private static String text(MvcTestResult page) {
        try {
            return page.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void book(int hour) {
        fixtures.appointment(
                centre,
                counsellor,
                fixtures.client(centre),
                monday().atTime(LocalTime.of(hour, 0)).atZone(Fixtures.TASHKENT).toInstant());
    }

    private static LocalDate monday() {
        return LocalDate.now(Fixtures.TASHKENT)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .plusWeeks(1);
    }

    private String counselling(Fixtures.Staff who) {
        return String.join(
                "",
                texts("select concat_ws(' ', sex, languages::text, active) from counselling.counsellor"
                        + " where centre_id = ? and staff_id = '" + who.id() + "'"));
    }

    private List<String> week(Fixtures.Staff who) {
        return texts("select weekday || ' ' || starts || '-' || ends from counselling.working_hours"
                + " where centre_id = ? and staff_id = '" + who.id() + "' order by weekday, starts");
    }

    private List<String> exceptions() {
        return texts("select kind from counselling.hours_exception where centre_id = ?");
    }

    private List<String> absences() {
        return texts("select to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
                + " from counselling.absence where centre_id = ?");
    }

    private List<String> savedRules() {
        return texts("select (minimum_notice_minutes, horizon_days, hold_minutes, most_per_day, most_per_week,"
                + " offer_minutes)::text from counselling.booking_rules where centre_id = ?");
    }

    private List<String> trail() {
        return texts("select action || ' ' || coalesce(detail, '') from audit.trail where centre_id = ?"
                + " and action like 'SETTINGS%'");
    }

    private int booked() {
        return texts("select id::text from counselling.appointment where centre_id = ? and state = 'BOOKED'")
                .size();
    }

    private List<String> texts(String sql) {
        return fixtures.jdbc()
                .sql(sql)
                .param(centre.id().id())
                .query((row, number) -> row.getString(1))
                .list();
    }
}
