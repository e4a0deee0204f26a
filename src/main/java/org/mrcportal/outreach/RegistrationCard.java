package org.mrcportal.outreach;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.PhoneNumber;

/**
 * What a message to a registered person may say of a session: neutral, without its topic.
 *
 * @param pageLanguage ISO 639-1 of the person's pages
 * @param reference eight symbols, unformatted
 * @param secret the 128-bit token of the person's own page, base64url
 * @param state WAITING, OFFERED, REGISTERED, CANCELLED or LAPSED
 * @param reminders whether the person has agreed to be reminded
 * @param offer number of the newest offer; 0: none
 * @param offeredUntil null: nothing is offered
 * @param sequence of the registration
 */
public record RegistrationCard(
        RegistrationId id,
        CentreId centre,
        @Nullable PhoneNumber phone,
        @Nullable String email,
        String pageLanguage,
        String reference,
        String secret,
        String state,
        boolean reminders,
        int offer,
        @Nullable Instant offeredUntil,
        int sequence,
        Session session) {

    /**
     * The session as it stands now.
     *
     * @param state PUBLISHED, HELD or CANCELLED
     * @param online whoever comes may be elsewhere
     * @param place in the language of the person's pages
     * @param sequence RFC 5545 SEQUENCE
     */
    public record Session(
            SessionId id, String state, Instant startsAt, Instant endsAt, boolean online, String place, int sequence) {}

    /** Whether the person has places in a session that is to take place. */
    public boolean comes() {
        return state.equals("REGISTERED") && session.state().equals("PUBLISHED");
    }
}
