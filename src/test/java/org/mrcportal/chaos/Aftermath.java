package org.mrcportal.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is there when the bad day is over. */
record Aftermath(List<Row> rows, List<Said> outbox, Map<String, Integer> letters) {

    /**
     * An appointment.
     *
     * @param key of the form that made it
     * @param places of its service
     * @param asks whether its service needs the centre's yes
     * @param awaits whether it still does
     */
    record Row(
            String id,
            String key,
            String counsellor,
            String state,
            Instant starts,
            Instant ends,
            int bufferBefore,
            int bufferAfter,
            @Nullable String occasion,
            int place,
            int places,
            boolean asks,
            boolean awaits) {

        boolean takesTime() {
            return List.of("HELD", "BOOKED", "ARRIVED", "IN_SESSION", "COMPLETED")
                    .contains(state);
        }
    }

    /**
     * A message.
     *
     * @param about the appointment
     * @param lapsed how often a node began to hand it over and never said how it went
     */
    record Said(String id, String about, String kind, String state, int lapsed) {}
}
