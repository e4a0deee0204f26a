package org.mrcportal.centres.centre;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.ClosedDay;
import org.mrcportal.centres.CountryName;
import org.mrcportal.shared.Language;

/**
 * A centre as the public reads it, in one language: times in the centre's zone, nothing unconfirmed.
 *
 * @param place city and country
 * @param phone as it is dialled; phoneReadable as it is read
 * @param verified the day the centre confirmed address and phone, or null
 * @param door how the door stands now
 * @param nextFree null: none, or nobody can tell
 * @param bookable whether free times can be known at all
 */
record CentrePage(
        String code,
        String name,
        String place,
        String region,
        @Nullable String address,
        @Nullable String landmark,
        @Nullable String phone,
        @Nullable String phoneReadable,
        @Nullable String verified,
        @Nullable Boolean stepFree,
        String zone,
        Door door,
        List<WeekLine> week,
        List<ClosedLine> closedDays,
        List<ServiceLine> services,
        List<LanguageLine> languages,
        @Nullable String nextFree,
        boolean bookable) {

    /** A message about the door, and its arguments. */
    record Door(boolean open, String message, Object[] arguments) {}

    /** "Monday–Friday"; no hours: closed. */
    record WeekLine(String days, @Nullable String hours) {}

    /** A day and, where it is a public holiday, its message; else null. */
    record ClosedLine(String day, @Nullable String holiday) {}

    /** A service, its message being {@code centres.service.<code>}. */
    record ServiceLine(String code, String pictogram) {}

    /** A language by its own name. */
    record LanguageLine(String code, String name) {}

    static CentrePage of(
            CentreCard card,
            CentreFacts facts,
            @Nullable Instant nextFree,
            boolean bookable,
            Instant now,
            Locale locale) {
        ZoneId zone = card.zone();
        OpeningTimes times = new OpeningTimes(
                facts.week(), facts.closedDays().stream().map(ClosedDay::day).collect(Collectors.toSet()), zone);
        return new CentrePage(
                card.code(),
                card.name(),
                card.city() + ", " + CountryName.of(card.country(), locale),
                card.region(),
                card.address(),
                card.landmark(),
                card.phone(),
                card.phoneReadable(),
                card.verifiedOn() == null ? null : CentreTime.date(card.verifiedOn(), locale),
                card.stepFree(),
                CentreTime.zoneName(zone, locale),
                door(times.at(now), LocalDate.ofInstant(now, zone), locale),
                facts.week().isEmpty() ? List.of() : week(times, locale),
                closedLines(times.comingClosedDays(now), facts.closedDays(), locale),
                facts.services().stream()
                        .map(service -> new ServiceLine(
                                service, service.toLowerCase(Locale.ROOT).replace('_', '-')))
                        .toList(),
                facts.languages().stream()
                        .flatMap(code -> Language.ofCode(code).stream())
                        .map(language -> new LanguageLine(language.code(), language.nativeName()))
                        .toList(),
                nextFree == null ? null : CentreTime.moment(nextFree, zone, locale),
                bookable);
    }

    private static Door door(OpeningTimes.Door door, LocalDate today, Locale locale) {
        return switch (door) {
            case OpeningTimes.Open open ->
                new Door(true, "centres.status.open", arguments(CentreTime.time(open.until())));
            case OpeningTimes.Closed closed -> {
                String at = CentreTime.time(closed.opensAt());
                if (closed.opensOn().equals(today)) {
                    yield new Door(false, "centres.status.today", arguments(at));
                }
                if (closed.opensOn().equals(today.plusDays(1))) {
                    yield new Door(false, "centres.status.tomorrow", arguments(at));
                }
                yield new Door(
                        false, "centres.status.later", arguments(CentreTime.dayLong(closed.opensOn(), locale), at));
            }
            case OpeningTimes.Unknown() -> new Door(false, "centres.status.unknown", arguments());
        };
    }

    private static List<ClosedLine> closedLines(List<LocalDate> coming, List<ClosedDay> closed, Locale locale) {
        return closed.stream()
                .filter(one -> coming.contains(one.day()))
                .sorted(Comparator.comparing(ClosedDay::day))
                .map(one -> new ClosedLine(
                        CentreTime.dayLong(one.day(), locale),
                        one.holiday() == null ? null : "centres.holiday." + one.holiday()))
                .toList();
    }

    private static Object[] arguments(Object... arguments) {
        return arguments;
    }

    private static List<WeekLine> week(OpeningTimes times, Locale locale) {
        return times.daysOfTheWeek().stream()
                .map(days -> new WeekLine(
                        days.from() == days.to()
                                ? CentreTime.weekday(days.from(), locale)
                                : CentreTime.weekday(days.from(), locale) + " – "
                                        + CentreTime.weekday(days.to(), locale),
                        days.hours().isEmpty()
                                ? null
                                : days.hours().stream()
                                        .map(hours -> CentreTime.hours(hours.opens(), hours.closes()))
                                        .collect(Collectors.joining(", "))))
                .toList();
    }
}
