package org.mrcportal.chaos;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.chaos.History.Line;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two instances of the portal on one database, many people who book, move and give up, clerks who
 * confirm, and in the midst of it one instance
 * is killed, the database is killed, the other instance is killed; each comes back.
 */
final class BadDay {

    private static final int PEOPLE = 24;

    private final Path directory;
    private final Duration length;

    BadDay(Path directory, Duration length) {
        this.directory = directory;
        this.length = length;
    }

    /** What was found, and how much had happened. */
    record Result(Path history, List<String> violations, Map<String, Long> counts) {}

    Result run() throws Exception {
        Files.createDirectories(directory);
        Path file = directory.resolve("history.jsonl");
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        Server server = new Server(directory.resolve("postgres"), freePort());
        List<Instance> instances = instances(server, mail.getSmtp().getPort());
        try {
            instances.get(0).start();
            instances.get(0).awaitReady(); // it migrates alone
            Fixtures fixtures = new Fixtures(server.url(), "postgres", "postgres");
            List<Fixtures.Centre> centres = centres(fixtures);
            List<Fixtures.Staff> clerks = centres.stream()
                    .map(centre -> fixtures.staff(centre, Role.FRONT_DESK))
                    .toList();
            instances.get(1).start();
            instances.get(1).awaitReady();
            try (History history = new History(file)) {
                live(instances, server, centres, clerks, history);
            }
            settle(fixtures.jdbc());
            Aftermath aftermath = new Aftermath(rows(fixtures.jdbc()), outbox(fixtures.jdbc()), letters(mail));
            List<Line> lines = History.read(file);
            return new Result(file, Checker.violations(lines, aftermath), counts(lines, aftermath));
        } finally {
            instances.forEach(Instance::kill);
            server.stop();
            mail.stop();
        }
    }

    private void live(
            List<Instance> instances,
            Server server,
            List<Fixtures.Centre> centres,
            List<Fixtures.Staff> clerks,
            History history)
            throws Exception {
        Instant end = Instant.now().plus(length);
        List<Thread> people = new ArrayList<>();
        for (int number = 0; number < PEOPLE; number++) {
            Person person = new Person(number, instances, centres, history);
            people.add(Thread.ofVirtual()
                    .start(() -> person.keepGoing(() -> Instant.now().isBefore(end))));
        }
        for (Fixtures.Staff staff : clerks) {
            Clerk clerk = new Clerk(PEOPLE + people.size(), instances, staff, history);
            people.add(Thread.ofVirtual()
                    .start(() -> clerk.keepGoing(() -> Instant.now().isBefore(end))));
        }
        Instance first = instances.get(0);
        Instance second = instances.get(1);
        sleepUntil(end.minus(length.multipliedBy(80).dividedBy(100)));
        second.kill();
        sleepUntil(end.minus(length.multipliedBy(70).dividedBy(100)));
        second.start();
        sleepUntil(end.minus(length.multipliedBy(45).dividedBy(100)));
        server.restart();
        server.awaitReady();
        second.startUntilReady();
        sleepUntil(end.minus(length.multipliedBy(20).dividedBy(100)));
        first.kill();
        sleepUntil(end);
        for (Thread person : people) {
            person.join();
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0) { // else the job of the other one finds what was cut short
            first.start();
            first.awaitReady();
        }
    }

    private static void sleepUntil(Instant moment) throws InterruptedException {
        Thread.sleep(
                Duration.between(Instant.now(), moment).isNegative()
                        ? Duration.ZERO
                        : Duration.between(Instant.now(), moment));
    }

    /**
     * Waits until all that is to be said has been said. The clock of claims and jobs that a killed instance left behind is
     * put forward, as if the minutes had passed after which another takes them over.
     */
    private static void settle(JdbcClient jdbc) {
        jdbc.sql(
                        "update notifications.message set next_try_at = now(), claimed_until = case state when 'SENDING' then now() end"
                                + " where state = 'SENDING' or state = 'DUE' and next_try_at < now() + interval '1 hour'")
                .update();
        jdbc.sql("update portal.scheduled_tasks set last_heartbeat = now() - interval '10 minutes' where picked")
                .update();
        Awaitility.await("events and messages")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> jdbc.sql("""
                                select (select count(*) from portal.event_publication)
                                     + (select count(*) from notifications.message
                                        where state = 'SENDING' or state = 'DUE' and next_try_at <= now())
                                """).query(Long.class).single() == 0);
    }

    private static List<Aftermath.Row> rows(JdbcClient jdbc) {
        return jdbc.sql("""
                        select a.id, a.once, a.counsellor_id, a.state, a.starts_at, a.ends_at, a.buffer_before, a.buffer_after,
                               a.occasion, a.place, o.places, o.needs_confirmation, a.awaits_confirmation
                        from counselling.appointment a
                        join centres.centre_service o on o.centre_id = a.centre_id and o.service_code = a.service_code
                        """)
                .query((row, number) -> new Aftermath.Row(
                        row.getString("id"),
                        row.getString("once"),
                        row.getString("counsellor_id"),
                        row.getString("state"),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getInt("buffer_before"),
                        row.getInt("buffer_after"),
                        row.getString("occasion"),
                        row.getInt("place"),
                        row.getInt("places"),
                        row.getBoolean("needs_confirmation"),
                        row.getBoolean("awaits_confirmation")))
                .list();
    }

    private static List<Aftermath.Said> outbox(JdbcClient jdbc) {
        return jdbc.sql("select id, about, kind, state, tries from notifications.message")
                .query((row, number) -> new Aftermath.Said(
                        row.getString("id"),
                        row.getString("about"),
                        row.getString("kind"),
                        row.getString("state"),
                        row.getInt("tries")))
                .list();
    }

    private static Map<String, Integer> letters(GreenMail mail) throws MessagingException {
        Map<String, Integer> letters = new HashMap<>();
        for (var letter : mail.getReceivedMessages()) {
            letters.merge(letter.getHeader("X-Portal-Message")[0], 1, Integer::sum);
        }
        return letters;
    }

    private static Map<String, Long> counts(List<Line> lines, Aftermath aftermath) {
        Map<String, Long> counts = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.action() + " " + line.answer(), java.util.TreeMap::new, Collectors.counting()));
        counts.put("appointments", (long) aftermath.rows().size());
        counts.put("messages", (long) aftermath.outbox().size());
        counts.put(
                "letters",
                aftermath.letters().values().stream().mapToLong(n -> n).sum());
        counts.put(
                "letters that came twice because an instance died with them in its hands",
                aftermath.letters().values().stream().filter(n -> n > 1).count());
        return counts;
    }

    private List<Instance> instances(Server server, int smtp) throws IOException {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("PORTAL_KEYS", directory.resolve("keys").toAbsolutePath().toString());
        settings.put("PORTAL_KEYS_CREATE", "true");
        settings.put("PORTAL_DEMONSTRATION", "false");
        settings.put("PORTAL_BOOKING_HOLD", "20s");
        settings.put("PORTAL_BOOKING_HOLDS_PER_HOUR", "1000000");
        settings.put("SPRING_MAIL_HOST", "127.0.0.1");
        settings.put("SPRING_MAIL_PORT", Integer.toString(smtp));
        return List.of(
                new Instance(1, freePort(), settings, directory), new Instance(2, freePort(), settings, directory));
    }

    /** Few counsellors, so that people meet; one service is for groups, and both want pauses. */
    private static List<Fixtures.Centre> centres(Fixtures fixtures) {
        List<Fixtures.Centre> centres = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            Fixtures.Centre centre = fixtures.centre();
            fixtures.counsellor(centre);
            fixtures.counsellor(centre);
            fixtures.jdbc().sql("""
                            update centres.centre_service
                            set minutes = 15, buffer_after = 5, needs_confirmation = service_code = 'ENTRY_BAN',
                                places = case service_code when 'STUDY' then 3 else 1 end
                            where centre_id = ?
                            """).param(centre.id().id()).update();
            centres.add(centre);
        }
        return centres;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
