package org.mrcportal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without script: keeps cookies, fills in forms it was shown, follows no redirect by itself. */
public final class Visitor {

    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");

    private final String portal;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;

    public Visitor(int port) {
        portal = "http://localhost:" + port;
        client = browser().build();
    }

    /** Somebody in another network. @param address of this machine, such as 127.0.0.2 */
    public Visitor(int port, InetAddress address) {
        portal = "http://127.0.0.1:" + port;
        client = browser().localAddress(address).build();
    }

    private HttpClient.Builder browser() {
        return HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10));
    }

    /** What came back. */
    public record Page(Visitor visitor, int status, String body, HttpResponse<String> response) {

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String location() {
            return header("location");
        }

        /** The value of the first input of this name. */
        public Optional<String> value(String name) {
            return inputs().stream()
                    .filter(field -> field[0].equals(name))
                    .map(field -> field[1])
                    .findFirst();
        }

        /** Names and values of all hidden inputs. */
        public List<String[]> hidden() {
            return inputs().stream().filter(field -> field[2].equals("hidden")).toList();
        }

        /** The address of the link with this relation, or nothing. */
        public String link(String relation) {
            Matcher found = Pattern.compile("<a rel=\"" + relation + "\" href=\"([^\"]*)\"")
                    .matcher(body);
            return found.find() ? found.group(1).replace("&amp;", "&") : "";
        }

        /** Names and values of the inputs of the form that begins so. */
        public List<String[]> form(String beginning) {
            int start = body.indexOf(beginning);
            return start < 0 ? List.of() : inputs(body.substring(start, body.indexOf("</form>", start)));
        }

        private List<String[]> inputs() {
            return inputs(body);
        }

        private static List<String[]> inputs(String html) {
            List<String[]> found = new ArrayList<>();
            Matcher input = INPUT.matcher(html);
            while (input.find()) {
                found.add(new String[] {
                    attribute(input.group(), "name"),
                    attribute(input.group(), "value"),
                    attribute(input.group(), "type")
                });
            }
            return found;
        }

        private static String attribute(String tag, String name) {
            Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
            return found.find()
                    ? found.group(1)
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&quot;", "\"")
                            .replace("&#39;", "'")
                            .replace("&amp;", "&")
                    : "";
        }
    }

    public Page get(String path, String... headers) {
        return send(HttpRequest.newBuilder(address(path)).GET(), headers);
    }

    /** Posts names and values in turn, as a form of this portal would. */
    public Page post(String path, String... namesAndValues) {
        return send(form(path, namesAndValues).header("Sec-Fetch-Site", "same-origin"));
    }

    /** Posts a form with a file, after its names and values. */
    public Page upload(String path, String field, String fileName, byte[] file, String... namesAndValues) {
        String boundary = "form-" + namesAndValues.length + "-" + file.length;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, namesAndValues[i], namesAndValues[i + 1])
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary, field, fileName)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Posts names and values in turn, and takes what comes back as a file. */
    public byte[] download(String path, String... namesAndValues) {
        return file(form(path, namesAndValues)
                .header("Sec-Fetch-Site", "same-origin")
                .build());
    }

    /** Takes what stands at the address as a file. */
    public byte[] file(String path) {
        return file(HttpRequest.newBuilder(address(path)).GET().build());
    }

    private byte[] file(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Like {@link #post}, without the browser's word on where the form came from. */
    public Page postFrom(String site, String path, String... namesAndValues) {
        return send(form(path, namesAndValues).header("Sec-Fetch-Site", site));
    }

    /** Gets the page with the form for its token, then posts. */
    public Page submit(String formAt, String action, String... namesAndValues) {
        List<String> fields = new ArrayList<>(List.of(namesAndValues));
        fields.add("_csrf");
        fields.add(get(formAt).value("_csrf").orElse(""));
        return post(action, fields.toArray(String[]::new));
    }

    public Page signIn(String username, String password, String... namesAndValues) {
        List<String> fields = new ArrayList<>(List.of(namesAndValues));
        fields.addAll(List.of("username", username, "password", password));
        return submit("/sign-in", "/sign-in", fields.toArray(String[]::new));
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    public void forgetCookie(String name) {
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .toList()
                .forEach(cookie -> cookies.getCookieStore().remove(null, cookie));
    }

    private HttpRequest.Builder form(String path, String... namesAndValues) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.append(body.isEmpty() ? "" : "&")
                    .append(encoded(namesAndValues[i]))
                    .append('=')
                    .append(encoded(namesAndValues[i + 1]));
        }
        return HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private Page send(HttpRequest.Builder request, String... headers) {
        request.setHeader("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            return new Page(this, response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI address(String path) {
        return URI.create(portal + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
