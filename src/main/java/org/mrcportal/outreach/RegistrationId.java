package org.mrcportal.outreach;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a registration for an awareness session. */
@Embeddable
public record RegistrationId(UUID id) implements Serializable {

    public static RegistrationId next() {
        return new RegistrationId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static RegistrationId of(String text) {
        return new RegistrationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
