package org.mrcportal.reintegration.training;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the form that enrols somebody submits, as typed.
 *
 * @param once the form's own key: sent twice, it enrols once
 * @param client whom of the household
 * @param action the step of the plan it fulfils; or null
 * @param waiting "yes": where the course is full, the person waits for a place
 */
record EnrolForm(
        @Nullable String once,
        @Nullable String course,
        @Nullable String client,
        @Nullable String action,
        @Nullable String waiting) {

    static EnrolForm blank(UUID client, @Nullable String action) {
        return new EnrolForm(UUID.randomUUID().toString(), null, client.toString(), action, null);
    }

    boolean waits() {
        return "yes".equals(waiting);
    }
}
