package org.mrcportal.counselling.consultation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.ConsultationId;
import org.mrcportal.counselling.queue.WalkInId;

/**
 * What the portal knows of a visit before anybody writes it down.
 *
 * @param service code of the booked service; null: not said
 * @param situation THINKING, LEAVING, ABROAD, RETURNED or FAMILY; null: not said
 * @param mode IN_PERSON, PHONE, VIDEO or WALK_IN
 * @param language uz, ru, tg, ky or en; null: not known
 * @param state of the appointment or walk-in; null: neither
 * @param dueAt when it was to begin; null: now
 * @param consultation what was already written down; null: nothing
 * @param interpreter who has agreed to interpret; null: nobody
 */
record Occasion(
        CentreId centre,
        @Nullable AppointmentId appointment,
        @Nullable WalkInId walkIn,
        @Nullable ClientId client,
        @Nullable String service,
        @Nullable String situation,
        String mode,
        @Nullable String language,
        @Nullable String state,
        @Nullable Instant dueAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable ConsultationId consultation,
        @Nullable Interpreter interpreter) {

    /** An interpreter of the register. */
    record Interpreter(UUID id, String name) {}

    /** Somebody stands in front of the counsellor who neither booked nor queued. */
    static Occasion unannounced(CentreId centre, @Nullable ClientId client, @Nullable String language) {
        return new Occasion(
                centre, null, null, client, null, null, "WALK_IN", language, null, null, null, null, null, null);
    }

    /** Whether the talk can have taken place: a cancelled booking was none. */
    boolean wasHeld() {
        return state == null
                || !java.util.Set.of("CANCELLED", "HELD", "EXPIRED").contains(state);
    }
}
