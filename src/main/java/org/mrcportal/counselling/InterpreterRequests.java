package org.mrcportal.counselling;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.PhoneNumber;

/** What a message to an interpreter needs. Reads within the scope of the running transaction. */
public interface InterpreterRequests {

    Optional<Card> card(UUID request);

    /**
     * One request to one interpreter: no person, no service.
     *
     * @param pageLanguage ISO 639-1: in which the interpreter is written to
     * @param phone null: none
     * @param email null: none
     * @param language between which and the centre's languages is interpreted, as the
     *     register keeps it (ISO 639, sgn for sign language, other)
     * @param mode IN_PERSON, PHONE or VIDEO
     * @param expiresAt when the request is no longer answered
     * @param state ASKED, ACCEPTED, DECLINED or RELEASED
     * @param token of the page with the answer, {@code /{lang}/interpreting/{token}}
     */
    record Card(
            UUID request,
            CentreId centre,
            String pageLanguage,
            @Nullable PhoneNumber phone,
            @Nullable String email,
            Instant startsAt,
            Instant endsAt,
            String language,
            String mode,
            Instant expiresAt,
            String state,
            String token) {}
}
