package org.mrcportal.outreach.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.SessionId;

/**
 * A session's knowledge check.
 *
 * @param topic code of {@code outreach.topic}
 * @param questions codes, in the order asked
 * @param code of its public address {@code /{lang}/check/{code}}
 * @param seats how many seat cards there are
 * @param openFor what phones may answer now; null: nothing
 */
record KnowledgeRound(
        SessionId session,
        String topic,
        List<Question> questions,
        String code,
        int seats,
        @Nullable Phase openFor) {

    /** A statement and whether it is true. */
    record Question(String code, Answer right) {}

    int correct(List<Answer> answers) {
        int correct = 0;
        for (int i = 0; i < questions.size(); i++) {
            if (questions.get(i).right() == answers.get(i)) {
                correct++;
            }
        }
        return correct;
    }
}
