package org.mrcportal.counselling.figures;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.shared.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts months that are over once and for all, or until one of their records changes: the database opens them again by
 * itself (V060). A month is closed with the same statement that counts open ones.
 */
@Service
class MonthClosing {

    /** Most of what is logged late is logged by then. */
    private static final int DAYS_OF_GRACE = 3;

    /** Contacts and appointments of one month of one centre; a client's PERSON is the month of the contact before. */
    private static final String CLOSE =
            """
            with month as (
                select :centre::uuid as centre_id, cast(:month as timestamp) at time zone :zone as starts,
                       (cast(:month as timestamp) + interval '1 month') at time zone :zone as ends),
            contact as materialized (
                select c.* from month m join counselling.consultation c
                  on c.centre_id = m.centre_id and c.started_at >= m.starts and c.started_at < m.ends),
            booking as materialized (
                select %s as state, %s as days, %s as language from month m join counselling.appointment r
                  on r.centre_id = m.centre_id and r.starts_at >= m.starts and r.starts_at < m.ends
                where r.state not in ('HELD', 'EXPIRED'))
            insert into counselling.month_figure (centre_id, month, dimension, value, number)
            select :centre, :month, dimension, value, count(*) from (
                select x.dimension, x.value from contact c cross join lateral (values
                    ('CONTACT_TYPE', c.contact_type),
                    ('ANONYMITY', case when c.client_id is null then 'ANONYMOUS' else 'CODED' end),
                    ('TOPIC', c.main_topic), ('DESTINATION', coalesce(c.destination, '')),
                    ('SEX_AGE', c.sex || ':' || c.age_group), ('REGION', coalesce(c.region_code, '')),
                    ('LANGUAGE', c.language), ('MODE', c.mode)) x (dimension, value)
                union all
                select 'PERSON', coalesce((
                    select to_char(max(b.started_at) at time zone :zone, 'YYYY-MM') from counselling.consultation b, month m
                    where b.client_id = p.client_id and b.centre_id = m.centre_id and b.started_at < m.starts), '')
                from (select distinct client_id from contact where client_id is not null) p
                union all
                select 'APPOINTMENT_STATE', state from booking
                union all
                select 'VISIT_LANGUAGE', language from booking
                union all
                select 'WAIT', days || ' ' || language from booking where state = 'ATTENDED') counted (dimension, value)
            group by dimension, value
            """.formatted(FiguresInTheDatabase.STATE, FiguresInTheDatabase.DAYS, FiguresInTheDatabase.VISIT_LANGUAGE);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MonthClosing(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Place(UUID centre, ZoneId zone) {}

    /** Says when: every quarter of an hour, by one node. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> monthClosingTask(MonthClosing closing) {
            return Tasks.recurring("month-closing", FixedDelay.ofMinutes(15))
                    .execute((task, context) -> closing.closeWhatIsOver());
        }
    }

    /** Closes every month of every centre that is over, each in a transaction of its own. */
    void closeWhatIsOver() {
        List<Place> places = jdbc.sql("select id, zone from centres.centre order by position")
                .query((row, number) -> new Place(row.getObject("id", UUID.class), ZoneId.of(row.getString("zone"))))
                .list();
        for (Place place : places) {
            LocalDate over = LocalDate.ofInstant(clock.instant(), place.zone()).minusDays(DAYS_OF_GRACE);
            Scope.of(place.centre()).run(() -> {
                boolean more = true;
                while (more) {
                    more = Boolean.TRUE.equals(transaction.execute(status -> closeNext(place, YearMonth.from(over))));
                }
            });
        }
    }

    /** @return whether there was a month to close */
    private boolean closeNext(Place place, YearMonth open) {
        jdbc.sql("select pg_advisory_xact_lock(counselling.closing_lock(?))")
                .param(place.centre())
                .query((row, number) -> true)
                .list();
        Optional<LocalDate> next =
                next(place).filter(month -> YearMonth.from(month).isBefore(open));
        next.ifPresent(month -> close(place, month));
        return next.isPresent();
    }

    private Optional<LocalDate> next(Place place) {
        return jdbc.sql("""
                        select coalesce(
                            (select closed_before from counselling.month_closing where centre_id = :centre),
                            date_trunc('month', least(
                                (select min(started_at) from counselling.consultation where centre_id = :centre),
                                (select min(starts_at) from counselling.appointment where centre_id = :centre))
                                at time zone :zone)::date) as next
                        """)
                .param("centre", place.centre())
                .param("zone", place.zone().getId())
                .query((row, number) -> Optional.ofNullable(row.getObject("next", LocalDate.class)))
                .single();
    }

    private void close(Place place, LocalDate month) {
        jdbc.sql("delete from counselling.month_figure where centre_id = ? and month = ?")
                .params(place.centre(), month)
                .update();
        jdbc.sql(CLOSE)
                .param("centre", place.centre())
                .param("month", month)
                .param("zone", place.zone().getId())
                .update();
        jdbc.sql("""
                        insert into counselling.month_closing (centre_id, closed_before) values (?, ?)
                        on conflict (centre_id) do update set closed_before = excluded.closed_before
                        """).params(place.centre(), month.plusMonths(1)).update();
    }
}
