package org.mrcportal.centres.centre;

import java.util.ArrayList;
import java.util.List;
import org.mrcportal.centres.ClosedDay;
import org.mrcportal.centres.OpeningHours;

/** What a centre's page tells beside its address, as it is gathered row by row. */
record CentreFacts(List<OpeningHours> week, List<ClosedDay> closedDays, List<String> services, List<String> languages) {

    static CentreFacts none() {
        return new CentreFacts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
}
