package org.mrcportal.notifications.message;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of a message, with places to be filled in.
 *
 * @param subject of an e-mail; null: a text message
 */
record Wording(@Nullable String subject, String body) {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}\\n]*)}");

    /** What stands between braces, known or not. */
    static Set<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Lines that would hold nothing are left out, and what is filled in is never filled again. */
    static String fill(String text, Map<Placeholder, String> values) {
        StringBuilder filled = new StringBuilder();
        for (String line : text.lines().toList()) {
            String done = PLACE.matcher(line).replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
            boolean vanished = !line.isBlank() && done.isBlank();
            if (!vanished) {
                filled.append(done.stripTrailing()).append('\n');
            }
        }
        return filled.toString().replaceAll("\n{3,}", "\n\n").strip();
    }

    private static String value(MatchResult place, Map<Placeholder, String> values) {
        return Placeholder.named(place.group(1))
                .map(known -> values.getOrDefault(known, ""))
                .orElse(place.group());
    }
}
