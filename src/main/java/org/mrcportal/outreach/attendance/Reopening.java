package org.mrcportal.outreach.attendance;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Once;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens counting again where its time is over: a manager says why, and for a day the sheet can be corrected and a device
 * that was away can send what it has.
 */
@Service
@Transactional
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class Reopening {

    static final List<String> REASONS = List.of("SHEET_CAME_LATE", "DEVICE_WAS_AWAY", "MISCOUNTED", "OTHER");

    private final Halls halls;
    private final CountingTime time;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reopening(Halls halls, CountingTime time, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.halls = halls;
        this.time = time;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A repeated submission, or one while counting is open, changes nothing.
     *
     * @param reason one of {@link #REASONS}
     * @return false where it is none of them
     */
    boolean open(SessionId id, @Nullable String reason, @Nullable String typedOnce, StaffMember me, Locale reader) {
        Hall hall = halls.find(id, reader);
        if (reason == null || !REASONS.contains(reason)) {
            return false;
        }
        UUID once = Once.required(typedOnce);
        if (!hall.over()) {
            return true;
        }
        Instant now = clock.instant();
        int added = jdbc.sql("""
                        insert into outreach.counting_reopened
                            (id, centre_id, session_id, reason, until, reopened_at, reopened_by)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        once,
                        hall.session().centre().id(),
                        id.id(),
                        reason,
                        now.plus(time.reopened()).atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC),
                        me.id().id())
                .update();
        if (added > 0) {
            events.publishEvent(
                    new AuditEntry("COUNTING_REOPENED", hall.session().centre().id(), "session:" + id, said(reason)));
        }
        return true;
    }

    private static String said(String reason) {
        return reason.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
