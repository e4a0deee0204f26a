package org.mrcportal.reintegration.transfer;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Rule;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.team.CaseTasks;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.Seal;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks another centre to take a case on. Whoever may accept there finds a task, which the database adds: it is on the other
 * side of what the asking centre may write.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class TransferDesk {

    /** The person lets other centres know. */
    static final String PURPOSE = "SHARE_WITH_NETWORK";

    private final Cases cases;
    private final CaseTasks tasks;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;

    TransferDesk(Cases cases, CaseTasks tasks, ClientDirectory clients, JdbcClient jdbc, Seal seal, Clock clock) {
        this.cases = cases;
        this.tasks = tasks;
        this.clients = clients;
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * The last transfer of a case.
     *
     * @param takes what comes along
     * @param reason of a refusal
     */
    record Given(
            UUID id,
            CentreId to,
            String state,
            List<String> takes,
            @Nullable String reason) {

        public boolean pending() {
            return state.equals("OFFERED");
        }
    }

    /**
     * The transfer page of a case.
     *
     * @param agrees the person lets other centres know, now
     * @param given the last transfer, or none
     * @param letter what the centre wrote that the case came from, or null
     */
    record Sheet(
            CaseCard card,
            boolean agrees,
            @Nullable Given given,
            @Nullable String letter) {

        /** Another centre can be asked. */
        public boolean open() {
            return card.open() && !card.readOnly() && (given == null || !given.pending());
        }
    }

    /** It cannot be done (any more); nothing was changed. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Nobody at the other centre may take on a protected case. */
    static final class NobodyThere extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Sheet sheet(CaseId file, StaffMember me) {
        CaseCard card = cases.open(file, "TRANSFER", me);
        boolean agrees = clients.agrees(card.client(), PURPOSE);
        return jdbc.sql("""
                        select t.id, t.to_centre_id, t.state, t.takes, t.reason, a.id as arrival, a.letter
                        from reintegration.case_file c
                        left join lateral (select * from reintegration.transfer x
                                           where x.case_id = c.id order by x.offered_at desc limit 1) t on true
                        left join reintegration.arrival a on a.case_id = c.id
                        where c.id = ?
                        """)
                .param(file.id())
                .query((row, number) -> new Sheet(
                        card,
                        agrees,
                        given(row),
                        seal.open(row.getBytes("letter"), context(row.getObject("arrival", UUID.class)))))
                .single();
    }

    private static @Nullable Given given(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return id == null
                ? null
                : new Given(
                        id,
                        new CentreId(row.getObject("to_centre_id", UUID.class)),
                        row.getString("state"),
                        List.of((String[]) row.getArray("takes").getArray()),
                        row.getString("reason"));
    }

    /**
     * Asks once, however often the form is sent.
     *
     * @throws Refused where the person does not agree, or the case is closed or already offered
     * @throws NobodyThere where the case is protected and the other centre has no focal point
     */
    void offer(CaseId file, CentreCard to, TransferForm form, StaffMember me) {
        CaseCard card = cases.get(file);
        UUID once = Once.required(form.once());
        if (!card.open() || !clients.agrees(card.client(), PURPOSE)) {
            throw new Refused();
        }
        UUID id = UuidCreator.getTimeOrderedEpoch();
        if (add(id, card, to, form, once, me)) {
            cases.happened(card, "TRANSFER_OFFERED", id, me.id(), null);
        } else if (!known(once)) {
            throw new Refused();
        }
    }

    private boolean known(UUID once) {
        return jdbc.sql("select exists (select from reintegration.transfer where once = ?)")
                .param(once)
                .query(Boolean.class)
                .single();
    }

    private boolean add(UUID id, CaseCard card, CentreCard to, TransferForm form, UUID once, StaffMember me) {
        try {
            return jdbc.sql("""
                            insert into reintegration.transfer (id, version, centre_id, case_id, to_centre_id, urgency, letter, takes,
                                agreed_how, state, offered_by, offered_at, once)
                            values (:id, 0, :centre, :case, :to, :urgency, :letter, string_to_array(:takes, ' '), :how, 'OFFERED', :me,
                                    :now, :once)
                            on conflict do nothing
                            """)
                            .param("id", id)
                            .param("centre", card.centre().id())
                            .param("case", card.id().id())
                            .param("to", to.id().id())
                            .param("urgency", form.urgency())
                            .param(
                                    "letter",
                                    seal.seal(
                                            Objects.requireNonNull(form.letter())
                                                    .strip(),
                                            context(id)))
                            .param("takes", String.join(" ", form.parts(card.household())))
                            .param("how", form.parts(card.household()).isEmpty() ? null : form.how())
                            .param("me", me.id().id())
                            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                            .param("once", once)
                            .update()
                    == 1;
        } catch (DataIntegrityViolationException refused) {
            throw Rule.brokenBy(refused).equals("focal_point_there") ? new NobodyThere() : refused;
        }
    }

    /** Takes the question back; whoever has the case hears of it from others. */
    void withdraw(CaseId file, StaffMember me) {
        CaseCard card = cases.get(file);
        int withdrawn = jdbc.sql("""
                        update reintegration.transfer set state = 'WITHDRAWN', settled_at = ?, version = version + 1
                        where case_id = ? and state = 'OFFERED'
                        """)
                .params(clock.instant().atOffset(ZoneOffset.UTC), file.id())
                .update();
        if (withdrawn == 1) {
            cases.happened(card, "TRANSFER_WITHDRAWN", null, me.id(), null);
            tasks.tell(card.centre(), file, "TRANSFER_WITHDRAWN", owner(card), me.id());
        }
    }

    static List<StaffId> owner(CaseCard card) {
        StaffId owner = card.owner();
        return owner == null ? List.of() : List.of(owner);
    }

    /** What the letter of a transfer is sealed for. */
    static String context(@Nullable UUID transfer) {
        return "transfer.letter:" + transfer;
    }
}
