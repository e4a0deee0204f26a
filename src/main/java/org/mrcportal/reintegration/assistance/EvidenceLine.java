package org.mrcportal.reintegration.assistance;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that shows something, or what is left of one.
 *
 * @param kind QUOTATION, DELIVERY_NOTE, RECEIPT, GOODS or OTHER
 * @param name null: it was removed
 * @param kilobytes at least one
 * @param removable by the reader
 * @param removal null: it is there
 */
record EvidenceLine(
        UUID id,
        String kind,
        @Nullable String name,
        long kilobytes,
        String addedBy,
        Instant addedAt,
        boolean removable,
        @Nullable Removal removal) {

    /**
     * How it went.
     *
     * @param reason one of {@link EvidenceDesk#REASONS}
     * @param hash SHA-256 of the file, in hexadecimal digits
     */
    record Removal(String reason, String by, Instant at, String hash) {}
}
