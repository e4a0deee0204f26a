package org.mrcportal.clients.registration;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;

/** A person served, known by a code. Nothing here says who it is. */
@Entity
@Table(schema = "clients", name = "client")
class Client {

    @EmbeddedId
    private ClientId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Column(updatable = false)
    private String code;

    private String language;

    @Column(name = "registered_at", updatable = false)
    private Instant registeredAt;

    @Column(updatable = false)
    private @Nullable UUID once;

    @SuppressWarnings("NullAway.Init")
    protected Client() {}

    private Client(CentreId centre, String code, String language, @Nullable UUID once, Instant now) {
        id = ClientId.next();
        registeredAt = now;
        this.centre = centre;
        this.code = code;
        this.language = language;
        this.once = once;
    }

    /**
     * A new person.
     *
     * @param once the key of the form it came from, if it was a form
     */
    static Client register(CentreId centre, String code, String language, @Nullable UUID once, Instant now) {
        return new Client(centre, code, language, once, now);
    }

    ClientId id() {
        return id;
    }
}
