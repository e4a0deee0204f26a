package org.mrcportal.outreach.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be said of a statement. Whoever does not know, or says nothing, has not got it right. */
enum Answer {
    TRUE('1'),
    FALSE('2'),
    UNSURE('3'),
    NONE('0');

    private final char digit;

    Answer(char digit) {
        this.digit = digit;
    }

    /**
     * A row of a paper sheet as typed in: a digit for each statement, 1 true, 2 not true, 3 do not know, 0 nothing.
     *
     * @return empty where there is another number of digits or anything else in it than digits and spaces
     */
    static Optional<List<Answer>> typed(String text, int asked) {
        List<Answer> answers = new ArrayList<>();
        for (char c : text.strip().toCharArray()) {
            if (c == ' ') {
                continue;
            }
            Optional<Answer> answer = ofDigit(c);
            if (answer.isEmpty() || answers.size() == asked) {
                return Optional.empty();
            }
            answers.add(answer.get());
        }
        return answers.size() == asked ? Optional.of(answers) : Optional.empty();
    }

    private static Optional<Answer> ofDigit(char digit) {
        for (Answer answer : values()) {
            if (answer.digit == digit) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }
}
