package org.mrcportal.centres;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answers which bookings came by a short code, within the scope. Counselling knows; outreach, which gives them out, asks. */
public interface BookingsByCode {

    /** How many by each code, cancelled ones included; a code that none came by is missing. One statement. */
    Map<String, Integer> counts(Collection<String> codes);

    /** Those that came by a code, the newest first; one statement. */
    List<Booking> of(String code, int most);

    /** How many were made within these stretches, by code; cancelled ones included. One statement. */
    List<Made> over(List<Stretch> stretches);

    record Made(int period, CentreId centre, String code, long number) {}

    /** @param id of the appointment, as in its page's address */
    record Booking(UUID id, Instant startsAt, boolean cancelled) {}
}
