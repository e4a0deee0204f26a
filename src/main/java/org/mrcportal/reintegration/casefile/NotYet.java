package org.mrcportal.reintegration.casefile;

import java.util.Collection;
import java.util.List;

/** A case cannot come to the next state before some things are done. Nothing was changed. */
public class NotYet extends RuntimeException {

    private final transient List<Missing> missing;

    NotYet(Collection<Missing> missing) {
        super("Missing: " + missing);
        this.missing = missing.stream().sorted().toList();
    }

    /** In the order in which things are usually done. */
    public List<Missing> missing() {
        return missing;
    }
}
