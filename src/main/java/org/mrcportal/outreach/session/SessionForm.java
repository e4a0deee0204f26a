package org.mrcportal.outreach.session;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.TypedTime;
import org.mrcportal.outreach.session.SessionPlan.OwnText;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Once;

/**
 * A session as its form submits it. Titles and descriptions stand in the order of {@link Language}; materials in rows of a
 * name and a number. {@link PlanCheck} says what is wrong with it.
 *
 * @param once idempotency key
 * @param version of the session that is changed; null: a new one
 * @param topic the main one
 * @param where CENTRE, ELSEWHERE or ONLINE
 * @param repeat name of a {@link Recurrence}; blank: once
 * @param times how many sessions the series has
 * @param following whether a change holds for the following sessions of the series too
 */
record SessionForm(
        @Nullable String once,
        @Nullable String version,
        @Nullable String centre,
        @Nullable String topic,
        @Nullable List<String> also,
        @Nullable String audience,
        @Nullable String language,
        @Nullable String day,
        @Nullable String from,
        @Nullable String until,
        @Nullable String where,
        @Nullable String region,
        @Nullable String district,
        @Nullable String settlement,
        @Nullable String institution,
        @Nullable String address,
        @Nullable String link,
        @Nullable String capacity,
        @Nullable Boolean registration,
        @Nullable List<String> staff,
        @Nullable String facilitators,
        @Nullable String partner,
        @Nullable String project,
        @Nullable String donor,
        @Nullable List<String> titles,
        @Nullable List<String> descriptions,
        @Nullable List<String> what,
        @Nullable List<String> number,
        @Nullable String repeat,
        @Nullable String times,
        @Nullable Boolean following) {

    static final String CENTRE = "CENTRE";
    static final String ELSEWHERE = "ELSEWHERE";
    static final String ONLINE = "ONLINE";
    static final List<String> PLACES = List.of(CENTRE, ELSEWHERE, ONLINE);

    private static final int SPARE_ROWS = 3;
    private static final int MOST_ROWS = 40;

    /** A material as typed. */
    record Material(String what, String number) {}

    /** The centre's own words as typed, and the language they are in. */
    record Words(Language language, String title, String description) {}

    static SessionForm blank(CentreCard centre) {
        String spoken =
                switch (centre.country()) {
                    case "TJ" -> "tg";
                    case "KG" -> "ky";
                    default -> "uz";
                };
        return new SessionForm(
                key(),
                null,
                centre.code(),
                null,
                null,
                "ALL",
                spoken,
                null,
                null,
                null,
                CENTRE,
                centre.region(),
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static SessionForm of(SessionPlan plan, CentreCard centre, long version) {
        SessionPlace place = plan.place();
        ZoneId zone = centre.zone();
        return new SessionForm(
                key(),
                String.valueOf(version),
                centre.code(),
                plan.topics().isEmpty() ? null : plan.topics().getFirst(),
                plan.topics().stream().skip(1).toList(),
                plan.audience(),
                plan.language(),
                LocalDate.ofInstant(plan.startsAt(), zone).toString(),
                CentreTime.time(plan.startsAt(), zone),
                CentreTime.time(plan.endsAt(), zone),
                place.online() ? ONLINE : place.atCentre() ? CENTRE : ELSEWHERE,
                place.region(),
                place.district(),
                place.settlement(),
                place.institution(),
                place.address(),
                plan.joiningLink(),
                plan.capacity() == null ? null : plan.capacity().toString(),
                plan.registration(),
                plan.staff().stream().map(StaffId::toString).toList(),
                plan.facilitators(),
                plan.partners().partner(),
                plan.partners().project(),
                plan.partners().donor(),
                Arrays.stream(Language.values())
                        .map(language -> word(plan.texts().get(language.code()), OwnText::title))
                        .toList(),
                Arrays.stream(Language.values())
                        .map(language -> word(plan.texts().get(language.code()), OwnText::description))
                        .toList(),
                List.copyOf(plan.materials().keySet()),
                plan.materials().values().stream().map(String::valueOf).toList(),
                null,
                null,
                null);
    }

    /** A new session like that one, on a day still to be chosen. */
    SessionForm copy() {
        return new SessionForm(
                key(),
                null,
                centre,
                topic,
                also,
                audience,
                language,
                null,
                from,
                until,
                where,
                region,
                district,
                settlement,
                institution,
                address,
                null,
                capacity,
                registration,
                staff,
                facilitators,
                partner,
                project,
                donor,
                titles,
                descriptions,
                null,
                null,
                null,
                null,
                null);
    }

    private static String key() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }

    private static String word(@Nullable OwnText text, java.util.function.Function<OwnText, @Nullable String> part) {
        return text == null ? "" : Objects.requireNonNullElse(part.apply(text), "");
    }

    /** Of a form without problems: the plan for the day it names. */
    SessionPlan plan(CentreCard centre) {
        return plan(centre, date().orElseThrow());
    }

    /** The plan for another day, at the same time by the centre's clocks. */
    SessionPlan plan(CentreCard centre, LocalDate on) {
        LocalTime ends = TypedTime.end(text(until)).orElseThrow();
        List<String> topics = Stream.concat(
                        Stream.ofNullable(topic), Stream.ofNullable(also).flatMap(List::stream))
                .distinct()
                .toList();
        return new SessionPlan(
                topics,
                Objects.requireNonNull(audience),
                Objects.requireNonNull(language),
                on.atTime(TypedTime.beginning(text(from)).orElseThrow())
                        .atZone(centre.zone())
                        .toInstant(),
                ends.equals(LocalTime.MAX)
                        ? on.plusDays(1).atStartOfDay(centre.zone()).toInstant()
                        : on.atTime(ends).atZone(centre.zone()).toInstant(),
                place(centre),
                ONLINE.equals(where) ? orNull(link) : null,
                isBlank(capacity) ? null : Integer.valueOf(text(capacity)),
                Boolean.TRUE.equals(registration),
                new SessionPlan.Partners(orNull(partner), orNull(project), orNull(donor)),
                orNull(facilitators),
                Stream.ofNullable(staff)
                        .flatMap(List::stream)
                        .distinct()
                        .map(StaffId::of)
                        .toList(),
                texts(),
                materials());
    }

    private SessionPlace place(CentreCard centre) {
        return switch (text(where)) {
            case ELSEWHERE ->
                new SessionPlace(
                        false,
                        false,
                        text(region),
                        orNull(district),
                        orNull(settlement),
                        orNull(institution),
                        orNull(address));
            case ONLINE -> new SessionPlace(false, true, text(region), null, null, null, null);
            default -> new SessionPlace(true, false, centre.region(), null, null, null, null);
        };
    }

    private Map<String, OwnText> texts() {
        Map<String, OwnText> texts = new TreeMap<>();
        for (Words words : words()) {
            if (!words.title().isBlank() || !words.description().isBlank()) {
                texts.put(words.language().code(), new OwnText(orNull(words.title()), orNull(words.description())));
            }
        }
        return texts;
    }

    private Map<String, Integer> materials() {
        Map<String, Integer> materials = new TreeMap<>();
        for (Material row : materialRows()) {
            if (!row.what().isBlank()) {
                materials.merge(row.what(), Integer.valueOf(row.number()), (a, b) -> Math.min(100_000, a + b));
            }
        }
        return materials;
    }

    /** The rows that are filled in, and some to spare. */
    public List<Material> materialRows() {
        List<Material> rows = new ArrayList<>();
        int filled = Math.min(MOST_ROWS, what == null ? 0 : what.size());
        for (int row = 0; row < filled; row++) {
            Material material = new Material(at(what, row), at(number, row));
            if (!material.what().isBlank() || !material.number().isBlank()) {
                rows.add(material);
            }
        }
        for (int spare = 0; spare < SPARE_ROWS; spare++) {
            rows.add(new Material("", ""));
        }
        return rows;
    }

    public List<Words> words() {
        return Arrays.stream(Language.values())
                .map(language ->
                        new Words(language, at(titles, language.ordinal()), at(descriptions, language.ordinal())))
                .toList();
    }

    public boolean hasWords() {
        return words().stream()
                .anyMatch(words ->
                        !words.title().isBlank() || !words.description().isBlank());
    }

    boolean repeats() {
        return !isBlank(repeat);
    }

    Optional<Recurrence> recurrence() {
        return Arrays.stream(Recurrence.values())
                .filter(recurrence -> recurrence.name().equals(repeat))
                .findFirst();
    }

    /** Of a form without problems: the days of its series. */
    List<LocalDate> days() {
        return recurrence().orElseThrow().days(date().orElseThrow(), Integer.parseInt(text(times)));
    }

    Optional<LocalDate> date() {
        try {
            return text(day).matches("\\d{4}-\\d{2}-\\d{2}")
                    ? Optional.of(LocalDate.parse(text(day)))
                    : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** @throws org.mrcportal.shared.NotFound where no form of ours was sent */
    UUID idempotencyKey() {
        return Once.required(once);
    }

    /** All that was typed, for a page that asks once more. */
    List<Map.Entry<String, String>> fields() {
        Map<String, @Nullable String> single = new LinkedHashMap<>();
        single.put("once", once);
        single.put("centre", centre);
        single.put("topic", topic);
        single.put("audience", audience);
        single.put("language", language);
        single.put("day", day);
        single.put("from", from);
        single.put("until", until);
        single.put("where", where);
        single.put("region", region);
        single.put("district", district);
        single.put("settlement", settlement);
        single.put("institution", institution);
        single.put("address", address);
        single.put("link", link);
        single.put("capacity", capacity);
        single.put("registration", Boolean.TRUE.equals(registration) ? "true" : "");
        single.put("facilitators", facilitators);
        single.put("partner", partner);
        single.put("project", project);
        single.put("donor", donor);
        single.put("repeat", repeat);
        single.put("times", times);
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        single.forEach((name, value) -> {
            if (value != null && !value.isEmpty()) {
                fields.add(Map.entry(name, value));
            }
        });
        Stream.ofNullable(also).flatMap(List::stream).forEach(code -> fields.add(Map.entry("also", code)));
        Stream.ofNullable(staff).flatMap(List::stream).forEach(id -> fields.add(Map.entry("staff", id)));
        words().forEach(words -> {
            fields.add(Map.entry("titles", words.title()));
            fields.add(Map.entry("descriptions", words.description()));
        });
        materialRows().forEach(row -> {
            fields.add(Map.entry("what", row.what()));
            fields.add(Map.entry("number", row.number()));
        });
        return fields;
    }

    private static String at(@Nullable List<String> list, int row) {
        return list == null || row >= list.size() ? "" : text(list.get(row));
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    private static @Nullable String orNull(@Nullable String typed) {
        return isBlank(typed) ? null : text(typed);
    }

    static boolean isBlank(@Nullable String typed) {
        return typed == null || typed.isBlank();
    }
}
