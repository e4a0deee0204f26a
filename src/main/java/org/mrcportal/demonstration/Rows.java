package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Rows of one table, sent to the database in batches. */
final class Rows {

    private final Connection connection;
    private final PreparedStatement statement;
    private int waiting;
    private long written;

    /** @param columns separated by commas */
    Rows(Connection connection, String table, String columns) throws SQLException {
        this.connection = connection;
        int count = columns.split(",").length;
        statement = connection.prepareStatement(
                "insert into %s (%s) values (?%s)".formatted(table, columns, ", ?".repeat(count - 1)));
    }

    /** Adds a row; {@code Instant} and lists of texts, UUIDs' kin are put as PostgreSQL wants them. */
    void add(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, sql(values[i]));
        }
        statement.addBatch();
        written++;
        waiting++;
    }

    void flush() throws SQLException {
        if (waiting > 0) {
            statement.executeBatch();
            waiting = 0;
        }
    }

    int waiting() {
        return waiting;
    }

    long written() {
        return written;
    }

    private @Nullable Object sql(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Instant instant -> OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
            case byte[][] several -> connection.createArrayOf("bytea", several);
            case Collection<?> texts -> connection.createArrayOf("text", texts.toArray());
            default -> value;
        };
    }
}
