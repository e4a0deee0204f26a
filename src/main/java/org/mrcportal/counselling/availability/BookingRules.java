package org.mrcportal.counselling.availability;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code portal.booking.*}: what holds wherever a centre has no rules of its own, see {@link CentreRules}.
 *
 * @param minimumNotice how long before its start a time can still be booked
 * @param horizon how far ahead a time can be booked
 * @param hold how long a chosen time is kept for a person who is still answering
 * @param mostPerDay open bookings of one person on one day at one centre
 * @param mostPerWeek open bookings of one person in one week at one centre
 * @param draft how long answers are kept after a hold has lapsed, so that nothing typed is lost
 * @param holdsPerHour how many times one address may hold in an hour
 */
@ConfigurationProperties("portal.booking")
public record BookingRules(
        @DefaultValue("2h") Duration minimumNotice,
        @DefaultValue("28d") Duration horizon,
        @DefaultValue("10m") Duration hold,
        @DefaultValue("2") int mostPerDay,
        @DefaultValue("4") int mostPerWeek,
        @DefaultValue("2h") Duration draft,
        @DefaultValue("300") int holdsPerHour) {

    /** For a centre that has said nothing else. */
    public CentreRules everywhere() {
        return new CentreRules(minimumNotice, horizon, hold, mostPerDay, mostPerWeek);
    }
}
