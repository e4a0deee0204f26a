package org.mrcportal.centres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What centres had published before they worked with the portal. Shown beside the portal's own figures, never merged with
 * them.
 */
public interface EarlierTotals {

    /** Of the centres in the scope that have published any, in the network's order. */
    List<EarlierTotal> all();

    /**
     * A centre's published total.
     *
     * @param inPerson at least so many people came
     * @param socialReach about so many were reached on social media
     */
    record EarlierTotal(
            CentreId centre,
            @Nullable Integer inPerson,
            @Nullable Integer socialReach,
            @Nullable String source) {}
}
