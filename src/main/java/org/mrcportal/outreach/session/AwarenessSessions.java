package org.mrcportal.outreach.session;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.outreach.SessionId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The sessions on record, within the scope of the transaction. */
interface AwarenessSessions extends Repository<AwarenessSession, SessionId> {

    AwarenessSession saveAndFlush(AwarenessSession session);

    List<AwarenessSession> saveAllAndFlush(Iterable<AwarenessSession> sessions);

    Optional<AwarenessSession> findById(SessionId id);

    Optional<AwarenessSession> findByOnce(UUID once);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from AwarenessSession s where s.id = :id")
    Optional<AwarenessSession> lock(SessionId id);

    /** Those of a series from a moment on, in their order. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            "select s from AwarenessSession s where s.seriesId = :series and s.startsAt >= :from order by s.startsAt, s.id")
    List<AwarenessSession> lockFollowing(UUID series, Instant from);

    void delete(AwarenessSession session);
}
