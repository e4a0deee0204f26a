package org.mrcportal.reintegration.casefile;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Reference;

/**
 * What every page of a case shows at its top.
 *
 * @param version of the case, for forms that change it
 * @param client the person, or the household's focal person
 * @param clientCode such as {@code TAS-26-00042}
 * @param zone the centre's
 * @param reference as stored, without a gap
 * @param caseType VOLUNTARY, FORCED or VULNERABLE
 * @param kept for the team and the focal point only
 * @param language everything written for the client is in it
 * @param owner the case worker; null: nobody has taken the case yet
 * @param flags codes, labelled {@code cases.flag.<code>}
 * @param inHand the reader is its owner or of its team, stands in, watches over protection at the centre, or has opened it and
 *     nobody has taken it yet
 * @param byGlass the reader sees it only because the glass is broken
 * @param origin where it came from; null: it was always here
 */
public record CaseCard(
        CaseId id,
        long version,
        CentreId centre,
        ClientId client,
        String clientCode,
        ZoneId zone,
        String reference,
        CaseState state,
        Instant stateSince,
        String caseType,
        boolean household,
        boolean kept,
        Language language,
        @Nullable StaffId owner,
        @Nullable String ownerName,
        List<String> flags,
        boolean inHand,
        boolean byGlass,
        @Nullable Origin origin) {

    /** The centre that had the case before, and when it came from there. */
    public record Origin(CentreId from, Instant at) {}

    /** For reading aloud: {@code ABCD 1234}. */
    public String readable() {
        return Reference.grouped(reference);
    }

    public boolean open() {
        return state != CaseState.CLOSED;
    }

    /** Glass is broken for reading: nothing is done in a protected case that only glass opens. */
    public boolean readOnly() {
        return kept && byGlass;
    }

    /** Something may be written into it: forms are offered. */
    public boolean writable() {
        return open() && !readOnly();
    }
}
