package org.mrcportal.partners;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;

/** The directory, for the modules that send people to partners. Reads within the scope of the transaction. */
public interface Partners {

    /** Also one that is no longer worked with: old records name it. */
    Optional<PartnerCard> find(UUID id);

    /** Those a centre works with, by name; one statement. */
    List<PartnerCard> of(CentreId centre);
}
