package org.mrcportal.counselling.appointment;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.availability.CentreRules;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps one person from taking all the times of a centre. One person is whoever gave the same name with the same
 * telephone number or e-mail address; families share a telephone, and who gave no name is not counted.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PersonLimits {

    private final ClientDirectory clients;
    private final JdbcClient jdbc;

    PersonLimits(ClientDirectory clients, JdbcClient jdbc) {
        this.clients = clients;
        this.jdbc = jdbc;
    }

    /**
     * Asks whether the client may have one more booking.
     *
     * @param appointment the one that is to begin at the start; it does not count itself
     * @throws TooManyBookings where not
     */
    void check(CentreCard centre, CentreRules rules, Appointment appointment, ClientId client, Instant start) {
        Set<ClientId> same = clients.sameAs(client);
        if (same.isEmpty()) {
            return;
        }
        ZoneId zone = centre.zone();
        LocalDate day = LocalDate.ofInstant(start, zone);
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        record Open(int onDay, int inWeek) {}
        Open open = jdbc.sql("""
                        select count(*) filter (where starts_at >= :day and starts_at < :nextDay) as on_day,
                               count(*) as in_week
                        from counselling.appointment
                        where client_id = any (:clients) and id <> :self and state in ('BOOKED', 'ARRIVED', 'IN_SESSION')
                          and starts_at >= :monday and starts_at < :nextMonday
                        """)
                .param(
                        "clients",
                        new SqlArrayValue(
                                "uuid", same.stream().map(ClientId::id).toArray()))
                .param("self", appointment.id().id())
                .param("day", day.atStartOfDay(zone).toOffsetDateTime())
                .param("nextDay", day.plusDays(1).atStartOfDay(zone).toOffsetDateTime())
                .param("monday", monday.atStartOfDay(zone).toOffsetDateTime())
                .param("nextMonday", monday.plusWeeks(1).atStartOfDay(zone).toOffsetDateTime())
                .query((row, number) -> new Open(row.getInt("on_day"), row.getInt("in_week")))
                .single();
        if (open.inWeek() >= rules.mostPerWeek()) {
            throw TooManyBookings.inWeek(rules.mostPerWeek(), monday);
        }
        if (open.onDay() >= rules.mostPerDay()) {
            throw TooManyBookings.onDay(rules.mostPerDay(), day);
        }
    }
}
