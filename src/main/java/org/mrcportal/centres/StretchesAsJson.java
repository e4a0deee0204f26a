package org.mrcportal.centres;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Any number of stretches as one parameter of a statement, read there by {@value #TABLE}. */
public final class StretchesAsJson {

    public static final String TABLE =
            "json_to_recordset(cast(:stretches as json)) as s(period int, centre_id uuid, zone text,"
                    + " starts timestamptz, ends timestamptz,"
                    + " first_day date, last_day date, months_from date, months_to date)";

    private StretchesAsJson() {}

    public static String of(List<Stretch> stretches) {
        return stretches.stream().map(StretchesAsJson::of).collect(Collectors.joining(",", "[", "]"));
    }

    /** Its whole months are those from the first to before the last of the two dates; there may be none. */
    private static String of(Stretch s) {
        LocalDate monthsFrom = s.first().minusDays(1).plusMonths(1).withDayOfMonth(1);
        LocalDate monthsTo = s.last().plusDays(1).withDayOfMonth(1);
        return """
                {"period":%d,"centre_id":"%s","zone":"%s","starts":"%s","ends":"%s","first_day":"%s","last_day":"%s","months_from":"%s","months_to":"%s"}
                """.formatted(
                        s.period(),
                        s.centre(),
                        s.zone().getId(),
                        s.from(),
                        s.before(),
                        s.first(),
                        s.last(),
                        monthsFrom,
                        monthsTo);
    }
}
