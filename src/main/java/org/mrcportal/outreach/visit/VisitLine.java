package org.mrcportal.outreach.visit;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;

/**
 * A visit as a list shows it.
 *
 * @param state {@code PLANNED}, {@code DONE} or {@code CANCELLED}
 * @param place district and region, in the reader's language
 * @param purposes codes
 * @param staff names of those who go
 * @param institutions names, or null
 * @param leaders how many: their names are not for lists
 * @param nextDue null: nothing is left to do
 */
public record VisitLine(
        UUID id,
        LocalDate day,
        String state,
        String place,
        List<String> purposes,
        @Nullable String staff,
        @Nullable String institutions,
        int leaders,
        @Nullable String nextStep,
        @Nullable LocalDate nextDue) {

    public String when(Locale locale) {
        return CentreTime.dayShort(day, locale);
    }

    public String date(Locale locale) {
        return CentreTime.date(day, locale);
    }

    public String due(Locale locale) {
        return nextDue == null ? "" : CentreTime.date(nextDue, locale);
    }

    public String colour() {
        return switch (state) {
            case "DONE" -> "green";
            case "CANCELLED" -> "grey";
            default -> "blue";
        };
    }
}
