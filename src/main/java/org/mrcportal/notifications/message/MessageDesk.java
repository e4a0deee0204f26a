package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What staff of a centre see of messages that have not arrived, and can do about them. */
@Service
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class MessageDesk {

    private final Messages messages;
    private final Centres centres;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MessageDesk(Messages messages, Centres centres, ApplicationEventPublisher events, Clock clock) {
        this.messages = messages;
        this.centres = centres;
        this.events = events;
        this.clock = clock;
    }

    /** A message with the centre whose time it is in. */
    record Waiting(Message message, CentreCard centre, boolean tooLate) {}

    @Transactional(readOnly = true)
    public List<Waiting> notArrived(Language language) {
        Instant now = clock.instant();
        List<Message> found = messages.notArrived(now);
        if (found.isEmpty()) {
            return List.of();
        }
        Map<CentreId, CentreCard> cards =
                centres.all(language).stream().collect(Collectors.toMap(CentreCard::id, card -> card));
        return found.stream()
                .flatMap(message -> java.util.Optional.ofNullable(cards.get(message.centre())).stream()
                        .map(card -> new Waiting(message, card, message.isTooLate(now))))
                .toList();
    }

    /** @throws IllegalStateException where it has been sent meanwhile, or would be too late */
    @Transactional
    public void tryAgain(MessageId id) {
        Message message = messages.findById(id).orElseThrow(() -> new NotFound(id));
        messages.save(message.tryAgain(clock.instant()));
        events.publishEvent(new AuditEntry("MESSAGE_RETRIED", message.centre().id(), "message:" + id, null));
    }
}
