package org.mrcportal.outreach;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names an awareness session. */
@Embeddable
public record SessionId(UUID id) implements Serializable {

    public static SessionId next() {
        return new SessionId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static SessionId of(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
