package org.mrcportal.centres;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers what people could book if a centre's settings were others; nothing is saved. Counselling knows; the pages of the
 * centre's settings ask.
 */
public interface BookableTimes {

    /**
     * With a service given in another way.
     *
     * @param changed null: no longer offered
     */
    BookablePreview withService(CentreCard centre, String code, @Nullable OfferedService changed, Locale locale);

    /** For the first service offered: times outside the hours are the ones that are lost. */
    BookablePreview within(CentreCard centre, List<OpeningHours> hours, Locale locale);
}
