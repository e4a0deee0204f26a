package org.mrcportal.reporting.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of figures as it stands on the page and in its file.
 *
 * @param name in the file's address
 * @param anchor of its definition
 * @param subject heading of the rows' labels
 * @param groups headings over the columns; each spans as many columns as there are for all groups
 * @param columns repeated under each group
 */
record Table(
        String name,
        String title,
        String anchor,
        String subject,
        List<Group> groups,
        List<String> columns,
        List<Row> rows,
        String csv) {

    /** As much of it as a page shows. */
    Table first(int most) {
        return rows.size() <= most
                ? this
                : new Table(name, title, anchor, subject, groups, columns, rows.subList(0, most), csv);
    }

    /**
     * A heading over columns.
     *
     * @param anchor of its definition, where it has one of its own
     */
    record Group(String label, @Nullable String anchor) {}

    /**
     * One line.
     *
     * @param code what the line is about, the same in every language
     * @param anchor of its definition, where it has one of its own
     */
    record Row(String code, String label, @Nullable String anchor, List<Cell> cells) {}

    /**
     * One number.
     *
     * @param plain as programs read it, in files
     * @param href the records it counts, or null
     */
    record Cell(String text, String plain, @Nullable String href, boolean hidden) {

        /** Where there is nothing to count. */
        static final Cell NOTHING = new Cell("–", "", null, false);
    }
}
