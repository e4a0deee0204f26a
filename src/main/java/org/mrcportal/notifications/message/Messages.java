package org.mrcportal.notifications.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The outbox. */
interface Messages extends Repository<Message, MessageId> {

    Message save(Message message);

    Message saveAndFlush(Message message);

    Optional<Message> findById(MessageId id);

    /** The next message to send by one way, or one that a node began to send and left; kept from every other node. */
    @Query(nativeQuery = true, value = """
                    select * from notifications.message
                    where channel = :channel and state in ('DUE', 'SENDING') and next_try_at <= :now
                    order by next_try_at limit 1 for update skip locked
                    """)
    Optional<Message> nextDue(String channel, Instant now);

    /** Whether something newer has been said: the same once more, or that the time cannot be kept. */
    @Query("""
            select count(m) > 0 from Message m
            where m.about = :about
              and ((m.kind = :kind and m.sequence > :sequence) or (m.kind = NEW_TIME and m.sequence >= :sequence))
            """)
    boolean isOvertaken(UUID about, Kind kind, int sequence);

    @Query("select count(m) > 0 from Message m where m.about = :about and m.kind = :kind and m.state = SENT")
    boolean wasSent(UUID about, Kind kind);

    /** What has not arrived, or is late, the next visits first. */
    @Query("""
            select m from Message m
            where m.state in (DUE, SENDING, NOT_DELIVERED) and m.dueUntil > :since
              and (m.state = NOT_DELIVERED
                   or (m.dueUntil > :now and (m.nextTryAt <= :now or m.problem is not null)))
            order by m.dueUntil, m.id
            limit 200
            """)
    List<Message> notArrived(Instant since, Instant now);
}
