package org.mrcportal.counselling.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How long people waited at a centre and how long their talks took, month by month, read from the records. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('CENTRE_MANAGER', 'NETWORK_MANAGER')")
class Waits {

    private static final int MONTHS = 12;

    /** Fewer people than this say nothing, and might be recognised. */
    private static final int FEWEST = 5;

    /**
     * A wait goes from the arrival, or from the booked time where that is later, to the first call, or to the talk where
     * nobody called.
     */
    private static final String MONTHLY = """
            with visits as (
                select date_trunc('month', w.day)::date as month, false as booked, w.state = 'LEFT' as gone, w.arrived_at as since,
                       least(t.first_called_at, w.started_at) as until, w.finished_at - w.started_at as talk
                from counselling.walk_in w left join counselling.ticket t on t.walk_in_id = w.id
                where w.centre_id = :centre and w.day >= :first
                union all
                select date_trunc('month', a.starts_at at time zone :zone)::date, true,
                       a.state not in ('ARRIVED', 'IN_SESSION', 'COMPLETED'), greatest(a.arrived_at, a.starts_at),
                       least(t.first_called_at, a.started_at), a.finished_at - a.started_at
                from counselling.appointment a left join counselling.ticket t on t.appointment_id = a.id
                where a.centre_id = :centre and a.starts_at >= :from and a.starts_at < :before and a.mode = 'IN_PERSON'
                  and (a.state in ('ARRIVED', 'IN_SESSION', 'COMPLETED') or t.left_at is not null)
            ), measured as (
                select month, booked, gone, extract(epoch from talk) / 60 as talk,
                       case when until is not null and not gone
                            then greatest(extract(epoch from until - since) / 60, 0) end as wait
                from visits
            )
            select month, booked, count(*) came, count(*) filter (where gone) gone,
                   percentile_cont(0.5) within group (order by wait) median_wait,
                   percentile_cont(0.9) within group (order by wait) long_wait,
                   percentile_cont(0.5) within group (order by talk) median_talk
            from measured group by month, booked order by month desc, booked
            """;

    private final JdbcClient jdbc;
    private final Centres centres;
    private final Clock clock;

    Waits(JdbcClient jdbc, Centres centres, Clock clock) {
        this.jdbc = jdbc;
        this.centres = centres;
        this.clock = clock;
    }

    /**
     * One month of one kind of visit; minutes are null where fewer than five people were measured.
     *
     * @param booked whether these people had booked
     * @param gone how many did not wait
     * @param longWait nine of ten waited less
     */
    record Month(
            YearMonth month,
            boolean booked,
            int came,
            int gone,
            @Nullable Long medianWait,
            @Nullable Long longWait,
            @Nullable Long medianTalk) {

        public boolean isFew() {
            return came < FEWEST;
        }
    }

    /** The page: of one centre, the latest month first. */
    record Page(CentreCard centre, List<CentreCard> choices, List<Month> months) {}

    /** @param code of one of the reader's centres; null: the first */
    Page page(StaffMember me, @Nullable String code, Locale locale) {
        Workplaces places = Workplaces.of(me, centres, locale);
        CentreCard centre = places.at(code);
        LocalDate first = LocalDate.ofInstant(clock.instant(), centre.zone())
                .withDayOfMonth(1)
                .minusMonths(MONTHS);
        return new Page(
                centre,
                places.choices(),
                jdbc.sql(MONTHLY)
                        .param("centre", centre.id().id())
                        .param("zone", centre.zone().getId())
                        .param("first", first)
                        .param(
                                "from",
                                first.atStartOfDay(centre.zone()).toInstant().atOffset(ZoneOffset.UTC))
                        .param("before", clock.instant().atOffset(ZoneOffset.UTC))
                        .query((row, number) -> month(row))
                        .list());
    }

    private static Month month(ResultSet row) throws SQLException {
        int came = row.getInt("came");
        return new Month(
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getBoolean("booked"),
                came,
                row.getInt("gone"),
                minutes(row, "median_wait", came),
                minutes(row, "long_wait", came),
                minutes(row, "median_talk", came));
    }

    private static @Nullable Long minutes(ResultSet row, String column, int came) throws SQLException {
        double minutes = row.getDouble(column);
        return row.wasNull() || came < FEWEST ? null : Math.round(minutes);
    }
}
