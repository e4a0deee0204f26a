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
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.BookedVisits;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the booked visits of a centre that are still to come. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class VisitsToCome implements BookedVisits {

    private static final String VISITS = """
            select a.service_code, a.starts_at, a.ends_at from counselling.appointment a
            where a.centre_id = :centre and a.starts_at > :now and a.state = 'BOOKED' %s order by a.starts_at
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
                .query((row, number) -> new TimeSlot(moment(row, "starts_at"), moment(row, "ends_at")))
                .list();
    }

    private JdbcClient.StatementSpec visits(CentreCard centre, String condition) {
        return jdbc.sql(VISITS.formatted(condition))
                .param("centre", centre.id().id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC));
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
