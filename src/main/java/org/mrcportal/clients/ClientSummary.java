package org.mrcportal.clients;

import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;

/**
 * What lists may show of a client to staff of the client's centre.
 *
 * @param code such as {@code TAS-26-00042}
 * @param name as given, or null where the person gave none (or the reader may not see it)
 * @param language ISO 639-1
 * @param sex F, M, OTHER or null
 * @param ageGroup such as {@code 25_29}, or null
 * @param region ISO 3166-2 of residence, or null
 * @param migrationStatus such as {@code RETURNEE}, or null
 */
public record ClientSummary(
        ClientId id,
        CentreId centre,
        String code,
        @Nullable String name,
        String language,
        @Nullable String sex,
        @Nullable String ageGroup,
        @Nullable String region,
        @Nullable String migrationStatus) {}
