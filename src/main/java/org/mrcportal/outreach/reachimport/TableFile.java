package org.mrcportal.outreach.reachimport;

import java.util.function.Consumer;

/** A file that holds a table. What it is, its content decides, never its name. Rows are handed on one by one. */
final class TableFile {

    static final int LARGEST = 5 * 1024 * 1024;
    static final int MOST_CELLS = 1_000_000;
    static final int MOST_ROWS = 50_000;
    static final int MOST_COLUMNS = 100;

    private TableFile() {}

    /** @throws FileRefused where it is none, or not a harmless one */
    static void read(byte[] file, Consumer<Line> rows) {
        if (file.length == 0) {
            throw new FileRefused(FileRefused.Reason.EMPTY);
        }
        if (file.length > LARGEST) {
            throw new FileRefused(FileRefused.Reason.TOO_LARGE);
        }
        Consumer<Line> counted = new Counting(rows);
        if (begins(file, 'P', 'K', 3, 4)) {
            XlsxFile.read(file, counted);
        } else if (begins(file, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new FileRefused(FileRefused.Reason.OLD_OR_LOCKED);
        } else if (begins(file, '%', 'P', 'D', 'F') || begins(file, 0x1F, 0x8B) || begins(file, 'P', 'K')) {
            throw new FileRefused(FileRefused.Reason.NOT_A_TABLE);
        } else {
            CsvFile.read(file, counted);
        }
    }

    private static boolean begins(byte[] file, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= file.length || (file[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Stops where there is too much. */
    private static final class Counting implements Consumer<Line> {

        private final Consumer<Line> rows;
        private long cells;
        private int lines;

        private Counting(Consumer<Line> rows) {
            this.rows = rows;
        }

        @Override
        public void accept(Line line) {
            cells += line.cells().size();
            lines++;
            if (cells > MOST_CELLS) {
                throw new FileRefused(FileRefused.Reason.TOO_MANY_CELLS, line.number());
            }
            if (lines > MOST_ROWS) {
                throw new FileRefused(FileRefused.Reason.TOO_MANY_ROWS, line.number());
            }
            if (line.cells().size() > MOST_COLUMNS) {
                throw new FileRefused(FileRefused.Reason.TOO_MANY_COLUMNS, line.number());
            }
            rows.accept(line);
        }
    }
}
