package org.mrcportal.counselling.settings;

import java.time.Duration;
import org.mrcportal.counselling.availability.CentreRules;

/**
 * All rules of booking a manager sets.
 *
 * @param offer how long the waiting list keeps an offered place
 */
record Rules(CentreRules booking, Duration offer) {

    /** What a form was filled in from, to be compared with what is saved by the time it comes back. */
    String mark() {
        return "notice %d min, horizon %d d, hold %d min, %d a day, %d a week, offer %d min"
                .formatted(
                        booking.minimumNotice().toMinutes(),
                        booking.horizon().toDays(),
                        booking.hold().toMinutes(),
                        booking.mostPerDay(),
                        booking.mostPerWeek(),
                        offer.toMinutes());
    }
}
