package org.mrcportal.outreach.reachimport;

import org.jspecify.annotations.Nullable;

/** A file that is not read at all, for one reason. */
class FileRefused extends RuntimeException {

    /** Why; its label is {@code outreach.import.refused.<reason>}. */
    enum Reason {
        EMPTY,
        TOO_LARGE,
        NOT_A_TABLE,
        OLD_OR_LOCKED,
        DAMAGED,
        TOO_MANY_PARTS,
        INFLATES,
        NESTED,
        MACROS,
        EXTERNAL,
        DTD,
        TOO_MANY_CELLS,
        TOO_MANY_ROWS,
        TOO_MANY_COLUMNS,
        TOO_MUCH_TEXT,
        NO_HEADINGS
    }

    private final Reason reason;
    private final @Nullable Integer row;

    FileRefused(Reason reason) {
        this(reason, null);
    }

    /** @param row where, as a spreadsheet counts */
    FileRefused(Reason reason, @Nullable Integer row) {
        super(reason + (row == null ? "" : " in row " + row));
        this.reason = reason;
        this.row = row;
    }

    Reason reason() {
        return reason;
    }

    @Nullable
    Integer row() {
        return row;
    }
}
