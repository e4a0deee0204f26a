package org.mrcportal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One database server per test JVM: Testcontainers where a Docker engine answers, else the embedded PostgreSQL. Tests
 * share one database, unless they name another with the property {@code test.database}. Where it is shared no jobs run:
 * one that is due would change, in the middle of a test, what another portal has just been given.
 */
public class TestDatabase implements EnvironmentPostProcessor, Ordered {

    /** Of this JVM: the build runs two side by side. */
    static final Path KEYS = Path.of(System.getProperty("test.keys", "target/test-keys/1"));

    private static final String SHARED = "shared";

    private record Server(String address, String user, String password) {}

    private static final Map<String, Map<String, Object>> DATABASES = new HashMap<>();
    private static final Map<String, DataSource> OWNERS = new HashMap<>();
    private static @Nullable Server server;

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1; // after the properties are read, before LocalPostgres looks
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String name = environment.getProperty("test.database", SHARED);
        if (name.equals(SHARED) && environment.getProperty("portal.jobs", Boolean.class, true)) {
            throw new IllegalStateException("A test with jobs needs a database of its own: test.database");
        }
        environment.getPropertySources().addFirst(new MapPropertySource("testDatabase", database(name)));
        if (environment.getProperty("portal.demonstration") == null) { // asked for by few tests
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("noDemonstration", Map.of("portal.demonstration", "false")));
        }
    }

    /** The connection properties of a database of this name, created when first asked for. */
    public static synchronized Map<String, Object> database(String name) {
        return DATABASES.computeIfAbsent(name, TestDatabase::create);
    }

    /** Connections of the owner to a database of this name: kept open, because tests write row by row. */
    static synchronized DataSource asOwner(String name) {
        return OWNERS.computeIfAbsent(name, any -> {
            Map<String, Object> database = database(name);
            HikariConfig pool = new HikariConfig();
            pool.setJdbcUrl(String.valueOf(database.get("spring.datasource.url")));
            pool.setUsername(String.valueOf(database.get("spring.datasource.username")));
            pool.setPassword(String.valueOf(database.get("spring.datasource.password")));
            pool.setMinimumIdle(1);
            return new HikariDataSource(pool);
        });
    }

    private static Map<String, Object> create(String name) {
        try {
            Server running = server == null ? (server = start()) : server;
            Properties owner = new Properties();
            owner.setProperty("user", running.user());
            owner.setProperty("password", running.password());
            try (Connection connection =
                            DriverManager.getConnection("jdbc:postgresql://" + running.address() + "/postgres", owner);
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name
                        + " template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider icu icu_locale 'und'");
            }
            return Map.of(
                    "spring.datasource.url",
                    "jdbc:postgresql://" + running.address() + "/" + name + "?reWriteBatchedInserts=true",
                    "spring.datasource.username",
                    running.user(),
                    "spring.datasource.password",
                    running.password(),
                    "spring.datasource.hikari.minimum-idle",
                    "1", // many contexts, one server
                    "portal.database.embedded",
                    "true",
                    "portal.keys",
                    KEYS.toString());
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Server start() throws IOException {
        if (dockerAnswers() && DockerClientFactory.instance().isDockerAvailable()) {
            var container =
                    new PostgreSQLContainer("postgres:18-alpine").withCommand("postgres", "-c", "max_connections=500");
            container.start();
            return new Server(
                    container.getHost() + ":" + container.getFirstMappedPort(),
                    container.getUsername(),
                    container.getPassword());
        }
        EmbeddedPostgres embedded = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "500")
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                .start();
        SpringApplication.getShutdownHandlers().add(() -> closed(embedded)); // after the contexts that use it
        return new Server("127.0.0.1:" + embedded.getPort(), "postgres", "postgres");
    }

    private static void closed(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the socket itself: a machine without Docker pays nothing. */
    private static boolean dockerAnswers() {
        String host = System.getenv("DOCKER_HOST");
        if (host != null && !host.startsWith("unix://")) {
            return true;
        }
        Path socket = host == null
                ? Path.of("/var/run/docker.sock")
                : Path.of(URI.create(host).getPath());
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.0\r\n\r\n".getBytes()));
            return channel.read(ByteBuffer.allocate(64)) > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
