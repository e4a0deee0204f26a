package org.mrcportal.config;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Where no {@code spring.datasource.url} is set, starts a real PostgreSQL 18 whose data stay in {@code portal.data-dir}.
 * It is durable (the library's own settings are not), listens on loopback only, asks for a password, and keeps its port
 * with its data, so that a server left over from a killed portal is found again.
 */
public class LocalPostgres implements EnvironmentPostProcessor {

    private static @Nullable EmbeddedPostgres running;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty("spring.datasource.url") != null) {
            return;
        }
        Path home = Path.of(environment.getProperty("portal.data-dir", "var")).toAbsolutePath();
        Path password = home.resolve("postgres-password");
        try {
            EmbeddedPostgres server = start(home, password);
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "localPostgres",
                            Map.of(
                                    "spring.datasource.url",
                                    "jdbc:postgresql://127.0.0.1:%d/postgres?reWriteBatchedInserts=true"
                                            .formatted(server.getPort()),
                                    "spring.datasource.username",
                                    "postgres",
                                    "spring.datasource.password",
                                    Files.readString(password),
                                    "portal.database.embedded",
                                    "true")));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "The built-in PostgreSQL could not start in " + home
                            + ". If another portal runs there, give this one its own PORTAL_DATA_DIR; if this is root"
                            + " without user namespaces, start as another user; or set SPRING_DATASOURCE_URL to a server"
                            + " of your own",
                    e);
        }
    }

    private static synchronized EmbeddedPostgres start(Path home, Path password) throws IOException {
        if (running != null) {
            return running;
        }
        Files.createDirectories(home);
        if (!Files.exists(password)) {
            writePrivately(password, HexFormat.of().formatHex(randomBytes()));
        }
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(home.resolve("postgres-binaries").toFile())
                .setDataDirectory(home.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(port(home.resolve("postgres-port")))
                .setLocaleConfig("locale-provider", "icu")
                .setLocaleConfig("icu-locale", "und")
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("pwfile", password.toString())
                .setConnectConfig("password", Files.readString(password))
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                .start();
        running = server;
        SpringApplication.getShutdownHandlers().add(() -> stop(server));
        return server;
    }

    /** Runs after the contexts have closed, so that nothing waits for a connection to a server that is gone. */
    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("The built-in PostgreSQL did not stop", e);
        }
    }

    private static int port(Path file) throws IOException {
        if (Files.exists(file)) {
            return Integer.parseInt(Files.readString(file).strip());
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, Integer.toString(free.getLocalPort()));
            return free.getLocalPort();
        }
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static void writePrivately(Path file, String text) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }
}
