package org.mrcportal.counselling.interpreter;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names an interpreter of the register. */
@Embeddable
record InterpreterId(UUID id) implements Serializable {

    public static InterpreterId next() {
        return new InterpreterId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static InterpreterId of(String text) {
        return new InterpreterId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
