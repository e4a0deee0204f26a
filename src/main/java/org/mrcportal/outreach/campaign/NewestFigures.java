package org.mrcportal.outreach.campaign;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mrcportal.outreach.Measure;

/**
 * Of a post the newest figure of each measure, as SQL. A day's figures may be partial: what the newest day does not tell
 * stands as of the day that told it last.
 */
final class NewestFigures {

    /**
     * Of the post {@code p}: a row for each day that one of its newest figures is of, with these alone. Over all rows each
     * figure stands once.
     */
    static final String BY_DAY = """
            select n.taken_on, %s, case when n.taken_on = d.spend then n.currency end currency
            from (select %s from outreach.reach_snapshot where post_id = p.id) d
            join outreach.reach_snapshot n on n.post_id = p.id and n.taken_on in (%s)
            """.formatted(
                    figures("case when n.taken_on = d.%1$s then n.%1$s end %1$s"),
                    figures("max(taken_on) filter (where %1$s is not null) %1$s"),
                    figures("d.%s"));

    private NewestFigures() {}

    /** The same for the column of each measure, of the spend and of its currency. */
    static String each(String form) {
        return figures(form) + ", " + form.formatted("currency");
    }

    private static String figures(String form) {
        return Stream.concat(Arrays.stream(Measure.values()).map(Measure::column), Stream.of("spend"))
                .map(form::formatted)
                .collect(Collectors.joining(", "));
    }
}
