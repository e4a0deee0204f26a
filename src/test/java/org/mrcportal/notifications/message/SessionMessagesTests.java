package org.mrcportal.notifications.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.RegistrationConfirmed;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionCancelled;
import org.mrcportal.outreach.SessionChanged;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.SessionPlaceOffered;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.SecretLinks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(properties = "portal.jobs=false")
@Import(Statements.class)
class SessionMessagesTests {

    private static final GreenMail SERVER =
            new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private final Fixtures fixtures = new Fixtures();
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private final MessageSending sending;
    private final SecretLinks secrets;
    private final OutreachLabels labels;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Instant startsAt;
    private Fixtures.Centre centre;
    private Fixtures.Staff officer;

    SessionMessagesTests(
            @Autowired MessageSending sending,
            @Autowired SecretLinks secrets,
            @Autowired OutreachLabels labels,
            @Autowired ApplicationEventPublisher events,
            @Autowired PlatformTransactionManager transactions,
            @Autowired Clock clock) {
        this.sending = sending;
        this.secrets = secrets;
        this.labels = labels;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.startsAt =
                Instant.ofEpochSecond(clock.instant().plus(Duration.ofDays(3)).getEpochSecond());
    }

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add(
                "spring.mail.port", () -> SERVER.getSmtp().getServerSetup().getPort());
    }

    @BeforeAll
    static void startTheServer() {
        SERVER.start();
    }

    @AfterAll
    static void stopTheServer() {
        SERVER.stop();
    }

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
    }

    @Test
    void aRegistrationIsConfirmedOnceInThePersonsLanguageAndInNeutralWords() {
        SessionId session = outreach.session(centre, officer, startsAt);
        for (Language language : Language.values()) {
            String address = address(language.code());
            RegistrationId id = registration(session, address, Map.of("page_language", language.code()));
            publish(new RegistrationConfirmed(id, centre.id(), 0), id.id());
            publish(new RegistrationConfirmed(id, centre.id(), 0), id.id());
            send();
            assertThat(arrived(address)).hasSize(1);
            String all = text(arrived(address).getFirst());
            assertThat(all)
                    .contains("/" + language.code() + "/registrations/" + secrets.token("registrations", id.id()))
                    .contains("BEGIN:VCALENDAR", "METHOD:PUBLISH", "School 12", "Centre " + centre.code())
                    .doesNotContainIgnoringCase(labels.topic("LEGAL_WORK", language.locale()))
                    .doesNotContain("notifications.", "Malika");
        }
    }

    @Test
    void onlyWhoeverAgreedIsReminded() {
        SessionId session = outreach.session(centre, officer, startsAt);
        RegistrationId silent = registration(session, address("silent"), Map.of());
        RegistrationId reminded = registration(session, address("reminded"), Map.of("reminders", true));
        publish(new RegistrationConfirmed(silent, centre.id(), 0), silent.id());
        publish(new RegistrationConfirmed(reminded, centre.id(), 0), reminded.id());
        assertThat(kinds(silent)).containsExactly("SESSION_CONFIRMATION");
        assertThat(kinds(reminded))
                .containsExactly("SESSION_CONFIRMATION", "SESSION_REMINDER_24H", "SESSION_REMINDER_2H");
        due(reminded, "SESSION_REMINDER_24H");
        send();
        assertThat(arrived(address("reminded"))).hasSize(2);

        move(session, startsAt.plus(Duration.ofHours(3)), 1);
        due(reminded, "SESSION_REMINDER_2H");
        send();
        assertThat(arrived(address("reminded")))
                .as("a reminder of a time that is no longer true is dropped")
                .hasSize(2);
    }

    @Test
    void whoeverIsRegisteredHearsOfANewTimeOnce() {
        SessionId session = outreach.session(centre, officer, startsAt);
        RegistrationId registered = registration(session, address("moved"), Map.of("reminders", true));
        RegistrationId waiting = registration(session, address("waits"), Map.of("state", "WAITING"));
        move(session, startsAt.plus(Duration.ofHours(1)), 1);
        publish(new SessionChanged(session, centre.id(), 1), session.id());
        move(session, startsAt.plus(Duration.ofHours(2)), 2);
        publish(new SessionChanged(session, centre.id(), 2), session.id());
        send();
        assertThat(arrived(address("moved"))).as("only the newest").hasSize(1);
        assertThat(text(arrived(address("moved")).getFirst())).contains("SEQUENCE:2");
        assertThat(arrived(address("waits"))).isEmpty();
        assertThat(kinds(registered)).contains("SESSION_REMINDER_2H");
        assertThat(kinds(waiting)).isEmpty();
    }

    @Test
    void aCancelledSessionTellsFiveHundredRegisteredAndThoseWhoWaitInFewStatements() {
        SessionId session = outreach.session(centre, officer, startsAt, Map.of("capacity", 600));
        for (int i = 0; i < 505; i++) {
            registration(session, address("all" + i), Map.of());
        }
        registration(session, address("waiting"), Map.of("state", "WAITING"));
        registration(
                session, address("gone"), Map.of("state", "CANCELLED", "cancelled_at", startsAt.minusSeconds(9000)));
        fixtures.jdbc()
                .sql(
                        "update outreach.awareness_session set state = 'CANCELLED', cancelled_at = now(), sequence = 1 where id = ?")
                .param(session.id())
                .update();
        Statements.forget();
        publish(new SessionCancelled(session, centre.id(), 1), session.id());
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(20);
        assertThat(messages()).isEqualTo(506);
        publish(new SessionCancelled(session, centre.id(), 1), session.id());
        assertThat(messages()).isEqualTo(506);
        send();
        send();
        assertThat(arrived(address("all504"))).hasSize(1);
        assertThat(text(arrived(address("all504")).getFirst()))
                .contains("METHOD:CANCEL", "You do not need to come")
                .as("it leads to the own page, which shows other sessions")
                .contains("Your registration, and other sessions:");
        assertThat(arrived(address("waiting"))).hasSize(1);
        assertThat(arrived(address("gone"))).isEmpty();
    }

    @Test
    void anOfferIsSaidOnlyWhileItStands() {
        SessionId session = outreach.session(centre, officer, startsAt);
        Map<String, @Nullable Object> offered = new HashMap<>();
        offered.put("state", "OFFERED");
        offered.put("offers", 1);
        offered.put("offered_until", startsAt.minus(Duration.ofDays(1)));
        offered.put("registered_at", null);
        RegistrationId standing = registration(session, address("standing"), offered);
        RegistrationId passed = registration(session, address("passed"), offered);
        publish(new SessionPlaceOffered(standing, centre.id(), 1), standing.id());
        publish(new SessionPlaceOffered(passed, centre.id(), 1), passed.id());
        fixtures.jdbc()
                .sql("update outreach.registration set state = 'LAPSED', offered_until = null where id = ?")
                .param(passed.id())
                .update();
        due(standing, "SESSION_OFFER");
        due(passed, "SESSION_OFFER");
        send();
        assertThat(arrived(address("standing"))).hasSize(1);
        assertThat(arrived(address("passed"))).isEmpty();
    }

    @Test
    void nothingIsSaidOnceTheSessionIsOver() {
        SessionId session = outreach.session(centre, officer, startsAt);
        RegistrationId late = registration(session, address("late"), Map.of());
        publish(new RegistrationConfirmed(late, centre.id(), 0), late.id());
        move(session, startsAt.minus(Duration.ofDays(9)), 0);
        send();
        assertThat(arrived(address("late"))).isEmpty();
    }

    private RegistrationId registration(
            SessionId session, String address, Map<String, ? extends @Nullable Object> more) {
        RegistrationId id = RegistrationId.next();
        Map<String, @Nullable Object> columns = new HashMap<>(more);
        columns.put("id", id.id());
        columns.put("name", Fixtures.seal().seal("Malika", "registration.name:" + id));
        columns.put("email", Fixtures.seal().seal(address, "registration.email:" + id));
        columns.putIfAbsent("page_language", "en");
        outreach.registration(centre, session, columns);
        return id;
    }

    private void move(SessionId session, Instant start, int sequence) {
        fixtures.jdbc()
                .sql(
                        "update outreach.awareness_session set starts_at = :start, ends_at = :start + interval '2 hours', sequence = :sequence where id = :id")
                .param("start", start.atOffset(java.time.ZoneOffset.UTC))
                .param("sequence", sequence)
                .param("id", session.id())
                .update();
    }

    /** As the feature does it; returns when every listener has done its work. */
    private void publish(Object event, UUID about) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
        await().until(() -> fixtures.jdbc()
                        .sql("select count(*) from portal.event_publication where serialized_event like ?")
                        .param("%" + about + "%")
                        .query(Integer.class)
                        .single()
                == 0);
    }

    private void send() {
        MessageJob.sendAll(sending, Channel.EMAIL);
    }

    private void due(RegistrationId about, String kind) {
        fixtures.jdbc()
                .sql(
                        "update notifications.message set next_try_at = now() - interval '1 second' where about = ? and kind = ?")
                .params(about.id(), kind)
                .update();
    }

    private int messages() {
        return fixtures.jdbc()
                .sql("select count(*) from notifications.message where centre_id = ?")
                .param(centre.id().id())
                .query(Integer.class)
                .single();
    }

    private List<String> kinds(RegistrationId about) {
        return fixtures.jdbc()
                .sql("select kind from notifications.message where about = ? order by kind")
                .param(about.id())
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list();
    }

    private static List<MimeMessage> arrived(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> GreenMailUtil.getAddressList(recipients(mail)).contains(address))
                .toList();
    }

    private static jakarta.mail.Address[] recipients(MimeMessage mail) {
        try {
            return mail.getAllRecipients();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every part, decoded, with folded lines of the calendar joined. */
    private static String text(MimeMessage mail) {
        try {
            return mail.getSubject() + "\n" + text(mail.getContent()).replace("\r\n ", "");
        } catch (java.io.IOException | jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object content) throws java.io.IOException, jakarta.mail.MessagingException {
        if (content instanceof jakarta.mail.Multipart parts) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < parts.getCount(); i++) {
                all.append(text(parts.getBodyPart(i).getContent())).append('\n');
            }
            return all.toString();
        }
        return content instanceof java.io.InputStream stream
                ? new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                : content.toString();
    }

    private String address(String who) {
        return who + "@" + centre.code().toLowerCase(Locale.ROOT) + ".example";
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
