package org.mrcportal.clients.search;

import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.Language;

/**
 * Somebody found, with the reason why.
 *
 * @param registered in the zone of the person's centre
 * @param also what the name has to do with it where something else was the reason, or null
 */
public record FoundClient(
        ClientId id,
        CentreId centre,
        String centreCode,
        String code,
        @Nullable String name,
        String language,
        @Nullable String migrationStatus,
        @Nullable String region,
        ZonedDateTime registered,
        Match match,
        @Nullable Match also,
        float rank) {

    public String languageIn(Locale reader) {
        return Language.ofCode(language).map(known -> known.nameIn(reader)).orElse(language);
    }
}
