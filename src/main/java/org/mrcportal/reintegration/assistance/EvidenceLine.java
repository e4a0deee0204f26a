package org.mrcportal.reintegration.assistance;

import java.time.Instant;
import java.util.UUID;

/**
 * A file that shows something.
 *
 * @param kind QUOTATION, DELIVERY_NOTE, RECEIPT, GOODS or OTHER
 * @param kilobytes at least one
 */
record EvidenceLine(UUID id, String kind, String name, long kilobytes, String addedBy, Instant addedAt) {}
