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
            where a.centre_id = :centre and a.starts_at > :now and a.state = 'BOOKED' order by a.starts_at
            """;

    private static final String HELD = """
            select a.id, a.service_code, a.starts_at, a.ends_at from counselling.appointment a
            where a.centre_id = :centre and a.state = 'HELD'
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    VisitsToCome(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Visit> toCome(CentreCard centre) {
        return jdbc.sql(VISITS)
                .param("centre", centre.id().id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> visit(row, centre.zone()))
                .list();
    }

    /** A time in a counsellor's diary: booked, or {@code held} only. */
    record Taken(UUID id, TimeSlot slot, boolean held) {}

    /** Those with one counsellor, and the times that are held for somebody. */
    List<Taken> toCome(CentreCard centre, StaffId counsellor) {
        return jdbc.sql("""
                        select a.id, a.starts_at, a.ends_at, a.state = 'HELD' as held from counselling.appointment a
                        where a.centre_id = :centre and a.counsellor_id = :counsellor and a.starts_at > :now
                          and a.state in ('BOOKED', 'HELD') order by a.starts_at
                        """)
                .param("centre", centre.id().id())
                .param("counsellor", counsellor.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Taken(
                        row.getObject("id", UUID.class),
                        new TimeSlot(moment(row, "starts_at"), moment(row, "ends_at")),
                        row.getBoolean("held")))
                .list();
    }

    @Override
    public void letGo(CentreCard centre, Predicate<Visit> which) {
        letGo(jdbc.sql(HELD)
                .param("centre", centre.id().id())
                .query((row, number) -> which.test(visit(row, centre.zone())) ? row.getObject("id", UUID.class) : null)
                .list());
    }

    /** Whoever is booking one of them meanwhile is first. */
    void letGo(List<? extends @Nullable UUID> holds) {
        UUID[] ids = holds.stream().filter(Objects::nonNull).toArray(UUID[]::new);
        if (ids.length > 0) {
            jdbc.sql("""
                            update counselling.appointment set state = 'EXPIRED', version = version + 1
                            where id in (select id from counselling.appointment
                                         where id = any (?) and state = 'HELD' order by id for update)
                            """).param(ids).update();
        }
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
