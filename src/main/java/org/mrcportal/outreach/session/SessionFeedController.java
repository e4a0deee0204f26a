package org.mrcportal.outreach.session;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The sessions for calendars and feed readers, which ask again and again and are told when nothing has changed. */
@PublicPage(personal = false)
class SessionFeedController {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);
    private static final MediaType ATOM = new MediaType("application", "atom+xml", StandardCharsets.UTF_8);

    private final SessionFeed feed;
    private final SessionCalendar calendar;
    private final SessionAtom atom;

    SessionFeedController(SessionFeed feed, SessionCalendar calendar, SessionAtom atom) {
        this.feed = feed;
        this.calendar = calendar;
        this.atom = atom;
    }

    @GetMapping("/sessions.ics")
    ResponseEntity<String> calendar(Locale locale) {
        return answer(null, locale, CALENDAR, calendar::of);
    }

    @GetMapping("/centres/{code}/sessions.ics")
    ResponseEntity<String> calendar(@PathVariable String code, Locale locale) {
        return answer(code, locale, CALENDAR, calendar::of);
    }

    @GetMapping("/sessions.atom")
    ResponseEntity<String> atom(Locale locale) {
        return answer(null, locale, ATOM, atom::of);
    }

    @GetMapping("/centres/{code}/sessions.atom")
    ResponseEntity<String> atom(@PathVariable String code, Locale locale) {
        return answer(code, locale, ATOM, atom::of);
    }

    private ResponseEntity<String> answer(
            @Nullable String code, Locale locale, MediaType type, Function<SessionFeed.Content, String> writer) {
        if (code != null && !code.matches("[A-Z]{3}")) {
            throw new NotFound("a centre");
        }
        SessionFeed.Content content = Scope.network().call(() -> feed.content(code, Language.of(locale)));
        return ResponseEntity.ok().contentType(type).body(writer.apply(content));
    }
}
