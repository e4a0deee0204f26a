package org.mrcportal.outreach.campaign;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Measure;

/**
 * What a platform said of a post on one day.
 *
 * @param figures only those it told
 * @param spend since the post began
 * @param currency ISO 4217, where there is a spend
 */
record Snapshot(
        LocalDate takenOn,
        Map<Measure, Long> figures,
        @Nullable BigDecimal spend,
        @Nullable String currency) {

    static Snapshot of(ResultSet row) throws SQLException {
        Map<Measure, Long> figures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            Long figure = row.getObject(measure.column(), Long.class);
            if (figure != null) {
                figures.put(measure, figure);
            }
        }
        return new Snapshot(
                row.getObject("taken_on", LocalDate.class),
                figures,
                row.getBigDecimal("spend"),
                row.getString("currency"));
    }

    boolean isEmpty() {
        return figures.isEmpty() && spend == null;
    }

    /** Whether a figure is lower than on an earlier day, which happens when a platform corrects itself, or by a slip. */
    boolean fellSince(Snapshot earlier, Measure measure) {
        Long now = figures.get(measure);
        Long then = earlier.figures.get(measure);
        return now != null && then != null && now < then;
    }
}
