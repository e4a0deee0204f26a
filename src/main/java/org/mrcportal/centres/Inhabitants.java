package org.mrcportal.centres;

import java.time.LocalDate;
import java.util.Map;

/** How many people live in the regions. */
public interface Inhabitants {

    /**
     * By region's code, the newest figure on or before the day; one statement. A region nobody has published a figure of
     * is missing.
     */
    Map<String, Published> on(LocalDate day);

    /**
     * A published figure.
     *
     * @param asOf the day it counts for
     */
    record Published(int inhabitants, LocalDate asOf, String source) {}
}
