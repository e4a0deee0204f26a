package org.mrcportal.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.mrcportal.Visitor;

/** One portal as a process of its own, as it runs outside of tests. */
final class Instance {

    private final int number;
    private final int port;
    private final Map<String, String> settings;
    private final Path log;
    private volatile @Nullable Process process;

    Instance(int number, int port, Map<String, String> settings, Path directory) {
        this.number = number;
        this.port = port;
        this.settings = settings;
        this.log = directory.resolve("portal-" + number + ".log");
    }

    int number() {
        return number;
    }

    int port() {
        return port;
    }

    /** Begins to start; {@link #awaitReady} waits until it answers. */
    void start() throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                "org.mrcportal.PortalApplication",
                "--spring.datasource.hikari.connection-timeout=5000");
        command.environment().putAll(settings);
        command.environment().put("SERVER_PORT", Integer.toString(port));
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = command.start();
    }

    void awaitReady() {
        Visitor visitor = new Visitor(port);
        Awaitility.await("portal " + number + ", see " + log)
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(250))
                .ignoreException(IllegalStateException.class) // nobody answers yet
                .failFast("portal " + number + " has ended, see " + log, () -> !isAlive())
                .until(() -> visitor.get("/actuator/health/readiness").status() == 200);
    }

    /** As a supervisor does: a portal refuses to start while its database is away, and is started again. */
    void startUntilReady() {
        Visitor visitor = new Visitor(port);
        Awaitility.await("portal " + number + ", see " + log)
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(250))
                .ignoreException(IllegalStateException.class)
                .until(() -> {
                    if (!isAlive()) {
                        start();
                    }
                    return visitor.get("/actuator/health/readiness").status() == 200;
                });
    }

    private boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** SIGKILL: it says goodbye to nobody. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.onExit().join();
            process = null;
        }
    }

    /** Without the tests' classes and their database. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
