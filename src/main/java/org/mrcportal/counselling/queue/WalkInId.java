package org.mrcportal.counselling.queue;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a walk-in. */
@Embeddable
public record WalkInId(UUID id) implements Serializable {

    public static WalkInId next() {
        return new WalkInId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static WalkInId of(String text) {
        return new WalkInId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
