package org.mrcportal.counselling.availability;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code portal.booking.*}.
 *
 * @param minimumNotice how long before its start a time can still be booked
 * @param horizon how far ahead a time can be booked
 * @param hold how long a chosen time is kept for a person who is still answering
 * @param draft how long answers are kept after a hold has lapsed, so that nothing typed is lost
 * @param holdsPerHour how many times one address may hold in an hour
 */
@ConfigurationProperties("portal.booking")
public record BookingRules(
        @DefaultValue("2h") Duration minimumNotice,
        @DefaultValue("28d") Duration horizon,
        @DefaultValue("10m") Duration hold,
        @DefaultValue("2h") Duration draft,
        @DefaultValue("300") int holdsPerHour) {

    public Instant earliest(Instant now) {
        return now.plus(minimumNotice);
    }

    public Instant latest(Instant now) {
        return now.plus(horizon);
    }
}
