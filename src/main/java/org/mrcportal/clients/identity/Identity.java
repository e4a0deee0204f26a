package org.mrcportal.clients.identity;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Seal;

/** Who a client is and how to reach the person, sealed column by column; each seal holds only in its own place. */
@Entity
@Table(schema = "clients", name = "identity")
class Identity {

    static final String COLUMNS = "client_id, version, centre_id, name, phone, email, phone_hash, email_hash, name_key,"
            + " may_call, may_message, contact_note, updated_at";

    @EmbeddedId
    @AttributeOverride(name = "id", column = @Column(name = "client_id"))
    private ClientId client;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    private byte @Nullable [] name;
    private byte @Nullable [] phone;
    private byte @Nullable [] email;

    @Column(name = "phone_hash")
    private byte @Nullable [] phoneHash;

    @Column(name = "email_hash")
    private byte @Nullable [] emailHash;

    @Column(name = "name_key")
    private @Nullable String nameKey;

    @Column(name = "may_call")
    private boolean mayCall;

    @Column(name = "may_message")
    private boolean mayMessage;

    @Column(name = "contact_note")
    private byte @Nullable [] contactNote;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Identity() {}

    @SuppressWarnings("NullAway.Init")
    private Identity(ClientId client, CentreId centre) {
        this.client = client;
        this.centre = centre;
    }

    static Identity of(ClientId client, CentreId centre, Contact contact, Seal seal, Instant now) {
        return new Identity(client, centre).change(contact, seal, now);
    }

    /** Replaces all of it: what the contact leaves out is forgotten. */
    Identity change(Contact contact, Seal seal, Instant now) {
        PersonName called = contact.name();
        PhoneNumber number = contact.phone();
        String address = contact.email();
        name = seal.seal(called == null ? null : called.text(), nameContext(client));
        nameKey = called == null ? null : called.searchKey();
        phone = seal.seal(number == null ? null : number.e164(), "identity.phone:" + client);
        phoneHash = number == null ? null : Fingerprints.phone(seal, number);
        email = seal.seal(address, "identity.email:" + client);
        emailHash = address == null ? null : Fingerprints.email(seal, address);
        contactNote = seal.seal(contact.note(), "identity.contact_note:" + client);
        mayCall = contact.mayCall();
        mayMessage = contact.mayMessage();
        updatedAt = now;
        return this;
    }

    Contact contact(Seal seal) {
        String number = seal.open(phone, "identity.phone:" + client);
        return new Contact(
                PersonName.orNull(seal.open(name, nameContext(client))),
                number == null ? null : new PhoneNumber(number),
                seal.open(email, "identity.email:" + client),
                mayCall,
                mayMessage,
                seal.open(contactNote, "identity.contact_note:" + client));
    }

    CentreId centre() {
        return centre;
    }

    long version() {
        return version == null ? 0 : version;
    }

    /** For a batch: client_id, version, centre_id and so on, in the order of {@link #COLUMNS}. */
    @Nullable
    Object[] row() {
        return new @Nullable Object[] {
            client.id(),
            0L,
            centre.id(),
            name,
            phone,
            email,
            phoneHash,
            emailHash,
            nameKey,
            mayCall,
            mayMessage,
            contactNote,
            Timestamp.from(updatedAt)
        };
    }

    static String nameContext(ClientId client) {
        return "identity.name:" + client;
    }
}
