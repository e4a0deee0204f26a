package org.mrcportal.outreach.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;

/**
 * What is planned for a session.
 *
 * @param topics codes of {@code outreach.topic}, the main one first
 * @param language ISO 639-1, spoken in the session
 * @param joiningLink of an online session; null: none yet
 * @param capacity places; null: whoever comes
 * @param registration whether people may register on the public page
 * @param facilitators those who are not of the staff, in the centre's words
 * @param texts the centre's own words by language of the page
 * @param materials what is given to the people, and how many of each
 */
record SessionPlan(
        List<String> topics,
        String audience,
        String language,
        Instant startsAt,
        Instant endsAt,
        SessionPlace place,
        @Nullable String joiningLink,
        @Nullable Integer capacity,
        boolean registration,
        Partners partners,
        @Nullable String facilitators,
        List<StaffId> staff,
        Map<String, OwnText> texts,
        Map<String, Integer> materials) {

    /** With whose help. */
    record Partners(
            @Nullable String partner,
            @Nullable String project,
            @Nullable String donor) {}

    /** In one language; one of both may be missing. */
    record OwnText(@Nullable String title, @Nullable String description) {}

    /** The same at another time. */
    SessionPlan at(Instant starts, Instant ends) {
        return new SessionPlan(
                topics,
                audience,
                language,
                starts,
                ends,
                place,
                joiningLink,
                capacity,
                registration,
                partners,
                facilitators,
                staff,
                texts,
                materials);
    }
}
