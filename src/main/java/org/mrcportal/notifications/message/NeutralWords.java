package org.mrcportal.notifications.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What no message may say, because somebody else may read it: the name of a service or topic, and words that give one away
 * (the beginnings in {@code notifications.telling-words}, for the words change their ends).
 */
@Component
class NeutralWords {

    private static final Pattern SERVICE = Pattern.compile("centres\\.service\\.[A-Z_]+");
    private static final Pattern TOPIC = Pattern.compile("topic\\.[A-Z_]+");
    private static final List<String> NOTHING_TOLD = List.of("centres.service.NOT_SURE", "topic.OTHER");

    private final Map<Language, List<String>> names = new EnumMap<>(Language.class);
    private final Map<Language, List<Pattern>> beginnings = new EnumMap<>(Language.class);

    NeutralWords(MessageSource texts) {
        for (Language language : Language.values()) {
            List<String> labels = new ArrayList<>(labels("messages/centres", SERVICE, language));
            if (language.forStaff()) {
                labels.addAll(labels("messages/codes-staff", TOPIC, language));
            }
            names.put(language, labels);
            beginnings.put(
                    language,
                    Arrays.stream(texts.getMessage("notifications.telling-words", null, language.locale())
                                    .split(","))
                            .map(word -> Pattern.compile("(?<!\\p{L})" + Pattern.quote(folded(word.strip()))))
                            .toList());
        }
    }

    /** The first thing in the text that tells too much. */
    Optional<String> telling(String text, Language language) {
        String looked = folded(text);
        Stream<String> named = names.getOrDefault(language, List.of()).stream().filter(looked::contains);
        Stream<String> hinted = beginnings.getOrDefault(language, List.of()).stream()
                .map(beginning -> beginning.matcher(looked))
                .filter(found -> found.find())
                .map(found -> word(looked, found.start()));
        return Stream.concat(named, hinted).findFirst();
    }

    private static String word(String text, int start) {
        int end = start;
        while (end < text.length() && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '\'')) {
            end++;
        }
        return text.substring(start, end);
    }

    private static List<String> labels(String bundle, Pattern key, Language language) {
        ResourceBundle labels = ResourceBundle.getBundle(
                bundle,
                language.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return labels.keySet().stream()
                .filter(name -> key.matcher(name).matches() && !NOTHING_TOLD.contains(name))
                .map(name -> folded(labels.getString(name)))
                .toList();
    }

    private static String folded(String text) {
        return Segments.plain(text).toLowerCase(Locale.ROOT);
    }
}
