package org.mrcportal.counselling.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.BookablePreview;
import org.mrcportal.centres.BookableTimes;
import org.mrcportal.centres.BookedVisits;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.centres.OpeningHours;
import org.mrcportal.counselling.availability.Availability;
import org.mrcportal.counselling.availability.CentreRules;
import org.mrcportal.counselling.availability.Counsellor;
import org.mrcportal.counselling.availability.Roster;
import org.mrcportal.counselling.availability.Rosters;
import org.mrcportal.counselling.availability.Talk;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.Language;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Works out what people could book if the settings were others: what is saved is read once, the change is put in its place,
 * and the same calculation that the booking pages use is asked twice.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class Preview implements BookableTimes {

    private final Rosters rosters;

    Preview(Rosters rosters) {
        this.rosters = rosters;
    }

    @Override
    public BookablePreview withService(
            CentreCard centre, String code, @Nullable OfferedService changed, Locale locale) {
        Availability now = rosters.of(centre, null);
        return BookablePreview.of(
                code,
                centre,
                starts(centre, now, now.service(code).orElse(null)),
                starts(centre, now, changed),
                locale);
    }

    @Override
    public BookablePreview within(CentreCard centre, List<OpeningHours> hours, Locale locale) {
        Availability now = rosters.of(centre, null);
        OfferedService service = usual(now);
        Set<Instant> starts = starts(centre, now, service);
        return BookablePreview.of(
                code(service),
                centre,
                starts,
                starts.stream()
                        .filter(start -> service != null
                                && visit(TimeSlot.starting(start, service.length()), service, centre.zone())
                                        .fits(hours))
                        .collect(Collectors.toSet()),
                locale);
    }

    /** With somebody who counsels in another way, or no longer, or from now on. */
    BookablePreview withColleague(CentreCard centre, Colleague changed, Locale locale) {
        Availability now = rosters.of(centre, null);
        Roster roster = now.roster();
        List<Counsellor> counsellors = new ArrayList<>(roster.counsellors().stream()
                .filter(one -> !one.id().equals(changed.id()))
                .toList());
        if (changed.active()) {
            counsellors.add(changed.counsellor());
        }
        Map<StaffId, List<TimeSlot>> away = new HashMap<>(roster.away());
        away.putIfAbsent(changed.id(), changed.away());
        return compare(
                centre,
                now,
                new Availability(
                        now.rules(),
                        now.services(),
                        now.closed(),
                        new Roster(roster.zone(), counsellors, roster.closed(), away, roster.visits()),
                        now.now()),
                locale);
    }

    /** Under other rules. */
    BookablePreview withRules(CentreCard centre, CentreRules changed, Locale locale) {
        Availability now = rosters.of(centre, null);
        return compare(
                centre, now, new Availability(changed, now.services(), now.closed(), now.roster(), now.now()), locale);
    }

    private static BookablePreview compare(CentreCard centre, Availability now, Availability then, Locale locale) {
        OfferedService service = usual(now);
        return BookablePreview.of(
                code(service), centre, starts(centre, now, service), starts(centre, then, service), locale);
    }

    /** The service that stands first among those the centre offers. */
    private static @Nullable OfferedService usual(Availability availability) {
        return availability.services().stream().findFirst().orElse(null);
    }

    private static String code(@Nullable OfferedService service) {
        return service == null ? "" : service.code();
    }

    /** A group forms in one language, so its times are looked for in each. */
    private static Set<Instant> starts(CentreCard centre, Availability availability, @Nullable OfferedService service) {
        Instant from = availability.rules().earliest(availability.now());
        Instant before = earlier(
                availability.rules().latest(availability.now()),
                LocalDate.ofInstant(availability.now(), centre.zone())
                        .plusDays(BookablePreview.DAYS)
                        .atTime(LocalTime.MIN)
                        .atZone(centre.zone())
                        .toInstant());
        if (service == null || !from.isBefore(before)) {
            return Set.of();
        }
        Stream<Talk> talks = service.places() == 1
                ? Stream.of(Talk.about(service, centre.id(), "IN_PERSON", null, null))
                : Arrays.stream(Language.values())
                        .map(language -> Talk.about(service, centre.id(), "IN_PERSON", language.code(), null));
        return talks.flatMap(talk -> availability.roster().freeTimes(talk, from, before).stream())
                .map(free -> free.slot().startsAt())
                .collect(Collectors.toSet());
    }

    private static BookedVisits.Visit visit(TimeSlot slot, OfferedService service, ZoneId zone) {
        return new BookedVisits.Visit(
                service.code(),
                slot.startsAt().atZone(zone).toLocalDateTime(),
                slot.endsAt().atZone(zone).toLocalDateTime());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
