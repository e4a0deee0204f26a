package org.mrcportal.outreach.reachimport;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of an export are.
 *
 * @param fields of each column a code of {@link Field}; empty: left out
 * @param takenOn day of the figures where no column says it
 * @param dayFirst whether 02/03/2026 is 2 March; null: such days are refused
 * @param currency of the spend where no column says it
 */
record ColumnMatch(
        List<String> fields,
        @Nullable LocalDate takenOn,
        @Nullable Boolean dayFirst,
        @Nullable String currency) {

    Optional<Integer> column(Field field) {
        int column = fields.indexOf(field.name());
        return column < 0 ? Optional.empty() : Optional.of(column);
    }
}
