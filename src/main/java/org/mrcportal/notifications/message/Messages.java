package org.mrcportal.notifications.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The outbox. */
interface Messages extends Repository<Message, MessageId> {

    Message save(Message message);

    Optional<Message> findById(MessageId id);

    /** The next message to send, kept from every other node until this transaction ends. */
    @Query(nativeQuery = true, value = """
                    select * from notifications.message
                    where state = 'DUE' and next_try_at <= :now
                    order by next_try_at limit 1 for update skip locked
                    """)
    Optional<Message> claimNext(Instant now);

    /** What has not arrived yet, the next visits first. */
    @Query("""
            select m from Message m
            where m.state = NOT_DELIVERED or (m.state = DUE and m.dueUntil > :now)
            order by m.dueUntil, m.id
            limit 200
            """)
    List<Message> notArrived(Instant now);
}
