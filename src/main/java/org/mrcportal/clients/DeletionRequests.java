package org.mrcportal.clients;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;

/**
 * Deletions that people have asked for and that are not decided. Each waits for the same time before it may be carried out;
 * meanwhile whoever works with the person may ask that it be thought over. Works within the scope of the transaction.
 */
public interface DeletionRequests {

    /**
     * What is waiting.
     *
     * @param until before that nothing is deleted
     * @param why it is held; null: nobody holds it
     */
    record Waiting(Instant askedAt, Instant until, @Nullable String why) {}

    Optional<Waiting> of(ClientId client);

    /**
     * Asks that it be thought over; again with other words replaces the reason. Nothing happens where nothing waits.
     *
     * @param why read by who carries deletions out, and by nobody else
     */
    void hold(ClientId client, String why, StaffId by);

    void release(ClientId client, StaffId by);
}
