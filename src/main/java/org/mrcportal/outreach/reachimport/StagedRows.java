package org.mrcportal.outreach.reachimport;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Measure;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of exports while they wait: written, read and matched a few hundred at a time, never all at once. */
@Component
class StagedRows {

    private static final int AT_ONCE = 500;
    private static final Set<String> TOTALS = Set.of("total", "grand total", "итого", "всего", "jami");

    private static final String KEEP = """
            insert into outreach.reach_import_row (centre_id, import_id, number, cells, flaw, flaw_column)
            values (?, ?, ?, ?, ?, ?)
            """;

    private static final String SAY = """
            update outreach.reach_import_row set problem = ?, problem_column = ?, problem_number = null, code = ?,
                external_id = ?, link = ?, link_key = ?, title = ?, posted_on = ?, taken_on = ?, spend = ?, currency = ?, %s,
                post_id = null, outcome = null, fell = false
            where import_id = ? and number = ?
            """.formatted(Arrays.stream(Measure.values())
            .map(measure -> measure.column() + " = ?")
            .collect(Collectors.joining(", ")));

    private final JdbcTemplate jdbc;

    StagedRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the rows of one file; the first that has two cells or more has the headings. */
    final class Taking implements Consumer<Line> {

        private final UUID centre;
        private final UUID about;
        private final Consumer<Headings> begin;
        private final List<Line> waiting = new ArrayList<>();
        private boolean begun;
        private int taken;

        /** @param begin what is done with the headings, before any row is kept */
        Taking(UUID centre, UUID about, Consumer<Headings> begin) {
            this.centre = centre;
            this.about = about;
            this.begin = begin;
        }

        @Override
        public void accept(Line line) {
            if (line.isEmpty() || begun && isTotal(line)) {
                return;
            }
            if (!begun) {
                if (line.flaw() != null) {
                    throw new FileRefused(FileRefused.Reason.NO_HEADINGS, line.number());
                }
                if (line.cells().stream().filter(cell -> !cell.isBlank()).count() >= 2) {
                    begin.accept(new Headings(line.cells()));
                    begun = true;
                }
                return;
            }
            waiting.add(line);
            taken++;
            if (waiting.size() == AT_ONCE) {
                keep();
            }
        }

        void finish() {
            if (!begun) {
                throw new FileRefused(FileRefused.Reason.NO_HEADINGS);
            }
            if (taken == 0) {
                throw new FileRefused(FileRefused.Reason.EMPTY);
            }
            keep();
        }

        private void keep() {
            jdbc.batchUpdate(KEEP, waiting, AT_ONCE, (statement, line) -> {
                statement.setObject(1, centre);
                statement.setObject(2, about);
                statement.setInt(3, line.number());
                statement.setArray(
                        4,
                        statement
                                .getConnection()
                                .createArrayOf("text", line.cells().toArray()));
                statement.setString(5, line.flaw() == null ? null : line.flaw().name());
                statement.setObject(6, line.flawColumn(), Types.INTEGER);
            });
            waiting.clear();
        }

        private static boolean isTotal(Line line) {
            return line.cells().stream()
                    .filter(cell -> !cell.isBlank())
                    .findFirst()
                    .filter(cell -> TOTALS.contains(cell.strip().toLowerCase(Locale.ROOT)))
                    .isPresent();
        }
    }

    private record Kept(
            int number,
            List<String> cells,
            @Nullable String flaw,
            @Nullable Integer flawColumn) {}

    /** Reads every row as its columns are now matched. */
    void read(ReachImportId about, RowReader reader) {
        List<Kept> waiting = new ArrayList<>();
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(
                            "select number, cells, flaw, flaw_column from outreach.reach_import_row where import_id = ? order by number");
                    statement.setFetchSize(AT_ONCE);
                    statement.setObject(1, about.id());
                    return statement;
                },
                row -> {
                    waiting.add(new Kept(
                            row.getInt("number"),
                            List.of((String[]) row.getArray("cells").getArray()),
                            row.getString("flaw"),
                            row.getObject("flaw_column", Integer.class)));
                    if (waiting.size() == AT_ONCE) {
                        say(about, waiting, reader);
                    }
                });
        say(about, waiting, reader);
    }

    private void say(ReachImportId about, List<Kept> rows, RowReader reader) {
        jdbc.batchUpdate(SAY, rows, AT_ONCE, (statement, row) -> {
            RowReader.Read read = null;
            String problem = row.flaw();
            Integer column = row.flawColumn();
            if (problem == null) {
                try {
                    read = reader.read(row.cells());
                } catch (RowReader.Refused refused) {
                    problem = refused.problem().name();
                    column = refused.column();
                }
            }
            statement.setString(1, problem);
            statement.setObject(2, column, Types.INTEGER);
            int last = set(statement, read);
            statement.setObject(last + 1, about.id());
            statement.setInt(last + 2, row.number());
        });
        rows.clear();
    }

    private static int set(PreparedStatement statement, RowReader.@Nullable Read read) throws SQLException {
        int at = 2;
        statement.setString(++at, read == null ? null : read.code());
        statement.setString(++at, read == null ? null : read.externalId());
        statement.setString(
                ++at, read == null || read.link() == null ? null : read.link().text());
        statement.setString(
                ++at, read == null || read.link() == null ? null : read.link().key());
        statement.setString(++at, read == null ? null : read.title());
        LocalDate posted = read == null ? null : read.postedOn();
        statement.setObject(++at, posted, Types.DATE);
        statement.setObject(++at, read == null ? null : read.takenOn(), Types.DATE);
        statement.setBigDecimal(++at, read == null ? null : read.spend());
        statement.setString(++at, read == null ? null : read.currency());
        for (Measure measure : Measure.values()) {
            statement.setObject(++at, read == null ? null : read.figures().get(measure), Types.BIGINT);
        }
        return at;
    }
}
