package org.mrcportal.counselling.consultation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.queue.WalkInId;
import org.mrcportal.shared.NotFound;

/**
 * Whom a consultation is about to be written down for: an appointment, somebody from the queue, a known client, or
 * somebody of whom nothing is known.
 */
record Subject(
        @Nullable AppointmentId appointment,
        @Nullable WalkInId walkIn,
        @Nullable ClientId client) {

    /** The first of the three that is given; a malformed id names nobody. */
    static Subject of(@Nullable String appointment, @Nullable String walkIn, @Nullable String client) {
        UUID booked = uuid(appointment);
        UUID queued = booked == null ? uuid(walkIn) : null;
        UUID known = booked == null && queued == null ? uuid(client) : null;
        return new Subject(
                booked == null ? null : new AppointmentId(booked),
                queued == null ? null : new WalkInId(queued),
                known == null ? null : new ClientId(known));
    }

    /** Names the draft: {@code appointment:<id>}, {@code walk-in:<id>}, {@code client:<id>} or {@code new}. */
    String key() {
        if (appointment != null) {
            return "appointment:" + appointment;
        }
        if (walkIn != null) {
            return "walk-in:" + walkIn;
        }
        return client != null ? "client:" + client : "new";
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound(text);
        }
    }
}
