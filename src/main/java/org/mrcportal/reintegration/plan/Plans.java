package org.mrcportal.reintegration.plan;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Plans extends Repository<Plan, UUID> {

    Plan saveAndFlush(Plan kept);

    Optional<Plan> findByOnce(UUID once);

    /** The one that counts, held until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Plan p where p.file.id = :file and p.state <> REPLACED")
    Optional<Plan> hold(UUID file);

    /** Whether it is a plan of the case that was put aside. */
    @Query("select count(p) > 0 from Plan p where p.id = :id and p.file.id = :file and p.state = REPLACED")
    boolean isAside(UUID file, UUID id);
}
