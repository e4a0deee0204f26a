package org.mrcportal.reintegration.followup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The questions to somebody who was reached, as data: each version stays as it was asked, and answers keep its number.
 * Their words are the messages {@code followups.tracer.<question>} and {@code followups.tracer.<question>.<answer>}.
 *
 * @param number the version
 */
public record Tracer(int number, List<Question> questions) {

    /** Nobody asked it. This is not a no. */
    static final String NOT_ASKED = "NOT_ASKED";

    /** The person would rather not say. */
    static final String DECLINED = "DECLINED";

    private static final Tracer FIRST = new Tracer(
            1,
            List.of(
                    new Question("MIGRATED", "NO", "YES"),
                    new Question("CHANNEL", "STATE", "AGENCY", "RELATIVES", "ALONE", "BROKER", "OTHER"),
                    new Question("PAID", "NOBODY", "STATE", "AGENCY", "EMPLOYER", "BROKER", "OTHER"),
                    new Question("PROBLEM", "NO", "WAGES", "WORK", "PAPERS", "HEALTH", "POLICE", "OTHER"),
                    new Question("ADVICE", "YES", "PARTLY", "NO"),
                    new Question("BUSINESS", "RUNNING", "RESTING", "ENDED", "NONE"),
                    new Question("INCOME", "ENOUGH", "ALMOST", "TOO_LITTLE"),
                    new Question("LEAVE", "NO", "WISH", "NEED")));

    private static final Map<Integer, Tracer> VERSIONS = Map.of(FIRST.number(), FIRST);

    /** @param answers codes, in the order in which they are offered */
    public record Question(String code, List<String> answers) {

        Question(String code, String... answers) {
            this(code, List.of(answers));
        }

        boolean allows(String answer) {
            return answers.contains(answer) || answer.equals(NOT_ASKED) || answer.equals(DECLINED);
        }
    }

    /** What is asked today. */
    static Tracer current() {
        return FIRST;
    }

    /** Every question with its answers, in the order in which they are offered; what was not said comes last. */
    public static Map<String, List<String>> offered() {
        Map<String, List<String>> offered = new LinkedHashMap<>();
        for (Question question : current().questions()) {
            offered.put(
                    question.code(),
                    Stream.concat(question.answers().stream(), Stream.of(DECLINED, NOT_ASKED))
                            .toList());
        }
        return offered;
    }

    /** The questions as they were when answers were given. */
    static Tracer version(int number) {
        return VERSIONS.getOrDefault(number, FIRST);
    }

    /** An answer for every question; whatever is no answer to it counts as not asked. */
    Map<String, String> read(Map<String, String> typed) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Question question : questions) {
            String answer = typed.getOrDefault(question.code(), NOT_ASKED);
            answers.put(question.code(), question.allows(answer) ? answer : NOT_ASKED);
        }
        return answers;
    }

    /** The message that an answer is read by. */
    static String label(String question, String answer) {
        return answer.equals(NOT_ASKED) || answer.equals(DECLINED)
                ? "followups.tracer." + answer
                : "followups.tracer." + question + "." + answer;
    }

    /** Questions whose answers contradict others: how and whom somebody paid to leave who has not left. */
    static List<String> contradictions(Map<String, String> answers) {
        boolean stayed = "NO".equals(answers.get("MIGRATED"));
        String channel = answers.getOrDefault("CHANNEL", NOT_ASKED);
        return stayed && !channel.equals(NOT_ASKED) && !channel.equals(DECLINED) ? List.of("CHANNEL") : List.of();
    }
}
