package org.mrcportal.outreach;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The address of a post.
 *
 * @param text as written
 * @param key the same for all ways of writing it: no scheme, no www. or m., no closing slash, nothing that only counts clicks
 */
public record PostLink(String text, String key) {

    private static final int LONGEST = 500;

    /** Nothing where the text is no address of the web. */
    public static Optional<PostLink> typed(String text) {
        String written = text.strip();
        if (written.length() > LONGEST || !written.matches("(?i)https?://[^\\s<>\"\\\\]+")) {
            return Optional.empty();
        }
        try {
            URI address = new URI(written);
            String host = address.getHost();
            if (host == null || !host.contains(".")) {
                return Optional.empty();
            }
            String path =
                    address.getRawPath() == null ? "" : address.getRawPath().replaceFirst("/+$", "");
            String query = query(address.getRawQuery() == null ? "" : address.getRawQuery());
            return Optional.of(new PostLink(
                    written,
                    host.toLowerCase(Locale.ROOT).replaceFirst("^(www|m)\\.", "")
                            + path
                            + (query.isEmpty() ? "" : "?" + query)));
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

    private static String query(String written) {
        return Arrays.stream(written.split("&"))
                .filter(part ->
                        !part.isEmpty() && !part.matches("(utm_\\w+|fbclid|gclid|igsh|igshid|si|feature)(=.*)?"))
                .sorted()
                .collect(Collectors.joining("&"));
    }
}
