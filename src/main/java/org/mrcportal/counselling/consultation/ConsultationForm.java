package org.mrcportal.counselling.consultation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log form submits, as typed. Everything is nullable: that is what "not filled in yet" looks like; and
 * everything is text, so that a draft keeps also what could not be understood.
 *
 * @param appointment whom it is about, see {@link Subject}
 * @param day of the talk, in the centre's zone, as are {@code starts} and {@code ends}
 * @param ends empty: the moment of saving
 * @param interpreterMinutes empty: an interpreter worked as long as the talk took
 * @param version of the record that is being corrected
 */
record ConsultationForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String appointment,
        @Nullable String walkIn,
        @Nullable String client,
        @Nullable String language,
        @Nullable String mainTopic,
        @Nullable String destination,
        @Nullable String migrationStatus,
        @Nullable String region,
        @Nullable String sex,
        @Nullable String ageGroup,
        @Nullable String serviceGiven,
        @Nullable String outcome,
        @Nullable String mode,
        @Nullable String day,
        @Nullable String starts,
        @Nullable String ends,
        @Nullable List<String> otherTopics,
        @Nullable String referredTo,
        @Nullable String followUpOn,
        @Nullable Boolean interpreter,
        @Nullable String interpreterMinutes,
        @Nullable String note,
        @Nullable Long version) {

    /** The questions that must be answered, in the order of the conversation. */
    static final List<String> QUESTIONS = List.of(
            "language",
            "mainTopic",
            "destination",
            "migrationStatus",
            "region",
            "sex",
            "ageGroup",
            "serviceGiven",
            "outcome");

    Subject subject() {
        return Subject.of(appointment, walkIn, client);
    }

    @Nullable
    String answer(String question) {
        return switch (question) {
            case "language" -> language;
            case "mainTopic" -> mainTopic;
            case "destination" -> destination;
            case "migrationStatus" -> migrationStatus;
            case "region" -> region;
            case "sex" -> sex;
            case "ageGroup" -> ageGroup;
            case "serviceGiven" -> serviceGiven;
            case "outcome" -> outcome;
            default -> throw new IllegalArgumentException(question);
        };
    }

    /** The questions nobody has answered yet. */
    List<String> unanswered() {
        return QUESTIONS.stream().filter(question -> isBlank(answer(question))).toList();
    }

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
