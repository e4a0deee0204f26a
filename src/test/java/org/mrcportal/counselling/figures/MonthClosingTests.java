package org.mrcportal.counselling.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.centres.Stretch;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.ConsultationId;
import org.mrcportal.counselling.CounsellingFigures;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Totals of closed months are what the records give, whatever happens to the records afterwards. */
@SpringBootTest(properties = "portal.jobs=false")
class MonthClosingTests {

    private static final ZoneId BISHKEK = ZoneId.of("Asia/Bishkek");
    private static final Clock NOVEMBER = Clock.fixed(Instant.parse("2026-11-23T06:00:00Z"), ZoneOffset.UTC);
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    @Autowired
    CounsellingFigures figures;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private final Fixtures fixtures = new Fixtures();
    private final Random random = new Random(7);
    private Centre tashkent = new Centre(org.mrcportal.centres.CentreId.next(), "");
    private Centre osh = tashkent;
    private List<ClientId> clients = List.of();
    private List<Staff> counsellors = List.of();
    private final List<ConsultationId> consultations = new ArrayList<>();

    @BeforeEach
    void recordHalfAYear() {
        tashkent = fixtures.centre();
        osh = fixtures.centre(Map.of("zone", BISHKEK.getId(), "region_code", "KG-GO"));
        clients = Stream.generate(() -> fixtures.client(osh)).limit(25).toList();
        counsellors = List.of(fixtures.counsellor(tashkent), fixtures.counsellor(osh));
        for (int i = 0; i < 250; i++) {
            record(JUNE.plus(Duration.ofMinutes(random.nextInt(176 * 24 * 60))));
        }
        for (int i = 0; i < 120; i++) {
            Instant time = JUNE.plus(Duration.ofHours(i * 35L));
            String state = List.of("BOOKED", "COMPLETED", "COMPLETED", "NO_SHOW", "CANCELLED", "EXPIRED")
                    .get(random.nextInt(6));
            fixtures.appointment(
                    osh,
                    counsellors.get(1),
                    clients.get(random.nextInt(25)),
                    time,
                    state.equals("EXPIRED")
                            ? Map.of("state", state)
                            : Map.of("state", state, "booked_at", time.minusSeconds(random.nextInt(1_000_000))));
        }
    }

    @Test
    void closedMonthsCountTheSameAsTheirRecords() {
        List<Set<Object>> live = answers();
        close();
        assertThat(closedBefore(osh)).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(answers()).isEqualTo(live);
    }

    @Test
    void whateverChangesARecordOpensItsMonthAndAllLaterOnes() {
        close();
        record(Instant.parse(
                "2026-08-31T17:59:59Z")); // the last second of August in Osh, and September begins in an hour in
        // Tashkent
        assertThat(closedBefore(osh)).isEqualTo(LocalDate.of(2026, 8, 1));
        assertThat(closedBefore(tashkent)).isEqualTo(LocalDate.of(2026, 11, 1));
        stillAgrees();

        fixtures.jdbc()
                .sql(
                        "update counselling.consultation set started_at = '2026-07-10T10:00:00Z', main_topic = 'STUDY' where id = ?")
                .param(consultations.getLast().id())
                .update();
        assertThat(closedBefore(osh)).isEqualTo(LocalDate.of(2026, 7, 1));
        stillAgrees();

        fixtures.jdbc()
                .sql("delete from counselling.consultation where centre_id = ? and started_at < '2026-07-15T00:00:00Z'")
                .param(osh.id().id())
                .update();
        assertThat(closedBefore(osh)).isEqualTo(LocalDate.of(2026, 6, 1));
        stillAgrees();

        fixtures.jdbc().sql("""
                        update counselling.appointment set state = 'NO_SHOW' where id = (
                            select id from counselling.appointment where centre_id = ? and state = 'COMPLETED'
                              and starts_at >= '2026-09-02T00:00:00Z' order by starts_at limit 1)
                        """).param(osh.id().id()).update();
        assertThat(closedBefore(osh)).isEqualTo(LocalDate.of(2026, 9, 1));
        stillAgrees();
    }

    @Test
    void aRecordOfTheRunningMonthOpensNothing() {
        close();
        record(Instant.parse("2026-11-20T10:00:00Z"));
        assertThat(closedBefore(osh)).isEqualTo(LocalDate.of(2026, 11, 1));
        stillAgrees();
    }

    /** A month is being closed while somebody logs late: the closing waits, or the month is opened again. */
    @Test
    void aRecordIsCountedHoweverClosingAndLoggingRace() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 5; i++) {
                var start = new CountDownLatch(1);
                Future<?> closing = threads.submit(() -> {
                    start.await();
                    close();
                    return true;
                });
                Future<?> logging = threads.submit(() -> {
                    start.await();
                    record(Instant.parse("2026-06-15T10:00:00Z"));
                    record(Instant.parse("2026-10-15T10:00:00Z"));
                    return true;
                });
                start.countDown();
                closing.get();
                logging.get();
                List<Set<Object>> now = answers();
                openAll();
                assertThat(now).isEqualTo(answers());
            }
        }
    }

    @Test
    void totalsOfAnotherCentreAreOutOfSight() {
        close();
        Scope.of(tashkent.id().id())
                .run(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(status -> assertThat(
                                        jdbc.sql("select count(*) from counselling.month_figure where centre_id = ?")
                                                .param(osh.id().id())
                                                .query(Integer.class)
                                                .single())
                                .isZero()));
    }

    private void stillAgrees() {
        List<Set<Object>> half = answers();
        close();
        List<Set<Object>> closed = answers();
        openAll();
        List<Set<Object>> live = answers();
        assertThat(half).isEqualTo(live);
        assertThat(closed).isEqualTo(live);
        close();
    }

    private void record(Instant time) {
        consultations.add(fixtures.consultation(
                osh,
                counsellors.get(1),
                random.nextInt(4) == 0 ? null : clients.get(random.nextInt(25)),
                time,
                Map.of(
                        "contact_type", random.nextBoolean() ? "FIRST" : "FOLLOW_UP",
                        "main_topic", random.nextBoolean() ? "LEGAL_WORK" : "ASYLUM",
                        "sex", random.nextBoolean() ? "F" : "M")));
    }

    /** What is answered for periods that end and begin inside months, between them, and on their edges. */
    private List<Set<Object>> answers() {
        return Stream.of(
                        "2026-06-01 2026-11-30",
                        "2026-07-15 2026-10-14",
                        "2026-09-01 2026-09-30",
                        "2026-09-02 2026-09-29",
                        "2026-08-01 2026-11-10",
                        "2025-01-01 2027-12-31")
                .map(days -> Scope.of(List.of(tashkent.id().id(), osh.id().id()))
                        .call(() -> figures.over(stretches(
                                LocalDate.parse(days.substring(0, 10)), LocalDate.parse(days.substring(11))))))
                .map(f -> {
                    Set<Object> all = new HashSet<>(f.counts());
                    all.addAll(f.persons());
                    all.addAll(f.waits());
                    return all;
                })
                .toList();
    }

    private List<Stretch> stretches(LocalDate first, LocalDate last) {
        return List.of(
                new Stretch(0, tashkent.id(), Fixtures.TASHKENT, first, last),
                new Stretch(0, osh.id(), BISHKEK, first, last),
                new Stretch(1, osh.id(), BISHKEK, first.minusMonths(2), first.minusDays(1)));
    }

    private void close() {
        new MonthClosing(jdbc, transactions, NOVEMBER).closeWhatIsOver();
    }

    private void openAll() {
        fixtures.jdbc().sql("delete from counselling.month_closing").update();
    }

    private LocalDate closedBefore(Centre centre) {
        return fixtures.jdbc()
                .sql("select closed_before from counselling.month_closing where centre_id = ?")
                .param(centre.id().id())
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .optional()
                .orElse(LocalDate.of(2026, 11, 1)); // nothing there, nothing to open
    }
}
