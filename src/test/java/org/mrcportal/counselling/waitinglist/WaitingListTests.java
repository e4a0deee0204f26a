package org.mrcportal.counselling.waitinglist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.Fixtures.row;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.Visitor.Page;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.OpenOffers;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SuppressWarnings("NullAway.Init")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"portal.jobs=false", "test.database=waiting"})
class WaitingListTests {

    /** A Wednesday, nine in the morning in Tashkent. */
    private static final Instant WEDNESDAY_NINE = Instant.parse("2026-11-25T04:00:00Z");

    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-27");
    private static final Movable CLOCK = new Movable();

    @LocalServerPort
    int port;

    @Autowired
    Offering offering;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    OpenOffers openOffers;

    @Autowired
    WaitingLinks links;

    @TestBean
    Clock clock;

    static Clock clock() {
        return CLOCK;
    }

    private final Fixtures fixtures = new Fixtures("waiting");

    @BeforeEach
    void itIsNineOnWednesdayAndNobodyElseWaits() {
        CLOCK.now = WEDNESDAY_NINE;
        fixtures.jdbc()
                .sql("update counselling.place_offer set state = 'WITHDRAWN' where state = 'PENDING'")
                .update();
        fixtures.jdbc()
                .sql("update counselling.waiting_line set state = 'LEFT', ended_at = now() where state = 'WAITING'")
                .update();
        fixtures.jdbc().sql("delete from portal.attempt").update();
    }

    @Test
    void offersEachPlaceToOneAndNobodyTwoHoweverManyNodesLook() throws Exception {
        Fixtures.Centre centre = fixtures.centre();
        worksOnFriday(centre, 9, 0, 10, 30);
        for (int line = 0; line < 30; line++) {
            byte[] person = {(byte) (line / 2)};
            line(
                    centre,
                    "w",
                    line,
                    Map.of("person_key", person, "service_code", line % 2 == 0 ? "DOCUMENTS" : "STUDY"));
        }

        List<Callable<Boolean>> nodes = new ArrayList<>();
        for (int node = 0; node < 20; node++) {
            nodes.add(() -> {
                round();
                return true;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> node : threads.invokeAll(nodes)) {
                assertThat(node.get()).isTrue();
            }
        }
        round();

        List<Map<String, @Nullable Object>> pending = offers(centre, "PENDING");
        assertThat(pending).hasSize(3);
        assertThat(pending).extracting(offer -> offer.get("starts_at")).doesNotHaveDuplicates();
        assertThat(pending).extracting(offer -> offer.get("line_id")).doesNotHaveDuplicates();
        assertThat(pending)
                .extracting(offer -> ((byte[]) Objects.requireNonNull(offer.get("person_key")))[0])
                .doesNotHaveDuplicates();
        assertThat(held(centre)).isEqualTo(3);
    }

    @Test
    void offersAnotherTimeWhereTheCounsellorOfTheFirstFallsIll() {
        Fixtures.Centre centre = fixtures.centre();
        worksOnFriday(centre, 9, 0, 10, 0);
        UUID line = line(centre, "ill", 0, Map.of());
        round();
        fixtures.jdbc().sql("""
                        insert into counselling.absence (staff_id, centre_id, starts_at, ends_at)
                        select staff_id, centre_id, timestamptz '2026-11-27 09:00+05', timestamptz '2026-11-27 09:30+05'
                        from counselling.counsellor where centre_id = ?
                        """).param(centre.id().id()).update();
        round();
        assertThat(offers(centre, "WITHDRAWN")).hasSize(1);
        assertThat(offered(centre)).containsExactly(line);
        assertThat(held(centre)).isEqualTo(1);
    }

    @Test
    void passesAPlaceOnWhenNobodyAnswersAndEndsTheLineAfterThreeTimes() {
        Fixtures.Centre centre = fixtures.centre();
        worksOnFriday(centre, 9, 0, 9, 30);
        UUID first = line(centre, "first", 0, Map.of());
        UUID second = line(centre, "second", 1, Map.of());

        round();
        assertThat(offered(centre)).containsExactly(first);

        CLOCK.now = WEDNESDAY_NINE.plus(Duration.ofMinutes(119));
        round();
        assertThat(offered(centre)).containsExactly(first);

        CLOCK.now = WEDNESDAY_NINE.plus(Duration.ofHours(2));
        round();
        assertThat(offered(centre)).containsExactly(second);
        assertThat(held(centre)).isEqualTo(1);
        assertThat(state(first)).isEqualTo("WAITING");

        fixtures.jdbc()
                .sql("update counselling.waiting_line set unanswered = 2 where id = ?")
                .param(second)
                .update();
        CLOCK.now = WEDNESDAY_NINE.plus(Duration.ofHours(4));
        round();
        assertThat(state(second)).isEqualTo("UNANSWERED");
        assertThat(offered(centre))
                .as("nobody is asked twice about the same time")
                .isEmpty();
        assertThat(held(centre)).as("the time is free for everybody again").isZero();
    }

    @Test
    void offersToTheUrgentFirstThenToTheOldestWhomTheTimeSuits() {
        Fixtures.Centre centre = fixtures.centre();
        worksOnFriday(centre, 9, 0, 10, 0);
        line(centre, "mondays", 0, Map.of("days", new String[] {"1"}));
        UUID oldest = line(centre, "oldest", 1, Map.of());
        line(centre, "newer", 2, Map.of());
        UUID urgent = line(centre, "urgent", 3, Map.of("urgent", true));

        round();

        assertThat(offered(centre)).containsExactlyInAnyOrder(urgent, oldest);
    }

    @Test
    void endsALineAfterItsLastDay() {
        Fixtures.Centre centre = fixtures.centre();
        UUID line = line(centre, "late", 0, Map.of("last_day", LocalDate.parse("2026-11-24")));

        round();

        assertThat(state(line)).isEqualTo("OVER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "uz", "tg", "ky"})
    void somebodyWaitsIsOfferedATimeAndTakesIt(String language) {
        Fixtures.Centre centre = fixtures.centre();
        Visitor visitor = new Visitor(port);
        String answers = "?situation=LEAVING&service=DOCUMENTS&mode=IN_PERSON&centre=" + centre.code()
                + "&language=uz&sex=ANY&via=QR2345";
        String start = "/" + language + "/waiting/new" + answers;
        Page full = visitor.get("/" + language + "/book/time" + answers);
        assertThat(full.body()).contains(start.replace("&", "&amp;"));

        Page ask = whole(visitor.get(start));
        String details = visitor.post(
                        start,
                        "_csrf",
                        ask.value("_csrf").orElseThrow(),
                        "once",
                        ask.value("once").orElseThrow(),
                        "days",
                        "5",
                        "weeks",
                        "1")
                .location();
        assertThat(details).matches("/" + language + "/waiting/[\\w-]{22}/details");
        String line = details.replace("/details", "");
        whole(visitor.get(details));
        Page wrong = whole(visitor.submit(details, details, "name", "Malika", "reach", "PHONE", "phone", "12"));
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.body()).contains("Malika").contains("phone-error");
        assertThat(visitor.submit(details, details, "name", "Malika", "reach", "PHONE", "phone", "90 123 45 67")
                        .location())
                .isEqualTo(line + "/privacy");
        whole(visitor.get(line + "/privacy"));
        assertThat(visitor.submit(line + "/privacy", line + "/privacy", "agree", "true")
                        .location())
                .isEqualTo(line + "/check");
        Page check = whole(visitor.get(line + "/check"));
        assertThat(check.body()).contains("Malika");
        assertThat(visitor.submit(line + "/check", line + "/check").location()).isEqualTo(line);
        assertThat(visitor.submit(line, line + "/check").location()).as("twice").isEqualTo(line);
        Page waits = whole(visitor.get(line));
        assertThat(waits.body()).doesNotContain("Malika").doesNotContain("/take");
        assertThat(waits.header("cache-control")).contains("no-store");

        worksOnFriday(centre, 9, 0, 9, 30);
        round();
        Page offer = whole(visitor.get(line));
        assertThat(offer.body()).contains("09:00").contains("11:00").contains("/take");
        String number = offer.value("offer").orElseThrow();
        String booking = visitor.submit(line, line + "/take", "offer", number).location();

        assertThat(booking).matches("/" + language + "/bookings/[\\w-]{22}");
        assertThat(whole(visitor.get(booking)).body()).contains("09:00");
        assertThat(fixtures.jdbc()
                        .sql("select via from counselling.appointment where centre_id = ? and state = 'BOOKED'")
                        .param(centre.id().id())
                        .query(String.class)
                        .list())
                .as("counted to the code that led to the list")
                .containsExactly("QR2345");
        assertThat(visitor.submit("/en/find-booking", line + "/take", "offer", number)
                        .location())
                .isEqualTo(booking);
        assertThat(visitor.get(line).location()).isEqualTo(booking);
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from clients.client where centre_id = ?")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .single())
                .as("nobody is registered twice")
                .isEqualTo(1);
    }

    @Test
    void aPlaceIsNotTakenBeyondWhatTheCentreAllowsOnePersonButByTheDeskKnowingly() {
        Fixtures.Centre centre = fixtures.centre();
        worksOnFriday(centre, 9, 0, 9, 30);
        UUID line = line(centre, "Malika", 0, Map.of());
        ClientId client = new ClientId(fixtures.jdbc()
                .sql("select client_id from counselling.waiting_line where id = ?")
                .param(line)
                .query(UUID.class)
                .single());
        fixtures.jdbc()
                .sql("update clients.identity set phone_hash = '\\x01' where client_id = ?")
                .param(client.id())
                .update();
        round();
        Fixtures.Staff other = fixtures.staff(centre, Role.COUNSELLOR);
        for (int hour = 12; hour < 14; hour++) {
            Instant start = FRIDAY.atTime(hour, 0).atZone(Fixtures.TASHKENT).toInstant();
            fixtures.appointment(centre, other, client, start);
        }
        String page = "/en/waiting/" + links.token(line);
        Visitor visitor = new Visitor(port);

        Page refused = visitor.submit(page, page + "/take", "offer", "1");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body())
                .contains("2 bookings a day at this centre", "/take", "href=\"/ru" + page.substring(3) + "\"");
        assertThat(offered(centre)).as("the place stays kept").containsExactly(line);

        String book = "/staff/waiting-list/" + line + "/book";
        String nine = FRIDAY.atTime(9, 0).atZone(Fixtures.TASHKENT).toInstant().toString();
        Visitor desk = signedIn(fixtures.staff(centre, Role.FRONT_DESK));
        visitor.submit(page, page + "/decline", "offer", "1");
        Page warned = desk.submit(book, book, "time", nine);
        assertThat(warned.status()).isEqualTo(409);
        assertThat(warned.body()).contains("already has 2 bookings on that day", "name=\"allTheSame\"");
        assertThat(state(line)).isEqualTo("WAITING");
        assertThat(desk.submit(book, book, "time", nine, "allTheSame", "yes").status())
                .isEqualTo(303);
        assertThat(state(line)).isEqualTo("BOOKED");
    }

    @Test
    void theCheckPageShowsWhenItIsSafeAndTheCodeWord() {
        Fixtures.Centre centre = fixtures.centre();
        Visitor visitor = new Visitor(port);
        String start = "/en/waiting/new?service=DOCUMENTS&mode=IN_PERSON&language=uz&centre=" + centre.code();
        String line = visitor.submit(start, start, "weeks", "4").location().replace("/details", "");
        visitor.submit(
                line + "/details",
                line + "/details",
                "reach",
                "SELF",
                "from",
                "18",
                "until",
                "21.30",
                "codeWord",
                "plum",
                "note",
                "ask for Nodira");
        visitor.submit(line + "/privacy", line + "/privacy", "agree", "true");
        assertThat(whole(visitor.get(line + "/check")).body()).contains("18:00–21:30", "plum", "ask for Nodira");
    }

    @Test
    void whoSaysNoStaysInLineAndTheNextIsAsked() {
        Fixtures.Centre centre = fixtures.centre();
        worksOnFriday(centre, 9, 0, 9, 30);
        UUID first = line(centre, "first", 0, Map.of());
        UUID second = line(centre, "second", 1, Map.of());
        round();
        Visitor visitor = new Visitor(port);
        String page = "/en/waiting/" + links.token(first);

        assertThat(visitor.submit(page, page + "/decline", "offer", "1").status())
                .isEqualTo(303);
        round();

        assertThat(offered(centre)).containsExactly(second);
        assertThat(state(first)).isEqualTo("WAITING");
        assertThat(visitor.submit(page, page + "/take", "offer", "1").location())
                .endsWith("?gone");

        assertThat(visitor.submit(page, page + "/leave").location()).isEqualTo(page);
        assertThat(state(first)).isEqualTo("LEFT");
        String other = "/en/waiting/" + links.token(second);
        visitor.submit(other, other + "/leave");
        assertThat(held(centre)).isZero();
        assertThat(visitor.get(page).status()).isEqualTo(200);
    }

    @Test
    void standsInOneLineForAService() {
        Fixtures.Centre centre = fixtures.centre();
        assertThat(joins(centre, "Malika", "90 111 22 33").location()).doesNotContain("check");
        Page again = joins(centre, "Малика", "+998901112233");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("You wait for this at this centre already");
        assertThat(joins(centre, "Her sister", "90 111 22 33").location()).doesNotContain("check");
    }

    private Page joins(Fixtures.Centre centre, String name, String phone) {
        Visitor visitor = new Visitor(port);
        String start = "/en/waiting/new?service=DOCUMENTS&mode=IN_PERSON&language=uz&centre=" + centre.code();
        String line = visitor.submit(start, start, "weeks", "4").location().replace("/details", "");
        visitor.submit(line + "/details", line + "/details", "name", name, "reach", "PHONE", "phone", phone);
        visitor.submit(line + "/privacy", line + "/privacy", "agree", "true");
        return visitor.submit(line + "/check", line + "/check");
    }

    @Test
    void refusesNonsenseWithoutFailing() {
        Visitor visitor = new Visitor(port);
        assertThat(visitor.get("/uz/waiting/new").status()).isEqualTo(303);
        assertThat(visitor.get("/uz/waiting/new?service=X&mode=IN_PERSON&language=uz&centre=QQQ")
                        .status())
                .isEqualTo(303);
        assertThat(visitor.get("/uz/waiting/nothing").status()).isEqualTo(404);
        Fixtures.Centre centre = fixtures.centre();
        UUID line = line(centre, "first", 0, Map.of());
        String page = "/uz/waiting/" + links.token(line);
        assertThat(visitor.submit(page, page + "/take", "offer", "99999999999999")
                        .status())
                .isEqualTo(303);
        assertThat(visitor.submit(page, page + "/take", "offer", "\u0000").status())
                .isEqualTo(303);
        String start = "/uz/waiting/new?service=DOCUMENTS&mode=IN_PERSON&language=uz&centre=" + centre.code();
        Page missing = visitor.submit(start, start, "weeks", "77", "once", "x".repeat(100_000));
        assertThat(missing.status()).isEqualTo(200);
        assertThat(missing.body()).contains("weeks-error");
        assertThat(visitor.submit(start, "/ru" + start.substring(3), "switch", "1", "weeks", "4", "days", "2")
                        .location())
                .startsWith("/ru/waiting/new?")
                .contains("days=2", "weeks=4");
    }

    @Test
    void staffSeeTheirOwnCentresLineMarkRemoveAndBook() {
        Fixtures.Centre centre = fixtures.centre();
        worksOnFriday(centre, 9, 0, 9, 30);
        UUID first = line(centre, "Gulnora", 0, Map.of());
        UUID second = line(centre, "Bahrom", 1, Map.of());
        round();
        Visitor desk = signedIn(fixtures.staff(centre, Role.FRONT_DESK));
        Page list = whole(desk.get("/staff/waiting-list"));
        assertThat(list.body()).containsSubsequence("Gulnora", "11:00", "Bahrom");

        String at = "/staff/waiting-list/";
        Page unreasoned = whole(desk.submit("/staff/waiting-list", at + second + "/urgent", "reason", "x".repeat(201)));
        assertThat(unreasoned.body())
                .contains("href=\"#reason-" + second, "id=\"reason-" + second + "-error\"", "x".repeat(201))
                .doesNotContain("id=\"reason-" + first + "-error\"");
        assertThat(desk.get("/staff/waiting-list").body()).containsSubsequence("Gulnora", "Bahrom");
        desk.submit("/staff/waiting-list", at + second + "/urgent", "reason", "deadline on Monday");
        assertThat(desk.get("/staff/waiting-list").body())
                .containsSubsequence("Bahrom", "deadline on Monday", "Gulnora");
        assertThat(fixtures.jdbc()
                        .sql("select count(*) filter (where detail is null) = 1 and count(*) = 1 from audit.trail"
                                + " where subject = ? and action = 'WAITING_URGENT'")
                        .param("waiting-line:" + second)
                        .query(Boolean.class)
                        .single())
                .as("once on the trail, without anybody's words")
                .isTrue();

        desk.submit("/staff/waiting-list", at + first + "/remove");
        assertThat(state(first)).isEqualTo("REMOVED");
        assertThat(held(centre)).isZero();

        Page free = whole(desk.get(at + second + "/book"));
        String nine = FRIDAY.atTime(9, 0).atZone(Fixtures.TASHKENT).toInstant().toString();
        assertThat(free.body()).contains(nine);
        assertThat(desk.submit(at + second + "/book", at + second + "/book", "time", nine)
                        .location())
                .isEqualTo("/staff?day=2026-11-27");
        assertThat(state(second)).isEqualTo("BOOKED");
        assertThat(desk.get(at + second + "/book").status()).isEqualTo(404);
        assertThat(desk.get(at + "nonsense/book").status()).isEqualTo(404);

        UUID third = line(centre, "Sanjar", 2, Map.of());
        Visitor elsewhere = signedIn(fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER));
        assertThat(elsewhere.get("/staff/waiting-list").body()).doesNotContain("Sanjar");
        assertThat(elsewhere.get("/staff/waiting-list?centre=" + centre.code()).status())
                .isEqualTo(404);
        assertThat(elsewhere.get(at + third + "/book").status()).isEqualTo(404);
        assertThat(elsewhere
                        .submit("/staff/waiting-list", at + third + "/remove")
                        .status())
                .isEqualTo(404);
        assertThat(signedIn(fixtures.staff(centre, Role.OUTREACH_OFFICER))
                        .get("/staff/waiting-list")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anOfferIsOpenUntilItsPlaceIsGone() {
        Fixtures.Centre centre = fixtures.centre();
        worksOnFriday(centre, 9, 0, 9, 30);
        UUID line = line(centre, "Gulnora", 0, Map.of());
        round();
        assertThat(isOpen(centre, line, 1)).isTrue();
        assertThat(isOpen(centre, line, 2)).isFalse();
        fixtures.jdbc()
                .sql("update counselling.appointment set state = 'EXPIRED' where centre_id = ? and state = 'HELD'")
                .param(centre.id().id())
                .update();
        assertThat(isOpen(centre, line, 1)).isFalse();
    }

    private boolean isOpen(Fixtures.Centre centre, UUID line, int number) {
        return Scope.of(centre.id().id())
                .call(() -> new TransactionTemplate(transactions).execute(status -> openOffers.isOpen(line, number)));
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        assertThat(visitor.signIn(staff.username(), Fixtures.PASSWORD).status()).isEqualTo(303);
        return visitor;
    }

    private void round() {
        Scope.network().run(offering::run);
    }

    /** A page without a key that has no text. */
    private static Page whole(Page page) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("??").doesNotContain("waiting.").doesNotContain("counselling.");
        return page;
    }

    /** A counsellor who is there on Fridays only. */
    private void worksOnFriday(Fixtures.Centre centre, int fromHour, int fromMinute, int untilHour, int untilMinute) {
        Fixtures.Staff counsellor = fixtures.counsellor(centre);
        fixtures.jdbc()
                .sql("delete from counselling.working_hours where staff_id = ?")
                .param(counsellor.id().id())
                .update();
        fixtures.insert(
                "counselling.working_hours",
                row("staff_id", counsellor.id().id(), "centre_id", centre.id().id(), "weekday", 5),
                Map.of("starts", LocalTime.of(fromHour, fromMinute), "ends", LocalTime.of(untilHour, untilMinute)));
    }

    /** Somebody who waits for an hour about documents until Friday. */
    private UUID line(
            Fixtures.Centre centre, String name, int minutesLater, Map<String, ? extends @Nullable Object> columns) {
        ClientId client = fixtures.client(centre, name);
        UUID id = WaitingLine.nextId();
        var line = row("id", id, "version", 0L, "centre_id", centre.id().id(), "client_id", client.id());
        line.put("state", "WAITING");
        line.put("service_code", "DOCUMENTS");
        line.put("mode", "IN_PERSON");
        line.put("language", "uz");
        line.put("page_language", "uz");
        line.put("needs", new String[0]);
        line.put("days", new String[0]);
        line.put("parts", new String[0]);
        line.put("last_day", FRIDAY);
        line.put("urgent", false);
        line.put("joined_at", WEDNESDAY_NINE.minus(Duration.ofHours(3)).plus(Duration.ofMinutes(minutesLater)));
        line.put("offers", 0);
        line.put("unanswered", 0);
        line.put("token_hash", links.hash(links.token(id)));
        line.put("once", UUID.randomUUID());
        fixtures.insert("counselling.waiting_line", line, columns);
        return id;
    }

    private List<Map<String, @Nullable Object>> offers(Fixtures.Centre centre, String state) {
        return fixtures.jdbc()
                .sql("select * from counselling.place_offer where centre_id = ? and state = ?")
                .params(centre.id().id(), state)
                .query()
                .listOfRows();
    }

    private List<UUID> offered(Fixtures.Centre centre) {
        return offers(centre, "PENDING").stream()
                .map(offer -> (UUID) Objects.requireNonNull(offer.get("line_id")))
                .toList();
    }

    private int held(Fixtures.Centre centre) {
        return fixtures.jdbc()
                .sql("select count(*) from counselling.appointment where centre_id = ? and state = 'HELD'")
                .param(centre.id().id())
                .query(Integer.class)
                .single();
    }

    private String state(UUID line) {
        return fixtures.jdbc()
                .sql("select state from counselling.waiting_line where id = ?")
                .param(line)
                .query(String.class)
                .single();
    }

    private static final class Movable extends Clock {

        private volatile Instant now = WEDNESDAY_NINE;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
