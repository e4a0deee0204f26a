package org.mrcportal.counselling.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;

/**
 * Somebody who came to a centre on a day, with or without a booking.
 *
 * @param id of the walk-in or the appointment
 * @param number on the ticket; null: a booked person whose arrival gave no ticket
 * @param bookedFor when the booking begins; null: without a booking
 * @param language code of the language the person wishes to talk in
 * @param counsellorSex F or M, as the person wishes; null: either
 * @param interpreter whether somebody comes who translates
 * @param service code; null: not said
 * @param counsellor with whom the booking is or the talk was; null: nobody yet
 * @param firstCalledAt null: never called
 * @param desk where the person is called to; null: no desk was named
 * @param logged whether the consultation is written down
 */
record InLine(
        UUID id,
        @Nullable Integer number,
        Instant arrivedAt,
        @Nullable Instant bookedFor,
        String language,
        @Nullable String counsellorSex,
        boolean interpreter,
        @Nullable String service,
        Standing standing,
        @Nullable StaffId counsellor,
        @Nullable String counsellorName,
        @Nullable Instant firstCalledAt,
        @Nullable Instant calledAt,
        @Nullable StaffId calledBy,
        @Nullable String calledByName,
        @Nullable String desk,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        boolean logged) {

    boolean isBooked() {
        return bookedFor != null;
    }

    boolean is(Standing standing) {
        return this.standing == standing;
    }

    /** From when the person's waiting counts: nobody waits before the time that was agreed. */
    Instant waitsFrom() {
        return bookedFor != null && bookedFor.isAfter(arrivedAt) ? bookedFor : arrivedAt;
    }

    /** How long the person waited until called or received; so far, where that has not happened. */
    Duration waited(Instant now) {
        Instant until = Stream.of(firstCalledAt, startedAt)
                .filter(at -> at != null)
                .min(Instant::compareTo)
                .orElse(now);
        return until.isAfter(waitsFrom()) ? Duration.between(waitsFrom(), until) : Duration.ZERO;
    }

    boolean wasReceived() {
        return firstCalledAt != null || startedAt != null;
    }

    /** Whether somebody was at work with this person at that moment or later. */
    boolean keptBusySince(Instant moment) {
        return is(Standing.IN_SESSION)
                || Stream.of(calledAt, startedAt, finishedAt).anyMatch(at -> at != null && !at.isBefore(moment));
    }
}
