package org.mrcportal.reintegration.plan;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.SecretLinks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A partner's one answer about one step. Looking at the link does nothing. Each time it is asked anew whether the partner may
 * be told: an ended link says nothing, nor one whose client takes consent back.
 */
@Service
@Transactional
class StepLinkDesk {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Centres centres;
    private final Clock clock;

    StepLinkDesk(JdbcClient jdbc, Cases cases, Centres centres, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.centres = centres;
        this.clock = clock;
    }

    /**
     * All a partner learns: the step, the centre and a reference.
     *
     * @param step null: the link has ended, or may tell nothing any more
     * @param answer CONFIRMED, REFUSED, or null: not answered
     * @param open it can be answered
     */
    record Asked(
            @Nullable Step step,
            CentreCard centre,
            @Nullable String answer,
            boolean open) {}

    /** @param reference the link's own */
    record Step(String text, String dueOn, String reference) {}

    /**
     * The step behind a link.
     *
     * @param told the partner may read it now
     * @param open the partner may answer now
     */
    private record Link(
            UUID id,
            CaseId file,
            UUID step,
            UUID centre,
            String reference,
            String text,
            LocalDate dueOn,
            @Nullable String answer,
            boolean told,
            boolean open) {}

    /** @throws NotFound for anything that is no link of ours */
    @Transactional(readOnly = true)
    Scope scopeOf(String token) {
        return Optional.of(token)
                .filter(SecretLinks::isToken)
                .flatMap(given -> jdbc.sql("select reintegration.centre_of_step_link(?)")
                        .param(SecretLinks.hash(given))
                        .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                        .single())
                .map(centre -> Scope.of(centre).readByPortal())
                .orElseThrow(() -> new NotFound("step"));
    }

    @Transactional(readOnly = true)
    Asked find(String token, Language language) {
        Link link = link(token, false);
        return new Asked(
                link.told()
                        ? new Step(
                                link.text(),
                                CentreTime.date(link.dueOn(), language.locale()),
                                Reference.grouped(link.reference()))
                        : null,
                centres.byId(new CentreId(link.centre()), language).orElseThrow(),
                link.answer(),
                link.open());
    }

    /** Once: a later answer, or one after the end, changes nothing. */
    void answer(String token, boolean confirmed, @Nullable String reason) {
        Link link = link(token, true);
        if (!link.open()) {
            return;
        }
        String answer = confirmed ? "CONFIRMED" : "REFUSED";
        CaseCard file = cases.get(link.file());
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("update reintegration.step_link set answered_at = ?, answer = ? where id = ?")
                .params(now, answer, link.id())
                .update();
        jdbc.sql("""
                        update reintegration.step_word set taken_back_at = :now
                        where action_id = :step and said_by = 'PARTNER' and taken_back_at is null and settled_at is null
                        """).param("now", now).param("step", link.step()).update();
        jdbc.sql("""
                        insert into reintegration.step_word (id, centre_id, case_id, action_id, said_by, word, reason, said_at)
                        values (:id, :centre, :case, :step, 'PARTNER', :word, :reason, :now)
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", link.centre())
                .param("case", link.file().id())
                .param("step", link.step())
                .param("word", answer)
                .param("reason", confirmed ? null : reason)
                .param("now", now)
                .update();
        cases.happened(file, "PARTNER_" + answer, link.step(), null, null);
    }

    private Link link(String token, boolean hold) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        select l.id, l.case_id, l.action_id, l.centre_id, l.reference, a.text, a.due_on, l.answer,
                               l.answer is null and a.state in ('PLANNED', 'STARTED') as awaited,
                               l.expires_at > :now and c.state <> 'CLOSED' and a.partner_id = l.partner_id
                               and w.shares_data and w.retired_at is null
                               and p.state <> 'REPLACED' and p.agreed_on is not null
                               and clients.agreed(clients.survivor(c.client_id), :share, :now) as allowed
                        from reintegration.step_link l
                        join reintegration.action a on a.id = l.action_id
                        join reintegration.goal g on g.id = a.goal_id
                        join reintegration.plan p on p.id = g.plan_id
                        join reintegration.case_file c on c.id = l.case_id
                        join partners.partner w on w.id = l.partner_id
                        where l.token_hash = :hash
                        """ + (hold ? " for update of l" : ""))
                .param("now", now)
                .param("share", PlanAccess.SHARE)
                .param("hash", SecretLinks.hash(token))
                .query((row, number) -> new Link(
                        row.getObject("id", UUID.class),
                        new CaseId(row.getObject("case_id", UUID.class)),
                        row.getObject("action_id", UUID.class),
                        row.getObject("centre_id", UUID.class),
                        row.getString("reference"),
                        row.getString("text"),
                        row.getObject("due_on", LocalDate.class),
                        row.getString("answer"),
                        row.getBoolean("allowed") && (row.getBoolean("awaited") || row.getString("answer") != null),
                        row.getBoolean("allowed") && row.getBoolean("awaited")))
                .optional()
                .orElseThrow(() -> new NotFound("step"));
    }
}
