package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.notifications.message.Message.Problem;
import org.mrcportal.notifications.reminder.ReminderTimes.Span;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Takes what is to be said, each thing once: the key of {@code notifications.message} makes a repeated event harmless. It
 * goes by one way, and by the other only where the first one fails.
 */
@Component
class Outbox {

    private final ClientDirectory clients;
    private final SmsGateway gateway;
    private final JdbcClient jdbc;
    private final Clock clock;

    Outbox(ClientDirectory clients, SmsGateway gateway, JdbcClient jdbc, Clock clock) {
        this.clients = clients;
        this.gateway = gateway;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Something to say to somebody.
     *
     * @param about the appointment, line of the waiting list or request
     * @param client null: an interpreter
     * @param sequence of the appointment, or number of the offer
     * @param language ISO 639-1
     * @param happensAt the time it speaks of
     * @param notBefore when to say it
     * @param until when it is of no use any more
     * @param reference of the booking, unformatted; empty where there is none
     */
    record Saying(
            Kind kind,
            UUID about,
            int sequence,
            CentreId centre,
            @Nullable ClientId client,
            String language,
            Instant happensAt,
            Instant notBefore,
            Instant until,
            String reference) {}

    void put(Saying saying) {
        ClientId client = saying.client();
        put(saying, client == null ? Contact.NONE : clients.addressee(client).orElse(Contact.NONE));
    }

    void put(Saying saying, Contact contact) {
        if (!clock.instant().isBefore(saying.until())) {
            return;
        }
        Channel first = saying.kind().preferred();
        if (canReach(contact, first)) {
            insert(saying, first, null);
        } else if (canReach(contact, first.other())) {
            insert(saying, first.other(), null);
        } else if (saying.kind().isNews()) {
            insert(saying, Channel.TEXT, Problem.NO_WAY);
        }
    }

    /**
     * Somebody who hears the same as others.
     *
     * @param about the registration
     * @param language ISO 639-1
     * @param reference unformatted
     */
    record Recipient(UUID about, String language, String reference, Contact contact) {}

    /** Says the same to many people who are no clients, in one statement; whoever cannot be reached is left out. */
    void putAll(Kind kind, int sequence, CentreId centre, Instant happensAt, Span span, List<Recipient> recipients) {
        Instant now = clock.instant();
        if (!now.isBefore(span.until())) {
            return;
        }
        Channel first = kind.preferred();
        List<Recipient> reached = recipients.stream()
                .filter(one -> canReach(one.contact(), first) || canReach(one.contact(), first.other()))
                .toList();
        if (reached.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into notifications.message (id, version, centre_id, about, kind, sequence, channel, language, state,
                            tries, next_try_at, due_until, happens_at, reference, created_at)
                        select one.id, 0, :centre, one.about, :kind, :sequence, one.channel, one.language, 'DUE',
                               0, :notBefore, :until, :happensAt, one.reference, :now
                        from unnest(:ids, :abouts, :channels, :languages, :references)
                            as one (id, about, channel, language, reference)
                        on conflict on constraint message_once do nothing
                        """)
                .param("centre", centre.id())
                .param("kind", kind.name())
                .param("sequence", sequence)
                .param("notBefore", span.from().atOffset(ZoneOffset.UTC))
                .param("until", span.until().atOffset(ZoneOffset.UTC))
                .param("happensAt", happensAt.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ids", array("uuid", reached, one -> MessageId.next().id()))
                .param("abouts", array("uuid", reached, Recipient::about))
                .param(
                        "channels",
                        array("text", reached, one -> (canReach(one.contact(), first) ? first : first.other()).name()))
                .param("languages", array("text", reached, Recipient::language))
                .param("references", array("text", reached, Recipient::reference))
                .update();
    }

    private static SqlArrayValue array(String type, List<Recipient> recipients, Function<Recipient, Object> part) {
        return new SqlArrayValue(type, recipients.stream().map(part).toArray());
    }

    /** Says by the other way what one way did not carry; false where there is no other. */
    boolean putOtherWay(Message failed, Contact contact) {
        Channel other = failed.channel().other();
        if (!canReach(contact, other)) {
            return false;
        }
        Instant now = clock.instant();
        Instant happensAt = failed.happensAt();
        return insert(
                new Saying(
                        failed.kind(),
                        failed.about(),
                        failed.sequence(),
                        failed.centre(),
                        failed.client(),
                        failed.language(),
                        happensAt == null ? failed.dueUntil() : happensAt,
                        now,
                        failed.dueUntil(),
                        failed.reference()),
                other,
                null);
    }

    boolean canReach(Contact contact, Channel channel) {
        return contact.mayMessage()
                && (channel == Channel.EMAIL ? contact.email() != null : contact.phone() != null && gateway.isThere());
    }

    private boolean insert(Saying saying, Channel channel, @Nullable Problem problem) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into notifications.message (id, version, centre_id, about, kind, sequence, channel, client_id,
                            language, state, tries, next_try_at, due_until, happens_at, problem, reference, created_at)
                        values (:id, 0, :centre, :about, :kind, :sequence, :channel, :client, :language, :state, 0,
                            :notBefore, :until, :happensAt, :problem, :reference, :now)
                        on conflict on constraint message_once do nothing
                        """)
                        .param("id", MessageId.next().id())
                        .param("centre", saying.centre().id())
                        .param("about", saying.about())
                        .param("kind", saying.kind().name())
                        .param("sequence", saying.sequence())
                        .param("channel", channel.name())
                        .param(
                                "client",
                                saying.client() == null ? null : saying.client().id())
                        .param("language", saying.language())
                        .param("state", (problem == null ? Message.State.DUE : Message.State.NOT_DELIVERED).name())
                        .param("notBefore", saying.notBefore().atOffset(ZoneOffset.UTC))
                        .param("until", saying.until().atOffset(ZoneOffset.UTC))
                        .param("happensAt", saying.happensAt().atOffset(ZoneOffset.UTC))
                        .param("problem", problem == null ? null : problem.name())
                        .param("reference", saying.reference())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
