package org.mrcportal.counselling.feedback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff learn of the answers: a centre's managers its figures, words and alerts, everybody else figures of five
 * answers and more.
 */
@Service
@Transactional
class FeedbackDesk {

    static final int MONTHS = 12;
    private static final int MOST = 100;
    private static final String MANAGERS = "hasAnyRole('CENTRE_MANAGER', 'NETWORK_MANAGER')";

    private final JdbcClient jdbc;
    private final Centres centres;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FeedbackDesk(JdbcClient jdbc, Centres centres, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.centres = centres;
        this.events = events;
        this.clock = clock;
    }

    /** A line of figures; {@code code} is the month or the centre, {@code label} the reader's words for it. */
    record Line(String code, String label, Tally tally) {}

    /**
     * A year of answers at one centre.
     *
     * @param last the last month shown
     * @param outside the reader is no manager of the centre: few answers are not shown
     * @param months newest first
     * @param total of what is shown
     * @param sideBySide one line a centre; empty where the reader has one only
     */
    record Year(
            CentreCard centre,
            List<CentreCard> choices,
            YearMonth last,
            YearMonth now,
            boolean outside,
            List<Line> months,
            Tally total,
            List<Line> sideBySide) {}

    @PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER', 'NETWORK_MANAGER')")
    @Transactional(readOnly = true)
    Year year(StaffMember me, @Nullable String code, @Nullable YearMonth until, Locale locale) {
        boolean outside = !me.is(Role.CENTRE_MANAGER);
        Workplaces places = Workplaces.of(me, centres, locale);
        CentreCard centre = places.at(code);
        YearMonth now = YearMonth.from(today(centre.zone()));
        YearMonth last = until == null || until.isAfter(now) ? now : until;
        Map<CentreId, Map<YearMonth, Tally>> tallies = tallies(last);
        Map<YearMonth, Tally> own = tallies.getOrDefault(centre.id(), Map.of());
        List<Line> months = new ArrayList<>();
        for (YearMonth month = last; month.isAfter(last.minusMonths(MONTHS)); month = month.minusMonths(1)) {
            months.add(
                    new Line(month.toString(), CentreTime.month(month, locale), own.getOrDefault(month, Tally.NONE)));
        }
        List<Line> sideBySide = places.choices().size() == 1
                ? List.of()
                : places.choices().stream()
                        .map(card -> new Line(
                                card.code(),
                                card.city(),
                                Tally.sum(
                                        tallies.getOrDefault(card.id(), Map.of())
                                                .values(),
                                        outside)))
                        .toList();
        return new Year(
                centre, places.choices(), last, now, outside, months, Tally.sum(own.values(), outside), sideBySide);
    }

    /** What one person wrote, and the month it was written in. */
    record Words(String month, String text) {}

    /** The comments at one centre, by month; within it in no order. */
    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    @Transactional(readOnly = true)
    List<Words> words(CentreId centre, YearMonth last, Locale locale) {
        return jdbc.sql("""
                        select date_trunc('month', day)::date as month, comment from counselling.feedback
                        where centre_id = ? and comment is not null and day >= ? and day < ?
                        order by date_trunc('month', day) desc, id limit ?
                        """)
                .params(
                        centre.id(),
                        last.minusMonths(MONTHS - 1).atDay(1),
                        last.plusMonths(1).atDay(1),
                        MOST)
                .query((row, number) -> new Words(
                        CentreTime.month(YearMonth.from(row.getObject("month", LocalDate.class)), locale),
                        row.getString("comment")))
                .list();
    }

    /**
     * Money was asked for, somebody said.
     *
     * @param settledBy the manager who has dealt with it; null: nobody yet
     */
    record Alert(
            UUID id,
            String centre,
            String day,
            @Nullable String settledOn,
            @Nullable String settledBy) {}

    @PreAuthorize(MANAGERS)
    @Transactional(readOnly = true)
    List<Alert> alerts(List<CentreCard> open, Locale locale) {
        Map<CentreId, String> cities = new HashMap<>();
        open.forEach(card -> cities.put(card.id(), card.city()));
        return jdbc.sql("""
                        select a.id, a.centre_id, a.day, a.settled_on, s.name
                        from counselling.feedback_alert a left join accounts.staff s on s.id = a.settled_by
                        order by a.settled_on is not null, a.day desc, a.id limit ?
                        """)
                .param(MOST)
                .query((row, number) -> alert(row, cities, locale))
                .list();
    }

    /** Marks an alert as dealt with; a second press changes nothing. */
    @PreAuthorize(MANAGERS)
    void settle(UUID id, StaffMember me) {
        UUID centre = jdbc.sql("select centre_id from counselling.feedback_alert where id = ? for update")
                .param(id)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new NotFound(id));
        ZoneId zone = centres.byId(new CentreId(centre), Language.EN)
                .map(CentreCard::zone)
                .orElse(ZoneOffset.UTC);
        int settled = jdbc.sql("""
                        update counselling.feedback_alert set settled_on = ?, settled_by = ?, version = version + 1
                        where id = ? and settled_on is null
                        """).params(today(zone), me.id().id(), id).update();
        if (settled == 1) {
            events.publishEvent(new AuditEntry("FEEDBACK_ALERT_SETTLED", centre, "feedback-alert:" + id, null));
        }
    }

    private Map<CentreId, Map<YearMonth, Tally>> tallies(YearMonth last) {
        Map<CentreId, Map<YearMonth, Tally>> tallies = new HashMap<>();
        jdbc.sql("""
                        select centre_id, date_trunc('month', day)::date as month, count(*) as answers, sum(clear) as clear,
                               sum(useful) as useful, sum(respectful) as respectful, sum(recommend) as recommend,
                               count(*) filter (where recommend >= 4) as recommending,
                               count(*) filter (where money = 'YES') as money
                        from counselling.feedback where day >= ? and day < ?
                        group by centre_id, date_trunc('month', day)
                        """)
                .params(
                        last.minusMonths(MONTHS - 1).atDay(1),
                        last.plusMonths(1).atDay(1))
                .query(row -> {
                    tallies.computeIfAbsent(
                                    new CentreId(row.getObject("centre_id", UUID.class)), centre -> new HashMap<>())
                            .put(YearMonth.from(row.getObject("month", LocalDate.class)), tally(row));
                });
        return tallies;
    }

    private static Tally tally(ResultSet row) throws SQLException {
        List<Long> points = new ArrayList<>();
        for (String question : FeedbackForm.QUESTIONS) {
            points.add(row.getLong(question));
        }
        return new Tally(row.getLong("answers"), points, row.getLong("recommending"), row.getLong("money"));
    }

    private static Alert alert(ResultSet row, Map<CentreId, String> cities, Locale locale) throws SQLException {
        LocalDate settled = row.getObject("settled_on", LocalDate.class);
        return new Alert(
                row.getObject("id", UUID.class),
                cities.getOrDefault(new CentreId(row.getObject("centre_id", UUID.class)), ""),
                CentreTime.date(row.getObject("day", LocalDate.class), locale),
                settled == null ? null : CentreTime.date(settled, locale),
                row.getString("name"));
    }

    private LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
