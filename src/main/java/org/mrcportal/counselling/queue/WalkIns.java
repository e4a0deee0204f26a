package org.mrcportal.counselling.queue;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The walk-ins on record, within the scope of the transaction. */
interface WalkIns extends Repository<WalkIn, WalkInId> {

    WalkIn saveAndFlush(WalkIn walkIn);

    Optional<WalkIn> findByOnce(UUID once);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select w from WalkIn w where w.id = :id")
    Optional<WalkIn> lockById(WalkInId id);
}
