package org.mrcportal.shared;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that has to be on the audit trail. Publish it as an application event inside the transaction it belongs to:
 * the trail is written in that same transaction, so nothing is read or changed without a trace.
 *
 * @param action what was done, in capitals: {@code IDENTITY_READ}, {@code CONSULTATION_LOGGED}, {@code REFUSED}, …
 * @param centre the centre it concerns, or null (sign-ins)
 * @param subject {@code kind:id} of what it was done to, never a name; or null
 * @param detail a few neutral words, never personal data; or null
 */
public record AuditEntry(
        String action,
        @Nullable UUID centre,
        @Nullable String subject,
        @Nullable String detail) {}
