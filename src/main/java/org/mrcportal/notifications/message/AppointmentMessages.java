package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentBooked;
import org.mrcportal.counselling.AppointmentCancelled;
import org.mrcportal.counselling.AppointmentCard;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.AppointmentMoved;
import org.mrcportal.counselling.Appointments;
import org.mrcportal.notifications.message.Message.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Puts what is to be said about an appointment into the outbox. An event may come twice: the outbox takes each thing once.
 */
@Component
class AppointmentMessages {

    private final ClientDirectory clients;
    private final Appointments appointments;
    private final JdbcClient jdbc;
    private final Clock clock;

    AppointmentMessages(ClientDirectory clients, Appointments appointments, JdbcClient jdbc, Clock clock) {
        this.clients = clients;
        this.appointments = appointments;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(AppointmentBooked booked) {
        say(
                Kind.CONFIRMATION,
                booked.appointment(),
                booked.centre(),
                booked.client(),
                booked.sequence(),
                booked.startsAt());
    }

    @ApplicationModuleListener
    void on(AppointmentMoved moved) {
        say(Kind.CHANGE, moved.appointment(), moved.centre(), moved.client(), moved.sequence(), moved.startsAt());
    }

    @ApplicationModuleListener
    void on(AppointmentCancelled cancelled) {
        say(
                Kind.CANCELLATION,
                cancelled.appointment(),
                cancelled.centre(),
                cancelled.client(),
                cancelled.sequence(),
                cancelled.startsAt());
    }

    private void say(Kind kind, AppointmentId about, CentreId centre, ClientId client, int sequence, Instant startsAt) {
        Instant now = clock.instant();
        stateScope(centre);
        boolean wished = clients.addressee(client)
                .filter(contact -> contact.email() != null && contact.mayMessage())
                .isPresent();
        if (!wished || !now.isBefore(startsAt)) {
            return;
        }
        String reference =
                appointments.card(about).map(AppointmentCard::reference).orElse("");
        jdbc.sql("""
                        insert into notifications.message (id, version, centre_id, about, kind, sequence, channel, state,
                            tries, next_try_at, due_until, reference, created_at)
                        values (:id, 0, :centre, :about, :kind, :sequence, 'EMAIL', 'DUE', 0, :now, :until, :reference, :now)
                        on conflict on constraint message_once do nothing
                        """)
                .param("id", MessageId.next().id())
                .param("centre", centre.id())
                .param("about", about.id())
                .param("kind", kind.name())
                .param("sequence", sequence)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", startsAt.atOffset(ZoneOffset.UTC))
                .param("reference", reference)
                .update();
    }

    /** The listener's transaction has begun before anybody could state a scope. */
    private void stateScope(CentreId centre) {
        jdbc.sql("select set_config('portal.centres', ?, true)")
                .param(centre.toString())
                .query((row, number) -> true)
                .single();
    }
}
