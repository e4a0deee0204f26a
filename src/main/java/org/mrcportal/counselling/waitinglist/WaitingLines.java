package org.mrcportal.counselling.waitinglist;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The lines of the waiting lists, within the scope of the transaction. */
interface WaitingLines extends Repository<WaitingLine, UUID> {

    WaitingLine saveAndFlush(WaitingLine line);

    Optional<WaitingLine> findById(UUID id);

    Optional<WaitingLine> findByOnce(UUID once);

    Optional<WaitingLine> findByTokenHash(byte[] tokenHash);

    /** For a change that must happen once; every change of a line or of its offers begins here. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select l from WaitingLine l where l.id = :id")
    Optional<WaitingLine> lockById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select l from WaitingLine l where l.tokenHash = :tokenHash")
    Optional<WaitingLine> lockByTokenHash(byte[] tokenHash);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select l from WaitingLine l where l.client = :client and l.state = WAITING")
    List<WaitingLine> lockOpenOf(ClientId client);

    @Query("""
            select count(l) > 0 from WaitingLine l
            where l.centre = :centre and l.state = WAITING and l.wish.service = :service and l.personKey = :personKey
            """)
    boolean waits(CentreId centre, String service, byte[] personKey);

    /** Who waits at a centre for an offer, in the order in which places are offered. */
    @Query("""
            select l from WaitingLine l
            where l.centre = :centre and l.state = WAITING
              and not exists (select 1 from PlaceOffer o where o.line = l.id and o.state = PENDING)
            order by l.urgent desc, l.joinedAt, l.id
            """)
    List<WaitingLine> inOrder(CentreId centre);

    /** How many stand before a line, for the same service of the same centre. */
    @Query("""
            select count(l) from WaitingLine l
            where l.centre = :centre and l.state = WAITING and l.wish.service = :service
              and (l.urgent and :urgent = false
                   or l.urgent = :urgent and (l.joinedAt < :joinedAt or l.joinedAt = :joinedAt and l.id < :id))
            """)
    long before(CentreId centre, String service, boolean urgent, Instant joinedAt, UUID id);
}
