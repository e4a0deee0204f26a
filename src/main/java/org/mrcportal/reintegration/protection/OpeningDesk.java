package org.mrcportal.reintegration.protection;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All openings of the network, for the data protection officer, who says of each that it was looked at. */
@Service
@Transactional
@PreAuthorize("hasRole('DATA_PROTECTION_OFFICER')")
class OpeningDesk {

    static final int PAGE = 50;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OpeningDesk(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * An opening.
     *
     * @param code of the client; null: what was typed named nobody
     * @param acknowledgedBy null: nobody has looked at it
     */
    record Line(
            UUID id,
            String centre,
            ZoneId zone,
            String who,
            Instant openedAt,
            Instant endsAt,
            String reason,
            @Nullable UUID client,
            @Nullable String code,
            @Nullable String acknowledgedBy) {}

    /** @param before only openings older than this one; null: the newest */
    @Transactional(readOnly = true)
    List<Line> page(@Nullable UUID before) {
        return jdbc.sql("""
                        select g.id, x.code as centre, x.zone, s.name, g.opened_at, g.ends_at, g.reason, g.client_id, k.code,
                               a.name as acknowledged
                        from reintegration.broken_glass g
                        join centres.centre x on x.id = g.centre_id
                        join accounts.staff s on s.id = g.staff_id
                        left join clients.client k on k.id = g.client_id
                        left join accounts.staff a on a.id = g.acknowledged_by
                        """ + (before == null ? "" : """
                        where (g.opened_at, g.id) < (select b.opened_at, b.id from reintegration.broken_glass b where b.id = :before)
                        """) + "order by g.opened_at desc, g.id desc limit :most")
                .param("before", before)
                .param("most", PAGE + 1)
                .query((row, number) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getString("centre"),
                        ZoneId.of(row.getString("zone")),
                        row.getString("name"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getString("reason"),
                        row.getObject("client_id", UUID.class),
                        row.getString("code"),
                        row.getString("acknowledged")))
                .list();
    }

    /** How many nobody has looked at. */
    @Transactional(readOnly = true)
    int waiting() {
        return jdbc.sql("select count(*) from reintegration.broken_glass where acknowledged_by is null")
                .query(Integer.class)
                .single();
    }

    /** Once is enough; the first who looked stays. */
    void acknowledge(UUID id, StaffMember me) {
        Optional<UUID> centre = jdbc.sql("""
                        update reintegration.broken_glass set acknowledged_by = :me, acknowledged_at = :now
                        where id = :id and acknowledged_by is null returning centre_id
                        """)
                .param("me", me.id().id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .query(UUID.class)
                .optional();
        if (centre.isPresent()) {
            events.publishEvent(new AuditEntry("GLASS_ACKNOWLEDGED", centre.get(), "glass:" + id, null));
        } else if (jdbc.sql("select count(*) from reintegration.broken_glass where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                == 0) {
            throw new NotFound(id);
        }
    }
}
