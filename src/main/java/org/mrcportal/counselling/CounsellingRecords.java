package org.mrcportal.counselling;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.CounsellingFigures.Dimension;

/**
 * Lists the records that {@link CounsellingFigures} counts: the same stretches, the same values, exactly as many. Who a
 * client is, is never told.
 */
public interface CounsellingRecords {

    long contacts(Selection selection);

    List<ContactRow> contacts(Selection selection, @Nullable Position position, int most);

    long appointments(Selection selection);

    List<AppointmentRow> appointments(Selection selection, @Nullable Position position, int most);

    /** How many different clients had such a contact, each centre for itself. */
    long persons(Selection selection);

    List<PersonRow> persons(Selection selection, @Nullable Position position, int most);

    /**
     * What is listed.
     *
     * @param values one value for each dimension that is looked at; empty: nothing was said
     */
    record Selection(List<Stretch> stretches, Map<Dimension, String> values) {
        public Selection {
            stretches = List.copyOf(stretches);
            values = Map.copyOf(values);
        }
    }

    /**
     * Where a page of a list begins.
     *
     * @param at ignored in lists of persons
     * @param id the record the page stands beside
     * @param backwards the page before that record, not the one after it
     */
    record Position(Instant at, UUID id, boolean backwards) {}

    /**
     * One contact, without its topic: no list names one.
     *
     * @param clientCode null where the contact was anonymous
     * @param counsellor the member of staff's name
     */
    record ContactRow(
            ConsultationId id,
            CentreId centre,
            Instant startedAt,
            @Nullable String clientCode,
            String mode,
            String counsellor) {}

    /**
     * One appointment.
     *
     * @param state OPEN, ATTENDED, NO_SHOW or CANCELLED
     * @param service what was booked
     */
    record AppointmentRow(
            AppointmentId id,
            CentreId centre,
            Instant startsAt,
            @Nullable String clientCode,
            String service,
            String mode,
            String state,
            String counsellor) {}

    /** One client and how many contacts there were. */
    record PersonRow(ClientId id, CentreId centre, @Nullable String clientCode, long contacts) {}
}
