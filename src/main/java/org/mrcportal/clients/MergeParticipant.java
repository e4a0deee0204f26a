package org.mrcportal.clients;

import java.util.List;
import java.util.UUID;

/**
 * Moves what a module keeps of a client when two records turn out to be one person. Modules above this one implement it;
 * it runs in the transaction of the merge.
 */
public interface MergeParticipant {

    /**
     * The query that counts what there is of the client {@code :client}: {@code what}, named as
     * {@code clients.merge.what.<kind>} labels it, and {@code many}. All modules are asked in one statement.
     */
    String holdings();

    /** Gives everything of one client to the other and says what that was. */
    List<Moved> move(ClientId from, ClientId to);

    /** Gives back what is still the client's; what is gone or belongs to somebody else by now is left alone. */
    void giveBack(ClientId from, ClientId to, List<Moved> moved);

    /** One row that was moved. */
    record Moved(String what, UUID id) {}
}
