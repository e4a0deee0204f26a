package org.mrcportal.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What every client did and what it was told, as JSON lines in the order in which the answers came. */
final class History implements AutoCloseable {

    /** What a client was told. */
    enum Answer {
        /** Done. */
        ACKNOWLEDGED,
        /** Not done. */
        REFUSED,
        /** The answer never came, or spoke of an error: done or not done. */
        UNKNOWN
    }

    enum Action {
        HOLD,
        BOOK,
        MOVE,
        CANCEL,
        /** By the centre. */
        CONFIRM
    }

    /**
     * One action.
     *
     * @param key of the form that began it all, the same for all that its person does; of a CONFIRM the appointment's id
     * @param token of the appointment, once a client has been told
     * @param time the start that was asked for; null where none was
     */
    record Line(
            Instant at,
            int client,
            Action action,
            String key,
            @Nullable String token,
            @Nullable Instant time,
            Answer answer,
            int instance) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BufferedWriter file;

    History(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        file = Files.newBufferedWriter(path);
    }

    synchronized void add(Line line) {
        try {
            file.write(JSON.writeValueAsString(line));
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    static List<Line> read(Path path) throws IOException {
        try (var lines = Files.lines(path)) {
            return lines.map(line -> JSON.readValue(line, Line.class)).toList();
        }
    }
}
