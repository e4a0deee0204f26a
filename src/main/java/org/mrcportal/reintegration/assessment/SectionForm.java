package org.mrcportal.reintegration.assessment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What was sent for a section: {@code q12} with the codes of its answers or {@code -NOT_ASKED} and the like, {@code words},
 * {@code version}.
 *
 * @param version of the section that the page was filled in from
 * @param ticked as sent, by number
 * @param answers what that means, where it means something
 * @param problems message keys by field
 */
record SectionForm(
        Instrument.Section section,
        int version,
        Map<Integer, List<String>> ticked,
        Map<Integer, Answer> answers,
        @Nullable String words,
        Map<String, String> problems) {

    static final int LONGEST_WORDS = 2000;

    /** What is on record. */
    static SectionForm stored(AssessmentDesk.Opened opened, Instrument.Section section) {
        Map<Integer, List<String>> ticked = new HashMap<>();
        Map<Integer, Answer> answers = new TreeMap<>();
        for (Instrument.Question question : section.questions()) {
            Answer answer = opened.assessment().answers().get(question.number());
            if (answer != null) {
                answers.put(question.number(), answer);
                ticked.put(question.number(), List.of(answer.code().split(" ")));
            }
        }
        Assessment.Saved saved = opened.assessment().saved(section);
        return new SectionForm(section, saved.version(), ticked, answers, saved.words(), Map.of());
    }

    static SectionForm sent(Instrument.Section section, MultiValueMap<String, String> sent) {
        Map<Integer, List<String>> ticked = new HashMap<>();
        Map<Integer, Answer> answers = new TreeMap<>();
        Map<String, String> problems = new TreeMap<>();
        for (Instrument.Question question : section.questions()) {
            String name = "q" + question.number();
            List<String> values = new ArrayList<>(sent.getOrDefault(name, List.of()));
            values.removeIf(String::isBlank);
            if (!values.isEmpty()) {
                ticked.put(question.number(), values);
                Answer answer = answer(question, values);
                if (answer == null) {
                    problems.put(name, values.size() > 1 ? "assessments.wrong.either" : "assessments.wrong.choose");
                } else {
                    answers.put(question.number(), answer);
                }
            }
        }
        String words = sent.getFirst("words");
        String clean = words == null || words.isBlank()
                ? null
                : words.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "").strip();
        if (clean != null && clean.length() > LONGEST_WORDS) {
            problems.put("words", "assessments.wrong.words");
        }
        return new SectionForm(section, version(sent.getFirst("version")), ticked, answers, clean, problems);
    }

    /** The same, by somebody who has now seen this version. */
    SectionForm seen(int newer) {
        return new SectionForm(section, newer, ticked, answers, words, problems);
    }

    /** Null: it means nothing. */
    private static @Nullable Answer answer(Instrument.Question question, List<String> values) {
        if (values.size() == 1 && values.getFirst().startsWith("-")) {
            return Arrays.stream(Answer.Said.values())
                    .filter(said ->
                            said != Answer.Said.ANSWERED && values.getFirst().equals("-" + said))
                    .findFirst()
                    .map(Answer::without)
                    .orElse(null);
        }
        List<String> codes = question.options().stream()
                .map(Instrument.Option::code)
                .filter(values::contains)
                .toList();
        boolean known = codes.size() == values.size() && (question.multiple() || codes.size() == 1);
        return known ? new Answer(Answer.Said.ANSWERED, codes) : null;
    }

    private static int version(@Nullable String sent) {
        return sent != null && sent.matches("[0-9]{1,8}") ? Integer.parseInt(sent) : -1;
    }
}
