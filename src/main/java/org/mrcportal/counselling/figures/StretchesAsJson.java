package org.mrcportal.counselling.figures;

import java.util.List;
import java.util.stream.Collectors;
import org.mrcportal.counselling.CounsellingFigures.Stretch;

/** Any number of stretches as one parameter of a statement, read there by {@value #TABLE}. */
final class StretchesAsJson {

    static final String TABLE = "json_to_recordset(cast(:stretches as json))"
            + " as s(period int, centre_id uuid, starts timestamptz, ends timestamptz)";

    private StretchesAsJson() {}

    static String of(List<Stretch> stretches) {
        return stretches.stream()
                .map(s -> "{\"period\":%d,\"centre_id\":\"%s\",\"starts\":\"%s\",\"ends\":\"%s\"}"
                        .formatted(s.period(), s.centre(), s.from(), s.before()))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
