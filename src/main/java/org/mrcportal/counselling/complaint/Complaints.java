package org.mrcportal.counselling.complaint;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The complaints on record, within the scope of the transaction. */
interface Complaints extends Repository<Complaint, UUID> {

    Complaint saveAndFlush(Complaint complaint);

    Optional<Complaint> findByOnce(UUID once);

    Optional<Complaint> findByTokenHash(byte[] tokenHash);

    Optional<Complaint> findByReference(String reference);

    @Query("select c from Complaint c where c.id = :id and c.addressee in :addressees")
    Optional<Complaint> find(UUID id, Collection<Complaint.Addressee> addressees);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Complaint c where c.id = :id and c.addressee in :addressees")
    Optional<Complaint> lock(UUID id, Collection<Complaint.Addressee> addressees);

    /** Those that wait for an answer first, by the day they are due. */
    @Query("""
            select c from Complaint c where c.addressee in :addressees
            order by case when c.state = ANSWERED then 1 else 0 end, c.dueOn, c.id limit 200
            """)
    List<Complaint> openFirst(Collection<Complaint.Addressee> addressees);
}
