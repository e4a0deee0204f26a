package org.mrcportal.shared;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.ui.Model;

/** Gives back what somebody has written into a form that cannot be saved any more, so that nobody writes it twice. */
public final class Unsaved {

    /** The page that shows it; answers 409. */
    public static final String PAGE = "error/409";

    private Unsaved() {}

    /** What was written in words, by the names of the fields; codes, numbers and days are chosen again quickly. */
    public static List<String> words(Map<String, String[]> sent) {
        return new TreeMap<>(sent)
                .values().stream()
                        .flatMap(Stream::of)
                        .map(String::strip)
                        .filter(text -> text.chars().anyMatch(Character::isWhitespace))
                        .distinct()
                        .toList();
    }

    /**
     * Prepares {@link #PAGE} where there is something to give back.
     *
     * @param reason the message that says why it was not saved
     * @return false where nothing was written in words
     */
    public static boolean shown(HttpServletRequest request, HttpServletResponse response, Model model, String reason) {
        return shown(words(request.getParameterMap()), response, model, reason);
    }

    /** The same, where the page itself knows best how to say what was chosen. */
    public static boolean shown(List<String> words, HttpServletResponse response, Model model, String reason) {
        if (words.isEmpty()) {
            return false;
        }
        page(words, response, model, reason);
        return true;
    }

    /**
     * Prepares {@link #PAGE} for what a form held, said in the reader's words: answers that are not chosen again quickly, too.
     *
     * @return the page
     */
    public static String page(List<String> held, HttpServletResponse response, Model model, String reason) {
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        model.asMap().remove("languages"); // of the page that the form belongs to
        model.addAttribute("staff", true);
        model.addAttribute("unsaved", held);
        model.addAttribute("reason", reason);
        return PAGE;
    }
}
