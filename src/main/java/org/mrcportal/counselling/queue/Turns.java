package org.mrcportal.counselling.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose turn it is, in one line of booked people and walk-ins:
 *
 * <ol>
 *   <li>whoever has waited longer than the centre's patience, whoever has waited longest first;
 *   <li>booked people whose time has come, by the later of arrival and time;
 *   <li>walk-ins, by arrival;
 *   <li>booked people who are early, by their time.
 * </ol>
 *
 * So nobody is overtaken for ever: once somebody's patience is spent, nobody who came later goes before.
 */
final class Turns {

    private Turns() {}

    /** The people who wait, in their order. */
    static List<InLine> inTurn(List<InLine> people, Instant now, Duration patience) {
        return people.stream()
                .filter(person -> person.is(Standing.WAITING))
                .sorted(Comparator.comparingInt((InLine person) -> rank(person, now, patience))
                        .thenComparing(InLine::waitsFrom)
                        .thenComparing(InLine::arrivedAt)
                        .thenComparing(InLine::id))
                .toList();
    }

    /**
     * The people somebody may be given, in their order: those who suit each other. A booked person goes to the counsellor
     * the booking is with, and to another only once the patience is spent.
     */
    static Stream<InLine> forCaller(List<InLine> people, Caller caller, Instant now, Duration patience) {
        return inTurn(people, now, patience).stream()
                .filter(caller::suits)
                .filter(person -> !person.isBooked()
                        || caller.languages() == null
                        || caller.isCounsellorOf(person)
                        || isOverdue(person, now, patience));
    }

    static boolean isOverdue(InLine person, Instant now, Duration patience) {
        return now.isAfter(person.waitsFrom().plus(patience));
    }

    private static int rank(InLine person, Instant now, Duration patience) {
        if (isOverdue(person, now, patience)) {
            return 1;
        }
        if (!person.isBooked()) {
            return 3;
        }
        return person.waitsFrom().isAfter(now) ? 4 : 2;
    }
}
