package org.mrcportal.outreach.attendance;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a check-in. */
@Embeddable
record CheckInId(UUID id) implements Serializable {

    static CheckInId next() {
        return new CheckInId(UuidCreator.getTimeOrderedEpoch());
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
