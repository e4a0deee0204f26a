package org.mrcportal.reintegration.plan;

import java.util.List;
import org.mrcportal.reintegration.StoredField;

/** Somebody changed the goal or step since the form was opened. */
class Stale extends RuntimeException {

    private final transient List<StoredField> stored;
    private final long version;

    Stale(List<StoredField> stored, long version) {
        super("Changed meanwhile");
        this.stored = stored;
        this.version = version;
    }

    List<StoredField> stored() {
        return stored;
    }

    long version() {
        return version;
    }
}
