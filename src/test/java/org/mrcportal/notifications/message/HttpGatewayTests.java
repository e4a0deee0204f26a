package org.mrcportal.notifications.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.shared.PhoneNumber;

@SuppressWarnings("NullAway.Init")
class HttpGatewayTests {

    private static final PhoneNumber NUMBER = new PhoneNumber("+998901234567");
    private static final String TEXT = "Qabul: \"14:30\" & <oʻ>\n7F3K";
    private static final Duration SHORT = Duration.ofMillis(400);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;
    private int status = 200;
    private String answer = "{\"status\":\"queued\"}";

    @BeforeEach
    void startAServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    @AfterEach
    void stopTheServer() {
        release.countDown();
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().entrySet() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void handsTheTextOverOnceInTheShapeTheSettingsGive() {
        MessageId id = MessageId.next();
        assertThat(gateway("json", "{\"to\":\"{to}\",\"text\":\"{text}\"}").send(id, NUMBER, TEXT))
                .isEqualTo(Outcome.TAKEN);
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst())
                .startsWith("POST /send")
                .contains(id.toString(), "Basic b3Blbjpz", "secret-key")
                .contains("{\"to\":\"+998901234567\",\"text\":\"Qabul: \\\"14:30\\\" & <oʻ>\\u000a7F3K\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-www-form-urlencoded | to={number}&text={text} | to=998901234567&text=Qabul%3A%20%2214%3A30%22%20%26%20%3Co%CA%BB%3E%0A7F3K",
                "text/xml | <sms><to>{to}</to><text>{text}</text></sms> | <sms><to>+998901234567</to><text>Qabul: &quot;14:30&quot; &amp; &lt;oʻ&gt;"
            })
    void escapesWhatThePlaceNeeds(String type, String body, String sent) {
        assertThat(gateway(type, body).send(MessageId.next(), NUMBER, TEXT)).isEqualTo(Outcome.TAKEN);
        assertThat(requests.getFirst()).contains(sent);
    }

    @Test
    void mayHaveEverythingInTheAddress() {
        SmsGateway gateway = new HttpGateway(settings(
                address() + "?phone={number}&message={text}&id={id}", "GET", "", "", "", Duration.ofSeconds(5)));
        assertThat(gateway.send(MessageId.next(), NUMBER, TEXT)).isEqualTo(Outcome.TAKEN);
        assertThat(requests.getFirst()).startsWith("GET /send?phone=998901234567&message=Qabul%3A%20%2214");
    }

    @ParameterizedTest
    @CsvSource({
        "200,TAKEN",
        "202,TAKEN",
        "204,TAKEN",
        "302,REFUSED",
        "400,REFUSED",
        "422,REFUSED",
        "500,REFUSED",
        "401,UNREACHABLE",
        "429,UNREACHABLE",
        "503,UNREACHABLE",
        "502,UNANSWERED",
        "504,UNANSWERED"
    })
    void judgesTheAnswerByItsStatus(int status, Outcome outcome) {
        this.status = status;
        this.answer = status == 204 ? "" : answer;
        assertThat(gateway("json", "{}").send(MessageId.next(), NUMBER, TEXT)).isEqualTo(outcome);
    }

    @Test
    void judgesTheAnswerByItsWords() {
        SmsGateway strict = new HttpGateway(
                settings(address(), "POST", "{}", "\"queued\"", "unknown subscriber", Duration.ofSeconds(5)));
        assertThat(strict.send(MessageId.next(), NUMBER, TEXT)).isEqualTo(Outcome.TAKEN);
        answer = "{\"status\":\"error\",\"text\":\"balance\"}";
        assertThat(strict.send(MessageId.next(), NUMBER, TEXT)).isEqualTo(Outcome.REFUSED);
        answer = "{\"status\":\"unknown subscriber\"}";
        assertThat(strict.send(MessageId.next(), NUMBER, TEXT)).isEqualTo(Outcome.NO_SUCH_RECIPIENT);
        status = 404;
        assertThat(strict.send(MessageId.next(), NUMBER, TEXT)).isEqualTo(Outcome.NO_SUCH_RECIPIENT);
    }

    @Test
    void nobodyThereIsCertainlyNotTaken() {
        server.stop(0);
        assertThat(gateway("json", "{}").send(MessageId.next(), NUMBER, TEXT)).isEqualTo(Outcome.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf an ans",
                "SMPP bind_transmitter_resp\r\n\r\n",
                "HTTP/1.1 2",
                "\u0000\u0001\u0002"
            })
    void whatIsNoAnswerIsNotTakenForOne(String bytes) throws IOException {
        try (Talker talker = new Talker(bytes)) {
            assertThat(at(talker, Duration.ofSeconds(5)).send(MessageId.next(), NUMBER, TEXT))
                    .isEqualTo(Outcome.UNANSWERED);
        }
    }

    @Test
    void anAnswerThatComesTwiceIsOneAnswer() throws IOException {
        String ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        try (Talker talker = new Talker(ok + ok)) {
            SmsGateway gateway = at(talker, Duration.ofSeconds(5));
            assertThat(gateway.send(MessageId.next(), NUMBER, TEXT)).isEqualTo(Outcome.TAKEN);
            assertThat(gateway.send(MessageId.next(), NUMBER, TEXT)).isEqualTo(Outcome.TAKEN);
            assertThat(talker.asked).hasValue(2);
        }
    }

    @Test
    void silenceIsWaitedForNoLongerThanTheSettingSays() throws IOException {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        SmsGateway gateway = new HttpGateway(settings(address(), "POST", "{}", "", "", SHORT));
        assertThat(gateway.send(MessageId.next(), NUMBER, TEXT)).isEqualTo(Outcome.UNANSWERED);
        try (Talker dripping =
                new Talker("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nan answer without an end", release)) {
            assertThat(at(dripping, SHORT).send(MessageId.next(), NUMBER, TEXT)).isEqualTo(Outcome.UNANSWERED);
        }
    }

    @Test
    void theLogShowsNoNumberAndNoWord() {
        assertThat(LogGateway.masked(NUMBER)).isEqualTo("+998…67");
        assertThat(settings(address(), "POST", "{}", "", "", SHORT).toString()).doesNotContain("secret-key");
    }

    private SmsGateway gateway(String type, String body) {
        return new HttpGateway(new SmsSettings(
                "http",
                address(),
                "POST",
                type,
                body,
                Map.of("X-Key", "secret-key"),
                "open",
                "s",
                "",
                "",
                Duration.ofSeconds(5),
                false));
    }

    private static SmsGateway at(Talker talker, Duration timeout) {
        return new HttpGateway(settings("http://127.0.0.1:" + talker.port() + "/", "POST", "{}", "", "", timeout));
    }

    private static SmsSettings settings(
            String address, String method, String body, String success, String unknown, Duration timeout) {
        return new SmsSettings(
                "http",
                address,
                method,
                "application/json",
                body,
                Map.of("X-Key", "secret-key"),
                null,
                "",
                success,
                unknown,
                timeout,
                false);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/send";
    }

    /** Says the same bytes to everybody who has asked something, and hangs up. */
    private static final class Talker implements AutoCloseable {

        final AtomicInteger asked = new AtomicInteger();
        private final ServerSocket socket;

        Talker(String bytes) throws IOException {
            this(bytes, new CountDownLatch(0));
        }

        Talker(String bytes, CountDownLatch hangUp) throws IOException {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (Socket client = socket.accept()) {
                        client.getInputStream().read(new byte[8192]);
                        asked.incrementAndGet();
                        client.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
                        client.getOutputStream().flush();
                        hangUp.await();
                    } catch (IOException closed) {
                        // the next one
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
