package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentBooked;
import org.mrcportal.counselling.AppointmentCancelled;
import org.mrcportal.counselling.AppointmentCard;
import org.mrcportal.counselling.AppointmentCompleted;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.AppointmentMoved;
import org.mrcportal.counselling.AppointmentRequested;
import org.mrcportal.counselling.AppointmentUnsettled;
import org.mrcportal.counselling.Appointments;
import org.mrcportal.counselling.InterpreterAsked;
import org.mrcportal.counselling.InterpreterReleased;
import org.mrcportal.counselling.InterpreterRequests;
import org.mrcportal.counselling.PlaceOffered;
import org.mrcportal.notifications.reminder.ReminderTimes;
import org.mrcportal.notifications.reminder.ReminderTimes.Lead;
import org.mrcportal.notifications.reminder.ReminderTimes.Span;
import org.mrcportal.shared.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Puts what is to be said about appointments and places into the outbox. An event may come twice: the outbox takes each
 * thing once.
 */
@Component
class AppointmentMessages {

    private final Outbox outbox;
    private final Appointments appointments;
    private final Centres centres;
    private final InterpreterRequests requests;
    private final JdbcClient jdbc;
    private final Clock clock;

    AppointmentMessages(
            Outbox outbox,
            Appointments appointments,
            Centres centres,
            InterpreterRequests requests,
            JdbcClient jdbc,
            Clock clock) {
        this.outbox = outbox;
        this.appointments = appointments;
        this.centres = centres;
        this.requests = requests;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(AppointmentRequested event) {
        Visit visit = visit(event.appointment(), event.centre(), event.client(), event.startsAt(), event.sequence());
        say(Kind.RECEIVED, visit);
    }

    @ApplicationModuleListener
    void on(AppointmentBooked event) {
        Visit visit = visit(event.appointment(), event.centre(), event.client(), event.startsAt(), event.sequence());
        say(Kind.CONFIRMATION, visit);
        remind(visit);
    }

    @ApplicationModuleListener
    void on(AppointmentMoved event) {
        Visit visit = visit(event.appointment(), event.centre(), event.client(), event.startsAt(), event.sequence());
        say(Kind.CHANGE, visit);
        remind(visit);
    }

    @ApplicationModuleListener
    void on(AppointmentCancelled event) {
        Visit visit = visit(event.appointment(), event.centre(), event.client(), event.startsAt(), event.sequence());
        say(Kind.CANCELLATION, visit);
    }

    @ApplicationModuleListener
    void on(AppointmentUnsettled event) {
        Visit visit = visit(event.appointment(), event.centre(), event.client(), event.startsAt(), event.sequence());
        say(Kind.NEW_TIME, visit);
    }

    /** The sequence plays no part: a visit takes place once, whatever happened before. */
    @ApplicationModuleListener
    void on(AppointmentCompleted event) {
        Visit visit = visit(event.appointment(), event.centre(), event.client(), event.endedAt(), 0);
        ZoneId zone =
                centres.byId(event.centre(), Language.EN).map(CentreCard::zone).orElseThrow();
        put(Kind.FEEDBACK, visit, ReminderTimes.askHowItWas(event.endedAt(), zone));
    }

    @ApplicationModuleListener
    void on(PlaceOffered event) {
        stateScope(event.centre());
        outbox.put(new Outbox.Saying(
                Kind.OFFER,
                event.line(),
                event.offer(),
                event.centre(),
                event.client(),
                event.pageLanguage(),
                event.startsAt(),
                clock.instant(),
                event.keptUntil(),
                ""));
    }

    @ApplicationModuleListener
    void on(InterpreterAsked event) {
        stateScope(event.centre());
        requests.card(event.request()).ifPresent(card -> toInterpreter(Kind.INTERPRETER_ASKED, card, card.expiresAt()));
    }

    @ApplicationModuleListener
    void on(InterpreterReleased event) {
        stateScope(event.centre());
        requests.card(event.request())
                .ifPresent(card -> toInterpreter(Kind.INTERPRETER_RELEASED, card, card.startsAt()));
    }

    private void toInterpreter(Kind kind, InterpreterRequests.Card card, Instant until) {
        outbox.put(
                new Outbox.Saying(
                        kind,
                        card.request(),
                        0,
                        card.centre(),
                        null,
                        card.pageLanguage(),
                        card.startsAt(),
                        clock.instant(),
                        until,
                        ""),
                Correspondence.contact(card));
    }

    /** What a message needs to know of a visit. */
    private record Visit(
            AppointmentId id,
            CentreId centre,
            ClientId client,
            Instant at,
            int sequence,
            String language,
            String reference) {}

    private Visit visit(AppointmentId id, CentreId centre, ClientId client, Instant at, int sequence) {
        stateScope(centre);
        AppointmentCard card = appointments.card(id).orElse(null);
        return new Visit(
                id,
                centre,
                client,
                at,
                sequence,
                card == null ? Language.EN.code() : card.pageLanguage(),
                card == null ? "" : card.reference());
    }

    private void say(Kind kind, Visit visit) {
        put(kind, visit, new Span(clock.instant(), visit.at()));
    }

    /** Whether the centre sends reminders and the person wants them is asked when they are due. */
    private void remind(Visit visit) {
        Instant now = clock.instant();
        Lead.DAY.of(visit.at(), now).ifPresent(span -> put(Kind.REMINDER_24H, visit, span));
        Lead.HOURS.of(visit.at(), now).ifPresent(span -> put(Kind.REMINDER_2H, visit, span));
    }

    private void put(Kind kind, Visit visit, Span span) {
        outbox.put(new Outbox.Saying(
                kind,
                visit.id().id(),
                visit.sequence(),
                visit.centre(),
                visit.client(),
                visit.language(),
                visit.at(),
                span.from(),
                span.until(),
                visit.reference()));
    }

    /** The listener's transaction has begun before anybody could state a scope. */
    private void stateScope(CentreId centre) {
        jdbc.sql("select set_config('portal.centres', ?, true)")
                .param(centre.toString())
                .query((row, number) -> true)
                .single();
    }
}
