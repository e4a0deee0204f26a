package org.mrcportal.counselling.feedback;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What a person says of a visit; the first four from 1 ("not at all") to 5 ("fully").
 *
 * @param money YES, NO or UNSAID: did anyone ask for money?
 */
record FeedbackForm(
        @Nullable String clear,
        @Nullable String useful,
        @Nullable String respectful,
        @Nullable String recommend,
        @Nullable String money,
        @Nullable String comment) {

    static final FeedbackForm EMPTY = new FeedbackForm(null, null, null, null, null, null);
    static final List<String> QUESTIONS = List.of("clear", "useful", "respectful", "recommend");
    static final List<String> SCALE = List.of("1", "2", "3", "4", "5");
    static final List<String> MONEY = List.of("NO", "YES", "UNSAID");
    static final int LONGEST_COMMENT = 1000;

    void check(Errors errors) {
        for (String question : QUESTIONS) {
            String answer = answer(question);
            if (answer == null || !SCALE.contains(answer)) {
                errors.rejectValue(question, "counselling.feedback." + question + ".missing");
            }
        }
        if (money == null || !MONEY.contains(money)) {
            errors.rejectValue("money", "counselling.feedback.money.missing");
        }
        if (comment != null && comment.length() > LONGEST_COMMENT) {
            errors.rejectValue("comment", "counselling.feedback.comment.long");
        }
    }

    @Nullable
    String answer(String question) {
        return switch (question) {
            case "clear" -> clear;
            case "useful" -> useful;
            case "respectful" -> respectful;
            case "recommend" -> recommend;
            default -> throw new IllegalArgumentException(question);
        };
    }

    /** @throws NumberFormatException where {@link #check} found errors */
    int points(String question) {
        return Integer.parseInt(String.valueOf(answer(question)));
    }

    @Nullable
    String words() {
        return comment == null || comment.isBlank() ? null : comment.strip();
    }
}
