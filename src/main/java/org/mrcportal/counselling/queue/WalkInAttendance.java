package org.mrcportal.counselling.queue;

import java.time.Instant;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.shared.NotFound;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Told by the log of consultations that somebody from the queue has been received. */
@Component
public class WalkInAttendance {

    private final WalkIns walkIns;

    WalkInAttendance(WalkIns walkIns) {
        this.walkIns = walkIns;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void complete(WalkInId id, StaffId counsellor, Instant startedAt, Instant endedAt) {
        WalkIn walkIn = walkIns.lockById(id).orElseThrow(() -> new NotFound(id));
        walkIns.saveAndFlush(walkIn.complete(counsellor, startedAt, endedAt));
    }
}
