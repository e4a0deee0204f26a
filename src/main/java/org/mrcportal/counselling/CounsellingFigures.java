package org.mrcportal.counselling;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;

/**
 * Counts what counselling has on record, for whoever reports on it. Reads within the scope of the running transaction;
 * {@link CounsellingRecords} lists the records behind each number.
 */
public interface CounsellingFigures {

    /** Everything that is counted over these stretches, in one statement. */
    Figures over(List<Stretch> stretches);

    /** The median waiting of several centres together cannot be made from theirs: it has no centre. */
    record Figures(List<Count> counts, List<Persons> persons, List<Wait> waits, List<LanguageWait> languageWaits) {}

    /** By what contacts or appointments are broken down; the values of each add up to all of them. */
    enum Dimension {
        /** FIRST or FOLLOW_UP. */
        CONTACT_TYPE,
        /** CODED or ANONYMOUS. */
        ANONYMITY,
        TOPIC,
        DESTINATION,
        /** Sex and age group with a colon between, such as {@code F:25_29}. */
        SEX_AGE,
        REGION,
        LANGUAGE,
        MODE,
        /** Of appointments: OPEN, ATTENDED, NO_SHOW or CANCELLED. */
        APPOINTMENT_STATE,
        /** Of appointments: the language of the talk, as booked; empty where nobody came. */
        VISIT_LANGUAGE
    }

    /**
     * How many contacts (or appointments) of a centre have a value.
     *
     * @param value a code, or empty where nothing was said
     * @param sensitive the value is a topic that may endanger a person
     */
    record Count(int period, CentreId centre, Dimension dimension, String value, boolean sensitive, long number) {}

    /** How many different clients had a contact at a centre. */
    record Persons(int period, CentreId centre, long number) {}

    /**
     * The median time from booking to visit.
     *
     * @param centre null: of all centres asked for together
     * @param days to a tenth
     */
    record Wait(int period, @Nullable CentreId centre, double days) {}

    /**
     * The same for the visits in one language.
     *
     * @param language a value of {@link Dimension#VISIT_LANGUAGE}
     */
    record LanguageWait(int period, @Nullable CentreId centre, String language, double days) {}
}
