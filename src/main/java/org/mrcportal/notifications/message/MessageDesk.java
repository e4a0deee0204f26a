package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What staff of a centre see of messages that have not arrived, and can do about them. */
@Service
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class MessageDesk {

    /** So long a message that came to nothing stays on the list. */
    private static final Duration REMEMBERED = Duration.ofDays(3);

    private final Messages messages;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MessageDesk(Messages messages, Centres centres, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.messages = messages;
        this.centres = centres;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** A message with the centre whose time it is in. */
    record Waiting(Message message, CentreCard centre, boolean tooLate) {}

    /** How many messages were sent in the last day, and how many wait for the days to come. */
    record Counts(long sent, long waiting) {}

    @Transactional(readOnly = true)
    public List<Waiting> notArrived(Language language) {
        Instant now = clock.instant();
        List<Message> found = messages.notArrived(now.minus(REMEMBERED), now);
        if (found.isEmpty()) {
            return List.of();
        }
        Map<CentreId, CentreCard> cards =
                centres.all(language).stream().collect(Collectors.toMap(CentreCard::id, card -> card));
        return found.stream()
                .flatMap(message -> Stream.ofNullable(cards.get(message.centre()))
                        .map(card -> new Waiting(message, card, message.isTooLate(now))))
                .toList();
    }

    @Transactional(readOnly = true)
    public Counts counts() {
        Instant now = clock.instant();
        return jdbc.sql("""
                        select (select count(*) from notifications.message where state = 'SENT' and sent_at > :yesterday) sent,
                               (select count(*) from notifications.message
                                where state in ('DUE', 'SENDING') and due_until > :now) waiting
                        """)
                .param("yesterday", now.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Counts(row.getLong("sent"), row.getLong("waiting")))
                .single();
    }

    /** @throws IllegalStateException where it has been sent meanwhile, or would be too late */
    @Transactional
    public void tryAgain(MessageId id) {
        change(id, "MESSAGE_RETRIED", message -> message.tryAgain(clock.instant()));
    }

    /**
     * Somebody has told the person in another way.
     *
     * @throws IllegalStateException where it has been sent meanwhile
     */
    @Transactional
    public void told(MessageId id) {
        change(id, "MESSAGE_TOLD", Message::told);
    }

    private void change(MessageId id, String action, Consumer<Message> verb) {
        Message message = messages.findById(id).orElseThrow(() -> new NotFound(id));
        verb.accept(message);
        messages.saveAndFlush(message);
        events.publishEvent(new AuditEntry(action, message.centre().id(), "message:" + id, null));
    }
}
