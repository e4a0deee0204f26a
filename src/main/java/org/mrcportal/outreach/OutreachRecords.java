package org.mrcportal.outreach;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;
import org.mrcportal.outreach.OutreachFigures.Dimension;

/** Lists the sessions that {@link OutreachFigures} counts: the same stretches, the same values. */
public interface OutreachRecords {

    Totals totals(Selection selection);

    /** The latest first. */
    List<SessionRow> sessions(Selection selection, @Nullable Place after, int most);

    /**
     * What is listed.
     *
     * @param values one value for each dimension that is looked at; without any: all sessions but drafts
     */
    record Selection(List<Stretch> stretches, Map<Dimension, String> values) {
        public Selection {
            stretches = List.copyOf(stretches);
            values = Map.copyOf(values);
        }
    }

    /** The session after which a page of the list begins. */
    record Place(Instant at, SessionId id) {}

    /**
     * All that a selection holds.
     *
     * @param attendances of the selected sex and age, where one is selected
     * @param came of the registered places, at held sessions
     */
    record Totals(long sessions, long attendances, long places, long came, long pairs) {}

    /** One session; its numbers as in {@link Totals}. */
    record SessionRow(
            SessionId id,
            CentreId centre,
            Instant startsAt,
            String state,
            String topic,
            String audience,
            String region,
            @Nullable String institution,
            long attendances,
            long places,
            long came,
            @Nullable BigDecimal cost,
            @Nullable String currency) {}
}
