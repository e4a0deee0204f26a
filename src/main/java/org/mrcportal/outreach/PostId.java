package org.mrcportal.outreach;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a post of a campaign. */
@Embeddable
public record PostId(UUID id) implements Serializable {

    public static PostId next() {
        return new PostId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static PostId of(String text) {
        return new PostId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
