package org.mrcportal.outreach.registration;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;

/**
 * What somebody asks for.
 *
 * @param people 1 to 20
 * @param reminders agreed to be reminded
 * @param language of the person's pages and messages
 * @param via the short code the person came by, or null
 * @param once idempotency key of the form
 */
record Wish(
        int people,
        Registrant who,
        boolean reminders,
        Language language,
        @Nullable String via,
        UUID once) {}
