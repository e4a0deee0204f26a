package org.mrcportal.reintegration.plan;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.Dimension;
import org.mrcportal.reintegration.StoredField;
import org.mrcportal.reintegration.Written;
import org.springframework.validation.Errors;

/**
 * A goal, as typed.
 *
 * @param once the form's own key: sent twice, it adds one goal
 * @param version of the goal that is being changed
 * @param text for the client, in the client's language
 */
record GoalForm(
        @Nullable String once,
        @Nullable String version,
        @Nullable String dimension,
        @Nullable String text,
        @Nullable String note) {

    static GoalForm blank() {
        return new GoalForm(UUID.randomUUID().toString(), null, null, null, null);
    }

    static GoalForm of(Goal goal) {
        Goal.Words words = goal.words();
        return new GoalForm(
                null, Long.toString(goal.version()), words.dimension().name(), words.text(), words.note());
    }

    void check(Errors errors) {
        if (Dimension.ofCode(dimension).isEmpty()) {
            errors.rejectValue("dimension", "cases.goal.dimension.missing");
        }
        Written.demand(errors, "text", text, 300, "cases.goal.text.missing");
        Written.limit(errors, "note", note, 1000);
    }

    /** Only after {@link #check} found nothing wrong. */
    Goal.Words words() {
        return new Goal.Words(
                Dimension.ofCode(dimension).orElseThrow(),
                Objects.requireNonNull(Written.orNull(text)),
                Written.orNull(note));
    }

    List<StoredField> fields() {
        return List.of(new StoredField("cases.goal.text", text), new StoredField("cases.note", note));
    }
}
