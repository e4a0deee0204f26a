package org.mrcportal.counselling.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Many counsellors press at once. */
@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
class CallRaceTests {

    private static final int COUNSELLORS = 20;
    private static final int WAITING = 50;

    @Autowired
    private MockMvcTester mvc;

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff desk;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        desk = fixtures.staff(centre, Role.FRONT_DESK);
    }

    private record Call(int number, UUID by) {}

    @Test
    void twentyWhoInviteFromFiftyCallNobodyTwiceAndSkipNobody() throws Exception {
        walkIns(WAITING);
        List<Fixtures.Staff> counsellors = IntStream.range(0, COUNSELLORS)
                .mapToObj(i -> fixtures.counsellor(centre))
                .toList();
        CyclicBarrier together = new CyclicBarrier(COUNSELLORS);
        List<Callable<Boolean>> all = new ArrayList<>();
        for (Fixtures.Staff counsellor : counsellors) {
            all.add(() -> {
                together.await();
                for (int i = 0; i < 3; i++) {
                    next(counsellor, UUID.randomUUID());
                }
                return true;
            });
        }
        run(all);

        List<Call> calls = calls();
        assertThat(calls)
                .extracting(Call::number)
                .isEqualTo(IntStream.rangeClosed(1, WAITING).boxed().toList());
        assertThat(audited("TICKET_CALLED")).as("each is called once").isEqualTo(WAITING);
    }

    @Test
    void theFirstTwentyOfFiftyAreCalledByTwentyPresses() throws Exception {
        walkIns(WAITING);
        List<Callable<Boolean>> all = IntStream.range(0, COUNSELLORS)
                .mapToObj(i -> fixtures.counsellor(centre))
                .<Callable<Boolean>>map(counsellor -> () -> next(counsellor, UUID.randomUUID()))
                .toList();
        run(all);
        assertThat(calls())
                .extracting(Call::number)
                .isEqualTo(IntStream.rangeClosed(1, COUNSELLORS).boxed().toList());
        assertThat(calls()).extracting(Call::by).doesNotHaveDuplicates();
    }

    @Test
    void onePressThatComesTwelveTimesInvitesOnePerson() throws Exception {
        walkIns(5);
        Fixtures.Staff counsellor = fixtures.counsellor(centre);
        UUID press = UUID.randomUUID();
        run(IntStream.range(0, 12)
                .<Callable<Boolean>>mapToObj(i -> () -> next(counsellor, press))
                .toList());
        assertThat(calls()).extracting(Call::number).containsExactly(1);
    }

    @Test
    void oneOfTwentyWhoStartWithTheSamePersonReceivesIt() throws Exception {
        walkIns(1);
        UUID person = fixtures.jdbc()
                .sql("select id from counselling.walk_in where centre_id = ?")
                .param(centre.id().id())
                .query(UUID.class)
                .single();
        List<String> answers = new ArrayList<>();
        List<Callable<String>> all = IntStream.range(0, COUNSELLORS)
                .mapToObj(i -> fixtures.counsellor(centre))
                .<Callable<String>>map(counsellor -> () -> String.valueOf(mvc.post()
                        .uri("/staff/queue/" + person + "/started")
                        .param("from", "queue")
                        .with(csrf())
                        .with(counsellor.signedIn())
                        .exchange()
                        .getResponse()
                        .getRedirectedUrl()))
                .toList();
        try (var threads = Executors.newFixedThreadPool(COUNSELLORS)) {
            for (var answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers.stream().filter(url -> url.startsWith("/staff/consultations/new")))
                .hasSize(1);
    }

    /** Arrivals, calls, holds and starts of booked people and walk-ins at once: no deadlock, no number given twice. */
    @Test
    void everythingAtOnceLeavesEachPersonInOnePlace() throws Exception {
        List<Fixtures.Staff> counsellors =
                IntStream.range(0, 8).mapToObj(i -> fixtures.counsellor(centre)).toList();
        walkIns(10);
        List<UUID> bookings = counsellors.stream()
                .map(counsellor -> fixtures.appointment(centre, counsellor, fixtures.client(centre), soon())
                        .id())
                .toList();
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Fixtures.Staff counsellor = counsellors.get(i);
            UUID booking = bookings.get(i);
            all.add(() -> post("/staff/appointments/" + booking + "/arrived", desk));
            all.add(() -> next(counsellor, UUID.randomUUID()));
            all.add(() -> add());
            all.add(() -> next(counsellor, UUID.randomUUID()));
            all.add(() -> post("/staff/appointments/" + booking + "/undo", desk));
            all.add(() -> post("/staff/appointments/" + booking + "/arrived", desk));
            all.add(() -> next(counsellor, UUID.randomUUID()));
        }
        run(all);
        List<Integer> numbers = fixtures.jdbc()
                .sql("select number from counselling.ticket where centre_id = ? order by number")
                .param(centre.id().id())
                .query((row, number) -> row.getInt(1))
                .list();
        assertThat(numbers).doesNotHaveDuplicates().hasSize(26);
    }

    /** In ten minutes, or at the last minute of the day. */
    private static Instant soon() {
        ZonedDateTime now = ZonedDateTime.now(Fixtures.TASHKENT);
        ZonedDateTime last = now.toLocalDate().atTime(23, 59).atZone(Fixtures.TASHKENT);
        return (now.plusMinutes(10).isBefore(last) ? now.plusMinutes(10) : last).toInstant();
    }

    private void walkIns(int many) {
        for (int i = 0; i < many; i++) {
            assertThat(add()).isTrue();
        }
    }

    private boolean add() {
        return mvc.post()
                        .uri("/staff/queue")
                        .with(csrf())
                        .with(desk.signedIn())
                        .param("once", UUID.randomUUID().toString())
                        .param("centre", centre.code())
                        .param("language", "ru")
                        .exchange()
                        .getResponse()
                        .getStatus()
                == 303;
    }

    private boolean next(Fixtures.Staff who, UUID press) {
        return mvc.post()
                        .uri("/staff/queue/next")
                        .with(csrf())
                        .with(who.signedIn())
                        .param("centre", centre.code())
                        .param("press", press.toString())
                        .exchange()
                        .getResponse()
                        .getStatus()
                == 303;
    }

    private boolean post(String path, Fixtures.Staff who) {
        return mvc.post()
                        .uri(path)
                        .with(csrf())
                        .with(who.signedIn())
                        .exchange()
                        .getResponse()
                        .getStatus()
                == 303;
    }

    private static void run(List<Callable<Boolean>> all) throws Exception {
        try (var threads = Executors.newFixedThreadPool(COUNSELLORS)) {
            for (var answer : threads.invokeAll(all)) {
                assertThat(answer.get()).isTrue();
            }
        }
    }

    private List<Call> calls() {
        return fixtures.jdbc()
                .sql("select number, called_by from counselling.ticket where centre_id = ? and standing = 'CALLED'"
                        + " order by number")
                .param(centre.id().id())
                .query((row, number) -> new Call(row.getInt(1), row.getObject(2, UUID.class)))
                .list();
    }

    private int audited(String action) {
        return fixtures.jdbc()
                .sql("select count(*) from audit.trail where centre_id = ? and action = ?")
                .params(centre.id().id(), action)
                .query(Integer.class)
                .single();
    }
}
