package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.notifications.reminder.ReminderTimes;
import org.mrcportal.notifications.reminder.ReminderTimes.Lead;
import org.mrcportal.notifications.reminder.ReminderTimes.Span;
import org.mrcportal.outreach.RegistrationCard;
import org.mrcportal.outreach.RegistrationConfirmed;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionCancelled;
import org.mrcportal.outreach.SessionChanged;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.SessionPlaceOffered;
import org.mrcportal.outreach.SessionRegistrations;
import org.mrcportal.shared.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Puts what is to be said about sessions into the outbox, to everybody concerned in few statements. An event may come
 * twice: the outbox takes each thing once.
 */
@Component
class SessionMessages {

    private final Outbox outbox;
    private final SessionRegistrations registrations;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final Clock clock;

    SessionMessages(Outbox outbox, SessionRegistrations registrations, Centres centres, JdbcClient jdbc, Clock clock) {
        this.outbox = outbox;
        this.registrations = registrations;
        this.centres = centres;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(RegistrationConfirmed event) {
        stateScope(event.centre());
        registrations.card(event.registration()).filter(RegistrationCard::comes).ifPresent(card -> {
            Instant startsAt = card.session().startsAt();
            put(Kind.SESSION_CONFIRMATION, event.sequence(), List.of(card), new Span(clock.instant(), startsAt));
            remind(List.of(card));
        });
    }

    @ApplicationModuleListener
    void on(SessionPlaceOffered event) {
        stateScope(event.centre());
        registrations.card(event.registration()).ifPresent(card -> {
            Instant until = card.offeredUntil();
            if (until != null && card.offer() == event.offer()) {
                put(Kind.SESSION_OFFER, event.offer(), List.of(card), new Span(told(event.centre(), until), until));
            }
        });
    }

    @ApplicationModuleListener
    void on(SessionChanged event) {
        stateScope(event.centre());
        inBatches(event.session(), card -> !card.state().equals("WAITING"), cards -> {
            put(
                    Kind.SESSION_CHANGE,
                    event.sequence(),
                    cards,
                    new Span(clock.instant(), cards.getFirst().session().startsAt()));
            remind(cards);
        });
    }

    @ApplicationModuleListener
    void on(SessionCancelled event) {
        stateScope(event.centre());
        inBatches(
                event.session(),
                card -> true,
                cards -> put(
                        Kind.SESSION_CANCELLATION,
                        event.sequence(),
                        cards,
                        new Span(clock.instant(), cards.getFirst().session().endsAt())));
    }

    private interface Words {
        void say(List<RegistrationCard> cards);
    }

    private void inBatches(SessionId session, Predicate<RegistrationCard> wanted, Words words) {
        RegistrationId after = null;
        List<RegistrationCard> batch;
        do {
            batch = registrations.concerned(session, after);
            List<RegistrationCard> cards = batch.stream().filter(wanted).toList();
            if (!cards.isEmpty()) {
                words.say(cards);
            }
            after = batch.isEmpty() ? null : batch.getLast().id();
        } while (batch.size() == SessionRegistrations.BATCH);
    }

    /** Whether the centre sends reminders, and the person still comes, is asked when they are due. */
    private void remind(List<RegistrationCard> cards) {
        List<RegistrationCard> wished = cards.stream()
                .filter(card -> card.reminders() && card.state().equals("REGISTERED"))
                .toList();
        if (!wished.isEmpty()) {
            RegistrationCard.Session session = wished.getFirst().session();
            Instant now = clock.instant();
            Lead.DAY
                    .of(session.startsAt(), now)
                    .ifPresent(span -> put(Kind.SESSION_REMINDER_24H, session.sequence(), wished, span));
            Lead.HOURS
                    .of(session.startsAt(), now)
                    .ifPresent(span -> put(Kind.SESSION_REMINDER_2H, session.sequence(), wished, span));
        }
    }

    /** All of one session. */
    private void put(Kind kind, int sequence, List<RegistrationCard> cards, Span span) {
        outbox.putAll(
                kind,
                sequence,
                cards.getFirst().centre(),
                cards.getFirst().session().startsAt(),
                span,
                cards.stream()
                        .map(card -> new Outbox.Recipient(
                                card.id().id(), card.pageLanguage(), card.reference(), SessionMatters.contact(card)))
                        .toList());
    }

    /** Not at night, unless it would be too late by then. */
    private Instant told(CentreId centre, Instant until) {
        Instant now = clock.instant();
        Optional<CentreCard> card = centres.byId(centre, Language.EN);
        Instant awake =
                card.map(known -> ReminderTimes.awake(now, known.zone())).orElse(now);
        return awake.isBefore(until) ? awake : now;
    }

    /** The listener's transaction has begun before anybody could state a scope. */
    private void stateScope(CentreId centre) {
        jdbc.sql("select set_config('portal.centres', ?, true)")
                .param(centre.toString())
                .query((row, number) -> true)
                .single();
    }
}
