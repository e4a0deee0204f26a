package org.mrcportal.reintegration.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.Reference;

/**
 * A case in a list.
 *
 * @param name of the client, or null where none is known
 * @param kept for its team only
 * @param due the next day on which something has to be done, or null
 * @param dueKind what that is, of {@link Due}: the kind only; its words are for the case's own page
 * @param overdue that day has passed
 * @param place where it stands in the list: the moment it is sorted by; null: after all that have one
 */
record CaseLine(
        CaseId id,
        ClientId client,
        String code,
        @Nullable String name,
        String reference,
        CaseState state,
        LocalDate since,
        String caseType,
        boolean household,
        boolean kept,
        @Nullable String owner,
        @Nullable String returnedFrom,
        @Nullable LocalDate due,
        @Nullable String dueKind,
        boolean overdue,
        @Nullable Instant place) {

    CaseLine named(@Nullable String known) {
        return new CaseLine(
                id,
                client,
                code,
                known,
                reference,
                state,
                since,
                caseType,
                household,
                kept,
                owner,
                returnedFrom,
                due,
                dueKind,
                overdue,
                place);
    }

    /** The number, for reading aloud. */
    public String readable() {
        return Reference.grouped(reference);
    }

    public String sinceIn(Locale locale) {
        return CentreTime.date(since, locale);
    }

    public @Nullable String dueIn(Locale locale) {
        return due == null ? null : CentreTime.date(due, locale);
    }
}
