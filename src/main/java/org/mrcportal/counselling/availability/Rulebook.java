package org.mrcportal.counselling.availability;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.mrcportal.centres.CentreId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the rules of booking of a centre: its own, else those of {@code portal.booking.*}. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Rulebook {

    /** The columns of a centre's rules as one array, for statements that read more than rules. */
    static final String NUMBERS =
            "array[minimum_notice_minutes, horizon_days, hold_minutes, most_per_day, most_per_week]";

    private final JdbcClient jdbc;
    private final BookingRules everywhere;

    Rulebook(JdbcClient jdbc, BookingRules everywhere) {
        this.jdbc = jdbc;
        this.everywhere = everywhere;
    }

    public CentreRules of(CentreId centre) {
        return jdbc.sql("select " + NUMBERS + " as numbers from counselling.booking_rules where centre_id = ?")
                .param(centre.id())
                .query((row, number) -> rules(numbers(row)))
                .optional()
                .orElseGet(everywhere::everywhere);
    }

    static CentreRules rules(Integer[] numbers) {
        return new CentreRules(
                Duration.ofMinutes(numbers[0]),
                Duration.ofDays(numbers[1]),
                Duration.ofMinutes(numbers[2]),
                numbers[3],
                numbers[4]);
    }

    static Integer[] numbers(ResultSet row) throws SQLException {
        return (Integer[]) row.getArray("numbers").getArray();
    }
}
