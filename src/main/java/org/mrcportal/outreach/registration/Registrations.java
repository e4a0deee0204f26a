package org.mrcportal.outreach.registration;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Registrations extends Repository<Registration, RegistrationId> {

    Registration saveAndFlush(Registration registration);

    Optional<Registration> findById(RegistrationId id);

    Optional<Registration> findByOnce(UUID once);

    Optional<Registration> findByTokenHash(byte[] tokenHash);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Registration r where r.id = :id")
    Optional<Registration> lock(RegistrationId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Registration r where r.tokenHash = :tokenHash")
    Optional<Registration> lockByTokenHash(byte[] tokenHash);

    /** Only the session, so that the registration itself is read after that has been locked. */
    @Query("select r.session from Registration r where r.tokenHash = :tokenHash")
    Optional<SessionId> sessionOf(byte[] tokenHash);

    @Query("select r.session from Registration r where r.id = :id")
    Optional<SessionId> sessionOf(RegistrationId id);

    /** Whether the same person has, is offered or waits for places in the session. */
    @Query("""
            select count(r) > 0 from Registration r
            where r.session = :session and r.personKey = :person and r.state in (WAITING, OFFERED, REGISTERED)
            """)
    boolean isThere(SessionId session, byte[] person);

    /** The waiting list, in order. */
    @Query("select r from Registration r where r.session = :session and r.state = WAITING order by r.joinedAt, r.id")
    List<Registration> waiting(SessionId session);

    @Query("select r from Registration r where r.session = :session and r.state = OFFERED order by r.joinedAt, r.id")
    List<Registration> offered(SessionId session);

    /** Who comes first, then who may come, then who does not; each in the order of having come to be that. */
    @Query("""
            select r from Registration r where r.session = :session
            order by case r.state when REGISTERED then 0 when OFFERED then 1 when WAITING then 2 else 3 end,
                case r.state when REGISTERED then coalesce(r.registeredAt, r.joinedAt)
                    when CANCELLED then coalesce(r.cancelledAt, r.joinedAt) else r.joinedAt end,
                r.id.id
            offset :from rows fetch next :most rows only
            """)
    List<Registration> of(SessionId session, int from, int most);

    /** How many people a state has. */
    record People(RegistrationState state, long people) {}

    @Query("""
            select new org.mrcportal.outreach.registration.Registrations$People(r.state, sum(r.people))
            from Registration r where r.session = :session group by r.state
            """)
    List<People> people(SessionId session);

    /** How many stand before one in line. */
    @Query("""
            select count(r) from Registration r
            where r.session = :session and r.state = WAITING
              and (r.joinedAt < :joinedAt or (r.joinedAt = :joinedAt and r.id.id < :id))
            """)
    int before(SessionId session, Instant joinedAt, UUID id);

    /** Everybody concerned by what happens to the session. */
    @Query("""
            select r from Registration r
            where r.session = :session and r.state in (WAITING, OFFERED, REGISTERED) and r.id.id > :after
            order by r.id.id limit :most
            """)
    List<Registration> open(SessionId session, UUID after, int most);
}
