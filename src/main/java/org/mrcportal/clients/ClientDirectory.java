package org.mrcportal.clients;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;

/**
 * The people served, for the modules that work with them. Reads and writes within the scope of the transaction.
 *
 * <p>Reading an identity writes to the audit trail in the caller's transaction, which therefore cannot be a read-only
 * one. Names are shown to those who work with people at a centre; everybody else reads codes.
 */
public interface ClientDirectory {

    /**
     * Registers a person at a centre and gives the next client code. A person is never overwritten or merged because a
     * telephone number or an address is the same: families share them.
     *
     * @param purposes the consents given, see {@code clients.consent.purpose}
     * @param language of the person, ISO 639-1; also of the wording consented to
     * @param how CLICK, ORAL or WRITTEN
     */
    ClientId register(CentreId centre, Contact contact, String language, Set<String> purposes, String how);

    /** One person's summary; on the audit trail once where it shows a name. */
    Optional<ClientSummary> find(ClientId id);

    /** Names for a list, in one statement for all. Each list that shows names is put on the audit trail once. */
    Map<ClientId, ClientSummary> summaries(Collection<ClientId> ids);

    /** How to reach the person, for the eyes of staff who may see it; on the audit trail as their read. */
    Optional<Contact> contact(ClientId id);

    /**
     * Where a message of the portal goes: for sending, never for showing. It is on the audit trail as the portal's use
     * of the address, not as anybody's read.
     */
    Optional<Contact> addressee(ClientId id);

    /**
     * Whether the person agrees to something now: neither taken back nor expired.
     *
     * @param purpose see {@code clients.consent.purpose}
     */
    boolean agrees(ClientId id, String purpose);

    /** Keeps what a consultation learned, where it is known: the next form starts from it. */
    void learn(
            ClientId id,
            @Nullable String sex,
            @Nullable String ageGroup,
            @Nullable String region,
            String migrationStatus);

    /**
     * The clients of the same centre who gave the same name with the same telephone number or e-mail address, this one
     * among them; none where the client gave no name or neither of the two. For a count: it shows nothing of anybody.
     * Whoever else asks for the same number or address waits until the end of this transaction.
     */
    Set<ClientId> sameAs(ClientId id);
}
