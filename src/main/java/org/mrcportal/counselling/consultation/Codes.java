package org.mrcportal.counselling.consultation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The codes a consultation is written in. Topics and regions are rows that only a migration changes: read once. */
@Component
class Codes {

    static final List<String> MIGRATION_STATUSES =
            List.of("POTENTIAL", "INTENDING", "OUTGOING", "ABROAD", "RETURNEE", "FAMILY_MEMBER", "INSTITUTION");
    static final List<String> SEXES = List.of("F", "M", "OTHER");
    static final List<String> AGE_GROUPS =
            List.of("18_24", "25_29", "30_39", "40_49", "50_59", "60_PLUS", "UNDER_18", "UNKNOWN");
    static final List<String> SERVICES_GIVEN = List.of(
            "INFORMATION",
            "COUNSELLING",
            "DOCUMENT_CHECK",
            "JOB_SEARCH",
            "BRIEFING",
            "LEGAL_ADVICE",
            "FIRST_AID",
            "REFERRAL",
            "CASE_OPENED");
    static final List<String> OUTCOMES =
            List.of("LEGAL_CHANNEL", "POSTPONES", "DROPS_IRREGULAR", "NEEDS_FOLLOW_UP", "UNDECIDED", "UNKNOWN");
    static final List<String> PARTNERS = List.of(
            "EMPLOYMENT",
            "MIGRATION_AGENCY",
            "LEGAL_AID",
            "SHELTER",
            "HEALTH",
            "PSYCHOSOCIAL",
            "EDUCATION",
            "EMBASSY",
            "NGO",
            "INTERNATIONAL",
            "OTHER");
    static final List<String> MODES = List.of(
            "WALK_IN",
            "APPOINTMENT",
            "PHONE",
            "VIDEO",
            "TELEGRAM",
            "WHATSAPP",
            "SOCIAL_MEDIA",
            "EMAIL",
            "OUTREACH",
            "HOTLINE");

    /** Where most people of the region go: offered first. */
    static final List<String> COMMON_DESTINATIONS =
            List.of("RU", "KZ", "KR", "TR", "DE", "PL", "GB", "AE", "JP", "US", "SA", "LT", "LV", "CZ");

    static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** The answer "none", where a question must be answered but the database keeps nothing. */
    static final String NONE = "NONE";

    private final Supplier<Map<String, Boolean>> topics;
    private final Supplier<List<Region>> regions;

    Codes(JdbcClient jdbc) {
        topics = SingletonSupplier.of(() -> jdbc
                .sql("select code, sensitive from counselling.topic order by position")
                .query((row, number) -> Map.entry(row.getString("code"), row.getBoolean("sensitive")))
                .list()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, java.util.LinkedHashMap::new)));
        regions = SingletonSupplier.of(() -> jdbc.sql("select code, country from centres.region order by code")
                .query((row, number) -> new Region(row.getString("code"), row.getString("country")))
                .list());
    }

    /** A first-level region, ISO 3166-2. */
    record Region(String code, String country) {}

    /** In the order of the list that staff choose from. */
    List<String> topics() {
        return List.copyOf(topics.get().keySet());
    }

    /** A sensitive topic never stands beside a person in a list; an unknown one counts as sensitive. */
    boolean isSensitive(String topic) {
        return topics.get().getOrDefault(topic, true);
    }

    List<Region> regions() {
        return regions.get();
    }
}
