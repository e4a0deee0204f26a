package org.mrcportal.clients.network;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.consent.ConsentBook;
import org.mrcportal.clients.consent.How;
import org.mrcportal.clients.consent.Purpose;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Requests for access, from both sides: what a centre has asked for, and what it is asked. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER') and @identityReaders.include()")
class AccessDesk {

    private final ConsentBook consents;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccessDesk(ConsentBook consents, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.consents = consents;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** What this centre has asked for. It says neither whom nor which centre it is about. */
    record Mine(
            UUID id,
            Instant askedAt,
            String askedBy,
            String reason,
            String state,
            @Nullable Instant until,
            boolean readable) {}

    /** What another centre asks of this one. */
    record Theirs(
            UUID id,
            ClientId client,
            String code,
            String askingCentre,
            String askedBy,
            Instant askedAt,
            String reason,
            @Nullable String said,
            boolean agreed,
            String state,
            @Nullable Instant until) {}

    List<Mine> mine() {
        return jdbc.sql("""
                        select a.*, s.name from clients.access_asked(?) a join accounts.staff s on s.id = a.asked_by
                        order by a.asked_at desc
                        """)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Mine(
                        row.getObject("id", UUID.class),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        row.getString("name"),
                        row.getString("reason"),
                        row.getString("state"),
                        instant(row.getObject("readable_to", OffsetDateTime.class)),
                        row.getBoolean("readable")))
                .list();
    }

    @PreAuthorize("hasRole('CENTRE_MANAGER') and @identityReaders.include()")
    List<Theirs> theirs() {
        return jdbc.sql("""
                        select r.*, c.code, x.code as asking, s.name,
                               clients.agreed(clients.survivor(r.client_id), 'SHARE_WITH_NETWORK', :now) agreed
                        from clients.access_request r join clients.client c on c.id = r.client_id
                        join centres.centre x on x.id = r.asking_centre join accounts.staff s on s.id = r.asked_by
                        order by r.state = 'ASKED' desc, r.asked_at desc limit 50
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Theirs(
                        row.getObject("id", UUID.class),
                        new ClientId(row.getObject("client_id", UUID.class)),
                        row.getString("code"),
                        row.getString("asking"),
                        row.getString("name"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        row.getString("reason"),
                        row.getString("said"),
                        row.getBoolean("agreed"),
                        row.getString("state"),
                        instant(row.getObject("readable_to", OffsetDateTime.class))))
                .list();
    }

    /**
     * Lets the asking centre read until a day. Where the person agreed before the asking centre, that is written down as
     * the person's consent, with the same end. What the person has taken back since then does not count.
     *
     * @return false where the person has not agreed, on record or before the asking centre
     */
    @PreAuthorize("hasRole('CENTRE_MANAGER') and @identityReaders.include()")
    boolean grant(UUID id, Duration how, StaffMember me) {
        Asked asked = asked(id);
        Instant now = clock.instant();
        Instant until = now.plus(how);
        if (!asked.agreed() && asked.said() == null) {
            return false;
        }
        if (!asked.agreed() && asked.said() != null) {
            consents.addUntil(
                    asked.client(),
                    asked.centre(),
                    Purpose.SHARE_WITH_NETWORK,
                    asked.language(),
                    How.valueOf(asked.said()),
                    until,
                    me.id());
            events.publishEvent(new AuditEntry(
                    "CONSENT_GIVEN",
                    asked.centre().id(),
                    "client:" + asked.client(),
                    Purpose.SHARE_WITH_NETWORK.name()));
        }
        answer(id, "GRANTED", until, now, me);
        events.publishEvent(
                new AuditEntry("ACCESS_GRANTED", asked.centre().id(), "client:" + asked.client(), until.toString()));
        return true;
    }

    @PreAuthorize("hasRole('CENTRE_MANAGER') and @identityReaders.include()")
    void refuse(UUID id, StaffMember me) {
        Asked asked = asked(id);
        answer(id, "REFUSED", null, clock.instant(), me);
        events.publishEvent(new AuditEntry("ACCESS_REFUSED", asked.centre().id(), "client:" + asked.client(), null));
    }

    /** From the asking side, which does not know whom it is about: no longer needed. Ending twice changes nothing. */
    void end(UUID id) {
        if (mine().stream().noneMatch(one -> one.id().equals(id))) {
            throw new NotFound(id);
        }
        jdbc.sql("select centre from clients.end_access(?) centre where centre is not null")
                .param(id)
                .query(UUID.class)
                .optional()
                .ifPresent(centre ->
                        events.publishEvent(new AuditEntry("ACCESS_ENDED", centre, "access-request:" + id, null)));
    }

    /** Where a request that was granted leads, as long as it does. */
    Granted granted(UUID id) {
        return jdbc.sql("select centre_id, client_id from clients.granted(?, ?)")
                .params(id, clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Granted(
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        new ClientId(row.getObject("client_id", UUID.class))))
                .optional()
                .orElseThrow(() -> new NotFound(id));
    }

    record Granted(CentreId centre, ClientId client) {}

    private record Asked(
            CentreId centre,
            ClientId client,
            String language,
            @Nullable String said,
            boolean agreed) {}

    private Asked asked(UUID id) {
        return jdbc.sql("""
                        select r.centre_id, c.id, c.language, clients.agreed(c.id, 'SHARE_WITH_NETWORK', :now) agreed,
                               case when not exists (select from clients.consent w
                                                     where w.client_id = c.id and w.purpose = 'SHARE_WITH_NETWORK'
                                                       and w.withdrawn_at >= r.asked_at) then r.said end as said
                        from clients.access_request r join clients.client c on c.id = clients.survivor(r.client_id)
                        where r.id = :id and r.state in ('ASKED', 'GRANTED') for update of r
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .query((row, number) -> new Asked(
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        new ClientId(row.getObject("id", UUID.class)),
                        row.getString("language"),
                        row.getString("said"),
                        row.getBoolean("agreed")))
                .optional()
                .orElseThrow(() -> new NotFound(id));
    }

    private void answer(UUID id, String state, @Nullable Instant until, Instant now, StaffMember me) {
        jdbc.sql("""
                        update clients.access_request
                        set state = :state, readable_to = :until, answered_by = :me, answered_at = :now where id = :id
                        """)
                .param("state", state)
                .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC))
                .param("me", me.id().id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
