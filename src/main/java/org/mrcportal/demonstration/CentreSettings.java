package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * Gives each centre settings of its own, so that the pages of settings have something to show: a longer talk with a pause
 * after it in Tashkent, a group talk in Dushanbe, bookings that are confirmed and rules of its own in Osh.
 */
final class CentreSettings {

    private final Connection connection;

    CentreSettings(Connection connection) {
        this.connection = connection;
    }

    void write(LocalDate today) throws SQLException {
        LocalDate saturday = today.plusWeeks(3).with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        try (Statement statement = connection.createStatement()) {
            for (String change : new String[] {
                service("minutes = 45, buffer_after = 15", DemonstrationCentre.TASHKENT, "UNPAID_WAGES"),
                service("minutes = 60, places = 6", DemonstrationCentre.DUSHANBE, "STUDY"),
                service("needs_confirmation = true", DemonstrationCentre.OSH, "ENTRY_BAN"),
                """
                insert into counselling.booking_rules (centre_id, minimum_notice_minutes, horizon_days, hold_minutes,
                    most_per_day, most_per_week, offer_minutes) values ('%s', 60, 42, 15, 2, 3, 240)
                """.formatted(DemonstrationCentre.OSH.id()),
                """
                insert into counselling.hours_exception (id, staff_id, centre_id, day, kind, starts, ends)
                select gen_random_uuid(), c.staff_id, c.centre_id, '%s', 'EXTRA', '10:00', '13:00'
                from counselling.counsellor c where c.centre_id = '%s' order by c.staff_id limit 1
                """.formatted(saturday, DemonstrationCentre.TASHKENT.id()),
                """
                insert into centres.worked_holiday (centre_id, day)
                select distinct on (h.country) '%s'::uuid, h.day from centres.holiday h
                where h.country = '%s' and h.day > '%s' and extract(isodow from h.day) < 6 order by h.country, h.day
                """.formatted(DemonstrationCentre.OSH.id(), DemonstrationCentre.OSH.country(), today.plusDays(60))
            }) {
                statement.addBatch(change);
            }
            statement.executeBatch();
        }
    }

    private static String service(String set, DemonstrationCentre centre, String code) {
        return "update centres.centre_service set %s where centre_id = '%s' and service_code = '%s'"
                .formatted(set, centre.id(), code);
    }
}
