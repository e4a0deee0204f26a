package org.mrcportal.counselling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;

/**
 * What a message to the person may say of an appointment: neutral, without service or problem.
 *
 * @param pageLanguage ISO 639-1 of the person's pages
 * @param reference eight symbols, unformatted
 * @param secret the 128-bit token of the person's own page, base64url
 * @param mode IN_PERSON, PHONE or VIDEO
 * @param awaitsConfirmation booked, and the centre has not said yes yet
 * @param sequence RFC 5545 SEQUENCE
 */
public record AppointmentCard(
        AppointmentId id,
        CentreId centre,
        @Nullable ClientId client,
        Instant startsAt,
        Instant endsAt,
        String pageLanguage,
        String reference,
        String secret,
        String mode,
        String state,
        boolean awaitsConfirmation,
        int sequence) {}
