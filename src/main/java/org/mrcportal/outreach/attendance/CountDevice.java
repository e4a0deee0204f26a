package org.mrcportal.outreach.attendance;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.SessionId;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a device needs that counts heads while its connection comes and goes: the page to be kept without anybody's name
 * on it, what makes it an installed page, and where the taps it has kept are sent.
 */
@Controller
@RequestMapping("/staff/sessions/{id}/attendance/count")
class CountDevice {

    private static final int LARGEST = 256 * 1024;
    private static final int MOST_TAPS = 1000;
    private static final MediaType MANIFEST = MediaType.parseMediaType("application/manifest+json;charset=UTF-8");
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");

    private final HeadCounting counting;
    private final OutreachLabels labels;
    private final MessageSource messages;
    private final JsonMapper json;

    CountDevice(HeadCounting counting, OutreachLabels labels, MessageSource messages, JsonMapper json) {
        this.counting = counting;
        this.labels = labels;
        this.messages = messages;
        this.json = json;
    }

    /** A tap as it is sent; what does not read like one was not made by our script. */
    record Sent(
            @Nullable String id,
            @Nullable String sex,
            @Nullable String band,
            int number,
            @Nullable String countedAt,
            @Nullable String undoes) {

        Tap tap() {
            boolean takesBack = undoes != null;
            if (number != (takesBack ? -1 : 1)) {
                throw new IllegalArgumentException("A tap is one head");
            }
            return new Tap(
                    UUID.fromString(Objects.requireNonNull(id)),
                    new Bracket(String.valueOf(sex), String.valueOf(band)),
                    Instant.parse(Objects.requireNonNull(countedAt)),
                    undoes == null ? null : UUID.fromString(undoes));
        }
    }

    /** What a device sends. */
    record Batch(@Nullable List<@Nullable Sent> taps) {}

    /**
     * How far counting is.
     *
     * @param open whether taps are taken now
     * @param taps heads on record by taps, of all devices, by {@link Bracket#code}
     * @param all attendances of the session, however counted
     * @param token to be sent with the next taps
     */
    record State(boolean open, Map<String, Integer> taps, int all, String header, String token) {

        static State of(boolean open, Totals totals, CsrfToken csrf) {
            Map<String, Integer> taps = new LinkedHashMap<>();
            for (Bracket bracket : Bracket.all()) {
                taps.put(bracket.code(), totals.tapsAt(bracket));
            }
            return new State(open, taps, totals.all(), csrf.getHeaderName(), csrf.getToken());
        }
    }

    @GetMapping("/state")
    @ResponseBody
    State state(@PathVariable SessionId id, @AuthenticationPrincipal StaffMember me, Locale reader, CsrfToken csrf) {
        HeadCounting.View view = counting.view(id, me, reader);
        return State.of(view.hall().open(), view.totals(), csrf);
    }

    /** Sent again, a batch changes nothing. */
    @PostMapping("/taps")
    ResponseEntity<State> taps(
            @PathVariable SessionId id,
            HttpServletRequest request,
            @AuthenticationPrincipal StaffMember me,
            CsrfToken csrf)
            throws IOException {
        try {
            return ResponseEntity.ok(State.of(true, counting.count(id, taps(request), me), csrf));
        } catch (CountingClosed closed) {
            return ResponseEntity.status(HttpStatus.CONFLICT).build();
        }
    }

    private List<Tap> taps(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
        try {
            List<Tap> taps = new ArrayList<>();
            for (Sent sent :
                    Objects.requireNonNull(json.readValue(body, Batch.class).taps())) {
                taps.add(Objects.requireNonNull(sent).tap());
            }
            if (taps.size() > MOST_TAPS) {
                throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
            }
            return taps;
        } catch (JacksonException | IllegalArgumentException | DateTimeException | NullPointerException forged) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, forged);
        }
    }

    /** The page as a device keeps it: with nobody's name, no totals and no token. */
    @GetMapping("/shell")
    String shell(@PathVariable SessionId id, @AuthenticationPrincipal StaffMember me, Locale reader, Model model) {
        HeadCounting.View view = counting.view(id, me, reader);
        model.addAttribute("view", new HeadCounting.View(view.hall(), new Totals(List.of()), null));
        model.addAttribute("hall", view.hall());
        model.addAttribute("words", new BracketWords(labels, reader));
        model.addAttribute("shell", true);
        return "outreach/attendance/count";
    }

    @GetMapping("/worker.js")
    ResponseEntity<Resource> worker(@PathVariable SessionId id) {
        return ResponseEntity.ok()
                .contentType(SCRIPT)
                .header("Service-Worker-Allowed", path(id))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .body(new ClassPathResource("static/assets/count-worker.js"));
    }

    @GetMapping("/manifest.webmanifest")
    ResponseEntity<Map<String, Object>> manifest(
            @PathVariable SessionId id, @AuthenticationPrincipal StaffMember me, Locale reader) {
        String title = counting.view(id, me, reader).hall().title();
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("id", path(id));
        manifest.put("name", messages.getMessage("outreach.attendance.count.title", null, reader) + " – " + title);
        manifest.put("short_name", messages.getMessage("outreach.attendance.count.title", null, reader));
        manifest.put("lang", reader.toLanguageTag());
        manifest.put("start_url", path(id));
        manifest.put("scope", path(id));
        manifest.put("display", "standalone");
        manifest.put("background_color", "#fdfbf7");
        manifest.put("theme_color", "#084542");
        manifest.put(
                "icons", List.of(icon("/assets/count-192.png", "192x192"), icon("/assets/count-512.png", "512x512")));
        return ResponseEntity.ok().contentType(MANIFEST).body(manifest);
    }

    private static Map<String, Object> icon(String address, String sizes) {
        return Map.of("src", address, "sizes", sizes, "type", "image/png", "purpose", "any");
    }

    private static String path(SessionId id) {
        return Hall.path(id) + "/count";
    }
}
