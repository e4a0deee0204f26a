package org.mrcportal.notifications.message;

import java.util.HashMap;
import java.util.Map;

/**
 * How many short messages a text takes (3GPP TS 23.038 and 23.040). In the GSM alphabet one holds 160 characters, and each
 * part of a longer text 153; any other character puts the whole text into UCS-2, where it is 70 and 67. Parts are paid one
 * by one.
 *
 * @param gsm whether every character is in the GSM alphabet
 * @param units septets of the GSM alphabet (the characters of its extension take two), or 16-bit units of UCS-2
 * @param count how many parts; at least one
 */
record Segments(boolean gsm, int units, int count) {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";
    private static final Map<Integer, Integer> SEPTETS = new HashMap<>();

    /** Letters and signs that have a stand-in which reads the same. */
    private static final Map<Character, String> PLAIN = Map.ofEntries(
            Map.entry('\u02BB', "'"),
            Map.entry('\u02BC', "'"),
            Map.entry('\u2018', "'"),
            Map.entry('\u2019', "'"),
            Map.entry('\u201C', "\""),
            Map.entry('\u201D', "\""),
            Map.entry('\u00AB', "\""),
            Map.entry('\u00BB', "\""),
            Map.entry('\u2013', "-"),
            Map.entry('\u2014', "-"),
            Map.entry('\u2026', "..."),
            Map.entry('\u00A0', " "));

    static {
        BASIC.chars().forEach(c -> SEPTETS.put(c, 1));
        EXTENSION.chars().forEach(c -> SEPTETS.put(c, 2));
    }

    static Segments of(String text) {
        boolean gsm = text.chars().allMatch(SEPTETS::containsKey);
        int units = gsm ? text.chars().map(c -> SEPTETS.getOrDefault(c, 1)).sum() : text.length();
        if (units <= (gsm ? 160 : 70)) {
            return new Segments(gsm, units, 1);
        }
        int room = gsm ? 153 : 67;
        int parts = 1;
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            int size = gsm ? SEPTETS.getOrDefault(c, 1) : Character.charCount(c);
            if (used + size > room) { // nothing that takes two is cut in two
                parts++;
                used = 0;
            }
            used += size;
        }
        return new Segments(gsm, units, parts);
    }

    /** The text with a plain apostrophe and plain quotes: o' for oʻ. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            plain.append(PLAIN.getOrDefault(c, String.valueOf(c)));
        }
        return plain.toString();
    }

    @Override
    public String toString() {
        return "%d characters, %d parts".formatted(units, count);
    }
}
