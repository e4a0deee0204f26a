package org.mrcportal.clients;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what happened with a client. Other modules implement it; the client's page shows all of it as one timeline. */
public interface ClientHistory {

    /** At most {@code most} entries that are not after {@code until}, newest first, within the scope of the transaction. */
    List<Entry> of(ClientId client, int most, Instant until);

    /** The newest, also what is to come. */
    default List<Entry> of(ClientId client, int most) {
        return of(client, most, Instant.MAX);
    }

    /**
     * One thing that happened.
     *
     * @param title a message key
     * @param titleArgument a message key filled into the title, or null
     * @param who the member of staff's name, or null
     * @param href where to read more, or null
     */
    record Entry(
            Instant at,
            String title,
            @Nullable String titleArgument,
            @Nullable String who,
            @Nullable String href) {}
}
