package org.mrcportal.outreach;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;

/**
 * Counts what outreach has on record, for whoever reports on it. Reads within the scope of the running transaction;
 * {@link OutreachRecords} lists the sessions behind each number.
 *
 * <p>Attendances are heads and places are seats: neither says how many persons they were.
 */
public interface OutreachFigures {

    /** Everything that is counted of sessions over these stretches, in one statement. Drafts count nowhere. */
    Figures over(List<Stretch> stretches);

    /** The same with bookings that came by short codes, of {@link Dimension#BOOKING_KIND}, in two statements. */
    Figures withBookings(List<Stretch> stretches);

    /** What platforms said of each campaign's posts within these stretches, in one statement. */
    List<Reach> reach(List<Stretch> stretches);

    record Figures(List<Count> counts, List<Cost> costs, List<Gain> gains) {}

    /** Measures are never added together. */
    enum Counted {
        SESSIONS,
        /** Heads at sessions that were held. */
        ATTENDANCES,
        /** Seats that were registered at sessions not cancelled. */
        PLACES,
        /** Registrations that came by a short code, whatever became of them. */
        ARRIVALS,
        /** Bookings that came by a short code, whatever became of them. */
        BOOKINGS,
        /** Seats of knowledge checks that answered before and after. */
        PAIRS
    }

    /** By what they are broken down; the values of each add up to all of them. */
    enum Dimension {
        /** HELD, CANCELLED or OPEN: neither of them yet. */
        SESSION_STATE(Counted.SESSIONS),
        /** Sex and age band with a colon between, such as {@code F:18_29}. */
        SEX_AGE(Counted.ATTENDANCES),
        /** Where the session was; of an online one: whom it was for. */
        REGION(Counted.ATTENDANCES),
        /** The session's main topic. */
        TOPIC(Counted.ATTENDANCES),
        AUDIENCE(Counted.ATTENDANCES),
        /** Of the session's cost; empty where it is not known. */
        CURRENCY(Counted.ATTENDANCES),
        /** CAME, STAYED_AWAY, or OPEN: the session has not been held yet. */
        TURNOUT(Counted.PLACES),
        /** LEAFLET, POST or SESSION. */
        CODE_KIND(Counted.ARRIVALS),
        /** The same of bookings. */
        BOOKING_KIND(Counted.BOOKINGS),
        /** What the check asked about. */
        CHECKED_TOPIC(Counted.PAIRS);

        /** Instead of a value of {@link #TURNOUT}: every registered place, whatever came of it. */
        public static final String ALL_PLACES = "ALL";

        private final Counted counted;

        Dimension(Counted counted) {
            this.counted = counted;
        }

        public Counted counted() {
            return counted;
        }
    }

    /** How many of a centre have a value. */
    record Count(int period, CentreId centre, Dimension dimension, String value, long number) {}

    /**
     * What held sessions with a known cost have cost.
     *
     * @param currency ISO 4217; sums of different currencies are never added
     * @param sessions how many they are
     */
    record Cost(int period, CentreId centre, String currency, long sessions, BigDecimal amount) {}

    /**
     * What pairs of a centre's knowledge checks knew of a topic.
     *
     * @param before the sum of the pairs' shares of right answers before, each 0 to 1
     * @param after the same afterwards
     * @param improved pairs with more right answers afterwards
     */
    record Gain(int period, CentreId centre, String topic, long pairs, double before, double after, long improved) {}

    /**
     * One measure of a campaign on one platform, of each post its newest figure in the stretch.
     *
     * @param number of reach: the post that reached most, for people are not added up; else the posts' sum; null: not told
     * @param firstDay of which days the figures are, to {@code lastDay}
     * @param target what was hoped for, or null
     */
    record Reach(
            int period,
            CentreId centre,
            CampaignId campaign,
            String name,
            Platform platform,
            Measure measure,
            @Nullable Long number,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable Long target) {}
}
