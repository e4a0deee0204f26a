package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.centres.CentreId;

/** The portal with its built-in database as a process of its own, killed in the middle of bookings and started again. */
@SuppressWarnings("NullAway.Init")
class CrashTests {

    private static final Fixtures.Centre TASHKENT = new Fixtures.Centre(new CentreId(new UUID(0, 0)), "TAS");

    @TempDir
    Path data;

    private @Nullable Process portal;

    @AfterEach
    void leaveNothingRunning() throws IOException {
        kill();
    }

    @Test
    void everyConfirmedBookingIsThereAfterPortalAndDatabaseWereKilled() throws Exception {
        int port = start();
        List<String> confirmed = new CopyOnWriteArrayList<>();
        Thread booking = Thread.ofVirtual().start(() -> bookUntilItBreaks(port, confirmed));
        await().atMost(2, TimeUnit.MINUTES).until(() -> confirmed.size() >= 4);

        kill();
        booking.join();
        int again = start();

        Visitor visitor = new Visitor(again);
        assertThat(confirmed).allSatisfy(token -> {
            assertThat(visitor.get("/uz/bookings/" + token).status()).isEqualTo(200);
        });
        assertThat(new Walk(again, "uz", TASHKENT).book()).isNotIn(confirmed);
    }

    private static void bookUntilItBreaks(int port, List<String> confirmed) {
        try {
            while (true) {
                confirmed.add(new Walk(port, "uz", TASHKENT).book());
            }
        } catch (RuntimeException | Error killed) {
            // what was confirmed before counts
        }
    }

    private int start() throws IOException {
        int port = freePort();
        ProcessBuilder command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                "org.mrcportal.PortalApplication");
        command.environment().put("SERVER_PORT", Integer.toString(port));
        command.environment().put("PORTAL_DATA_DIR", data.toString());
        command.environment().put("PORTAL_DEMONSTRATION_CONSULTATIONS", "30");
        command.redirectErrorStream(true)
                .redirectOutput(data.resolve("portal.log").toFile());
        portal = command.start();
        Visitor visitor = new Visitor(port);
        await().atMost(3, TimeUnit.MINUTES)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> visitor.get("/uz/centres/TAS").status() == 200);
        return port;
    }

    /** SIGKILL for both, as when the power fails. */
    private void kill() throws IOException {
        Process running = portal;
        if (running == null) {
            return;
        }
        portal = null;
        Path postmaster = data.resolve("postgres/postmaster.pid");
        long database = Long.parseLong(Files.readAllLines(postmaster).getFirst().strip());
        running.destroyForcibly();
        ProcessHandle.of(database).ifPresent(ProcessHandle::destroyForcibly);
        running.onExit().join();
        await().until(() ->
                ProcessHandle.of(database).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** As the portal runs outside of tests: without their classes and their database. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
