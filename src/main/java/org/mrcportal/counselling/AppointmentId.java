package org.mrcportal.counselling;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names an appointment. */
@Embeddable
public record AppointmentId(UUID id) implements Serializable {

    public static AppointmentId next() {
        return new AppointmentId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static AppointmentId of(String text) {
        return new AppointmentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
