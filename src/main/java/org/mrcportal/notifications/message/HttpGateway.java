package org.mrcportal.notifications.message;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.PhoneNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text gateway that is spoken to by HTTP, in whatever shape the settings give. The answer is judged, never believed: it
 * may hang, be half an answer, be two, or be no HTTP at all.
 */
final class HttpGateway implements SmsGateway {

    private static final Logger LOG = LoggerFactory.getLogger(HttpGateway.class);
    private static final Pattern PLACE = Pattern.compile("\\{(to|number|text|id)}");
    private static final int MOST_OF_AN_ANSWER = 64 * 1024;
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final SmsSettings settings;
    private final Pattern success;
    private final Pattern unknownNumber;
    private final HttpClient client;
    private final ExecutorService asking = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("text-message-", 0).factory());

    HttpGateway(SmsSettings settings) {
        this.settings = settings;
        this.success = Pattern.compile(settings.success());
        this.unknownNumber = Pattern.compile(settings.unknownNumber());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout().compareTo(CONNECTING) < 0 ? settings.timeout() : CONNECTING)
                .build();
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public boolean recognisesRepeats() {
        return settings.recognisesRepeats();
    }

    @Override
    public Outcome send(MessageId id, PhoneNumber to, String text) {
        Future<Outcome> answer = asking.submit(() -> ask(request(id, to, text)));
        Outcome outcome;
        try {
            outcome = answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            outcome = Outcome.UNANSWERED;
        } catch (ExecutionException e) {
            outcome = isBeforeSending(e.getCause()) ? Outcome.UNREACHABLE : Outcome.UNANSWERED;
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            outcome = Outcome.UNANSWERED;
        }
        if (outcome != Outcome.TAKEN) {
            LOG.info("Text message {}: {}", id, outcome);
        }
        return outcome;
    }

    private Outcome ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return judge(response.statusCode(), new String(body.readNBytes(MOST_OF_AN_ANSWER), StandardCharsets.UTF_8));
        }
    }

    /** What says nothing about this message is the gateway's own trouble, and what stood between us may have passed it on. */
    private Outcome judge(int status, String answer) {
        boolean noSuchNumber = !settings.unknownNumber().isEmpty()
                && unknownNumber.matcher(answer).find();
        return switch (status) {
            case 401, 403, 407, 429, 503 -> Outcome.UNREACHABLE;
            case 502, 504 -> Outcome.UNANSWERED;
            default -> {
                boolean taken = status / 100 == 2 && success.matcher(answer).find();
                yield noSuchNumber ? Outcome.NO_SUCH_RECIPIENT : taken ? Outcome.TAKEN : Outcome.REFUSED;
            }
        };
    }

    private static boolean isBeforeSending(@Nullable Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConnectException
                    || e instanceof HttpConnectTimeoutException
                    || e instanceof UnresolvedAddressException
                    || e instanceof IllegalArgumentException) {
                return true;
            }
        }
        return false;
    }

    private HttpRequest request(MessageId id, PhoneNumber to, String text) {
        Map<String, String> values =
                Map.of("to", to.e164(), "number", to.e164().substring(1), "text", text, "id", id.toString());
        String address = filled(settings.address(), values, HttpGateway::forAddress);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (settings.method().equalsIgnoreCase("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", settings.contentType())
                    .method(
                            settings.method().toUpperCase(Locale.ROOT),
                            BodyPublishers.ofString(filled(settings.body(), values, escaping())));
        }
        request.header("Idempotency-Key", id.toString());
        settings.headers().forEach(request::setHeader);
        String username = settings.username();
        if (username != null && !username.isEmpty()) {
            byte[] credentials = (username + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
            request.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        return request.build();
    }

    private static String filled(String template, Map<String, String> values, UnaryOperator<String> escaped) {
        return PLACE.matcher(template)
                .replaceAll(place ->
                        Matcher.quoteReplacement(escaped.apply(values.getOrDefault(place.group(1), place.group()))));
    }

    private UnaryOperator<String> escaping() {
        String type = settings.contentType().toLowerCase(Locale.ROOT);
        if (type.contains("json")) {
            return HttpGateway::forJson;
        }
        if (type.contains("xml")) {
            return HttpGateway::forXml;
        }
        return type.contains("x-www-form-urlencoded") ? HttpGateway::forAddress : UnaryOperator.identity();
    }

    private static String forAddress(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String forJson(String value) {
        StringBuilder json = new StringBuilder();
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted(c));
            } else {
                json.append((char) c);
            }
        });
        return json.toString();
    }

    private static String forXml(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }
}
