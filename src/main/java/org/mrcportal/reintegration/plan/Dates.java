package org.mrcportal.reintegration.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.mrcportal.centres.CentreTime;

/** Days and moments as a page's reader reads them, in the centre's zone. */
public record Dates(ZoneId zone, Locale locale) {

    public String date(LocalDate day) {
        return CentreTime.date(day, locale);
    }

    public String day(Instant moment) {
        return CentreTime.date(CentreTime.day(moment, zone), locale);
    }
}
