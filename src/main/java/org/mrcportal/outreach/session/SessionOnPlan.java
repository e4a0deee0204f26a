package org.mrcportal.outreach.session;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.SessionId;

/**
 * A session as the features around it read it.
 *
 * @param zone of the centre: everything a person reads of its times is in it
 * @param slug its public address, for ever: {@code /{lang}/sessions/{slug}}
 * @param series the same for all sessions planned in one go; null: it stands alone
 * @param districtNames of the place's district, in Latin and in Cyrillic letters; null where it has none
 * @param link whether an online session has a joining link; the link itself only {@link Sessions#joiningLink} tells
 * @param capacity places; null: whoever comes
 * @param registration whether people may register on the public page
 * @param language ISO 639-1, spoken in the session
 * @param topics codes of {@code outreach.topic}, the main one first
 * @param titles the centre's own, by language of the page; where there is none the main topic's label is the title
 * @param sequence RFC 5545 SEQUENCE: rises with every change people must hear of
 * @param taken places that are registered or offered to somebody who waits
 * @param waiting people on the waiting list
 * @param smallestWaiting people of the smallest group on it; null: nobody waits
 */
public record SessionOnPlan(
        SessionId id,
        CentreId centre,
        ZoneId zone,
        String slug,
        @Nullable UUID series,
        SessionState state,
        Instant startsAt,
        Instant endsAt,
        SessionPlace place,
        @Nullable DistrictNames districtNames,
        boolean link,
        @Nullable Integer capacity,
        boolean registration,
        String language,
        String audience,
        List<String> topics,
        Map<String, String> titles,
        int sequence,
        int taken,
        int waiting,
        @Nullable Integer smallestWaiting) {

    /** What a district is called, in the two scripts that readers have. */
    public record DistrictNames(String latin, String cyrillic) {}

    /** Code of the main topic. */
    public String topic() {
        return topics.isEmpty() ? "OTHER" : topics.getFirst();
    }

    public boolean isOverBy(Instant now) {
        return !endsAt.isAfter(now);
    }

    public boolean hasStartedBy(Instant now) {
        return !startsAt.isAfter(now);
    }

    /** Published, still to come, and people may register. */
    public boolean takesRegistrations(Instant now) {
        return state == SessionState.PUBLISHED && registration && !hasStartedBy(now);
    }

    /** In the centre's zone. */
    public LocalDate day() {
        return LocalDate.ofInstant(startsAt, zone);
    }
}
