package org.mrcportal.outreach.reachimport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table, as read.
 *
 * @param number as a spreadsheet counts, from 1
 * @param cells numbers as digits with a point, days as ISO 8601; those at the end that are empty are left out
 * @param flaw why a cell cannot be read; null: all can
 * @param flawColumn its column, from 0
 */
record Line(
        int number,
        List<String> cells,
        @Nullable Flaw flaw,
        @Nullable Integer flawColumn) {

    /** Label: {@code outreach.import.problem.<flaw>}. */
    enum Flaw {
        FORMULA,
        TOO_LONG,
        UNREADABLE
    }

    /** Spreadsheets themselves keep no longer text in a cell. */
    static final int LONGEST_CELL = 32_767;

    /** Of a text so much is kept: nothing longer is used. */
    static final int KEPT = 600;

    boolean isEmpty() {
        return flaw == null && cells.stream().allMatch(String::isBlank);
    }
}
