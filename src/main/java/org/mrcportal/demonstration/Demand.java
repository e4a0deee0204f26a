package org.mrcportal.demonstration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who comes to a centre and with what: shares as a Central Asian centre sees them, an assumption of the demonstration
 * and no statistic.
 */
final class Demand {

    /** A person's features that figures are divided by. */
    record Profile(
            String sex,
            String ageGroup,
            @Nullable String region,
            String language,
            String tongue,
            Names.Manner manner) {}

    /** What a conversation was about and what came of it. */
    record Matter(
            String status,
            String topic,
            List<String> otherTopics,
            @Nullable String destination,
            String given,
            String outcome,
            @Nullable String referredTo) {}

    private static final Weighted<String> AGES = Weighted.of("UNDER_18", 2)
            .or("18_24", 26)
            .or("25_29", 22)
            .or("30_39", 27)
            .or("40_49", 14)
            .or("50_59", 6)
            .or("60_PLUS", 1.5)
            .or("UNKNOWN", 1.5);

    private static final Weighted<String> STATUS_OF_MEN = Weighted.of("POTENTIAL", 26)
            .or("INTENDING", 30)
            .or("OUTGOING", 13)
            .or("ABROAD", 9)
            .or("RETURNEE", 14)
            .or("FAMILY_MEMBER", 6)
            .or("INSTITUTION", 2);

    private static final Weighted<String> STATUS_OF_WOMEN = Weighted.of("POTENTIAL", 31)
            .or("INTENDING", 25)
            .or("OUTGOING", 9)
            .or("ABROAD", 7)
            .or("RETURNEE", 9)
            .or("FAMILY_MEMBER", 17)
            .or("INSTITUTION", 2);

    private static final Map<String, Weighted<String>> TOPICS = Map.of(
            "POTENTIAL",
            Weighted.of("LEGAL_WORK", 32)
                    .or("AGENCY_CHECK", 9)
                    .or("OFFER_CHECK", 8)
                    .or("LANGUAGE_EXAM", 11)
                    .or("STUDY", 10)
                    .or("VISA_PERMIT", 11)
                    .or("COSTS_LOANS", 4)
                    .or("SKILLS_RECOGNITION", 3)
                    .or("AMINA_APP", 4)
                    .or("ENTRY_BAN", 4)
                    .or("MILITARY_RECRUITMENT", 0.7)
                    .or("SMUGGLING", 0.5)
                    .or("OTHER", 2),
            "INTENDING",
            Weighted.of("LEGAL_WORK", 18)
                    .or("OFFER_CHECK", 17)
                    .or("AGENCY_CHECK", 14)
                    .or("VISA_PERMIT", 14)
                    .or("PATENT_REGISTRATION", 10)
                    .or("ENTRY_BAN", 9)
                    .or("AMINA_APP", 7)
                    .or("LANGUAGE_EXAM", 7)
                    .or("STUDY", 5)
                    .or("FAMILY_REUNION", 3)
                    .or("COSTS_LOANS", 3)
                    .or("HEALTH", 2)
                    .or("SMUGGLING", 0.5),
            "OUTGOING",
            Weighted.of("VISA_PERMIT", 22)
                    .or("PATENT_REGISTRATION", 18)
                    .or("AMINA_APP", 13)
                    .or("LEGAL_WORK", 12)
                    .or("OFFER_CHECK", 12)
                    .or("HEALTH", 7)
                    .or("REMITTANCES", 6)
                    .or("SOCIAL_PROTECTION", 6)
                    .or("FAMILY_REUNION", 4),
            "ABROAD",
            Weighted.of("UNPAID_WAGES", 28)
                    .or("PATENT_REGISTRATION", 17)
                    .or("DOCUMENTS_LOST", 14)
                    .or("ENTRY_BAN", 11)
                    .or("AMINA_APP", 9)
                    .or("HEALTH", 6)
                    .or("DETENTION", 5)
                    .or("REMITTANCES", 3)
                    .or("TRAFFICKING", 1.5)
                    .or("MILITARY_RECRUITMENT", 1.5)
                    .or("ASYLUM", 1)
                    .or("SOCIAL_PROTECTION", 3),
            "RETURNEE",
            Weighted.of("RETURN_JOB", 24)
                    .or("ENTRY_BAN", 19)
                    .or("RETURN_BUSINESS", 13)
                    .or("RETURN_TRAINING", 11)
                    .or("UNPAID_WAGES", 8)
                    .or("RETURN_DOCUMENTS", 7)
                    .or("RETURN_HEALTH", 5)
                    .or("RETURN_PSYCHOSOCIAL", 4)
                    .or("RETURN_HOUSING", 3)
                    .or("RETURN_SCHOOL", 2)
                    .or("LEGAL_WORK", 3)
                    .or("TRAFFICKING", 1),
            "FAMILY_MEMBER",
            Weighted.of("FAMILY_REUNION", 24)
                    .or("REMITTANCES", 13)
                    .or("DETENTION", 9)
                    .or("DOCUMENTS_LOST", 11)
                    .or("SOCIAL_PROTECTION", 11)
                    .or("UNPAID_WAGES", 9)
                    .or("ENTRY_BAN", 9)
                    .or("CHILD", 5)
                    .or("HEALTH", 4)
                    .or("GENDER_VIOLENCE", 2.5)
                    .or("TRAFFICKING", 1)
                    .or("OTHER", 2),
            "INSTITUTION",
            Weighted.of("LEGAL_WORK", 40)
                    .or("STUDY", 20)
                    .or("OTHER", 25)
                    .or("SMUGGLING", 3)
                    .or("TRAFFICKING", 5));

    private static final Map<String, Weighted<String>> DESTINATIONS_OF_TOPICS = Map.of(
            "PATENT_REGISTRATION", Weighted.of("RU", 1),
            "AMINA_APP", Weighted.of("RU", 1),
            "MILITARY_RECRUITMENT", Weighted.of("RU", 1),
            "ENTRY_BAN", Weighted.of("RU", 92).or("KZ", 4).or("TR", 2).or("KR", 2),
            "LANGUAGE_EXAM", Weighted.of("KR", 42).or("RU", 26).or("DE", 20).or("JP", 12),
            "STUDY",
                    Weighted.of("RU", 24)
                            .or("KR", 20)
                            .or("DE", 15)
                            .or("TR", 15)
                            .or("PL", 9)
                            .or("CN", 8)
                            .or("JP", 6)
                            .or("MY", 3),
            "SKILLS_RECOGNITION",
                    Weighted.of("DE", 62).or("PL", 14).or("KR", 12).or("GB", 12));

    private static final Map<String, Weighted<String>> DESTINATIONS = Map.of(
            "TAS",
            Weighted.of("RU", 42)
                    .or("KZ", 15)
                    .or("KR", 13)
                    .or("TR", 9)
                    .or("DE", 7)
                    .or("PL", 4)
                    .or("GB", 3)
                    .or("AE", 3)
                    .or("JP", 2)
                    .or("US", 1.5)
                    .or("SA", 0.5),
            "DYU",
            Weighted.of("RU", 71)
                    .or("KZ", 9)
                    .or("DE", 5)
                    .or("PL", 4)
                    .or("TR", 3)
                    .or("KR", 3)
                    .or("UZ", 2)
                    .or("GB", 1.5)
                    .or("AE", 1.5),
            "OSS",
            Weighted.of("RU", 55)
                    .or("KZ", 10)
                    .or("KR", 9)
                    .or("TR", 7)
                    .or("JP", 5)
                    .or("GB", 5)
                    .or("AE", 4)
                    .or("DE", 3)
                    .or("US", 2));

    private static final Map<String, Weighted<String>> REGIONS = Map.of(
            "TAS",
            Weighted.of("UZ-TK", 23)
                    .or("UZ-TO", 21)
                    .or("UZ-SA", 9)
                    .or("UZ-FA", 8)
                    .or("UZ-AN", 7)
                    .or("UZ-NG", 6)
                    .or("UZ-QA", 6)
                    .or("UZ-SU", 5)
                    .or("UZ-XO", 4)
                    .or("UZ-JI", 4)
                    .or("UZ-SI", 4)
                    .or("UZ-BU", 3)
                    .or("UZ-QR", 2)
                    .or("UZ-NW", 1)
                    .or("", 3),
            "DYU",
            Weighted.of("TJ-DU", 36)
                    .or("TJ-KT", 28)
                    .or("TJ-RA", 22)
                    .or("TJ-SU", 9)
                    .or("TJ-GB", 3)
                    .or("", 3),
            "OSS",
            Weighted.of("KG-O", 36)
                    .or("KG-GO", 28)
                    .or("KG-J", 20)
                    .or("KG-B", 12)
                    .or("KG-GB", 0.6)
                    .or("KG-C", 0.5)
                    .or("KG-T", 0.4)
                    .or("KG-N", 0.3)
                    .or("KG-Y", 0.2)
                    .or("", 3));

    /** Language of the talk as the consultation records it. */
    private static final Map<String, Weighted<String>> TONGUES = Map.of(
            "TAS",
                    Weighted.of("uz-Latn", 52)
                            .or("uz-Cyrl", 16)
                            .or("ru", 25)
                            .or("tg", 3)
                            .or("kaa", 2)
                            .or("en", 1.5)
                            .or("other", 0.5),
            "DYU",
                    Weighted.of("tg", 73)
                            .or("ru", 16)
                            .or("uz-Cyrl", 6)
                            .or("uz-Latn", 3)
                            .or("en", 1.5)
                            .or("other", 0.5),
            "OSS",
                    Weighted.of("ky", 55)
                            .or("uz-Cyrl", 17)
                            .or("uz-Latn", 14)
                            .or("ru", 12)
                            .or("en", 1.5)
                            .or("other", 0.5));

    private static final Map<String, Double> MEN = Map.of("TAS", 0.62, "DYU", 0.69, "OSS", 0.57);

    private static final Set<String> PROTECTION = Set.of(
            "DETENTION", "TRAFFICKING", "SMUGGLING", "GENDER_VIOLENCE", "CHILD", "ASYLUM", "MILITARY_RECRUITMENT");

    private static final Map<String, String> SERVICES = services();

    private final DemonstrationCentre centre;
    private final Draw draw;

    Demand(DemonstrationCentre centre, Draw draw) {
        this.centre = centre;
        this.draw = draw;
    }

    Profile person() {
        String sex = draw.chance(0.004) ? "OTHER" : draw.chance(here(MEN)) ? "M" : "F";
        String region = draw.from(here(REGIONS));
        String tongue = draw.from(here(TONGUES));
        String language =
                switch (tongue) {
                    case "uz-Latn", "uz-Cyrl", "kaa" -> "uz";
                    case "other" -> "ru";
                    default -> tongue;
                };
        return new Profile(sex, draw.from(AGES), region.isEmpty() ? null : region, language, tongue, manner(tongue));
    }

    private Names.Manner manner(String tongue) {
        return switch (tongue) {
            case "uz-Cyrl" -> Names.Manner.UZBEK_CYRILLIC;
            case "tg" -> Names.Manner.TAJIK;
            case "ky" -> Names.Manner.KYRGYZ;
            case "ru", "other" ->
                draw.chance(0.45)
                        ? Names.Manner.RUSSIAN
                        : switch (centre.country()) {
                            case "TJ" -> Names.Manner.TAJIK;
                            case "KG" -> Names.Manner.KYRGYZ;
                            default -> Names.Manner.UZBEK_CYRILLIC;
                        };
            default -> Names.Manner.UZBEK_LATIN;
        };
    }

    Matter matter(Profile person) {
        String status = draw.from("F".equals(person.sex()) ? STATUS_OF_WOMEN : STATUS_OF_MEN);
        return matter(status, draw.from(of(TOPICS, status)));
    }

    /** A later conversation: mostly about the same, sometimes about what follows from it. */
    Matter later(Matter former) {
        String topic = draw.chance(0.65) ? former.topic() : draw.from(of(TOPICS, former.status()));
        Matter next = matter(former.status(), topic);
        return new Matter(
                next.status(),
                topic,
                next.otherTopics(),
                former.destination(),
                next.given(),
                next.outcome(),
                next.referredTo());
    }

    private Matter matter(String status, String topic) {
        List<String> others = new ArrayList<>();
        while (others.size() < 3 && draw.chance(0.3)) {
            String other = draw.from(of(TOPICS, status));
            if (!other.equals(topic) && !others.contains(other)) {
                others.add(other);
            }
        }
        String given = given(topic, status);
        String referredTo = given.equals("REFERRAL") || draw.chance(PROTECTION.contains(topic) ? 0.6 : 0.07)
                ? referral(topic)
                : null;
        return new Matter(
                status,
                topic,
                List.copyOf(others),
                destination(topic, status),
                given,
                outcome(topic, status),
                referredTo);
    }

    private @Nullable String destination(String topic, String status) {
        if (topic.startsWith("RETURN_") && draw.chance(0.8) || status.equals("INSTITUTION") && draw.chance(0.6)) {
            return null;
        }
        if (draw.chance(0.03)) {
            return null;
        }
        var wanted = DESTINATIONS_OF_TOPICS.get(topic);
        return draw.from(wanted == null ? here(DESTINATIONS) : wanted);
    }

    private String given(String topic, String status) {
        if (PROTECTION.contains(topic)) {
            return draw.from(Weighted.of("REFERRAL", 45)
                    .or("FIRST_AID", 15)
                    .or("LEGAL_ADVICE", 20)
                    .or("COUNSELLING", 15)
                    .or("CASE_OPENED", 5));
        }
        if (topic.startsWith("RETURN_")) {
            return draw.from(Weighted.of("COUNSELLING", 40)
                    .or("REFERRAL", 22)
                    .or("CASE_OPENED", 14)
                    .or("JOB_SEARCH", 14)
                    .or("INFORMATION", 10));
        }
        return switch (topic) {
            case "OFFER_CHECK", "AGENCY_CHECK" ->
                draw.from(
                        Weighted.of("DOCUMENT_CHECK", 60).or("COUNSELLING", 25).or("INFORMATION", 15));
            case "UNPAID_WAGES", "ENTRY_BAN" ->
                draw.from(Weighted.of("LEGAL_ADVICE", 55)
                        .or("COUNSELLING", 20)
                        .or("REFERRAL", 15)
                        .or("INFORMATION", 10));
            case "LEGAL_WORK" ->
                draw.from(Weighted.of("INFORMATION", 45)
                        .or("COUNSELLING", 33)
                        .or("JOB_SEARCH", 14)
                        .or("BRIEFING", 8));
            default ->
                status.equals("OUTGOING") && draw.chance(0.4)
                        ? "BRIEFING"
                        : draw.from(Weighted.of("INFORMATION", 58)
                                .or("COUNSELLING", 32)
                                .or("DOCUMENT_CHECK", 7)
                                .or("REFERRAL", 3));
        };
    }

    private String referral(String topic) {
        return switch (topic) {
            case "UNPAID_WAGES", "ENTRY_BAN", "DETENTION" ->
                draw.from(Weighted.of("LEGAL_AID", 55).or("EMBASSY", 25).or("MIGRATION_AGENCY", 20));
            case "DOCUMENTS_LOST", "RETURN_DOCUMENTS" ->
                draw.from(Weighted.of("EMBASSY", 50).or("MIGRATION_AGENCY", 50));
            case "TRAFFICKING", "GENDER_VIOLENCE", "CHILD" ->
                draw.from(Weighted.of("NGO", 35)
                        .or("SHELTER", 30)
                        .or("PSYCHOSOCIAL", 20)
                        .or("LEGAL_AID", 15));
            case "ASYLUM", "SMUGGLING", "MILITARY_RECRUITMENT" ->
                draw.from(Weighted.of("INTERNATIONAL", 45).or("LEGAL_AID", 35).or("NGO", 20));
            case "STUDY", "RETURN_TRAINING", "RETURN_SCHOOL", "LANGUAGE_EXAM" -> "EDUCATION";
            case "HEALTH", "RETURN_HEALTH" -> "HEALTH";
            case "RETURN_PSYCHOSOCIAL" -> "PSYCHOSOCIAL";
            default ->
                draw.from(Weighted.of("EMPLOYMENT", 45)
                        .or("MIGRATION_AGENCY", 40)
                        .or("NGO", 10)
                        .or("OTHER", 5));
        };
    }

    private String outcome(String topic, String status) {
        if (topic.startsWith("RETURN_") || status.equals("INSTITUTION")) {
            return draw.from(
                    Weighted.of("NEEDS_FOLLOW_UP", 45).or("UNDECIDED", 25).or("UNKNOWN", 30));
        }
        if (status.equals("ABROAD") || status.equals("FAMILY_MEMBER")) {
            return draw.from(Weighted.of("NEEDS_FOLLOW_UP", 40)
                    .or("LEGAL_CHANNEL", 22)
                    .or("UNDECIDED", 16)
                    .or("UNKNOWN", 22));
        }
        return draw.from(Weighted.of("LEGAL_CHANNEL", 43)
                .or("UNDECIDED", 20)
                .or("POSTPONES", 14)
                .or("NEEDS_FOLLOW_UP", 14)
                .or("DROPS_IRREGULAR", 3)
                .or("UNKNOWN", 6));
    }

    /** What the person would have booked: not everybody finds the right one. */
    String service(String topic) {
        return draw.chance(0.1) ? "NOT_SURE" : SERVICES.getOrDefault(topic, "NOT_SURE");
    }

    @Nullable
    String situation(String status) {
        if (draw.chance(0.25)) {
            return null;
        }
        return switch (status) {
            case "POTENTIAL", "INTENDING" -> "THINKING";
            case "OUTGOING" -> "LEAVING";
            case "ABROAD" -> "ABROAD";
            case "RETURNEE" -> "RETURNED";
            case "FAMILY_MEMBER" -> "FAMILY";
            default -> null;
        };
    }

    private <T> T here(Map<String, T> byCentre) {
        return of(byCentre, centre.code());
    }

    private static <T> T of(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static Map<String, String> services() {
        Map<String, String> services = new LinkedHashMap<>();
        for (String topic : List.of("LEGAL_WORK", "COSTS_LOANS", "SOCIAL_PROTECTION", "REMITTANCES")) {
            services.put(topic, "WORK_ABROAD");
        }
        for (String topic : List.of("OFFER_CHECK", "AGENCY_CHECK")) {
            services.put(topic, "OFFER_CHECK");
        }
        for (String topic :
                List.of("VISA_PERMIT", "PATENT_REGISTRATION", "AMINA_APP", "DOCUMENTS_LOST", "SKILLS_RECOGNITION")) {
            services.put(topic, "DOCUMENTS");
        }
        for (String topic : List.of("STUDY", "LANGUAGE_EXAM")) {
            services.put(topic, "STUDY");
        }
        for (String topic : List.of("FAMILY_REUNION", "CHILD", "GENDER_VIOLENCE")) {
            services.put(topic, "FAMILY_MATTERS");
        }
        for (String topic : List.of(
                "RETURN_JOB",
                "RETURN_BUSINESS",
                "RETURN_TRAINING",
                "RETURN_SCHOOL",
                "RETURN_HEALTH",
                "RETURN_PSYCHOSOCIAL",
                "RETURN_DOCUMENTS",
                "RETURN_HOUSING")) {
            services.put(topic, "RETURN_HOME");
        }
        services.put("UNPAID_WAGES", "UNPAID_WAGES");
        services.put("ENTRY_BAN", "ENTRY_BAN");
        return Map.copyOf(services);
    }
}
