package org.mrcportal.clients.datarequest;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.DeletionRequests;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Also keeps what staff have against a deletion, for the officer who carries it out. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DeletionsOnRecord implements DeletionRequests {

    private static final String WAITING = """
            from clients.data_request r join clients.client c on c.id = r.client_id
            where r.kind = 'DELETION' and r.state = 'OPEN'
              and r.client_id in (select clients.same_person(p.id) from unnest(cast(:people as uuid[])) as p(id))
            """;

    private final JdbcClient jdbc;
    private final Seal seal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DeletionsOnRecord(JdbcClient jdbc, Seal seal, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<Waiting> of(Collection<ClientId> people, StaffId reader) {
        return jdbc.sql("select r.id, c.code, r.asked_at, (select o.why from clients.deletion_objection o"
                        + " where o.request_id = r.id and o.staff_id = :reader) as why " + WAITING
                        + " order by r.asked_at, r.id")
                .param("people", ids(people))
                .param("reader", reader.id())
                .query((row, number) -> {
                    UUID request = Objects.requireNonNull(row.getObject("id", UUID.class));
                    var asked = Objects.requireNonNull(row.getObject("asked_at", OffsetDateTime.class))
                            .toInstant();
                    return new Waiting(
                            request,
                            Objects.requireNonNull(row.getString("code")),
                            asked,
                            asked.plus(DataRequest.WAITS),
                            seal.open(row.getBytes("why"), context(request, reader.id())));
                })
                .list();
    }

    @Override
    public void hold(UUID request, Collection<ClientId> people, String why, StaffId by) {
        jdbc.sql("select r.id, r.centre_id, r.client_id " + WAITING + " and r.id = :request for update of r")
                .param("people", ids(people))
                .param("request", request)
                .query((row, number) ->
                        entry("DELETION_HELD", row.getObject(2, UUID.class), row.getObject(3, UUID.class)))
                .optional()
                .ifPresent(held -> {
                    jdbc.sql("""
                                    insert into clients.deletion_objection (request_id, staff_id, centre_id, at, why)
                                    values (:request, :by, :centre, :now, :why)
                                    on conflict (request_id, staff_id) do update set at = excluded.at, why = excluded.why
                                    """)
                            .param("request", request)
                            .param("by", by.id())
                            .param("centre", held.centre())
                            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                            .param("why", seal.seal(why, context(request, by.id())))
                            .update();
                    events.publishEvent(held);
                });
    }

    @Override
    public void release(UUID request, Collection<ClientId> people, StaffId by) {
        jdbc.sql("delete from clients.deletion_objection o using clients.data_request d"
                        + " where o.request_id = :request and o.staff_id = :by and d.id = o.request_id"
                        + " and d.id in (select r.id " + WAITING + ") returning d.centre_id, d.client_id")
                .param("people", ids(people))
                .param("request", request)
                .param("by", by.id())
                .query((row, number) ->
                        entry("DELETION_RELEASED", row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .optional()
                .ifPresent(events::publishEvent);
    }

    /**
     * What is said against a deletion, for the officer.
     *
     * @param asOf changes with every word that comes in, and is empty where there are none
     */
    record Against(List<String> reasons, String asOf) {

        static final Against NOTHING = new Against(List.of(), "");
    }

    Against against(UUID request) {
        List<Reason> found = jdbc.sql("""
                        select staff_id, at, why from clients.deletion_objection where request_id = ? order by at, staff_id
                        """)
                .param(request)
                .query((row, number) -> {
                    UUID staff = Objects.requireNonNull(row.getObject("staff_id", UUID.class));
                    return new Reason(
                            Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)),
                            Objects.requireNonNull(seal.open(row.getBytes("why"), context(request, staff))));
                })
                .list();
        return new Against(
                found.stream().map(Reason::why).toList(),
                found.isEmpty() ? "" : found.getLast().at().toInstant().toString());
    }

    private record Reason(OffsetDateTime at, String why) {}

    private static String context(UUID request, UUID staff) {
        return "deletion_objection.why:" + request + ":" + staff;
    }

    private static UUID[] ids(Collection<ClientId> people) {
        return people.stream().map(ClientId::id).toArray(UUID[]::new);
    }

    private static AuditEntry entry(String action, UUID centre, UUID client) {
        return new AuditEntry(action, centre, "client:" + client, null);
    }
}
