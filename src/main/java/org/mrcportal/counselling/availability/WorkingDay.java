package org.mrcportal.counselling.availability;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns hours by the clock on the wall into moments. Where the clock is put forward, the minutes it leaves out do not
 * exist; where it is put back, the minutes it repeats count once, the first time.
 */
record WorkingDay(LocalDate day, ZoneId zone) {

    /** The stretches in order, none of them empty; two that meet where the clock is put forward are one. */
    List<TimeSlot> slots(List<Hours> hours) {
        List<TimeSlot> slots = new ArrayList<>();
        for (Hours stretch : hours) {
            Instant start = moment(stretch.from());
            Instant end = moment(stretch.until());
            if (!slots.isEmpty() && slots.getLast().endsAt().equals(start)) {
                start = slots.removeLast().startsAt();
            }
            if (start.isBefore(end)) {
                slots.add(new TimeSlot(start, end));
            }
        }
        return FreeRanges.without(slots, repeated());
    }

    private Instant moment(int minute) {
        LocalDateTime wall = day.atStartOfDay().plusMinutes(minute);
        ZoneOffsetTransition transition = zone.getRules().getTransition(wall);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : wall.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** When the clock shows the same minutes for the second time. */
    private List<TimeSlot> repeated() {
        Instant end = moment(Hours.MIDNIGHT);
        List<TimeSlot> repeated = new ArrayList<>();
        ZoneOffsetTransition next = zone.getRules().nextTransition(moment(0).minusNanos(1));
        while (next != null && next.getInstant().isBefore(end)) {
            if (next.isOverlap()) {
                Duration length = next.getDuration().negated();
                repeated.add(TimeSlot.starting(next.getInstant(), length));
            }
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return repeated;
    }
}
