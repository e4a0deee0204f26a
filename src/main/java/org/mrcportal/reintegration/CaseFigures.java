package org.mrcportal.reintegration;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;

/**
 * Counts what casework has on record, for whoever reports on it. Reads within the scope of the running transaction; {@link
 * CaseRecords} lists the cases behind each number.
 *
 * <p>Cases that are kept for their team are in none of these numbers, whoever reads, but in {@link Figures#kept}.
 */
public interface CaseFigures {

    /** Everything that is counted over these stretches, in three statements. */
    Figures over(List<Stretch> stretches);

    /**
     * Numbers of single centres, and what is known of all of them together.
     *
     * @param kept open cases that are kept for their team, at the end of the first period
     */
    record Figures(List<Count> counts, List<Cost> costs, List<Median> medians, List<Change> changes, long kept) {}

    /** Measures are never added together. */
    enum Counted {
        /** Cases open at the end of the last day. */
        OPEN,
        /** Cases opened. */
        NEW,
        /** Closures. */
        CLOSED,
        /** Cases with something overdue at this moment; of the first period only. */
        OVERDUE,
        /** Assistance delivered. */
        DELIVERED,
        /** Referrals sent. */
        REFERRED,
        /** Enrolments in trainings. */
        ENROLLED,
        /** Persons assessed at the beginning and again, by one version of the survey. */
        PAIRS
    }

    /** By what they are broken down; the values of each add up to all of them. */
    enum Dimension {
        /** VOLUNTARY, FORCED, VULNERABLE. */
        OPEN_TYPE(Counted.OPEN),
        NEW_TYPE(Counted.NEW),
        /** Why the case was closed. */
        REASON(Counted.CLOSED),
        /** Always CASE. */
        LATE(Counted.OVERDUE),
        /** Code of the assistance catalogue. */
        KIND(Counted.DELIVERED),
        /** Where the referral stands now. */
        ANSWER(Counted.REFERRED),
        /** Where the enrolment stands now. */
        TRAINING(Counted.ENROLLED),
        /** M3, M6, M12: when the person was asked again. */
        ROUND(Counted.PAIRS);

        private final Counted counted;

        Dimension(Counted counted) {
            this.counted = counted;
        }

        public Counted counted() {
            return counted;
        }
    }

    record Count(int period, CentreId centre, Dimension dimension, String value, long number) {}

    /**
     * What delivered assistance of one kind has cost.
     *
     * @param currency ISO 4217; sums of different currencies are never added
     */
    record Cost(int period, String kind, String currency, BigDecimal amount) {}

    /**
     * A median over all centres together.
     *
     * @param what a state of a case, in which it stayed so many days before it left in the period; or SERVED: from sending a
     *     referral to the help
     * @param number how many there were
     */
    record Median(int period, String what, double days, long number) {}

    /**
     * Means of pairs over all centres together, each 0 to 1: economic, social, psychosocial, composite.
     *
     * @param round when they were asked again
     */
    record Change(int period, String round, long pairs, List<@Nullable Double> before, List<@Nullable Double> after) {}
}
