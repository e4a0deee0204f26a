package org.mrcportal.clients;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person may do with the own data, for the pages on which the person has proved to be the one. Works within the
 * scope of the transaction and puts everything on the audit trail.
 */
public interface OwnData {

    /** Everything the portal holds of the person, as all modules tell it. */
    List<KeptOfPerson.Section> copy(ClientId client);

    /**
     * Asks staff to correct something; once for each form.
     *
     * @param about NAME, PHONE, EMAIL, OTHER
     * @param text the person's own words
     */
    void askForCorrection(ClientId client, Set<String> about, @Nullable String text, UUID once);

    /** Asks staff to delete who the person is. What was agreed to beyond being served ends at once. */
    void askForDeletion(ClientId client, UUID once);

    /** Takes a consent back, at once. */
    void withdraw(ClientId client, String purpose);
}
