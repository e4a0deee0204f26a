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
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.BookedVisits;
import org.mrcportal.centres.BookingsAffected;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Looks through the visits of a centre that are still to come, and lets go of held times that no longer fit. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class VisitsToCome implements BookedVisits {

    private final JdbcClient jdbc;
    private final Clock clock;

    VisitsToCome(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void clear(CentreCard centre, Predicate<Visit> lost, @Nullable String confirmed) {
        clear(toCome(centre, taken -> lost.test(taken.visit(centre.zone()))), centre.zone(), confirmed);
    }

    /** The same for one counsellor's diary. */
    void clear(CentreCard centre, StaffId counsellor, Predicate<TimeSlot> lost, @Nullable String confirmed) {
        clear(
                toCome(centre, taken -> taken.counsellor().equals(counsellor) && lost.test(taken.slot())),
                centre.zone(),
                confirmed);
    }

    private void clear(List<Taken> lost, ZoneId zone, @Nullable String confirmed) {
        BookingsAffected.unlessConfirmed(
                lost.stream()
                        .filter(taken -> !taken.held())
                        .collect(Collectors.toMap(
                                Taken::id, taken -> CentreTime.day(taken.slot().startsAt(), zone))),
                confirmed);
        letGo(lost.stream().filter(Taken::held).map(Taken::id).toArray(UUID[]::new));
    }

    private void letGo(UUID[] holds) {
        if (holds.length > 0) {
            jdbc.sql("""
                            update counselling.appointment set state = 'EXPIRED', version = version + 1
                            where id in (select id from counselling.appointment
                                         where id = any (?) and state = 'HELD' order by id for update)
                            """).param(holds).update();
        }
    }

    /** A time in a counsellor's diary: booked, or {@code held} only. */
    private record Taken(UUID id, StaffId counsellor, String service, TimeSlot slot, boolean held) {

        Visit visit(ZoneId zone) {
            return new Visit(
                    service,
                    LocalDateTime.ofInstant(slot.startsAt(), zone),
                    LocalDateTime.ofInstant(slot.endsAt(), zone));
        }
    }

    private List<Taken> toCome(CentreCard centre, Predicate<Taken> which) {
        return jdbc
                .sql("""
                        select a.id, a.counsellor_id, a.service_code, a.starts_at, a.ends_at, a.state = 'HELD' as held
                        from counselling.appointment a
                        where a.centre_id = :centre and a.starts_at > :now and a.state in ('BOOKED', 'HELD')
                        """)
                .param("centre", centre.id().id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Taken(
                        row.getObject("id", UUID.class),
                        new StaffId(row.getObject("counsellor_id", UUID.class)),
                        row.getString("service_code"),
                        new TimeSlot(moment(row, "starts_at"), moment(row, "ends_at")),
                        row.getBoolean("held")))
                .list()
                .stream()
                .filter(which)
                .toList();
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
