package org.mrcportal.notifications.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.TestDatabase;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.counselling.AppointmentBooked;
import org.mrcportal.counselling.AppointmentCancelled;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class MessageSendingTests extends MailServerTests {

    private final Fixtures fixtures = new Fixtures();
    private final ClientDirectory clients;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Instant startsAt;
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;
    private int minutes;

    MessageSendingTests(
            @Autowired MessageSending sending,
            @Autowired ClientDirectory clients,
            @Autowired ApplicationEventPublisher events,
            @Autowired PlatformTransactionManager transactions,
            @Autowired Clock clock) {
        super(sending);
        this.clients = clients;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.startsAt = clock.instant().plus(Duration.ofDays(3));
    }

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        counsellor = fixtures.counsellor(centre);
    }

    @Test
    void aBookingIsConfirmedOnceInThePersonsLanguageAndInNeutralWords() throws Exception {
        startTheServer();
        for (Language language : Language.values()) {
            String address = address(language.code());
            AppointmentId appointment = booked(address, true, language);
            send();
            send();
            MimeMessage mail = only(address);
            assertThat(mail.getHeader("Content-Language")).containsExactly(language.code());
            String all = mail.getSubject() + text(mail.getContent());
            assertThat(all)
                    .contains("/" + language.code() + "/bookings/", "Centre " + centre.code(), reference(appointment))
                    .contains("BEGIN:VCALENDAR")
                    .doesNotContainIgnoringCase("WORK_ABROAD")
                    .doesNotContain("notifications.", "Zarina");
            assertThat(mail.getSubject()).matches(".*\\d\\d:\\d\\d.*").doesNotContain(centre.code());
        }
    }

    @Test
    void theSameEventTwiceMakesOneMessage() {
        startTheServer();
        String address = address("twice");
        AppointmentId appointment = booked(address, true, Language.EN);
        publish(new AppointmentBooked(appointment, centre.id(), client(appointment), startsAt, 0), appointment);
        send();
        assertThat(arrived(address)).hasSize(1);
    }

    @Test
    void whoeverGaveNoAddressOrNoConsentGetsNothing() {
        startTheServer();
        String address = address("silent");
        booked(address, false, Language.EN);
        AppointmentId nameless = booked(null, true, Language.EN);
        send();
        assertThat(arrived(address)).isEmpty();
        assertThat(states(nameless)).isEmpty();
    }

    @Test
    void withTheMailServerDownBookingsGoOnAndTheMailFollowsOnce() {
        String address = address("later");
        AppointmentId appointment = booked(address, true, Language.RU);
        for (int i = 0; i < 5; i++) {
            due(appointment);
            send();
        }
        assertThat(states(appointment)).containsExactly("DUE 0 UNREACHABLE");
        startTheServer();
        due(appointment);
        send();
        due(appointment);
        send();
        assertThat(arrived(address)).hasSize(1);
        assertThat(states(appointment)).containsExactly("SENT 0 null");
    }

    @Test
    void aRefusedMessageIsTriedThreeTimesAndThenShownToStaffWhoCanSendItAgain() throws Exception {
        String address = address("refused");
        AppointmentId appointment = booked(address, true, Language.EN);
        try (RefusingServer refusing = new RefusingServer()) {
            for (int i = 0; i < 4; i++) {
                due(appointment);
                send();
            }
            assertThat(refusing.recipients(address)).isEqualTo(3);
        }
        assertThat(states(appointment)).containsExactly("NOT_DELIVERED 3 NO_SUCH_RECIPIENT");

        owner().sql("delete from portal.attempt where what like 'sign-in%'").update();
        Visitor staff = new Visitor(port);
        staff.signIn(counsellor.username(), Fixtures.PASSWORD);
        Statements.forget();
        var page = staff.get("/staff/messages");
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
        assertThat(page.body()).contains("Not delivered", reference(appointment), "Send again");
        Visitor stranger = new Visitor(port);
        stranger.signIn(fixtures.staff(fixtures.centre(), Role.FRONT_DESK).username(), Fixtures.PASSWORD);
        assertThat(stranger.get("/staff/messages").body()).doesNotContain(reference(appointment));
        String retry = "/staff/messages/" + message(appointment) + "/retry";
        assertThat(stranger.submit("/staff/messages", retry).status()).isEqualTo(404);

        assertThat(staff.submit("/staff/messages", retry).status()).isEqualTo(303);
        startTheServer();
        send();
        assertThat(arrived(address)).hasSize(1);
        assertThat(staff.submit("/staff/messages", retry).status()).isEqualTo(303);
        assertThat(staff.get("/staff/messages").body()).contains("cannot be sent again");
    }

    @Test
    void aMailThatADeadNodeHadTakenOnIsSentWithTheSameMessageId() throws Exception {
        startTheServer();
        String address = address("left");
        AppointmentId appointment = booked(address, true, Language.EN);
        owner().sql("update notifications.message set state = 'SENDING', claimed_until = now(), next_try_at = now()"
                        + " where about = ? and kind = 'CONFIRMATION'")
                .param(appointment.id())
                .update();
        send();
        assertThat(only(address).getMessageID()).contains(message(appointment).toString());
        assertThat(states(appointment)).containsExactly("SENT 1 null");
    }

    @Test
    void whatThePersonWasToldOtherwiseLeavesTheList() {
        AppointmentId appointment = booked(address("told"), true, Language.EN);
        owner().sql("update notifications.message set state = 'NOT_DELIVERED', problem = 'NO_SUCH_RECIPIENT', tries = 3"
                        + " where about = ? and kind = 'CONFIRMATION'")
                .param(appointment.id())
                .update();
        owner().sql("delete from portal.attempt where what like 'sign-in%'").update();
        Visitor staff = new Visitor(port);
        staff.signIn(counsellor.username(), Fixtures.PASSWORD);
        assertThat(staff.get("/staff/messages").body())
                .contains("There is no such e-mail address.", "/staff/clients/" + client(appointment));
        String told = "/staff/messages/" + message(appointment) + "/told";
        assertThat(staff.submit("/staff/messages", told).status()).isEqualTo(303);
        assertThat(staff.get("/staff/messages").body())
                .contains("the person has been told")
                .doesNotContain(reference(appointment));
        assertThat(states(appointment)).containsExactly("TOLD 3 NO_SUCH_RECIPIENT");
    }

    @Test
    void aMessageThatCannotBeWrittenDoesNotStandInTheWayOfTheOthers() {
        startTheServer();
        AppointmentId broken = booked(address("broken"), true, Language.EN);
        owner().sql("update centres.centre set zone = 'Nowhere' where id = ?")
                .param(centre.id().id())
                .update();
        try {
            due(broken);
            send();
        } finally {
            owner().sql("update centres.centre set zone = 'Asia/Tashkent' where id = ?")
                    .param(centre.id().id())
                    .update();
        }
        assertThat(states(broken)).containsExactly("DUE 1 REFUSED");
        String address = address("next");
        booked(address, true, Language.EN);
        send();
        assertThat(arrived(address)).hasSize(1);
    }

    @Test
    void anOlderMessageIsNotSentAfterANewerOne() throws Exception {
        startTheServer();
        String address = address("cancelled");
        AppointmentId appointment = booked(address, true, Language.EN);
        owner().sql(
                        "update counselling.appointment set sequence = 1, state = 'CANCELLED', cancelled_at = now(), cancelled_by = 'PERSON' where id = ?")
                .param(appointment.id())
                .update();
        publish(new AppointmentCancelled(appointment, centre.id(), client(appointment), startsAt, 1), appointment);
        send();
        MimeMessage mail = only(address);
        assertThat(mail.getMessageID()).matches("<[0-9a-f-]{36}@mrc-portal>");
        assertThat(text(mail.getContent()))
                .contains("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1", "UID:" + appointment);
        assertThat(states(appointment)).containsExactly("OBSOLETE 0 null", "SENT 0 null");
    }

    @Test
    void twoNodesSendEachMessageOnce() {
        startTheServer();
        List<String> addresses = java.util.stream.IntStream.range(0, 12)
                .mapToObj(i -> address("both" + i))
                .toList();
        addresses.forEach(address -> booked(address, true, Language.UZ));
        CompletableFuture.allOf(CompletableFuture.runAsync(this::send), CompletableFuture.runAsync(this::send))
                .join();
        assertThat(addresses).allSatisfy(address -> assertThat(arrived(address)).hasSize(1));
    }

    private AppointmentId booked(@Nullable String address, boolean mayMessage, Language language) {
        ClientId client = Scope.of(centre.id().id())
                .call(() -> clients.register(
                        centre.id(),
                        new Contact(new PersonName("Zarina"), null, address, false, mayMessage, null),
                        language.code(),
                        Set.of(),
                        "CLICK"));
        Instant start = startsAt.plus(Duration.ofMinutes(30L * minutes++));
        AppointmentId appointment =
                fixtures.appointment(centre, counsellor, client, start, Map.of("page_language", language.code()));
        publish(new AppointmentBooked(appointment, centre.id(), client, start, 0), appointment);
        return appointment;
    }

    /** As the booking does it; returns when every listener has done its work. */
    private void publish(Object event, AppointmentId about) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
        await().until(() -> owner().sql("select count(*) from portal.event_publication where serialized_event like ?")
                        .param("%" + about + "%")
                        .query(Integer.class)
                        .single()
                == 0);
    }

    private String address(String who) {
        return who + "@" + centre.code().toLowerCase(java.util.Locale.ROOT) + ".example";
    }

    private static String reference(AppointmentId appointment) {
        return owner().sql("select substr(reference, 1, 4) from counselling.appointment where id = ?")
                .param(appointment.id())
                .query((row, number) -> row.getString(1))
                .single();
    }

    private static ClientId client(AppointmentId appointment) {
        return new ClientId(owner().sql("select client_id from counselling.appointment where id = ?")
                .param(appointment.id())
                .query(java.util.UUID.class)
                .single());
    }

    private static java.util.UUID message(AppointmentId appointment) {
        return owner().sql("select id from notifications.message where about = ? and kind not like 'REMINDER%'")
                .param(appointment.id())
                .query(java.util.UUID.class)
                .single();
    }

    private static List<String> states(AppointmentId appointment) {
        return owner().sql(
                        "select state || ' ' || tries || ' ' || coalesce(problem, 'null') from notifications.message where about = ? and kind not like 'REMINDER%' order by sequence")
                .param(appointment.id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Lets the pause before the next try be over. */
    private static void due(AppointmentId appointment) {
        owner().sql(
                        "update notifications.message set next_try_at = now() - interval '1 second' where about = ? and kind not like 'REMINDER%'")
                .param(appointment.id())
                .update();
    }

    private static JdbcClient owner() {
        Map<String, Object> connection = TestDatabase.database("shared");
        return JdbcClient.create(new DriverManagerDataSource(
                String.valueOf(connection.get("spring.datasource.url")),
                String.valueOf(connection.get("spring.datasource.username")),
                String.valueOf(connection.get("spring.datasource.password"))));
    }

    /** A mail server that takes nobody's mail. */
    private static final class RefusingServer implements AutoCloseable {

        private final ServerSocket socket;
        private final List<String> asked = new java.util.concurrent.CopyOnWriteArrayList<>();

        RefusingServer() throws IOException {
            socket = new ServerSocket(SMTP, 10, InetAddress.getByName("127.0.0.1"));
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (Socket client = socket.accept()) {
                        talk(client);
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
        }

        private void talk(Socket client) throws IOException {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            var out = client.getOutputStream();
            out.write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("RCPT")) {
                    asked.add(line);
                }
                out.write((line.startsWith("RCPT")
                                ? "550 nobody\r\n"
                                : line.startsWith("QUIT") ? "221 bye\r\n" : "250 ok\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
            }
        }

        long recipients(String address) {
            return asked.stream().filter(line -> line.contains(address)).count();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
