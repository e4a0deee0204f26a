package org.mrcportal.reintegration.plan;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Follows the steps of a plan: how far each has come, and what client and partners say of it. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class StepProgressDesk {

    private final PlanKeeping keeping;
    private final Actions actions;
    private final PlanHistory history;
    private final Cases cases;
    private final Progress progress;
    private final StepOwners owners;
    private final JdbcClient jdbc;
    private final Clock clock;

    StepProgressDesk(
            PlanKeeping keeping,
            Actions actions,
            PlanHistory history,
            Cases cases,
            Progress progress,
            StepOwners owners,
            JdbcClient jdbc,
            Clock clock) {
        this.keeping = keeping;
        this.actions = actions;
        this.history = history;
        this.cases = cases;
        this.progress = progress;
        this.owners = owners;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A step comes to another state; pressing twice changes nothing more. */
    void become(CaseId id, UUID about, ActionState next, StaffMember me) {
        CaseCard file = keeping.writable(id);
        Plan plan = keeping.held(id);
        become(file, plan, about, next, me);
    }

    private void become(CaseCard file, Plan plan, UUID about, ActionState next, StaffMember me) {
        if (!plan.begun() && (next == ActionState.STARTED || next == ActionState.DONE)) {
            throw new Plan.Refused(Plan.Reason.NOT_BEGUN);
        }
        Action step = actions.hold(about)
                .filter(held -> held.file().equals(file.id()))
                .orElseThrow(() -> new NotFound(about));
        ActionState before = step.state();
        if (!step.become(next, clock.instant())) {
            return;
        }
        actions.saveAndFlush(step);
        if (next.open() != before.open()) {
            owners.changed(file, plan, step, me);
        }
        history.keep(
                plan,
                "STEP_STATE",
                about,
                step.words().text(),
                new PlanHistory.Differences().field("state", before, next).all(),
                me.id());
        cases.happened(file, "STEP_" + next, about, me.id(), null);
        if (next == ActionState.STARTED || next == ActionState.DONE) {
            progress.to(CaseState.ACTIVE, file, me);
        }
    }

    /** What client or partner said is taken over into the step, or only marked as seen. Once, however many press. */
    void settle(CaseId id, UUID word, boolean accepted, StaffMember me) {
        CaseCard file = keeping.writable(id);
        Plan plan = keeping.held(id);
        Optional<Said> said = jdbc.sql("""
                        update reintegration.step_word set settled_at = :now, settled_by = :me, accepted = :accepted
                        where id = :word and case_id = :case and settled_at is null and taken_back_at is null
                        returning action_id, word
                        """)
                .param("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .param("me", me.id().id())
                .param("accepted", accepted)
                .param("word", word)
                .param("case", id.id())
                .query((row, number) -> new Said(row.getObject("action_id", UUID.class), row.getString("word")))
                .optional();
        if (said.isPresent()) {
            if (accepted) {
                become(file, plan, said.get().step(), meant(said.get().word()), me);
            }
            cases.happened(file, accepted ? "WORD_ACCEPTED" : "WORD_SEEN", word, me.id(), null);
        } else if (!jdbc.sql("select exists (select from reintegration.step_word where id = ? and case_id = ?)")
                .params(word, id.id())
                .query(Boolean.class)
                .single()) {
            throw new NotFound(word);
        }
    }

    /** Of which step what was said. */
    private record Said(UUID step, String word) {}

    private static ActionState meant(String word) {
        return switch (word) {
            case "DONE" -> ActionState.DONE;
            case "CONFIRMED" -> ActionState.STARTED;
            default -> ActionState.IMPOSSIBLE;
        };
    }
}
