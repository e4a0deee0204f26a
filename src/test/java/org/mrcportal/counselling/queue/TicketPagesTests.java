package org.mrcportal.counselling.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.Visitor.Page;
import org.mrcportal.accounts.Role;
import org.mrcportal.shared.Language;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.convention.TestBean;

/** What somebody reads who waits, and what the hall's screen shows. */
@SuppressWarnings("NullAway.Init")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"portal.jobs=false", "test.database=tickets"})
@Import(Statements.class)
class TicketPagesTests {

    private static final int MOST = 6;
    private static final int MOST_BYTES = 6 * 1024;

    /** It goes on, as clocks do, so that people come one after the other. */
    private static final Clock FROM_MIDDAY =
            Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse("2026-11-25T07:00:00Z")));

    @LocalServerPort
    int port;

    @TestBean
    Clock clock;

    static Clock clock() {
        return FROM_MIDDAY;
    }

    private final Fixtures fixtures = new Fixtures("tickets");
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;
    private Visitor staff;

    @BeforeEach
    void openACentre() {
        fixtures.jdbc().sql("delete from portal.attempt").update();
        centre = fixtures.centre();
        counsellor = fixtures.staff(centre, Role.COUNSELLOR, Role.CENTRE_MANAGER);
        fixtures.counselsAt(centre, counsellor, Map.of());
        staff = new Visitor(port);
        staff.signIn(counsellor.username(), Fixtures.PASSWORD);
    }

    @Test
    void theTicketNamesTheNumberAndAPageWithoutNameOrService() {
        Page paper = staff.get(ticket("uz"));
        assertThat(paper.body())
                .contains("<b>1</b>", "<path d=\"M", "/uz/tickets/")
                .doesNotContain("STUDY", "study");
        Page page = new Visitor(port).get(address(paper));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("1-raqam", "Keyingi navbat sizniki").doesNotContain("oʻqish", "study");
        assertThat(page.header("cache-control")).contains("no-store");
        assertThat(page.header("refresh")).isEqualTo("30");
    }

    @Test
    void theHolderSeesHowManyComeFirstAndWhereToGo() {
        ticket("ru");
        String second = address(staff.get(ticket("ru")));
        Visitor holder = new Visitor(port);
        assertThat(english(holder, second).body()).contains("1 person before you", "We cannot say yet");
        desks("2", "3");
        next("2");
        next("3");
        assertThat(english(holder, second).body()).contains("It is your turn. Please come to: 3");
    }

    @Test
    void whoeverWasNotThereKeepsThePlaceAndSaysSoWhenBack() {
        String ticket = ticket("en");
        String page = address(staff.get(ticket));
        ticket("en");
        next("");
        staff.submit("/staff/queue", ticket.replace("/ticket", "/held"));
        Visitor holder = new Visitor(port);
        assertThat(holder.get(page).body()).contains("you were not there");
        assertThat(holder.submit(page, page + "/back").status()).isEqualTo(303);
        assertThat(holder.get(page).body()).contains("You are next");
    }

    @Test
    void theHolderLeavesTheLineAfterAQuestion() {
        String page = address(staff.get(ticket("en")));
        Visitor holder = new Visitor(port);
        assertThat(holder.get(page + "/leave").body()).contains("Number 1 will not be called");
        assertThat(states()).isEqualTo("WAITING");
        assertThat(holder.submit(page + "/leave", page + "/leave").status()).isEqualTo(303);
        assertThat(holder.get(page).body()).contains("You have left the line");
        assertThat(holder.get(page).header("refresh"))
                .as("nothing changes any more")
                .isEmpty();
        assertThat(states()).isEqualTo("LEFT");
    }

    @Test
    void aBookedHolderWhoLeavesHasTheBookingAsBefore() {
        UUID booking = arrived();
        String page = english(address(staff.get("/staff/queue/" + booking + "/ticket")));
        Visitor holder = new Visitor(port);
        assertThat(holder.get(page).body()).contains("Number 1");
        holder.submit(page + "/leave", page + "/leave");
        assertThat(bookingState(booking)).isEqualTo("BOOKED");
        assertThat(holder.get(page).body()).contains("You have left the line");
        staff.submit("/staff", "/staff/appointments/" + booking + "/arrived");
        assertThat(holder.get(page).body()).as("came back after all").contains("You are next");
    }

    @Test
    void theReaderMayStopThePageFromComingAgain() {
        String page = english(address(staff.get(ticket("en"))));
        Visitor holder = new Visitor(port);
        assertThat(holder.get(page).body()).contains("every 30 seconds", page + "?still=1");
        Page still = holder.get(page + "?still=1");
        assertThat(still.header("refresh")).isEmpty();
        assertThat(still.body()).contains("Look again now");
    }

    @Test
    void aTicketOfYesterdayIsOver() {
        String page = english(address(staff.get(ticket("en"))));
        fixtures.jdbc()
                .sql("update counselling.ticket set day = day - 1 where centre_id = ?")
                .param(centre.id().id())
                .update();
        assertThat(new Visitor(port).get(page).body()).contains("was for another day");
        new Visitor(port).submit(page, page + "/leave");
        assertThat(states()).isEqualTo("WAITING");
    }

    @Test
    void theEstimateFollowsTheTalksThatWereMeasured() {
        for (int talk = 0; talk < 12; talk++) {
            talk(clock.instant().minus(Duration.ofDays(2)).minus(Duration.ofHours(talk)));
        }
        talk(clock.instant().minus(Duration.ofMinutes(50)));
        String page = english(address(staff.get(ticket("en"))));
        assertThat(new Visitor(port).get(page).body()).contains("Less than 20 minutes");
        ticket("en");
        String third = english(address(staff.get(ticket("en"))));
        assertThat(new Visitor(port).get(third).body()).contains("About 40 to 60 minutes");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyLanguageIsSmallAndTakesFewStatements(Language language) throws IOException {
        String page = address(staff.get(ticket("en"))).replace("/en/", "/" + language.code() + "/");
        Visitor holder = new Visitor(port);
        Statements.forget();
        Page shown = holder.get(page);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(MOST);
        for (int more = 0; more < 5; more++) {
            ticket("en");
        }
        Statements.forget();
        shown = holder.get(page);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(MOST);
        assertThat(zipped(shown)).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(shown.body()).doesNotContain("??");
    }

    @Test
    void anythingThatIsNoSecretOfOursIsNotThere() {
        Visitor stranger = new Visitor(port);
        for (String secret : new String[] {
            "A".repeat(22), "x", "%00", "a".repeat(5000), UUID.randomUUID().toString()
        }) {
            for (String kind : new String[] {"tickets", "screens"}) {
                assertThat(stranger.get("/en/" + kind + "/" + secret).status())
                        .as(secret)
                        .isIn(400, 404);
            }
        }
    }

    @Test
    void theScreenShowsNumbersAndDesksOnlyUntilItIsSwitchedOff() {
        desks("2", "Room 14");
        String settings = "/manage/settings/" + centre.code() + "/queue";
        staff.submit(settings, settings + "/screen", "once", UUID.randomUUID().toString());
        String screen = address(staff.get(settings), "screens");
        for (int number = 0; number < 4; number++) {
            ticket("en");
        }
        next("2");
        next("Room 14");
        Visitor hall = new Visitor(port);
        Statements.forget();
        Page shown = hall.get(screen);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(MOST);
        assertThat(shown.header("refresh")).isEqualTo("10");
        assertThat(shown.body())
                .containsSubsequence("<b>2</b>", "Room 14", "<b>1</b>", "<span>2</span>", "<li>3</li>", "<li>4</li>")
                .doesNotContain("<script", counsellor.name());
        assertThat(hall.cookie("portal")).isEmpty();

        staff.submit(settings, settings + "/screen", "once", UUID.randomUUID().toString());
        assertThat(hall.get(screen).status())
                .as("a new address takes its place")
                .isEqualTo(404);
        String renewed = address(staff.get(settings), "screens");
        assertThat(hall.get(renewed).status()).isEqualTo(200);
        staff.submit(settings, settings + "/screen/revoke");
        assertThat(hall.get(renewed).status()).isEqualTo(404);
    }

    private String ticket(String language) {
        return staff.submit(
                        "/staff/queue",
                        "/staff/queue",
                        "once",
                        UUID.randomUUID().toString(),
                        "centre",
                        centre.code(),
                        "language",
                        language,
                        "service",
                        "STUDY")
                .location();
    }

    private UUID arrived() {
        UUID id = fixtures.appointment(
                        centre,
                        counsellor,
                        fixtures.client(centre),
                        clock.instant().plusSeconds(60),
                        Map.of())
                .id();
        staff.submit("/staff", "/staff/appointments/" + id + "/arrived");
        return id;
    }

    private void talk(Instant startedAt) {
        fixtures.insert(
                "counselling.walk_in",
                Fixtures.row(
                        "id", UUID.randomUUID(),
                        "version", 0L,
                        "centre_id", centre.id().id(),
                        "day", LocalDate.ofInstant(startedAt, Fixtures.TASHKENT),
                        "ticket", 100 + (int) (clock.instant().getEpochSecond() - startedAt.getEpochSecond()) / 60,
                        "language", "uz",
                        "state", "COMPLETED",
                        "counsellor_id", counsellor.id().id(),
                        "arrived_at", startedAt.minusSeconds(300),
                        "started_at", startedAt,
                        "finished_at", startedAt.plus(Duration.ofMinutes(20)),
                        "once", UUID.randomUUID()),
                Map.of());
    }

    private void next(String desk) {
        assertThat(staff.submit(
                                "/staff/queue",
                                "/staff/queue/next",
                                "centre",
                                centre.code(),
                                "desk",
                                desk,
                                "press",
                                UUID.randomUUID().toString())
                        .status())
                .isEqualTo(303);
    }

    private void desks(String... names) {
        String settings = "/manage/settings/" + centre.code() + "/queue";
        assertThat(staff.submit(settings, settings, "patience", "40", "desks", String.join("\n", names))
                        .status())
                .isEqualTo(303);
    }

    private static Page english(Visitor visitor, String page) {
        return visitor.get(english(page));
    }

    private static String english(String page) {
        return page.replaceFirst("^/../", "/en/");
    }

    private static String address(Page paper) {
        return address(paper, "tickets");
    }

    /** The first public address of the kind on a page, without the host. */
    private static String address(Page page, String kind) {
        var found = java.util.regex.Pattern.compile("href=\"https?://[^/\"]+(/../" + kind + "/[A-Za-z0-9_-]{22})\"")
                .matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private String states() {
        return fixtures.jdbc()
                .sql("select string_agg(state, ' ') from counselling.walk_in where centre_id = ?")
                .param(centre.id().id())
                .query(String.class)
                .single();
    }

    private String bookingState(UUID id) {
        return fixtures.jdbc()
                .sql("select state from counselling.appointment where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private static int zipped(Page page) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(page.body().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }
}
