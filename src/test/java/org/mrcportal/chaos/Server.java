package org.mrcportal.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** A PostgreSQL that writes durably, can be killed and comes back with its data on its port. */
final class Server {

    private static final String DATABASE = "chaos";

    private final Path directory;
    private final int port;
    private EmbeddedPostgres running;

    Server(Path directory, int port) throws IOException, SQLException {
        this.directory = directory;
        this.port = port;
        running = start();
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE
                    + " template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider icu icu_locale 'und'");
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("max_connections", "100")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                .start();
    }

    /** Kills it as a power failure would, and starts it again. */
    void restart() throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
        ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
        Awaitility.await()
                .until(() -> ProcessHandle.of(postmaster)
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
        running.close(); // finds nothing to stop, and lets its lock go
        running = start();
    }

    /** Until it has gone through what the power failure left. */
    void awaitReady() {
        Awaitility.await("the database")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> {
                    try (Connection connection = DriverManager.getConnection(url(), "postgres", "postgres")) {
                        return connection.isValid(5);
                    }
                });
    }

    void stop() throws IOException {
        running.close();
    }

    String url() {
        return url(DATABASE) + "?reWriteBatchedInserts=true";
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** For a portal. */
    Map<String, String> settings() {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                url(),
                "SPRING_DATASOURCE_USERNAME",
                "postgres",
                "SPRING_DATASOURCE_PASSWORD",
                "postgres");
    }
}
