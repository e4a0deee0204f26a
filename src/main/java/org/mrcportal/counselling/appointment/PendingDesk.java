package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Bookings on which the centre has yet to decide, and those whose time it cannot keep. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class PendingDesk {

    private static final int MOST = 200;

    private final AppointmentRecords records;
    private final Centres centres;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PendingDesk(
            AppointmentRecords records,
            Centres centres,
            ClientDirectory clients,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.records = records;
        this.centres = centres;
        this.clients = clients;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A booking to be settled.
     *
     * @param unsettled its time cannot be kept; else it awaits a yes
     */
    record Open(
            AppointmentId id,
            Instant startsAt,
            Instant bookedAt,
            @Nullable ClientId client,
            @Nullable String who,
            String service,
            String counsellor,
            boolean unsettled) {}

    /** All of a centre, the nearest first. */
    record Pending(CentreCard centre, List<CentreCard> choices, List<Open> all) {}

    Pending pending(StaffMember me, @Nullable String code, Locale locale) {
        Workplaces places = Workplaces.of(me, centres, locale);
        CentreCard centre = places.at(code);
        List<Open> open = jdbc.sql("""
                        select a.id, a.starts_at, a.booked_at, a.client_id, a.service_code, s.name,
                               a.unsettled_since is not null as unsettled
                        from counselling.appointment a
                        join accounts.staff s on s.id = a.counsellor_id
                        where a.centre_id = ? and a.state = 'BOOKED'
                          and (a.awaits_confirmation or a.unsettled_since is not null)
                        order by a.starts_at, a.id
                        limit ?
                        """)
                .params(centre.id().id(), MOST)
                .query((row, number) -> {
                    UUID client = row.getObject("client_id", UUID.class);
                    return new Open(
                            new AppointmentId(row.getObject("id", UUID.class)),
                            row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                            row.getObject("booked_at", OffsetDateTime.class).toInstant(),
                            client == null ? null : new ClientId(client),
                            null,
                            row.getString("service_code"),
                            row.getString("name"),
                            row.getBoolean("unsettled"));
                })
                .list();
        Map<ClientId, ClientSummary> people = clients.summaries(
                open.stream().map(Open::client).filter(Objects::nonNull).toList());
        return new Pending(
                centre,
                places.choices(),
                open.stream().map(one -> named(one, people)).toList());
    }

    private static Open named(Open one, Map<ClientId, ClientSummary> people) {
        ClientSummary person = one.client() == null ? null : people.get(one.client());
        return person == null
                ? one
                : new Open(
                        one.id(),
                        one.startsAt(),
                        one.bookedAt(),
                        one.client(),
                        Objects.requireNonNullElse(person.name(), person.code()),
                        one.service(),
                        one.counsellor(),
                        one.unsettled());
    }

    /**
     * Says yes, once: whoever presses at the same moment waits for the row and finds the work done. A time that the centre
     * cannot keep is never confirmed.
     *
     * @return whether the booking stands confirmed now
     */
    boolean confirm(AppointmentId id) {
        Appointment appointment = records.lockById(id).orElseThrow(() -> new NotFound(id));
        if (!appointment.is(AppointmentState.BOOKED)) {
            return false;
        }
        if (appointment.awaitsConfirmation()) {
            Instant now = clock.instant();
            if (appointment.slot().hasStartedBy(now) || appointment.unsettledSince() != null) {
                return false;
            }
            records.saveAndFlush(appointment.confirm(now));
            record("APPOINTMENT_CONFIRMED", appointment, null);
        }
        return true;
    }

    /** Says no; what is confirmed or over already stays as it is. */
    boolean decline(AppointmentId id) {
        Appointment appointment = records.lockById(id).orElseThrow(() -> new NotFound(id));
        if (!appointment.is(AppointmentState.BOOKED) || !appointment.awaitsConfirmation()) {
            return false;
        }
        records.saveAndFlush(appointment.callOff(null, clock.instant()));
        record("APPOINTMENT_CANCELLED", appointment, "declined");
        return true;
    }

    private void record(String action, Appointment appointment, @Nullable String detail) {
        events.publishEvent(
                new AuditEntry(action, appointment.centre().id(), "appointment:" + appointment.id(), detail));
    }
}
