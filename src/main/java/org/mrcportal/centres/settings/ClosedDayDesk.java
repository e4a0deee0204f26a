package org.mrcportal.centres.settings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.BookedVisits;
import org.mrcportal.centres.BookingsAffected;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.ManagedCentres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says on which days a centre stays closed, and on which public holidays it works. */
@Service
@Transactional
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class ClosedDayDesk {

    private static final String DAYS = """
            select c.day, false as holiday, '' as name, false as worked
            from centres.closed_day c where c.centre_id = :centre and c.day >= :today
            union all
            select h.day, true, h.name, w.day is not null
            from centres.holiday h
            left join centres.worked_holiday w on w.centre_id = :centre and w.day = h.day
            where h.country = :country and h.day >= :today and h.day < :nextYear
            order by 1, 3
            """;

    private final ManagedCentres managed;
    private final ObjectProvider<BookedVisits> visits;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ClosedDayDesk(
            ManagedCentres managed,
            ObjectProvider<BookedVisits> visits,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.managed = managed;
        this.visits = visits;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A day on which the centre differs from its week.
     *
     * @param name of the public holiday, as in {@code centres.holiday.<name>}; empty: the centre's own closed day
     * @param worked whether the centre works on that holiday
     */
    record Day(LocalDate day, String label, String name, boolean worked) {}

    /** The coming days, by date. */
    record Saved(CentreCard centre, List<Day> own, List<Day> holidays) {}

    @Transactional(readOnly = true)
    Saved open(String code, Locale locale) {
        CentreCard centre = managed.toRead(code, Language.of(locale));
        LocalDate today = today(centre);
        List<Day> days = jdbc.sql(DAYS)
                .param("centre", centre.id().id())
                .param("country", centre.country())
                .param("today", today)
                .param("nextYear", today.plusYears(1))
                .query((row, number) -> {
                    LocalDate day = row.getObject("day", LocalDate.class);
                    String label = CentreTime.weekday(day.getDayOfWeek(), locale) + ", " + CentreTime.date(day, locale);
                    return new Day(day, label, row.getString("name"), row.getBoolean("worked"));
                })
                .list();
        return new Saved(
                centre,
                days.stream().filter(day -> day.name().isEmpty()).toList(),
                days.stream().filter(day -> !day.name().isEmpty()).toList());
    }

    /**
     * The centre stays closed on the day.
     *
     * @throws UnusableDay where it cannot
     * @throws BookingsAffected where somebody is booked on that day, unless that is confirmed
     */
    void close(String code, LocalDate day, @Nullable String confirmed, Language language) {
        CentreCard centre = managed.toChange(code, language);
        if (day.isBefore(today(centre))) {
            throw new UnusableDay("centres.closed-days.past");
        }
        if (day.isAfter(today(centre).plusYears(2))) {
            throw new UnusableDay("centres.closed-days.far");
        }
        clear(centre, day, confirmed);
        int added = jdbc.sql("insert into centres.closed_day (centre_id, day) values (?, ?) on conflict do nothing")
                .params(centre.id().id(), day)
                .update();
        if (added == 0) {
            throw new UnusableDay("centres.closed-days.twice");
        }
        record(centre, added, "closed " + day);
    }

    void reopen(String code, LocalDate day, Language language) {
        CentreCard centre = managed.toChange(code, language);
        int removed = jdbc.sql("delete from centres.closed_day where centre_id = ? and day = ?")
                .params(centre.id().id(), day)
                .update();
        record(centre, removed, "open " + day);
    }

    /** The centre works on a public holiday of its country; on a day that is none nothing happens. */
    void work(String code, LocalDate holiday, Language language) {
        CentreCard centre = managed.toChange(code, language);
        int added = jdbc.sql("""
                        insert into centres.worked_holiday (centre_id, day)
                        select distinct ?::uuid, h.day from centres.holiday h where h.country = ? and h.day = ?
                        on conflict do nothing
                        """)
                .params(centre.id().id(), centre.country(), holiday)
                .update();
        record(centre, added, "holiday worked " + holiday);
    }

    /**
     * The centre keeps the public holiday after all.
     *
     * @throws BookingsAffected where somebody is booked on that day, unless that is confirmed
     */
    void rest(String code, LocalDate holiday, @Nullable String confirmed, Language language) {
        CentreCard centre = managed.toChange(code, language);
        clear(centre, holiday, confirmed);
        int removed = jdbc.sql("delete from centres.worked_holiday where centre_id = ? and day = ?")
                .params(centre.id().id(), holiday)
                .update();
        record(centre, removed, "holiday kept " + holiday);
    }

    private LocalDate today(CentreCard centre) {
        return LocalDate.ofInstant(clock.instant(), centre.zone());
    }

    private void clear(CentreCard centre, LocalDate day, @Nullable String confirmed) {
        visits.forEach(all -> all.clear(centre, visit -> visit.day().equals(day), confirmed));
    }

    private void record(CentreCard centre, int changed, String detail) {
        if (changed > 0) {
            events.publishEvent(
                    new AuditEntry("SETTINGS_CLOSED_DAYS_CHANGED", centre.id().id(), "centre:" + centre.id(), detail));
        }
    }
}
