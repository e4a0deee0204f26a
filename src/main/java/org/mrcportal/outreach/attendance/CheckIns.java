package org.mrcportal.outreach.attendance;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The check-ins on record, within the scope of the transaction. */
interface CheckIns extends Repository<CheckIn, CheckInId> {

    CheckIn saveAndFlush(CheckIn checkIn);

    Optional<CheckIn> findByOnce(UUID once);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from CheckIn c where c.id = :id")
    Optional<CheckIn> lockById(CheckInId id);
}
