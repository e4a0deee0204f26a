package org.mrcportal.clients;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
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
     * @param code of the person whose data are to be deleted
     * @param until before that nothing is deleted
     * @param why what the reader has against it; null: nothing. What others have against it, is not said, nor whether anybody
     *     has.
     */
    record Waiting(
            UUID request,
            String code,
            Instant askedAt,
            Instant until,
            @Nullable String why) {}

    /** What waits of any of these people, oldest first, as one reader may know it. */
    List<Waiting> of(Collection<ClientId> people, StaffId reader);

    /**
     * Asks that it be thought over; again with other words replaces one's own reason. Nothing happens where the request is of
     * none of these people, or is decided.
     *
     * @param why read by who carries deletions out, and by nobody else
     */
    void hold(UUID request, Collection<ClientId> people, String why, StaffId by);

    /** Takes back what somebody had against it. */
    void release(UUID request, Collection<ClientId> people, StaffId by);
}
