package org.mrcportal.notifications.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a message says, ready to be sent. Never the service, never a problem: whoever opens it may not be the person it is
 * for.
 *
 * @param subject empty for a text message
 * @param text as readers without HTML see it
 * @param link the address in it; empty where there is none
 */
record Letter(Locale language, String subject, String text, String link) {

    /** A stretch of a line, which is the link or is not. */
    record Part(String text, boolean link) {}

    /** For readers with HTML: paragraphs of lines of stretches. */
    public List<List<List<Part>>> paragraphs() {
        return Arrays.stream(text.split("\n\n+"))
                .map(paragraph -> paragraph.lines().map(this::parts).toList())
                .toList();
    }

    private List<Part> parts(String line) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int at = next(line, 0); at >= 0; at = next(line, from)) {
            if (at > from) {
                parts.add(new Part(line.substring(from, at), false));
            }
            parts.add(new Part(link, true));
            from = at + link.length();
        }
        if (from < line.length()) {
            parts.add(new Part(line.substring(from), false));
        }
        return parts;
    }

    private int next(String line, int from) {
        return link.isEmpty() ? -1 : line.indexOf(link, from);
    }
}
