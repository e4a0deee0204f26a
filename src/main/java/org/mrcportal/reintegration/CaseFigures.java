package org.mrcportal.reintegration;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;

/**
 * Counts what casework has on record, for whoever reports on it. Reads within the scope of the running transaction; {@link
 * CaseRecords} lists the cases behind each number.
 *
 * <p>Cases that are kept for their team are in none of these numbers, whoever reads, but in {@link Figures#kept}; steps and
 * referrals that only few may know of are in none, nor what belongs to them.
 */
public interface CaseFigures {

    /** Everything that is counted over these stretches, in three statements. */
    Figures over(List<Stretch> stretches);

    /** What is asked after 3, 6 and 12 months, and the answers that are offered, both in their order. */
    Map<String, List<String>> questions();

    /**
     * Numbers of single centres, and what is known of all of them together.
     *
     * @param kept open cases that were kept for their team, at the end of the last month that was over by the end of the first
     *     period; not for showing as it is
     */
    record Figures(List<Count> counts, List<Cost> costs, List<Median> medians, List<Change> changes, long kept) {}

    /** Measures are never added together. */
    enum Counted {
        /** Cases open at the end of the last day. */
        OPEN,
        /** Cases opened. */
        NEW,
        /** Persons of open cases: client and household, a person once. Never added to cases. */
        PERSONS_OPEN,
        /** Persons of cases that were opened. */
        PERSONS_NEW,
        /** Closures. */
        CLOSED,
        /** Cases with something overdue at this moment; of the first period only. */
        OVERDUE,
        /** Assistance delivered. */
        DELIVERED,
        /** Referrals sent. */
        REFERRED,
        /** Enrolments in trainings; waiting for a place is none. */
        ENROLLED,
        /** Persons assessed at the beginning and again, by one version of the survey. */
        PAIRS,
        /** Follow-ups after 3, 6 and 12 months that fell due, and were not called off. */
        ASKED,
        /** What people told in these; of the first period only. */
        TOLD,
        /** What those who told again had told after 3 months; the same people as {@link #TOLD_AGAIN}. */
        TOLD_FIRST,
        /** What people told when they were asked last, later than after 3 months. */
        TOLD_AGAIN,
        /** Stages that cases left; listed, and in no count. */
        LEFT,
        /** Referrals sent and confirmed served; listed, and in no count of their own. */
        SERVED,
        /** Open cases that are kept for their team, as far as the reader may open them; listed, and in no count. */
        KEPT
    }

    /**
     * By what they are broken down; the values of each add up to all of them, but those of {@link #OPEN_MARK}. What nobody has
     * said is {@link #NOT_KNOWN}.
     */
    enum Dimension {
        /** VOLUNTARY, FORCED, VULNERABLE. */
        OPEN_TYPE(Counted.OPEN),
        /** The state of the case at the end of the last day. */
        OPEN_STATE(Counted.OPEN),
        /** The country the person came back from, ISO 3166. */
        OPEN_FROM(Counted.OPEN),
        /** Sex and age group, such as {@code F_18_24}. */
        OPEN_SEX_AGE(Counted.OPEN),
        /** What is to be kept in mind; a case can have several marks. */
        OPEN_MARK(Counted.OPEN),
        /** Id of the member of staff who has the case now. */
        OPEN_WORKER(Counted.OPEN),
        NEW_TYPE(Counted.NEW),
        /** Sex and age group of each person, as on record now, such as {@code F_18_24}. */
        OPEN_PERSON(Counted.PERSONS_OPEN),
        /** Likewise. */
        NEW_PERSON(Counted.PERSONS_NEW),
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
        /** When the person was asked again, and by which version of the survey: {@code M3_1}. */
        ROUND(Counted.PAIRS),
        /** Round and state of a follow-up, such as {@code M3-DONE}; each round is a whole of its own. */
        ASKED(Counted.ASKED),
        /** Round, question and answer, such as {@code M3-BUSINESS-RUNNING}; each question in each round is a whole of its own. */
        TOLD(Counted.TOLD),
        /** Question and answer, such as {@code BUSINESS-RUNNING}; each question is a whole of its own. */
        TOLD_FIRST(Counted.TOLD_FIRST),
        /** Likewise. */
        TOLD_AGAIN(Counted.TOLD_AGAIN),
        /** The state that ended. */
        STAGE(Counted.LEFT),
        /** Always SERVED. */
        SERVED(Counted.SERVED),
        /** Always KEPT. */
        KEPT(Counted.KEPT);

        /** Stands for what nobody has said. */
        public static final String NOT_KNOWN = "NONE";

        private final Counted counted;

        Dimension(Counted counted) {
            this.counted = counted;
        }

        public Counted counted() {
            return counted;
        }

        /** Whether its values are parts of several wholes, which are never added together. */
        public boolean isOfWholes() {
            return switch (this) {
                case ASKED, TOLD, TOLD_FIRST, TOLD_AGAIN -> true;
                default -> false;
            };
        }

        /** The whole that a value is a part of: {@code M3-BUSINESS} of {@code M3-BUSINESS-RUNNING}. */
        public static String whole(String value) {
            return value.substring(0, Math.max(0, value.lastIndexOf('-')));
        }

        /** The first of those by which the same is broken down. */
        public boolean isFirst() {
            return ordinal() == 0 || values()[ordinal() - 1].counted != counted;
        }
    }

    /** @param name of the member of staff where the value is one's id */
    record Count(
            int period,
            CentreId centre,
            Dimension dimension,
            String value,
            long number,
            @Nullable String name) {}

    /**
     * What delivered assistance of one kind has cost.
     *
     * @param currency ISO 4217; sums of different currencies are never added
     * @param number how many there were
     */
    record Cost(int period, String kind, String currency, BigDecimal amount, long number) {}

    /**
     * A median over all centres together.
     *
     * @param what a state of a case, in which it stayed so many days before it left in the period; or SERVED: from sending a
     *     referral to the help
     * @param number how many there were
     */
    record Median(int period, String what, double days, long number) {}

    /**
     * Means of pairs, each 0 to 1: economic, social, psychosocial, composite. Versions of the survey are never put together, and
     * who went to another centre counts where they were asked again.
     *
     * @param centre null: all centres together
     * @param round when they were asked again, and by which version, see {@link Dimension#ROUND}
     */
    record Change(
            int period,
            @Nullable CentreId centre,
            String round,
            long pairs,
            List<@Nullable Double> before,
            List<@Nullable Double> after) {}
}
