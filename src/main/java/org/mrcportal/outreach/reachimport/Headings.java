package org.mrcportal.outreach.reachimport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Platform;

/** The first row of an export. */
record Headings(List<String> written) {

    Headings {
        written = List.copyOf(written);
    }

    /** The same for exports with the same columns. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(written.stream()
                            .map(Headings::plain)
                            .collect(Collectors.joining("\n"))
                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What each column seems to be, a code of {@link Field} or empty; no two the same. */
    List<String> guess(Platform platform) {
        String[] guesses = new String[written.size()];
        Arrays.fill(guesses, "");
        for (Field field : Field.values()) {
            Integer column = field.existsOn(platform) ? column(field, guesses) : null;
            if (column != null) {
                guesses[column] = field.name();
            }
        }
        return List.of(guesses);
    }

    private @Nullable Integer column(Field field, String[] taken) {
        for (String name : field.names()) {
            for (int i = 0; i < written.size(); i++) {
                if (taken[i].isEmpty()
                        && (plain(written.get(i)).equals(name)
                                || bare(written.get(i)).equals(name))) {
                    return i;
                }
            }
        }
        return null;
    }

    private static String bare(String heading) {
        return plain(heading.replaceAll("\\([^)]*\\)", " "));
    }

    private static String plain(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Punct}«»“”„_]+", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
