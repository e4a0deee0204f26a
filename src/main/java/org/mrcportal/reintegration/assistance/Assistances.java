package org.mrcportal.reintegration.assistance;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Assistances extends Repository<Assistance, UUID> {

    Assistance saveAndFlush(Assistance assistance);

    Optional<Assistance> findByOnce(UUID once);

    /** Held until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Assistance a where a.id = :id")
    Optional<Assistance> hold(UUID id);
}
