package org.mrcportal.centres.centre;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mrcportal.centres.OpeningHours;

/** What a centre's page tells beside its address, as it is gathered row by row. */
record CentreFacts(List<OpeningHours> week, Set<LocalDate> closedDays, List<String> services, List<String> languages) {

    static CentreFacts none() {
        return new CentreFacts(new ArrayList<>(), new HashSet<>(), new ArrayList<>(), new ArrayList<>());
    }
}
