package org.mrcportal.counselling.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Import(Statements.class)
@SuppressWarnings("NullAway.Init")
@SpringBootTest(properties = {"portal.jobs=false", "test.database=month_statements"})
class MonthStatementsTests {

    private static final int MOST_STATEMENTS = 4;

    @Autowired
    Rosters rosters;

    @Autowired
    Centres centres;

    @Autowired
    PlatformTransactionManager transactions;

    private final Fixtures fixtures = new Fixtures("month_statements");

    @Test
    void areFourAtMostForTenCounsellorsAndTenThousandVisits() {
        Fixtures.Centre centre = fixtures.centre();
        LocalDate monday = LocalDate.now(Fixtures.TASHKENT).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        for (int number = 0; number < 10; number++) {
            Fixtures.Staff counsellor = fixtures.counsellor(centre);
            fixtures.jdbc()
                    .sql("""
                            insert into counselling.appointment
                                (id, version, centre_id, counsellor_id, state, service_code, mode, language, page_language,
                                 needs, starts_at, ends_at, held_until, token_hash, second_facts, once, sequence)
                            select gen_random_uuid(), 0, :centre, :counsellor, 'HELD', 'DOCUMENTS', 'PHONE', 'uz', 'uz', '{}',
                                   slot, slot + interval '10 minutes', now() + interval '1 day',
                                   sha256((:counsellor || slot::text)::bytea), '{}', gen_random_uuid(), 0
                            from (select (:monday::date + d * interval '1 day' + interval '4 hours' + n * interval '12 minutes')
                                         at time zone 'UTC' as slot
                                  from generate_series(0, 24) d, generate_series(0, 39) n) slots
                            """)
                    .param("centre", centre.id().id())
                    .param("counsellor", counsellor.id().id())
                    .param("monday", monday.toString())
                    .update();
        }
        fixtures.jdbc().sql("analyze counselling.appointment").update();
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from counselling.appointment where centre_id = ?")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(10_000);

        read(centre, monday);
        Statements.forget();
        int free = read(centre, monday);

        assertThat(free).isPositive();
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(MOST_STATEMENTS);
    }

    private int read(Fixtures.Centre centre, LocalDate monday) {
        CentreCard card = Scope.network()
                .call(() -> centres.byId(centre.id(), Language.EN).orElseThrow());
        TimeSlot month = new TimeSlot(
                monday.atStartOfDay(Fixtures.TASHKENT).toInstant(),
                monday.plusDays(30).atStartOfDay(Fixtures.TASHKENT).toInstant());
        Statements.forget();
        return Scope.network()
                .call(() -> java.util.Objects.requireNonNull(new TransactionTemplate(transactions)
                        .execute(status -> rosters.during(card, month, null)
                                .roster()
                                .freeTimes(
                                        new Talk(Duration.ofMinutes(10), "uz", null), month.startsAt(), month.endsAt())
                                .size())));
    }
}
