package org.mrcportal.counselling.queue;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The centres' rules, by the centre's id, within the scope of the transaction. */
interface QueueRulesOnRecord extends Repository<QueueRules, UUID> {

    QueueRules saveAndFlush(QueueRules rules);

    Optional<QueueRules> findById(UUID centre);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from QueueRules r where r.centre = :centre")
    Optional<QueueRules> lockById(UUID centre);
}
