package org.mrcportal.accounts;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a member of staff. */
@Embeddable
public record StaffId(UUID id) implements Serializable {

    public static StaffId next() {
        return new StaffId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static StaffId of(String text) {
        return new StaffId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
