package org.mrcportal.reintegration.assessment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ClientId;

/**
 * One person's assessment in one round, with what was answered so far.
 *
 * @param relation of the person to whom the case is about, see {@code cases.relation}
 * @param completedAt null: not finished, so there is no score
 * @param takenOver it was asked at the centre the case came from
 * @param calculations every score of this person by this instrument in the case, in the order of the rounds, this one's own among them
 * @param followUp of the same round, in which the person is still to be asked how it goes; null: none
 */
record Assessment(
        UUID id,
        ClientId client,
        String clientCode,
        String relation,
        Instrument instrument,
        Round round,
        String startedBy,
        Instant startedAt,
        @Nullable Instant completedAt,
        boolean takenOver,
        Map<Integer, Answer> answers,
        Map<String, Saved> sections,
        List<Calculation> calculations,
        @Nullable UUID followUp) {

    Saved saved(Instrument.Section section) {
        return sections.getOrDefault(section.code(), Saved.NEVER);
    }

    boolean isComplete() {
        return completedAt != null;
    }

    /** Nobody has answered anything yet, nor said anything: it may have been begun by mistake. */
    public boolean isBlank() {
        return !isComplete()
                && !takenOver
                && answers.isEmpty()
                && sections.values().stream().allMatch(section -> section.words() == null);
    }

    Score score() {
        return Score.of(instrument, answers);
    }

    /** Questions nobody has come to yet. */
    List<Instrument.Question> open() {
        return instrument.questions().stream()
                .filter(q -> !answers.containsKey(q.number()))
                .toList();
    }

    /**
     * A line of the case's list.
     *
     * @param answered questions somebody has come to
     * @param takenOver it was asked at the centre the case came from
     */
    record Line(
            UUID id,
            Instrument instrument,
            Round round,
            Instant startedAt,
            @Nullable Instant completedAt,
            int answered,
            boolean takenOver,
            @Nullable Values values) {}

    /** Stored values; null: not computable. */
    record Values(
            @Nullable BigDecimal economic,
            @Nullable BigDecimal social,
            @Nullable BigDecimal psychosocial,
            @Nullable BigDecimal composite) {

        @Nullable
        BigDecimal of(Dimension dimension) {
            return switch (dimension) {
                case ECONOMIC -> economic;
                case SOCIAL -> social;
                case PSYCHOSOCIAL -> psychosocial;
            };
        }
    }

    /** Somebody the case is about, and what was asked of that person, in the order it was begun. */
    record Person(ClientId client, String code, String relation, List<Line> lines) {}

    /**
     * A score as it was calculated once; it stays, whatever is calculated later.
     *
     * @param version of the instrument
     */
    record Calculation(
            UUID assessment,
            Round round,
            int version,
            int number,
            Instant at,
            Values values,
            Map<Integer, Answer> answers) {}

    /**
     * A section as it was last saved.
     *
     * @param version 0: never
     * @param words the client's own, or null
     */
    record Saved(
            int version,
            @Nullable String words,
            @Nullable String by,
            @Nullable Instant at) {

        static final Saved NEVER = new Saved(0, null, null, null);
    }
}
