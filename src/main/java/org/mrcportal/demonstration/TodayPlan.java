package org.mrcportal.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Today as it stands at this moment: what is over, who is talking, who waits, who is still to come. */
final class TodayPlan {

    /** What becomes of today's bookings. */
    private static final Weighted<String> OVER =
            Weighted.of("COMPLETED", 79).or("NO_SHOW", 12).or("CANCELLED", 9);

    private static final Weighted<String> GOING_ON =
            Weighted.of("IN_SESSION", 75).or("ARRIVED", 15).or("BOOKED", 10);

    /** A time of today with what became of it so far. */
    private record Opening(boolean booked, Diary.Slot slot, Instant arrived, String state) {}

    private final DemonstrationCentre centre;
    private final List<Colleague> counsellors;
    private final int consultations;
    private final Instant now;
    private final LocalDate today;
    private final Draw draw;
    private final Encounters encounters;
    private final List<Opening> openings = new ArrayList<>();

    /** @param consultations in the whole year */
    TodayPlan(
            DemonstrationCentre centre,
            List<Colleague> counsellors,
            int consultations,
            Instant now,
            Draw draw,
            Encounters encounters) {
        this.centre = centre;
        this.counsellors = counsellors;
        this.consultations = consultations;
        this.now = now;
        this.today = now.atZone(centre.zone()).toLocalDate();
        this.draw = draw;
        this.encounters = encounters;
        if (centre.openOn(today)) {
            openTheDoors();
        }
        letTwoWait();
    }

    private void openTheDoors() {
        Diary diary = new Diary(today, counsellors, draw);
        openAround(diary, now, "IN_SESSION");
        openAround(diary, now.plus(Duration.ofMinutes(30)), "ARRIVED");
        int many = (int) Math.max(8, CentreYear.bookingsADay(consultations) * CentreYear.weight(today));
        for (int i = 0; i < many; i++) {
            Diary.Slot slot = diary.take(centre.languages().getFirst(), null, 40);
            if (slot != null) {
                openings.add(new Opening(true, slot, encounters.at(today, slot.start()), stateOfBooking(slot)));
            }
        }
        int guests = (int) Math.max(8, consultations * 0.62 / 250 * CentreYear.weight(today));
        for (int i = 0; i < guests; i++) {
            Diary.Slot slot = diary.take(centre.languages().getFirst(), null, 30);
            if (slot != null) {
                Instant start = encounters.at(today, slot.start());
                Instant arrived = start.minus(encounters.minutes(5, 50));
                if (arrived.isBefore(now)) {
                    openings.add(new Opening(false, slot, arrived, stateOfWalkIn(start)));
                }
            }
        }
        leaveSomethingToDo();
    }

    /** Whatever the hour and the day, there is a line to try out. */
    private void letTwoWait() {
        Diary.Slot none = new Diary.Slot(counsellors.getFirst(), LocalTime.of(9, 0), 30);
        Instant morning = encounters.at(today, LocalTime.MIDNIGHT);
        Instant latest = Encounters.earlier(now, encounters.at(today, LocalTime.of(17, 40)));
        for (Duration waited : List.of(encounters.minutes(15, 20), encounters.minutes(5, 9))) {
            openings.add(new Opening(false, none, Encounters.later(morning, latest.minus(waited)), "WAITING"));
        }
    }

    /** Whatever chance brings, somebody is talking at this moment and somebody has come early for the next half hour. */
    private void openAround(Diary diary, Instant moment, String state) {
        Diary.Slot slot = diary.takeAround(moment.atZone(centre.zone()).toLocalTime(), 40);
        if (slot != null) {
            openings.add(new Opening(true, slot, encounters.at(today, slot.start()), state));
        }
    }

    private String stateOfBooking(Diary.Slot slot) {
        Instant start = encounters.at(today, slot.start());
        Instant end = start.plus(Duration.ofMinutes(slot.minutes()));
        if (!end.isAfter(now)) {
            return draw.from(OVER);
        }
        if (!start.isAfter(now)) {
            return draw.from(GOING_ON);
        }
        if (start.isBefore(now.plus(Duration.ofMinutes(30)))) {
            return draw.chance(0.6) ? "ARRIVED" : "BOOKED";
        }
        return draw.chance(0.06) ? "CANCELLED" : "BOOKED";
    }

    private String stateOfWalkIn(Instant start) {
        if (!start.plus(Duration.ofMinutes(30)).isAfter(now)) {
            return draw.chance(0.05) ? "LEFT" : "COMPLETED";
        }
        return start.isBefore(now.minus(Duration.ofMinutes(2))) ? "IN_SESSION" : "WAITING";
    }

    /** After hours the last two are still open, as if somebody had left early: there is something to try out. */
    private void leaveSomethingToDo() {
        if (now.isAfter(encounters.at(today, LocalTime.of(18, 0)))) {
            List<Opening> last = openings.stream()
                    .filter(opening -> opening.booked() && opening.state().equals("COMPLETED"))
                    .sorted(Comparator.comparing(Opening::arrived).reversed())
                    .limit(2)
                    .toList();
            for (int i = 0; i < last.size(); i++) {
                Opening opening = last.get(i);
                openings.set(
                        openings.indexOf(opening),
                        new Opening(true, opening.slot(), opening.arrived(), i == 0 ? "ARRIVED" : "IN_SESSION"));
            }
        }
    }

    int talks() {
        return (int) openings.stream()
                .filter(opening -> opening.state().equals("COMPLETED"))
                .count();
    }

    void fill(List<Event> events) {
        for (Opening opening : openings) {
            events.add(opening.booked() ? booked(opening) : walkedIn(opening));
        }
    }

    private Event booked(Opening opening) {
        Encounters.Caller caller = encounters.caller(today);
        for (int tries = 0; tries < 6 && !speaks(opening, caller.profile()) && caller.known() == null; tries++) {
            caller = encounters.caller(today);
        }
        Diary.Slot slot =
                new Diary.Slot(opening.slot().counsellor(), opening.slot().start(), encounters.length(caller));
        return encounters.booking(caller, today, slot, opening.state(), Math.max(1, encounters.lead(caller, today)));
    }

    private Event walkedIn(Opening opening) {
        Demand.Profile profile = encounters.somebody();
        for (int tries = 0; tries < 6 && !speaks(opening, profile); tries++) {
            profile = encounters.somebody();
        }
        if (opening.state().equals("LEFT")) {
            return new Event.WalkIn(
                    null,
                    profile,
                    opening.arrived(),
                    "LEFT",
                    null,
                    null,
                    null,
                    opening.arrived().plus(encounters.minutes(15, 30)),
                    null);
        }
        Instant started = Encounters.later(encounters.at(today, opening.slot().start()), opening.arrived())
                .plus(encounters.minutes(0, 2));
        return encounters.walkIn(
                null,
                profile,
                draw.chance(0.15),
                today,
                opening.slot().counsellor(),
                opening.arrived(),
                started,
                opening.state());
    }

    private boolean speaks(Opening opening, Demand.Profile profile) {
        return opening.slot().counsellor().talks().contains(profile.language());
    }
}
