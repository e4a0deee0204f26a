package org.mrcportal.counselling.consultation;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.counselling.ConsultationId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The consultations on record, within the scope of the transaction. */
interface Consultations extends Repository<Consultation, ConsultationId> {

    Consultation saveAndFlush(Consultation consultation);

    Optional<Consultation> findById(ConsultationId id);

    Optional<Consultation> findByOnce(UUID once);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Consultation c where c.id = :id")
    Optional<Consultation> lockById(ConsultationId id);
}
