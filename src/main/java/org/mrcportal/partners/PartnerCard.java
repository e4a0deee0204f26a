package org.mrcportal.partners;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;

/**
 * What other modules may know of a partner.
 *
 * @param services codes, labelled {@code partners.service.<code>}
 * @param regions catchment, ISO 3166-2; empty: wherever the person lives
 * @param languages spoken there, ISO 639
 * @param contact whom to ask for, or null
 * @param phone E.164, or null
 * @param email where links to answer a referral go, or null
 * @param emailWaits another address waits for somebody to confirm it
 * @param verifiedOn the day somebody reached the contact, or null
 * @param agreementUntil the last day of the agreement, or null
 * @param sharesData an agreement on personal data is signed
 * @param retired no longer worked with
 */
public record PartnerCard(
        UUID id,
        CentreId centre,
        String name,
        String kind,
        List<String> services,
        List<String> regions,
        List<String> languages,
        @Nullable String contact,
        @Nullable String phone,
        @Nullable String email,
        boolean emailWaits,
        @Nullable String address,
        @Nullable String hours,
        @Nullable LocalDate verifiedOn,
        @Nullable LocalDate agreementUntil,
        boolean sharesData,
        boolean retired) {

    /** Codes of what partners offer, in the order of lists. */
    public static final List<String> SERVICES = List.of(
            "LEGAL",
            "DOCUMENTS",
            "EMPLOYMENT",
            "TRAINING",
            "EDUCATION",
            "BUSINESS",
            "FINANCE",
            "HOUSING",
            "HEALTH",
            "PSYCHOSOCIAL",
            "SOCIAL_PROTECTION",
            "CHILD_PROTECTION",
            "SHELTER",
            "ANTI_TRAFFICKING",
            "ASYLUM_ADVICE",
            "OTHER");

    /** What tells of protection: it stands in no title, no message, no list of people and no timeline. */
    private static final Set<String> SENSITIVE =
            Set.of("SHELTER", "ANTI_TRAFFICKING", "ASYLUM_ADVICE", "CHILD_PROTECTION", "PSYCHOSOCIAL");

    /** Months after which it is no longer known that the contact can be reached. */
    private static final int FRESH_MONTHS = 6;

    /** Whether the service's name would tell others of somebody's danger. */
    public static boolean isSensitive(String service) {
        return SENSITIVE.contains(service);
    }

    /** A contact reached on this day or later is known to be reached. */
    public static LocalDate freshFrom(LocalDate today) {
        return today.minusMonths(FRESH_MONTHS);
    }

    /** Whether it is too long ago that somebody reached the contact, or nobody ever did. */
    public boolean isStaleOn(LocalDate today) {
        return verifiedOn == null || verifiedOn.isBefore(freshFrom(today));
    }

    /** Whether there was an agreement that has ended. */
    public boolean agreementIsOverOn(LocalDate today) {
        return agreementUntil != null && agreementUntil.isBefore(today);
    }

    /** Whether it helps people who live in this region; null: wherever they live. */
    public boolean covers(@Nullable String region) {
        return regions.isEmpty() || regions.contains(region);
    }

    /** The message key of a service's name. */
    public static String label(String service) {
        return "partners.service." + service.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
