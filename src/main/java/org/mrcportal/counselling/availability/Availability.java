package org.mrcportal.counselling.availability;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.mrcportal.centres.ClosedDay;
import org.mrcportal.centres.OfferedService;

/**
 * All that decides which times a centre offers, as it is at one moment.
 *
 * @param services what can be booked there, in order
 * @param closed the days the centre stays closed, in order
 * @param now the moment
 */
public record Availability(
        CentreRules rules, List<OfferedService> services, List<ClosedDay> closed, Roster roster, Instant now) {

    public Optional<OfferedService> service(String code) {
        return services.stream().filter(service -> service.code().equals(code)).findFirst();
    }

    /** Closed days up to the horizon on which somebody would be there otherwise. */
    public List<ClosedDay> missed() {
        LocalDate today = LocalDate.ofInstant(now, roster.zone());
        LocalDate last = LocalDate.ofInstant(rules.latest(now), roster.zone());
        return closed.stream()
                .filter(one -> !one.day().isBefore(today) && !one.day().isAfter(last))
                .filter(one -> roster.counsellors().stream()
                        .anyMatch(counsellor -> !counsellor.on(one.day()).isEmpty()))
                .toList();
    }

    /** The times everybody may book, in order. */
    public List<FreeTime> bookable(Talk talk) {
        return roster.freeTimes(talk, rules.earliest(now), rules.latest(now));
    }

    /** Who can take a time that everybody may book; nobody where the pages would not offer it. */
    public Optional<FreeTime> bookable(Talk talk, Instant start) {
        return rules.allow(start, now)
                ? roster.freeTimes(talk, start, start.plusNanos(1)).stream().findFirst()
                : Optional.empty();
    }
}
