package org.mrcportal.reintegration.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.assessment.AssessmentCopies;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.closure.Unfinished;
import org.mrcportal.reintegration.plan.PlanCopies;
import org.mrcportal.reintegration.team.CaseTasks;
import org.mrcportal.reintegration.transfer.TransferDesk.Refused;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a case on that another centre offers. The old case is closed as transferred and keeps its history; the new centre
 * gets a case of its own with the facts, the letter and what the person lets it have. It happens in one transaction over
 * both centres.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class ArrivalDesk {

    /** Why a centre refuses. */
    static final List<String> REASONS = List.of("NO_CAPACITY", "NOT_OURS", "NOT_REACHED", "OTHER");

    private final Cases cases;
    private final CaseTasks tasks;
    private final ClientDirectory clients;
    private final AssessmentCopies assessments;
    private final PlanCopies plans;
    private final Unfinished unfinished;
    private final JdbcClient jdbc;
    private final Clock clock;

    ArrivalDesk(
            Cases cases,
            CaseTasks tasks,
            ClientDirectory clients,
            AssessmentCopies assessments,
            PlanCopies plans,
            Unfinished unfinished,
            JdbcClient jdbc,
            Clock clock) {
        this.cases = cases;
        this.tasks = tasks;
        this.clients = clients;
        this.assessments = assessments;
        this.plans = plans;
        this.unfinished = unfinished;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a centre may know before it accepts. @param takes what would come along */
    record Offered(
            UUID id,
            CentreId from,
            CentreId to,
            String caseType,
            String language,
            String urgency,
            List<String> takes,
            Instant offeredAt) {}

    /** What is offered to the reader's centres; nothing of the person. */
    @Transactional(readOnly = true)
    List<Offered> offered() {
        return jdbc.sql("select * from reintegration.transfers_offered()")
                .query((row, number) -> new Offered(
                        row.getObject("id", UUID.class),
                        new CentreId(row.getObject("from_centre_id", UUID.class)),
                        new CentreId(row.getObject("to_centre_id", UUID.class)),
                        row.getString("case_type"),
                        row.getString("language"),
                        row.getString("urgency"),
                        List.of((String[]) row.getArray("takes").getArray()),
                        row.getObject("offered_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** @throws NotFound where it is not offered to the reader (any more) */
    @Transactional(readOnly = true)
    Offered offered(UUID id) {
        return offered().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(() -> new NotFound(id));
    }

    /**
     * Takes the case on. To be called in the scope of both centres, after {@link #offered(UUID)} has found it in the
     * reader's own.
     *
     * @throws Refused where it was withdrawn or taken meanwhile, or the person does not agree any more
     */
    CaseId accept(Offered offer, StaffMember me) {
        Settled settled = settle(offer, "ACCEPTED", null);
        CaseCard old = cases.get(settled.file());
        if (!old.open() || !clients.agrees(old.client(), TransferDesk.PURPOSE)) {
            throw new Refused();
        }
        CaseId file = CaseId.next();
        ClientId client = register(offer.to(), old.client(), old.language().code());
        open(file, client, old, offer.to(), me);
        jdbc.sql("""
                        insert into reintegration.arrival (id, centre_id, case_id, from_centre_id, letter, arrived_at)
                        select id, to_centre_id, ?, centre_id, letter, ? from reintegration.transfer where id = ?
                        """).params(file.id(), now(), offer.id()).update();
        CaseCard taken = cases.get(file);
        bringAlong(offer, old, taken, me);
        closeOld(old, me);
        cases.happened(old, "TRANSFERRED", offer.id(), null, null);
        cases.happened(taken, "ARRIVED", offer.id(), me.id(), null);
        tasks.tell(old.centre(), old.id(), "TRANSFER_ACCEPTED", settled.told(old), me.id());
        return file;
    }

    private void bringAlong(Offered offer, CaseCard old, CaseCard taken, StaffMember me) {
        Map<ClientId, ClientId> people = household(old, taken, offer.takes().contains("HOUSEHOLD"), me);
        if (offer.takes().contains("ASSESSMENTS")) {
            people.forEach((before, now) -> assessments.bring(old, before, taken, now));
        }
        if (offer.takes().contains("PLAN")) {
            plans.bring(old, taken, me.id());
        }
    }

    /** In the scope of both centres, like {@link #accept}. */
    void refuse(Offered offer, String reason, StaffMember me) {
        Settled settled = settle(offer, "REFUSED", reason);
        CaseCard old = cases.get(settled.file());
        cases.happened(old, "TRANSFER_REFUSED", offer.id(), null, reason);
        tasks.tell(old.centre(), old.id(), "TRANSFER_REFUSED", settled.told(old), me.id());
    }

    /** @param offeredBy who asked, and hears of the answer beside the owner */
    private record Settled(CaseId file, StaffId offeredBy) {

        List<StaffId> told(CaseCard old) {
            return Stream.concat(TransferDesk.owner(old).stream(), Stream.of(offeredBy))
                    .distinct()
                    .toList();
        }
    }

    /** Of two who settle it at once the second finds it settled. */
    private Settled settle(Offered offer, String state, @Nullable String reason) {
        return jdbc.sql("""
                        update reintegration.transfer set state = :state, reason = :reason, settled_at = :now, version = version + 1
                        where id = :id and state = 'OFFERED' returning case_id, offered_by
                        """)
                .param("state", state)
                .param("reason", reason)
                .param("now", now())
                .param("id", offer.id())
                .query((row, number) -> new Settled(
                        new CaseId(row.getObject("case_id", UUID.class)),
                        new StaffId(row.getObject("offered_by", UUID.class))))
                .optional()
                .orElseThrow(Refused::new);
    }

    private ClientId register(CentreId at, ClientId person, String language) {
        Contact contact = clients.addressee(person).orElse(Contact.NONE);
        return clients.register(at, contact, language, Set.of("SERVICE"), "ORAL");
    }

    private void open(CaseId file, ClientId client, CaseCard old, CentreId to, StaffMember me) {
        jdbc.sql("""
                        insert into reintegration.case_file (id, version, centre_id, client_id, reference, case_type, household,
                            protected, source, state, state_since, language, owner_id, returned_from, returned_on, months_abroad,
                            flags, once, opened_by, opened_at)
                        select :id, 0, :to, :client, :reference, case_type, household, protected, 'PARTNER', 'DRAFT', :now, language,
                               :me, returned_from, returned_on, months_abroad, flags, :id, :me, :now
                        from reintegration.case_file where id = :old
                        """)
                .param("id", file.id())
                .param("to", to.id())
                .param("client", client.id())
                .param("reference", Reference.random())
                .param("now", now())
                .param("me", me.id().id())
                .param("old", old.id().id())
                .update();
    }

    /** Somebody of the household who is registered at the old centre, or only known there. */
    private record Relative(
            UUID id,
            boolean self,
            @Nullable ClientId client,
            @Nullable String language) {}

    /**
     * Who belongs to the household. That they are comes along; who they are, of those who said themselves that other centres
     * may know.
     *
     * @return whom the new case names, by who that was at the old centre
     */
    private Map<ClientId, ClientId> household(CaseCard old, CaseCard taken, boolean named, StaffMember me) {
        Map<ClientId, ClientId> people = new LinkedHashMap<>(Map.of(old.client(), taken.client()));
        for (Relative one : relatives(old)) {
            ClientId client = one.client();
            if (named
                    && client != null
                    && one.language() != null
                    && !one.self()
                    && !people.containsKey(client)
                    && clients.agrees(client, TransferDesk.PURPOSE)) {
                people.put(client, register(taken.centre(), client, one.language()));
            }
            ClientId here = one.self() ? taken.client() : client == null ? null : people.get(client);
            jdbc.sql("""
                            insert into reintegration.household_member (id, version, centre_id, case_id, client_id, relation, head, sex,
                                age_group, added_by, added_at, once)
                            select uuidv7(), 0, :to, :id, :client, relation, head, sex, age_group, :me, :now, gen_random_uuid()
                            from reintegration.household_member where id = :old
                            on conflict (case_id, client_id) do nothing
                            """)
                    .param("to", taken.centre().id())
                    .param("id", taken.id().id())
                    .param("client", here == null ? null : here.id())
                    .param("me", me.id().id())
                    .param("now", now())
                    .param("old", one.id())
                    .update();
        }
        return people;
    }

    private List<Relative> relatives(CaseCard old) {
        return jdbc.sql("""
                        select m.id, m.relation = 'SELF' as self, k.id as client_id, k.language
                        from reintegration.household_member m
                        left join clients.client k on k.id = clients.survivor(m.client_id)
                        where m.case_id = ? order by m.added_at, m.id
                        """)
                .param(old.id().id())
                .query((row, number) -> {
                    UUID client = row.getObject("client_id", UUID.class);
                    return new Relative(
                            row.getObject("id", UUID.class),
                            row.getBoolean("self"),
                            client == null ? null : new ClientId(client),
                            row.getString("language"));
                })
                .list();
    }

    /** What is still open there is called off, for the new centre begins anew: nothing of it keeps the old case open. */
    private void closeOld(CaseCard old, StaffMember me) {
        UUID id = old.id().id();
        unfinished.callOff(old, now(), me);
        jdbc.sql("update reintegration.referral_link set revoked_at = ? where case_id = ? and revoked_at is null")
                .params(now(), id)
                .update();
        jdbc.sql("""
                        insert into reintegration.closure (id, centre_id, case_id, reason, closed_by, closed_at, once)
                        values (uuidv7(), ?, ?, 'TRANSFERRED', ?, ?, gen_random_uuid())
                        """).params(old.centre().id(), id, me.id().id(), now()).update();
        jdbc.sql("""
                        update reintegration.case_file set state = 'CLOSED', state_since = ?, closed_at = ?, version = version + 1
                        where id = ?
                        """).params(now(), now(), id).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
