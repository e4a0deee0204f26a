package org.mrcportal.counselling.feed;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Scope;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a calendar program asks for, again and again. */
@Controller
class FeedController {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private static final int MISSES_OF_AN_ADDRESS = 60;
    private static final Duration HOUR = Duration.ofHours(1);

    private final FeedReading reading;
    private final Attempts attempts;

    FeedController(FeedReading reading, Attempts attempts) {
        this.reading = reading;
        this.attempts = attempts;
    }

    /** A program that has it already is told so; one that guesses is told nothing, and after some tries to stop. */
    @GetMapping("/calendar/{secret}.ics")
    ResponseEntity<String> feed(@PathVariable String secret, HttpServletRequest request) {
        Optional<FeedReading.Content> found =
                reading.centreOf(secret).flatMap(centre -> Scope.of(centre.id()).call(() -> reading.fetch(secret)));
        if (found.isEmpty()) {
            String address = Attempts.network(request.getRemoteAddr());
            if (attempts.count("calendar.address", address, HOUR) > MISSES_OF_AN_ADDRESS) {
                return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build();
            }
            throw new NotFound("a calendar");
        }
        FeedReading.Content content = found.get();
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag("W/\"" + HexFormat.of().formatHex(content.hash(), 0, 16) + "\"")
                .lastModified(content.changedAt())
                .body(content.text());
    }
}
