package org.mrcportal.reintegration.assessment;

import java.util.List;

/**
 * What became of a question.
 *
 * @param options codes of the answers given; empty unless ANSWERED
 */
record Answer(Said said, List<String> options) {

    enum Said {
        ANSWERED,
        NOT_ASKED,
        /** The person does not want to answer. */
        DECLINED,
        /** The person does not know. */
        UNKNOWN
    }

    Answer {
        options = List.copyOf(options);
        if ((said == Said.ANSWERED) == options.isEmpty()) {
            throw new IllegalArgumentException(said + " with " + options.size() + " options");
        }
    }

    static final Answer NOT_ASKED = without(Said.NOT_ASKED);

    static Answer of(String option) {
        return new Answer(Said.ANSWERED, List.of(option));
    }

    static Answer without(Said said) {
        return new Answer(said, List.of());
    }

    /** As forms send it and scores keep it: {@code OFTEN}, {@code MONEY DISTANCE}, {@code -DECLINED}. */
    String code() {
        return said == Said.ANSWERED ? String.join(" ", options) : "-" + said;
    }

    /** What {@link #code} wrote. */
    static Answer read(String code) {
        return code.startsWith("-")
                ? without(Said.valueOf(code.substring(1)))
                : new Answer(Said.ANSWERED, List.of(code.split(" ")));
    }
}
