package org.mrcportal.notifications.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.counselling.AppointmentBooked;
import org.mrcportal.counselling.AppointmentCompleted;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.AppointmentMoved;
import org.mrcportal.counselling.AppointmentUnsettled;
import org.mrcportal.counselling.OpenOffers;
import org.mrcportal.counselling.PlaceOffered;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Text messages, through a gateway on this machine that behaves as the test says. */
@SpringBootTest(
        properties = {
            "portal.jobs=false",
            "test.database=texts",
            "portal.sms.gateway=http",
            "portal.sms.timeout=2s",
            "portal.sms.unknown-number=nobody"
        })
class TextSendingTests {

    private static final List<String> TEXTS = new CopyOnWriteArrayList<>();
    private static final AtomicReference<String> ANSWER = new AtomicReference<>("200 ok");
    private static final AtomicReference<CountDownLatch> HANG = new AtomicReference<>(new CountDownLatch(0));
    private static final HttpServer GATEWAY = gateway();
    private static final Set<String> OPEN_OFFERS = ConcurrentHashMap.newKeySet();
    private static int phones = 1_000_000;

    private final Fixtures fixtures = new Fixtures("texts");
    private final MessageSending sending;
    private final ClientDirectory clients;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final HikariDataSource connections;
    private final Instant startsAt;
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;
    private int visits;

    TextSendingTests(
            @Autowired MessageSending sending,
            @Autowired ClientDirectory clients,
            @Autowired ApplicationEventPublisher events,
            @Autowired PlatformTransactionManager transactions,
            @Autowired HikariDataSource connections,
            @Autowired Clock clock) {
        this.sending = sending;
        this.clients = clients;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.connections = connections;
        this.startsAt = clock.instant().truncatedTo(ChronoUnit.MICROS).plus(Duration.ofDays(3));
    }

    /** Says of each offer what the test says, so that there need be no line for it. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Offers {

        @Bean
        @Primary
        OpenOffers openOffersOfTheTest() {
            return (line, number) -> OPEN_OFFERS.contains(line + " " + number);
        }
    }

    private static HttpServer gateway() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                TEXTS.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                try {
                    HANG.getAndSet(new CountDownLatch(0)).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                String[] answer = ANSWER.get().split(" ", 2);
                exchange.sendResponseHeaders(Integer.parseInt(answer[0]), answer[1].length());
                exchange.getResponseBody().write(answer[1].getBytes(StandardCharsets.US_ASCII));
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry properties) {
        properties.add(
                "portal.sms.address",
                () -> "http://127.0.0.1:" + GATEWAY.getAddress().getPort() + "/");
    }

    @BeforeEach
    void openACentre() {
        TEXTS.clear();
        ANSWER.set("200 ok");
        centre = fixtures.centre();
        counsellor = fixtures.counsellor(centre);
    }

    @AfterEach
    void letGo() {
        fixtures.jdbc().sql("delete from notifications.message").update();
    }

    /** Somebody who has booked a visit of their own. */
    private record Booked(AppointmentId id, ClientId client, String phone, Instant startsAt) {}

    @Test
    void whoGaveATelephoneGetsATextWithTheCentresTime() {
        Booked visit = booked(reachable());
        send();
        send();
        assertThat(texts(visit)).hasSize(1);
        assertThat(texts(visit).getFirst())
                .contains("/uz/bookings/", "City " + centre.code())
                .doesNotContainIgnoringCase("WORK_ABROAD")
                .doesNotContain("Zarina");
        assertThat(states(visit)).contains("CONFIRMATION TEXT SENT null");
    }

    @Test
    void aGatewayThatHangsHoldsNoConnectionAndNobodyElse() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        HANG.set(hang);
        Booked first = booked(reachable());
        CompletableFuture<Void> round = CompletableFuture.runAsync(this::send);
        await().until(() -> !TEXTS.isEmpty());
        assertThat(connections.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(round).isNotDone();
        Booked meanwhile = booked(reachable());
        round.join();
        hang.countDown();
        assertThat(states(first)).contains("CONFIRMATION TEXT NOT_DELIVERED UNCLEAR");
        send();
        assertThat(states(meanwhile).getFirst()).endsWith(" SENT null");
        assertThat(texts(first))
                .as("a text that may have arrived is not sent again by itself")
                .hasSize(1);
    }

    @Test
    void aRefusedTextIsTriedThreeTimesAfterGrowingPauses() {
        ANSWER.set("422 nobody");
        Booked visit = booked(reachable());
        Instant before = nextTry(visit);
        send();
        Instant second = nextTry(visit);
        assertThat(Duration.between(before, second)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        due(visit);
        send();
        assertThat(Duration.between(second, nextTry(visit))).isGreaterThan(Duration.ofMinutes(24));
        due(visit);
        send();
        due(visit);
        send();
        assertThat(texts(visit)).hasSize(3);
        assertThat(states(visit)).contains("CONFIRMATION TEXT NOT_DELIVERED NO_SUCH_RECIPIENT");
    }

    @Test
    void whatATextDoesNotCarryGoesByMailIfThereIsAnAddress() {
        ANSWER.set("422 no");
        Booked visit = booked(
                new Contact(new PersonName("Zarina"), phone(), "z@" + centre.code() + ".example", true, true, null));
        publish(new AppointmentUnsettled(visit.id(), centre.id(), visit.client(), visit.startsAt(), 0), visit);
        for (int i = 0; i < 3; i++) {
            due(visit);
            send();
        }
        assertThat(states(visit))
                .contains("NEW_TIME TEXT OBSOLETE REFUSED", "NEW_TIME EMAIL DUE null", "CONFIRMATION EMAIL DUE null");
    }

    @Test
    void twoNodesSendEachTextOnce() {
        List<Booked> all = java.util.stream.IntStream.range(0, 10)
                .mapToObj(i -> booked(reachable()))
                .toList();
        CompletableFuture.allOf(CompletableFuture.runAsync(this::send), CompletableFuture.runAsync(this::send))
                .join();
        send();
        assertThat(all).allSatisfy(visit -> assertThat(texts(visit)).hasSize(1));
    }

    @Test
    void aTextThatADeadNodeHadTakenOnIsNotSentAgainByItself() {
        Booked visit = booked(reachable());
        fixtures.jdbc()
                .sql("update notifications.message set state = 'SENDING', claimed_until = now(), next_try_at = now()"
                        + " where about = ? and kind = 'CONFIRMATION'")
                .param(visit.id().id())
                .update();
        send();
        assertThat(texts(visit)).isEmpty();
        assertThat(states(visit)).contains("CONFIRMATION TEXT NOT_DELIVERED UNCLEAR");
    }

    @Test
    void aTextThatANodeIsSendingIsNobodyElses() {
        Booked visit = booked(reachable());
        fixtures.jdbc()
                .sql("update notifications.message set state = 'SENDING', claimed_until = now() + interval '1 minute',"
                        + " next_try_at = now() + interval '1 minute' where about = ? and kind = 'CONFIRMATION'")
                .param(visit.id().id())
                .update();
        send();
        assertThat(texts(visit)).isEmpty();
        assertThat(states(visit)).contains("CONFIRMATION TEXT SENDING null");
    }

    @Test
    void aReminderComesInTimeToWhoeverAskedForIt() {
        Booked wished = booked(reachable(), Set.of("REMINDER"));
        Booked silent = booked(reachable(), Set.of());
        send();
        TEXTS.clear();
        send();
        assertThat(TEXTS).as("it is not time yet").isEmpty();
        due(wished);
        due(silent);
        send();
        assertThat(texts(wished)).hasSize(2);
        assertThat(texts(silent)).isEmpty();
        assertThat(states(silent)).contains("REMINDER_24H TEXT OBSOLETE null", "REMINDER_2H TEXT OBSOLETE null");
    }

    @Test
    void aWithdrawnConsentHoldsForRemindersAlreadyPlanned() {
        Booked visit = booked(reachable(), Set.of("REMINDER"));
        fixtures.jdbc()
                .sql("update clients.consent set withdrawn_at = now() where client_id = ?")
                .param(visit.client().id())
                .update();
        due(visit);
        send();
        assertThat(states(visit)).contains("REMINDER_24H TEXT OBSOLETE null");
    }

    @Test
    void aMovedVisitIsRemindedOfAtItsNewTimeOnly() {
        Booked visit = booked(reachable(), Set.of("REMINDER"));
        send();
        TEXTS.clear();
        Instant later = visit.startsAt().plus(Duration.ofDays(2));
        fixtures.jdbc()
                .sql("update counselling.appointment set sequence = 1, starts_at = ?, ends_at = ? where id = ?")
                .params(
                        later.atOffset(ZoneOffset.UTC),
                        later.plusSeconds(1800).atOffset(ZoneOffset.UTC),
                        visit.id().id())
                .update();
        publish(new AppointmentMoved(visit.id(), centre.id(), visit.client(), later, 1), visit);
        due(visit);
        send();
        assertThat(TEXTS).as("the change and two reminders").hasSize(3);
        assertThat(states(visit))
                .contains("REMINDER_24H TEXT OBSOLETE null", "REMINDER_24H TEXT SENT null", "CHANGE TEXT SENT null");
    }

    @Test
    void aTimeThatTheCentreCannotKeepIsNotRemindedOf() {
        Booked visit = booked(reachable(), Set.of("REMINDER"));
        publish(new AppointmentUnsettled(visit.id(), centre.id(), visit.client(), visit.startsAt(), 0), visit);
        due(visit);
        send();
        assertThat(states(visit))
                .contains(
                        "NEW_TIME TEXT SENT null", "REMINDER_24H TEXT OBSOLETE null", "REMINDER_2H TEXT OBSOLETE null");
    }

    @Test
    void nothingIsSentAfterItsTime() {
        Booked visit = booked(reachable(), Set.of("REMINDER"));
        fixtures.jdbc()
                .sql(
                        "update notifications.message set next_try_at = now() - interval '1 day', due_until = now() where about = ?")
                .param(visit.id().id())
                .update();
        send();
        assertThat(TEXTS).isEmpty();
        assertThat(states(visit)).allSatisfy(state -> assertThat(state).contains(" OBSOLETE "));
    }

    @Test
    void aCentreMaySwitchAKindOff() {
        fixtures.insert(
                "notifications.message_rules",
                Map.of(
                        "centre_id",
                        centre.id().id(),
                        "version",
                        0L,
                        "switched_off",
                        new String[] {"REMINDER_24H"},
                        "plain_apostrophe",
                        false),
                Map.of());
        Booked visit = booked(reachable(), Set.of("REMINDER"));
        due(visit);
        send();
        assertThat(states(visit)).contains("REMINDER_24H TEXT OBSOLETE null", "REMINDER_2H TEXT SENT null");
    }

    @Test
    void aMessageWaitsForTheSafeHoursAndCarriesTheCodeWord() {
        LocalTime now = LocalTime.now(Clock.system(Fixtures.TASHKENT)).truncatedTo(ChronoUnit.MINUTES);
        Contact careful = new Contact(
                new PersonName("Zarina"),
                phone(),
                null,
                false,
                true,
                null,
                new ContactHours(now.plusHours(2), now.plusHours(3)),
                "shaftoli");
        Booked visit = booked(careful);
        send();
        assertThat(TEXTS).isEmpty();
        assertThat(Duration.between(Instant.now(), nextTry(visit)))
                .isBetween(Duration.ofMinutes(118), Duration.ofMinutes(120));

        fixtures.jdbc()
                .sql("update clients.identity set contact_from = ?, contact_until = ? where client_id = ?")
                .params(now.minusHours(1), now.plusHours(1), visit.client().id())
                .update();
        due(visit);
        send();
        assertThat(texts(visit).getFirst()).contains("shaftoli: ");
    }

    @Test
    void whereTheSafeHoursComeTooLateTheFrontDeskHearsOfIt() {
        LocalTime now = LocalTime.now(Clock.system(Fixtures.TASHKENT)).truncatedTo(ChronoUnit.MINUTES);
        Booked visit = booked(new Contact(
                null, phone(), null, false, true, null, new ContactHours(now.plusHours(5), now.plusHours(6)), null));
        fixtures.jdbc()
                .sql("update notifications.message set due_until = now() + interval '1 hour' where about = ?")
                .param(visit.id().id())
                .update();
        send();
        assertThat(states(visit)).contains("CONFIRMATION TEXT NOT_DELIVERED NO_SAFE_HOUR");
    }

    @Test
    void whoWishesNoMessagesGetsNoneAndTheFrontDeskHearsWhatTheCentreBegan() {
        Booked visit = booked(new Contact(null, phone(), null, true, false, null));
        assertThat(states(visit)).isEmpty();
        publish(new AppointmentUnsettled(visit.id(), centre.id(), visit.client(), visit.startsAt(), 0), visit);
        send();
        assertThat(TEXTS).isEmpty();
        assertThat(states(visit)).containsExactly("NEW_TIME TEXT NOT_DELIVERED NO_WAY");
    }

    @Test
    void anOfferSaysUntilWhenAndAnOlderOneIsNotSent() {
        ClientId client = register(reachable(), Set.of());
        java.util.UUID line = java.util.UUID.randomUUID();
        Instant until = Instant.now().plus(Duration.ofHours(4));
        for (int offer = 1; offer <= 2; offer++) {
            OPEN_OFFERS.clear();
            OPEN_OFFERS.add(line + " " + offer);
            var offered = new PlaceOffered(line, offer, centre.id(), client, "uz", startsAt, until);
            publish(offered, line);
        }
        send();
        assertThat(TEXTS).hasSize(1);
        assertThat(TEXTS.getFirst()).contains("/uz/waiting/");

        OPEN_OFFERS.clear();
        publish(new PlaceOffered(line, 3, centre.id(), client, "uz", startsAt, until), line);
        send();
        assertThat(TEXTS).as("taken back before it was sent").hasSize(1);
    }

    @Test
    void afterAVisitThePersonIsAskedOnceHowItWas() {
        Booked visit = booked(reachable());
        send();
        TEXTS.clear();
        fixtures.jdbc()
                .sql("update counselling.appointment set state = 'COMPLETED' where id = ?")
                .param(visit.id().id())
                .update();
        for (int i = 0; i < 2; i++) {
            publish(new AppointmentCompleted(visit.id(), centre.id(), visit.client(), Instant.now()), visit);
        }
        send();
        assertThat(TEXTS).as("not at once").isEmpty();
        due(visit);
        send();
        assertThat(TEXTS.stream().filter(text -> text.contains("/uz/feedback/")))
                .hasSize(1);
    }

    private Contact reachable() {
        return new Contact(new PersonName("Zarina"), phone(), null, true, true, null);
    }

    private static PhoneNumber phone() {
        return new PhoneNumber("+99890" + ++phones);
    }

    private Booked booked(Contact contact) {
        return booked(contact, Set.of());
    }

    private Booked booked(Contact contact, Set<String> purposes) {
        ClientId client = register(contact, purposes);
        Instant start = startsAt.plus(Duration.ofMinutes(30L * visits++));
        AppointmentId appointment = fixtures.appointment(centre, counsellor, client, start);
        String phone = contact.phone() == null ? "" : contact.phone().e164();
        Booked visit = new Booked(appointment, client, phone, start);
        publish(new AppointmentBooked(appointment, centre.id(), client, start, 0), visit);
        return visit;
    }

    private ClientId register(Contact contact, Set<String> purposes) {
        return Scope.of(centre.id().id()).call(() -> clients.register(centre.id(), contact, "uz", purposes, "CLICK"));
    }

    private void publish(Object event, Booked about) {
        publish(event, about.id());
    }

    private void publish(Object event, Object about) {
        Scope.of(centre.id().id()).run(() -> transaction.executeWithoutResult(status -> events.publishEvent(event)));
        await().until(() -> fixtures.jdbc()
                        .sql("select count(*) from portal.event_publication where serialized_event like ?")
                        .param("%" + about + "%")
                        .query(Integer.class)
                        .single()
                == 0);
    }

    private void send() {
        MessageJob.sendAll(sending, Channel.TEXT);
    }

    private static List<String> texts(Booked visit) {
        return TEXTS.stream().filter(text -> text.contains(visit.phone())).toList();
    }

    private List<String> states(Booked visit) {
        return fixtures.jdbc()
                .sql("select kind || ' ' || channel || ' ' || state || ' ' || coalesce(problem, 'null')"
                        + " from notifications.message where about = ? order by sequence, kind, channel")
                .param(visit.id().id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    private Instant nextTry(Booked visit) {
        return fixtures.jdbc()
                .sql("select next_try_at from notifications.message where about = ? and kind = 'CONFIRMATION'")
                .param(visit.id().id())
                .query((row, number) ->
                        row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                .single();
    }

    private void due(Booked visit) {
        fixtures.jdbc()
                .sql("update notifications.message set next_try_at = now() - interval '1 second'"
                        + " where about = ? and state = 'DUE'")
                .param(visit.id().id())
                .update();
    }
}
