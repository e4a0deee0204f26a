package org.mrcportal.reintegration.assessment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;

/**
 * One version of what is asked; it never changes once it has been used.
 *
 * @param code RSS, SKILLS or FAMILY
 * @param provisional its weights have no official source, which every score says
 * @param completeness the least share of the scored questions of a dimension that has to be answered
 * @param words its name by language
 */
record Instrument(
        String code,
        int version,
        boolean scored,
        boolean provisional,
        BigDecimal completeness,
        Bands bands,
        Map<String, String> words,
        List<Section> sections) {

    record Section(String code, Map<String, String> words, List<Question> questions) {

        public String in(Language language) {
            return said(words, language);
        }
    }

    /**
     * A question.
     *
     * @param multiple several answers at once
     * @param scored false: information only
     */
    record Question(
            int number,
            boolean multiple,
            boolean scored,
            BigDecimal weight,
            Map<String, String> words,
            List<Option> options) {

        public String in(Language language) {
            return said(words, language);
        }

        Optional<Option> option(String code) {
            return options.stream().filter(o -> o.code().equals(code)).findFirst();
        }
    }

    /**
     * An answer one can give.
     *
     * @param worth from 0 to 1, the best is 1; null: not scored
     * @param notApplicable the question does not concern the person
     * @param help the service to refer to, where this answer asks for help; or null
     */
    record Option(
            String code,
            @Nullable BigDecimal worth,
            boolean notApplicable,
            @Nullable String help,
            Map<String, String> words) {

        public String in(Language language) {
            return said(words, language);
        }
    }

    public String in(Language language) {
        return said(words, language);
    }

    List<Question> questions() {
        return sections.stream().flatMap(s -> s.questions().stream()).toList();
    }

    Optional<Section> section(String code) {
        return sections.stream().filter(s -> s.code().equals(code)).findFirst();
    }

    Optional<Question> question(int number) {
        return questions().stream().filter(q -> q.number() == number).findFirst();
    }

    private static String said(Map<String, String> words, Language language) {
        String text = words.get(language.code());
        return text == null ? words.getOrDefault("en", "") : text;
    }
}
