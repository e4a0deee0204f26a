package org.mrcportal.reporting.dashboard;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.outreach.OutreachFigures;
import org.mrcportal.reintegration.CaseFigures;

/**
 * Names one number.
 *
 * @param period 0: the one asked for, 1: the one before
 * @param centre null: all chosen centres together
 * @param measure what is counted: a {@link Measure} of counselling a {@link OutreachFigures.Counted}
 *     or a {@link CaseFigures.Counted}
 * @param dimension null: not broken down
 * @param value of the dimension; empty: nothing was said
 */
record Key(
        int period,
        @Nullable CentreId centre,
        Enum<?> measure,
        @Nullable Enum<?> dimension,
        String value) {

    /** Measures are never added together. */
    enum Measure {
        CONTACTS,
        PERSONS,
        APPOINTMENTS;

        static Measure of(Dimension dimension) {
            return switch (dimension) {
                case APPOINTMENT_STATE, VISIT_LANGUAGE -> APPOINTMENTS;
                default -> CONTACTS;
            };
        }

        /** The name of its list of records. */
        String list() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Key total(int period, @Nullable CentreId centre, Enum<?> measure) {
        return new Key(period, centre, measure, null, "");
    }

    static Key of(int period, @Nullable CentreId centre, Dimension dimension, String value) {
        return new Key(period, centre, Measure.of(dimension), dimension, value);
    }

    static Key of(int period, @Nullable CentreId centre, OutreachFigures.Dimension dimension, String value) {
        return new Key(period, centre, dimension.counted(), dimension, value);
    }

    static Key of(int period, @Nullable CentreId centre, CaseFigures.Dimension dimension, String value) {
        return new Key(period, centre, dimension.counted(), dimension, value);
    }

    Key together() {
        return new Key(period, null, measure, dimension, value);
    }

    Key total() {
        return total(period, centre, measure);
    }

    Key in(int other) {
        return new Key(other, centre, measure, dimension, value);
    }
}
