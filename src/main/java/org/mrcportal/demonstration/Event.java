package org.mrcportal.demonstration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happens at a centre on one day. */
sealed interface Event {

    /** When it happened or shall happen: the order within a day. */
    Instant at();

    /** What was written down after a conversation. */
    record Talk(
            Demand.Matter matter,
            String contactType,
            Instant startedAt,
            Instant endedAt,
            Instant loggedAt,
            @Nullable LocalDate followUpOn,
            @Nullable String note) {}

    record Booking(
            Person person,
            Colleague counsellor,
            Instant at,
            Instant endsAt,
            String state,
            String service,
            String mode,
            String language,
            @Nullable String counsellorSex,
            @Nullable String situation,
            List<String> needs,
            int moves,
            Instant bookedAt,
            @Nullable Instant arrivedAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant cancelledAt,
            @Nullable String cancelledBy,
            @Nullable Talk talk)
            implements Event {}

    /** @param person null: anonymous */
    record WalkIn(
            @Nullable Person person,
            Demand.Profile profile,
            Instant at,
            String state,
            @Nullable String service,
            @Nullable Colleague counsellor,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Talk talk)
            implements Event {}

    /** A call or a chat that nobody had booked. */
    record Remote(
            @Nullable Person person, Demand.Profile profile, Instant at, String mode, Colleague counsellor, Talk talk)
            implements Event {}
}
