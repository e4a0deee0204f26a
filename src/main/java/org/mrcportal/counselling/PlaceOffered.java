package org.mrcportal.counselling;

import java.time.Instant;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.SecretLinks;

/**
 * A place has come free and is kept for one person of the waiting list, who answers at {@code /{lang}/waiting/{token}},
 * the token being that of {@link SecretLinks} for {@code waiting} and the line.
 *
 * @param line the person's line on the waiting list
 * @param offer rises with every offer made to the same line
 * @param pageLanguage ISO 639-1
 * @param startsAt of the place
 * @param keptUntil when the place passes on
 */
public record PlaceOffered(
        UUID line,
        int offer,
        CentreId centre,
        ClientId client,
        String pageLanguage,
        Instant startsAt,
        Instant keptUntil) {}
