package org.mrcportal.reintegration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;

/** Lists the cases that {@link CaseFigures} counts: the same stretches, the same values. */
public interface CaseRecords {

    /**
     * The latest first.
     *
     * @param value of the dimension; null: all
     */
    List<CaseRow> rows(
            List<Stretch> stretches,
            CaseFigures.Dimension dimension,
            @Nullable String value,
            @Nullable Place after,
            int most);

    /** How many there are. */
    long number(List<Stretch> stretches, CaseFigures.Dimension dimension, @Nullable String value);

    /** The row after which a page of the list begins. */
    record Place(Instant at, UUID id) {}

    /**
     * One record that is counted.
     *
     * @param id of what is counted
     * @param reference of its case, as stored
     */
    record CaseRow(
            UUID id, CaseId file, CentreId centre, Instant at, String reference, String clientCode, String value) {}
}
