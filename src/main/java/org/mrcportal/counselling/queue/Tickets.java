package org.mrcportal.counselling.queue;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The tickets, within the scope of the transaction. */
interface Tickets extends Repository<Ticket, UUID> {

    Ticket saveAndFlush(Ticket ticket);

    Optional<Ticket> findByTokenHash(byte[] hash);

    Optional<Ticket> findByCalledOnce(UUID once);

    @Query("select t from Ticket t where t.walkIn.id = :person or t.appointment.id = :person")
    Optional<Ticket> findByPerson(UUID person);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from Ticket t where t.walkIn.id = :person or t.appointment.id = :person")
    Optional<Ticket> lockByPerson(UUID person);
}
