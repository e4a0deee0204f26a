package org.mrcportal.reintegration.casefile;

import java.util.Arrays;
import java.util.Collection;
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

    private static final Comparator<Cue> GRAVEST_FIRST = Comparator.comparing(Cue::danger)
            .thenComparing(Cue::grave)
            .reversed()
            .thenComparing(Comparator.naturalOrder());

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
                .sorted(GRAVEST_FIRST)
                .toList();
        if (seen.isEmpty()) {
            return new Finding(Result.NONE, seen);
        }
        boolean strong = seen.getFirst().grave() || seen.size() >= MANY;
        return new Finding(strong ? Result.STRONG : Result.POSSIBLE, seen);
    }

    /** Those of a list of codes that this list of cues still knows, the gravest first. */
    static List<Cue> cues(Collection<String> codes) {
        return Arrays.stream(Cue.values())
                .filter(cue -> codes.contains(cue.name()))
                .sorted(GRAVEST_FIRST)
                .toList();
    }

    /** How soon a partner is to answer, by the code of referrals. */
    String urgency() {
        return danger() ? "IMMEDIATE" : result == Result.STRONG ? "URGENT" : "NORMAL";
    }

    /** Somebody may be hurt today. */
    public boolean danger() {
        return cues.stream().anyMatch(Cue::danger);
    }
}
