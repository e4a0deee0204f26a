package org.mrcportal.demonstration;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A real centre, with what is published about it. Address and telephone are left out until a centre confirms them;
 * opening hours are the demonstration's own: Monday to Friday, 9 to 13 and 14 to 18.
 *
 * @param opened as published: a day, or a month
 * @param reportedInPerson published before the portal, "more than"
 * @param reportedReach published before the portal, on social media, about
 * @param texts name and city, by language
 * @param languages in which a conversation is possible
 * @param holidays public holidays with a fixed date; those of the lunar calendar are announced each year
 */
record DemonstrationCentre(
        UUID id,
        String code,
        String country,
        String region,
        ZoneId zone,
        String opened,
        @Nullable Integer reportedInPerson,
        @Nullable Integer reportedReach,
        String source,
        Map<String, Text> texts,
        List<String> languages,
        Set<MonthDay> holidays) {

    /** What a reader of one language sees. */
    record Text(String name, String city) {}

    static final DemonstrationCentre TASHKENT = new DemonstrationCentre(
            idOf("TAS", "2025-08-26T00:00:00Z"),
            "TAS",
            "UZ",
            "UZ-TK",
            ZoneId.of("Asia/Tashkent"),
            "2025-08-26",
            null,
            null,
            "launch notes of August-September 2025",
            Map.of(
                    "en", new Text("Migrant Resource Centre Tashkent", "Tashkent"),
                    "ru", new Text("Ресурсный центр для мигрантов в Ташкенте", "Ташкент"),
                    "uz", new Text("Toshkent migrantlar resurs markazi", "Toshkent"),
                    "tg", new Text("Маркази захиравии муҳоҷирон дар Тошканд", "Тошканд"),
                    "ky", new Text("Ташкенттеги мигранттар үчүн ресурстук борбор", "Ташкент")),
            List.of("uz", "ru", "en", "tg"),
            // Labour Code of Uzbekistan of 28 October 2022, lex.uz/docs/-6257288
            days("01-01", "03-08", "03-21", "05-09", "09-01", "10-01", "12-08"));

    static final DemonstrationCentre DUSHANBE = new DemonstrationCentre(
            idOf("DYU", "2023-11-01T00:00:00Z"),
            "DYU",
            "TJ",
            "TJ-DU",
            ZoneId.of("Asia/Dushanbe"),
            "2023-11",
            10_000,
            710_000,
            "ICMPD launch note: more than 10,000 in person, more than 710,000 on social media",
            Map.of(
                    "en", new Text("Migrant Resource Centre Dushanbe", "Dushanbe"),
                    "ru", new Text("Ресурсный центр для мигрантов в Душанбе", "Душанбе"),
                    "uz", new Text("Dushanbe migrantlar resurs markazi", "Dushanbe"),
                    "tg", new Text("Маркази захиравии муҳоҷирон дар Душанбе", "Душанбе"),
                    "ky", new Text("Дүйшөмбүдөгү мигранттар үчүн ресурстук борбор", "Дүйшөмбү")),
            List.of("tg", "ru", "en", "uz"),
            // Law of Tajikistan no. 753 of 2 August 2011 on holidays, with the changes up to 2017
            days("01-01", "03-08", "03-21", "03-22", "03-23", "03-24", "05-09", "06-27", "09-09", "11-06"));

    static final DemonstrationCentre OSH = new DemonstrationCentre(
            idOf("OSS", "2024-03-01T00:00:00Z"),
            "OSS",
            "KG",
            "KG-GO",
            ZoneId.of("Asia/Bishkek"),
            "2024-03",
            6_000,
            1_000_000,
            "ICMPD launch note: more than 6,000 in person, almost one million on social media",
            Map.of(
                    "en", new Text("Migrant Resource Centre Osh", "Osh"),
                    "ru", new Text("Ресурсный центр для мигрантов в Оше", "Ош"),
                    "uz", new Text("Oʻsh migrantlar resurs markazi", "Oʻsh"),
                    "tg", new Text("Маркази захиравии муҳоҷирон дар Ӯш", "Ӯш"),
                    "ky", new Text("Оштогу мигранттар үчүн ресурстук борбор", "Ош")),
            List.of("ky", "ru", "uz", "en"),
            // Wikipedia, Public holidays in Kyrgyzstan
            days(
                    "01-01", "01-07", "02-23", "03-08", "03-21", "04-07", "05-01", "05-05", "05-09", "08-31", "11-07",
                    "11-08"));

    static final List<DemonstrationCentre> ALL = List.of(TASHKENT, DUSHANBE, OSH);

    /** Of all consultations in the demonstration. */
    double share() {
        return switch (code) {
            case "TAS" -> 0.4;
            case "DYU" -> 0.34;
            default -> 0.26;
        };
    }

    boolean openOn(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && !holidays.contains(MonthDay.from(day));
    }

    /** The same for every database: ids tell nothing, and the year repeats itself. */
    private static UUID idOf(String code, String opened) {
        return new Draw(code.hashCode()).id(Instant.parse(opened));
    }

    private static Set<MonthDay> days(String... days) {
        return Set.of(days).stream().map(day -> MonthDay.parse("--" + day)).collect(Collectors.toUnmodifiableSet());
    }
}
