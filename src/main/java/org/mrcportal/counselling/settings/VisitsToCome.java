package org.mrcportal.counselling.settings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.BookedVisits;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the booked visits of a centre that are still to come, and lets go of held times that no longer fit. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class VisitsToCome implements BookedVisits {

    private static final String VISITS = """
            select a.service_code, a.starts_at, a.ends_at from counselling.appointment a
            where a.centre_id = :centre and a.starts_at > :now and a.state = 'BOOKED' %s order by a.starts_at
            """;

    /** Rows in one order, as whoever changes several holds takes them; whoever is booking one of them meanwhile is first. */
    private static final String HELD = """
            select a.id, a.service_code, a.starts_at, a.ends_at from counselling.appointment a
            where a.centre_id = :centre and a.state = 'HELD' %s order by a.id for update
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    VisitsToCome(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Visit> toCome(CentreCard centre) {
        return visits(centre, "")
                .query((row, number) -> visit(row, centre.zone()))
                .list();
    }

    /** Those with one counsellor. */
    List<TimeSlot> toCome(CentreCard centre, StaffId counsellor) {
        return visits(centre, "and a.counsellor_id = :counsellor")
                .param("counsellor", counsellor.id())
                .query((row, number) -> slot(row))
                .list();
    }

    @Override
    public void letGo(CentreCard centre, Predicate<Visit> which) {
        expire(held(centre, "")
                .query((row, number) -> which.test(visit(row, centre.zone())) ? row.getObject("id", UUID.class) : null)
                .list());
    }

    /** The same for the times of one counsellor. */
    void letGo(CentreCard centre, StaffId counsellor, Predicate<TimeSlot> which) {
        expire(held(centre, "and a.counsellor_id = :counsellor")
                .param("counsellor", counsellor.id())
                .query((row, number) -> which.test(slot(row)) ? row.getObject("id", UUID.class) : null)
                .list());
    }

    private JdbcClient.StatementSpec held(CentreCard centre, String condition) {
        return jdbc.sql(HELD.formatted(condition)).param("centre", centre.id().id());
    }

    private void expire(List<@Nullable UUID> holds) {
        UUID[] ids = holds.stream().filter(Objects::nonNull).toArray(UUID[]::new);
        if (ids.length > 0) {
            jdbc.sql("update counselling.appointment set state = 'EXPIRED', version = version + 1 where id = any (?)")
                    .param(ids)
                    .update();
        }
    }

    private JdbcClient.StatementSpec visits(CentreCard centre, String condition) {
        return jdbc.sql(VISITS.formatted(condition))
                .param("centre", centre.id().id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static TimeSlot slot(ResultSet row) throws SQLException {
        return new TimeSlot(moment(row, "starts_at"), moment(row, "ends_at"));
    }

    private static Visit visit(ResultSet row, ZoneId zone) throws SQLException {
        return new Visit(row.getString("service_code"), local(row, "starts_at", zone), local(row, "ends_at", zone));
    }

    private static LocalDateTime local(ResultSet row, String column, ZoneId zone) throws SQLException {
        return LocalDateTime.ofInstant(moment(row, column), zone);
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
