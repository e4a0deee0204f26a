package org.mrcportal.reintegration.transfer;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks another centre to take a case on, and takes one on. The old case is closed as transferred and keeps its history; the
 * new centre gets a case of its own with the facts and the letter. It happens in one transaction over both centres.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class TransferDesk {

    private static final String PURPOSE = "SHARE_WITH_NETWORK";

    /** Why a centre refuses. */
    static final List<String> REASONS = List.of("NO_CAPACITY", "NOT_OURS", "NOT_REACHED", "OTHER");

    private final Cases cases;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;

    TransferDesk(Cases cases, ClientDirectory clients, JdbcClient jdbc, Seal seal, Clock clock) {
        this.cases = cases;
        this.clients = clients;
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /** The last transfer of a case, or none; {@code reason} of a refusal. */
    record Given(
            UUID id, CentreId to, String state, @Nullable String reason) {}

    /** Where a case came from, and what was written. */
    record Arrived(CentreId from, String letter) {}

    record Sheet(
            CaseCard card,
            boolean agrees,
            @Nullable Given given,
            @Nullable Arrived arrived) {}

    /** What a centre may know before it accepts. */
    record Offered(
            UUID id, CentreId from, CentreId to, String caseType, String language, String urgency, Instant offeredAt) {}

    /** It cannot be done (any more); nothing was changed. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Sheet sheet(CaseId file, StaffMember me) {
        CaseCard card = cases.open(file, "TRANSFER", me);
        return new Sheet(
                card,
                clients.agrees(card.client(), PURPOSE),
                jdbc.sql("""
                                select id, to_centre_id, state, reason from reintegration.transfer
                                where case_id = ? order by offered_at desc limit 1
                                """)
                        .param(file.id())
                        .query((row, number) -> new Given(
                                row.getObject("id", UUID.class),
                                new CentreId(row.getObject("to_centre_id", UUID.class)),
                                row.getString("state"),
                                row.getString("reason")))
                        .optional()
                        .orElse(null),
                jdbc.sql("select id, from_centre_id, letter from reintegration.arrival where case_id = ?")
                        .param(file.id())
                        .query((row, number) -> new Arrived(
                                new CentreId(row.getObject("from_centre_id", UUID.class)),
                                letter(row.getObject("id", UUID.class), row.getBytes("letter"))))
                        .optional()
                        .orElse(null));
    }

    /**
     * Asks once, however often the form is sent.
     *
     * @throws Refused where the person does not agree, or the case is closed or already offered
     */
    void offer(CaseId file, CentreCard to, TransferForm form, StaffMember me) {
        CaseCard card = cases.get(file);
        UUID once = Once.required(form.once());
        if (!card.open() || !clients.agrees(card.client(), PURPOSE)) {
            throw new Refused();
        }
        UUID id = UuidCreator.getTimeOrderedEpoch();
        int made = jdbc.sql("""
                        insert into reintegration.transfer (id, version, centre_id, case_id, to_centre_id, urgency, letter, state,
                            offered_by, offered_at, once)
                        values (:id, 0, :centre, :case, :to, :urgency, :letter, 'OFFERED', :me, :now, :once)
                        on conflict do nothing
                        """)
                .param("id", id)
                .param("centre", card.centre().id())
                .param("case", file.id())
                .param("to", to.id().id())
                .param("urgency", form.urgency())
                .param("letter", seal.seal(Objects.requireNonNull(form.letter()).strip(), context(id)))
                .param("me", me.id().id())
                .param("now", now())
                .param("once", once)
                .update();
        if (made == 1) {
            cases.happened(card, "TRANSFER_OFFERED", id, me.id(), null);
        }
    }

    void withdraw(CaseId file, StaffMember me) {
        CaseCard card = cases.get(file);
        int withdrawn = jdbc.sql("""
                        update reintegration.transfer set state = 'WITHDRAWN', settled_at = ?, version = version + 1
                        where case_id = ? and state = 'OFFERED'
                        """).params(now(), file.id()).update();
        if (withdrawn == 1) {
            cases.happened(card, "TRANSFER_WITHDRAWN", null, me.id(), null);
        }
    }

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
        CaseCard old = settle(offer, "ACCEPTED", null);
        if (!clients.agrees(old.client(), PURPOSE)) {
            throw new Refused();
        }
        Contact contact = clients.addressee(old.client()).orElse(Contact.NONE);
        ClientId client = clients.register(offer.to(), contact, old.language().code(), Set.of("SERVICE"), "ORAL");
        CaseId file = CaseId.next();
        open(file, client, old, offer.to(), me);
        closeOld(old, me);
        jdbc.sql("""
                        insert into reintegration.arrival (id, centre_id, case_id, from_centre_id, letter, arrived_at)
                        select id, to_centre_id, ?, centre_id, letter, ? from reintegration.transfer where id = ?
                        """).params(file.id(), now(), offer.id()).update();
        cases.happened(old, "TRANSFERRED", offer.id(), null, null);
        cases.happened(cases.get(file), "ARRIVED", offer.id(), me.id(), null);
        return file;
    }

    /** In the scope of both centres, like {@link #accept}. */
    void refuse(Offered offer, String reason) {
        CaseCard old = settle(offer, "REFUSED", reason);
        cases.happened(old, "TRANSFER_REFUSED", offer.id(), null, reason);
    }

    /** Of two who settle it at once the second finds it settled. */
    private CaseCard settle(Offered offer, String state, @Nullable String reason) {
        return jdbc.sql("""
                        update reintegration.transfer set state = :state, reason = :reason, settled_at = :now, version = version + 1
                        where id = :id and state = 'OFFERED' returning case_id
                        """)
                .param("state", state)
                .param("reason", reason)
                .param("now", now())
                .param("id", offer.id())
                .query(UUID.class)
                .optional()
                .map(CaseId::new)
                .map(cases::get)
                .orElseThrow(Refused::new);
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
        // The others of the household have not been asked: who they are stays behind, that they are comes along.
        jdbc.sql("""
                        insert into reintegration.household_member (id, version, centre_id, case_id, client_id, relation, head, sex,
                            age_group, added_by, added_at, once)
                        select uuidv7(), 0, :to, :id, case when relation = 'SELF' then :client end, relation, head, sex, age_group,
                               :me, :now, gen_random_uuid()
                        from reintegration.household_member where case_id = :old
                        """)
                .param("id", file.id())
                .param("to", to.id())
                .param("client", client.id())
                .param("now", now())
                .param("me", me.id().id())
                .param("old", old.id().id())
                .update();
    }

    /** Whatever is still open there is not finished but handed over, so nothing that usually keeps a case open does. */
    private void closeOld(CaseCard old, StaffMember me) {
        UUID id = old.id().id();
        jdbc.sql("""
                        insert into reintegration.closure (id, centre_id, case_id, reason, closed_by, closed_at, once)
                        values (uuidv7(), ?, ?, 'TRANSFERRED', ?, ?, gen_random_uuid())
                        """).params(old.centre().id(), id, me.id().id(), now()).update();
        jdbc.sql("""
                        update reintegration.case_file set state = 'CLOSED', state_since = ?, closed_at = ?, version = version + 1
                        where id = ?
                        """).params(now(), now(), id).update();
        jdbc.sql("""
                        update reintegration.follow_up set state = 'CANCELLED', settled_at = ?, version = version + 1
                        where case_id = ? and state = 'DUE'
                        """).params(now(), id).update();
        jdbc.sql(
                        "update reintegration.task set done_at = ?, version = version + 1 where case_id = ? and done_at is null")
                .params(now(), id)
                .update();
        jdbc.sql("""
                        update reintegration.referral set state = 'CANCELLED', state_since = ?, version = version + 1
                        where case_id = ? and state in ('DRAFT', 'SENT', 'ACCEPTED')
                        """).params(now(), id).update();
        jdbc.sql("update reintegration.referral_link set revoked_at = ? where case_id = ? and revoked_at is null")
                .params(now(), id)
                .update();
    }

    private String letter(UUID transfer, byte[] sealed) {
        return Optional.ofNullable(seal.open(sealed, context(transfer))).orElse("");
    }

    private static String context(UUID transfer) {
        return "transfer.letter:" + transfer;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
