package org.mrcportal.centres.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.OpeningHours;
import org.mrcportal.centres.TypedWeek;

/**
 * What the page of the opening hours submits.
 *
 * @param seen the hours the form was filled in from
 * @param confirmed which bookings the manager knows to be affected
 * @param act PREVIEW, or anything else to save
 */
record HoursForm(
        TypedWeek week,
        @Nullable String seen,
        @Nullable String confirmed,
        @Nullable String act) {

    HoursForm(@Nullable TypedWeek week, @Nullable String seen, @Nullable String confirmed, @Nullable String act) {
        this.week = week == null ? TypedWeek.of(List.of()) : week;
        this.seen = seen;
        this.confirmed = confirmed;
        this.act = act;
    }

    static HoursForm of(List<OpeningHours> week) {
        return new HoursForm(TypedWeek.of(week), TypedWeek.mark(week), null, null);
    }
}
