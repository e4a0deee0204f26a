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
import java.time.LocalTime;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Seal;

/** Who a client is and how to reach the person, sealed column by column; each seal holds only in its own place. */
@Entity
@Table(schema = "clients", name = "identity")
class Identity {

    static final String COLUMNS = "client_id, version, centre_id, name, phone, email, phone_hash, email_hash, name_key,"
            + " may_call, may_message, contact_note, contact_from, contact_until, code_word, updated_at";

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

    @Column(name = "contact_from")
    @JdbcTypeCode(SqlTypes.LOCAL_TIME)
    private @Nullable LocalTime contactFrom;

    @Column(name = "contact_until")
    @JdbcTypeCode(SqlTypes.LOCAL_TIME)
    private @Nullable LocalTime contactUntil;

    @Column(name = "code_word")
    private byte @Nullable [] codeWord;

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
        ContactHours hours = contact.hours();
        contactFrom = hours == null ? null : hours.from();
        contactUntil = hours == null ? null : hours.until();
        codeWord = seal.seal(contact.codeWord(), "identity.code_word:" + client);
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
                seal.open(contactNote, "identity.contact_note:" + client),
                contactFrom == null || contactUntil == null ? null : new ContactHours(contactFrom, contactUntil),
                seal.open(codeWord, "identity.code_word:" + client));
    }

    ClientId client() {
        return client;
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
            contactFrom,
            contactUntil,
            codeWord,
            Timestamp.from(updatedAt)
        };
    }

    static String nameContext(ClientId client) {
        return "identity.name:" + client;
    }
}
