package org.mrcportal.reintegration.casefile;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a screening comes to, and why. It says what to do next and never what somebody is: only those whose task it is
 * identify victims.
 *
 * @param cues that led to it, the gravest first
 */
record Finding(Result result, List<Cue> cues) {

    /** So many signs together are strong though none of them would be. */
    private static final int MANY = 3;

    enum Result {
        NONE,
        POSSIBLE,
        STRONG
    }

    enum Answer {
        YES,
        NO,
        /** Not asked, or the person does not say. */
        UNKNOWN
    }

    /** One grave sign or three others are strong, a single one is possible; what is not known counts neither way. */
    static Finding of(Map<Cue, Answer> answers) {
        List<Cue> seen = answers.entrySet().stream()
                .filter(answer -> answer.getValue() == Answer.YES)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(Cue::grave).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        if (seen.isEmpty()) {
            return new Finding(Result.NONE, seen);
        }
        boolean strong = seen.getFirst().grave() || seen.size() >= MANY;
        return new Finding(strong ? Result.STRONG : Result.POSSIBLE, seen);
    }

    /** Somebody may be hurt today. */
    public boolean danger() {
        return cues.stream().anyMatch(Cue::danger);
    }
}
