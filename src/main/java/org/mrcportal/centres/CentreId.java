package org.mrcportal.centres;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a centre. */
@Embeddable
public record CentreId(UUID id) implements Serializable {

    public static CentreId next() {
        return new CentreId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static CentreId of(String text) {
        return new CentreId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
