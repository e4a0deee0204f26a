package org.mrcportal.notifications.message;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a message of the outbox. */
@Embeddable
record MessageId(UUID id) implements Serializable {

    static MessageId next() {
        return new MessageId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static MessageId of(String text) {
        return new MessageId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
