package org.mrcportal.counselling;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a logged consultation. */
@Embeddable
public record ConsultationId(UUID id) implements Serializable {

    public static ConsultationId next() {
        return new ConsultationId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static ConsultationId of(String text) {
        return new ConsultationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
