package org.mrcportal.outreach.attendance;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A head counted on a device, or one taken back.
 *
 * @param id made by the device: the same tap sent again changes nothing
 * @param countedAt by the device's clock, which may be wrong
 * @param undoes the tap it takes back, whatever its sex and band say; null: it counts a head
 */
record Tap(
        UUID id,
        Bracket bracket,
        Instant countedAt,
        @Nullable UUID undoes) {

    static Tap of(UUID id, Bracket bracket, Instant now) {
        return new Tap(id, bracket, now, null);
    }

    /** The moment it counted, no earlier than counting began and no later than now. */
    Instant countedBetween(Instant opens, Instant now) {
        return countedAt.isBefore(opens) ? opens : countedAt.isAfter(now) ? now : countedAt;
    }
}
