package org.mrcportal.reintegration.referral;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Referrals extends Repository<Referral, UUID> {

    Referral saveAndFlush(Referral referral);

    Optional<Referral> findById(UUID id);

    Optional<Referral> findByOnce(UUID once);

    /** Whoever else answers or changes it waits. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Referral r where r.id = :id")
    Optional<Referral> lock(UUID id);
}
