package org.mrcportal.reintegration;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;

/** Lists the cases that {@link CaseFigures} counts: the same stretches, the same values, as the reader may open them. */
public interface CaseRecords {

    /**
     * The latest first; where days are counted, the longest first.
     *
     * @param value of the dimension; null: all
     */
    List<CaseRow> rows(
            List<Stretch> stretches,
            CaseFigures.Dimension dimension,
            @Nullable String value,
            @Nullable Place after,
            int most);

    /** How many there are, and what they come to. */
    Sum sum(List<Stretch> stretches, CaseFigures.Dimension dimension, @Nullable String value);

    /** @param money of assistance, by currency (ISO 4217); never added over currencies */
    record Sum(long number, SortedMap<String, BigDecimal> money) {}

    /** The row after which a page of the list begins: the rank of {@link CaseRow} and what tells equals apart. */
    record Place(BigDecimal rank, UUID id) {}

    /**
     * One record that is counted.
     *
     * @param id of what is counted
     * @param reference of its case, as stored
     * @param name of the member of staff where the value is one's id
     * @param amount days of a stage or a referral; money of assistance; the later score of a pair
     * @param earlier the first score of a pair
     * @param currency of the money
     * @param rank its place in the list, the greatest first
     */
    record CaseRow(
            UUID id,
            CaseId file,
            CentreId centre,
            Instant at,
            String reference,
            String clientCode,
            String value,
            @Nullable String name,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal earlier,
            @Nullable String currency,
            BigDecimal rank) {}
}
