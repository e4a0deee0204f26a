package org.mrcportal.counselling.consultation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.ConsultationId;
import org.mrcportal.counselling.consultation.Consultation.ContactType;
import org.mrcportal.counselling.queue.WalkInId;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what is known of a visit, one statement each. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Occasions {

    private static final String APPOINTMENT = """
            select v.id appointment_id, null::uuid walk_in_id, v.centre_id, v.client_id, v.service_code, v.situation, v.mode,
                   v.language, v.state, v.starts_at due_at, v.started_at, v.finished_at,
                   (select c.id from counselling.consultation c where c.appointment_id = v.id) consultation_id,
                   i.id interpreter_id, i.name interpreter_name
            from counselling.appointment v
            left join counselling.interpreter_request r on r.appointment_id = v.id and r.state = 'ACCEPTED'
            left join counselling.interpreter i on i.id = r.interpreter_id
            where v.id = ?
            """;
    private static final String WALK_IN = """
            select null::uuid appointment_id, v.id walk_in_id, v.centre_id, v.client_id, v.service_code,
                   null::text situation, 'WALK_IN' mode, v.language, v.state, v.arrived_at due_at, v.started_at,
                   v.finished_at, (select c.id from counselling.consultation c where c.walk_in_id = v.id) consultation_id,
                   null::uuid interpreter_id, null::text interpreter_name
            from counselling.walk_in v where v.id = ?
            """;

    private final JdbcClient jdbc;

    Occasions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Occasion appointment(AppointmentId id) {
        return one(APPOINTMENT, id.id());
    }

    Occasion walkIn(WalkInId id) {
        return one(WALK_IN, id.id());
    }

    /** Lets a second save of the same visit wait here until the first is done. */
    void lock(Subject subject) {
        if (subject.appointment() != null) {
            lock(
                    "select 1 from counselling.appointment where id = ? for update",
                    subject.appointment().id());
        } else if (subject.walkIn() != null) {
            lock(
                    "select 1 from counselling.walk_in where id = ? for update",
                    subject.walkIn().id());
        }
    }

    /** Derived, never asked: whoever was here before comes again. */
    ContactType contactType(@Nullable ClientId client, Instant startedAt) {
        if (client == null) {
            return ContactType.FIRST;
        }
        boolean before = jdbc.sql("""
                        select exists (select from counselling.consultation where client_id = ? and started_at < ?)
                        """)
                .params(client.id(), startedAt.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
        return before ? ContactType.FOLLOW_UP : ContactType.FIRST;
    }

    private void lock(String statement, UUID id) {
        if (jdbc.sql(statement).param(id).query(Integer.class).optional().isEmpty()) {
            throw new NotFound(id);
        }
    }

    private Occasion one(String statement, UUID id) {
        return jdbc.sql(statement)
                .param(id)
                .query((row, number) -> occasion(row))
                .optional()
                .orElseThrow(() -> new NotFound(id));
    }

    private static Occasion occasion(ResultSet row) throws SQLException {
        UUID appointment = row.getObject("appointment_id", UUID.class);
        UUID walkIn = row.getObject("walk_in_id", UUID.class);
        UUID client = row.getObject("client_id", UUID.class);
        UUID interpreter = row.getObject("interpreter_id", UUID.class);
        UUID consultation = row.getObject("consultation_id", UUID.class);
        return new Occasion(
                new CentreId(row.getObject("centre_id", UUID.class)),
                appointment == null ? null : new AppointmentId(appointment),
                walkIn == null ? null : new WalkInId(walkIn),
                client == null ? null : new ClientId(client),
                row.getString("service_code"),
                row.getString("situation"),
                row.getString("mode"),
                row.getString("language"),
                row.getString("state"),
                moment(row, "due_at"),
                moment(row, "started_at"),
                moment(row, "finished_at"),
                consultation == null ? null : new ConsultationId(consultation),
                interpreter == null ? null : new Occasion.Interpreter(interpreter, row.getString("interpreter_name")));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
