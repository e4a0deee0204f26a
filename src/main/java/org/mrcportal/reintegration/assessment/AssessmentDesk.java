package org.mrcportal.reintegration.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.followup.OpenRounds;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What case workers do with the assessments of a case. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class AssessmentDesk {

    private static final String PAGE = "ASSESSMENTS";

    private final Cases cases;
    private final Assessments assessments;
    private final Scores scores;
    private final Instruments instruments;
    private final OpenRounds rounds;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AssessmentDesk(
            Cases cases,
            Assessments assessments,
            Scores scores,
            Instruments instruments,
            OpenRounds rounds,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.assessments = assessments;
        this.scores = scores;
        this.instruments = instruments;
        this.rounds = rounds;
        this.events = events;
        this.clock = clock;
    }

    record Overview(CaseCard card, List<Assessment.Person> people, List<Instrument> offered) {}

    Overview overview(CaseId file, StaffMember me) {
        CaseCard card = cases.open(file, PAGE, me);
        return new Overview(card, assessments.ofCase(file), instruments.offered(today(card)));
    }

    /**
     * One assessment.
     *
     * @param calculations every score of this person by this instrument, this assessment's own among them
     * @param followUp of the same round, if it is complete and the person is still to be asked
     */
    record Opened(
            CaseCard card,
            Assessment assessment,
            List<Assessment.Calculation> calculations,
            @Nullable UUID followUp) {}

    /** @throws NotFound where the case has no such assessment */
    Opened open(CaseId file, UUID id, StaffMember me) {
        return opened(cases.open(file, PAGE, me), id);
    }

    private Opened opened(CaseCard card, UUID id) {
        Assessment assessment = known(card, id);
        return new Opened(
                card,
                assessment,
                scores.of(card.id(), assessment),
                assessment.isComplete() && assessment.round() != Round.BASELINE && !card.readOnly()
                        ? rounds.of(card.id(), assessment.client(), assessment.round().name())
                                .orElse(null)
                        : null);
    }

    /** A form to be filled in by hand. */
    record Blank(CaseCard card, Instrument instrument) {}

    /** @throws NotFound where no such instrument is in use */
    Blank blank(CaseId file, String instrument, StaffMember me) {
        CaseCard card = cases.open(file, PAGE, me);
        return new Blank(card, offered(card, instrument));
    }

    /**
     * Begins an assessment, once for each form and once for each round.
     *
     * @return the new one, or the one that there is
     * @throws NotFound where the case is closed, is not about this person, or no such instrument is in use
     */
    UUID start(CaseId file, UUID client, String instrument, Round round, UUID once, StaffMember me) {
        CaseCard card = cases.get(file);
        refuseGlass(card);
        if (!card.open()) {
            throw new NotFound(file);
        }
        Assessments.Started started = assessments
                .start(card, client, offered(card, instrument), round, once, me.id())
                .orElseThrow(() -> new NotFound(client));
        if (started.fresh()) {
            cases.happened(card, "ASSESSMENT_STARTED", started.id(), me.id(), null);
        }
        return started.id();
    }

    /** Somebody has saved the section, or completed the assessment, since the page was opened. Nothing was saved. */
    static class Overtaken extends RuntimeException {

        private final transient Opened now;

        Overtaken(Opened now) {
            this.now = now;
        }

        Opened now() {
            return now;
        }
    }

    /**
     * Saves one section.
     *
     * @param seen the version of the section the page was filled in from
     * @throws Overtaken where there is a later one, or the case is closed
     */
    void save(
            CaseId file,
            UUID id,
            String section,
            int seen,
            Map<Integer, Answer> answers,
            @Nullable String words,
            StaffMember me) {
        CaseCard card = cases.get(file);
        refuseGlass(card);
        assessments.lock(id);
        Opened now = opened(card, id);
        Instrument.Section saved =
                now.assessment().instrument().section(section).orElseThrow(() -> new NotFound(section));
        if (now.assessment().saved(saved).version() != seen || now.assessment().isComplete() || !card.open()) {
            throw new Overtaken(now);
        }
        assessments.save(card, now.assessment(), saved, seen + 1, answers, words, me.id());
        events.publishEvent(
                new AuditEntry("CASE_ASSESSMENT_SAVED", card.centre().id(), "case:" + file, null));
    }

    /**
     * Scores the answers and keeps the score.
     *
     * @param restNotAsked the open questions were not asked
     * @return whether it is complete now: not where questions are open
     */
    boolean complete(CaseId file, UUID id, boolean restNotAsked, StaffMember me) {
        CaseCard card = cases.writable(file);
        assessments.lock(id);
        Assessment assessment = known(card, id);
        if (assessment.isComplete()) {
            return true;
        }
        if (!assessment.open().isEmpty()) {
            if (!restNotAsked) {
                return false;
            }
            notAsked(card, assessment);
            assessment = known(card, id);
        }
        scores.keep(card, assessment, assessment.score(), me.id());
        cases.happened(card, "ASSESSMENT_COMPLETED", id, me.id(), null);
        return true;
    }

    private void notAsked(CaseCard card, Assessment assessment) {
        List<Integer> open =
                assessment.open().stream().map(Instrument.Question::number).toList();
        Map<Integer, Answer> answers = new TreeMap<>();
        open.forEach(number -> answers.put(number, Answer.NOT_ASKED));
        assessments.keep(card, assessment, open, answers);
    }

    /** Opens a completed assessment again. What it came to stays on record beside what it will come to. */
    void correct(CaseId file, UUID id, StaffMember me) {
        CaseCard card = cases.writable(file);
        assessments.lock(id);
        if (known(card, id).isComplete()) {
            scores.reopen(id);
            cases.happened(card, "ASSESSMENT_CORRECTED", id, me.id(), null);
        }
    }

    /**
     * Removes one that was begun by mistake: for the wrong person, or the wrong round.
     *
     * @return false where somebody has answered meanwhile
     */
    boolean remove(CaseId file, UUID id, StaffMember me) {
        CaseCard card = cases.writable(file);
        assessments.lock(id);
        if (!known(card, id).isBlank() || !assessments.remove(id)) {
            return false;
        }
        cases.happened(card, "ASSESSMENT_REMOVED", id, me.id(), null);
        return true;
    }

    private static void refuseGlass(CaseCard card) {
        if (card.readOnly()) {
            throw new AccessDeniedException("glass is for reading");
        }
    }

    private Assessment known(CaseCard card, UUID id) {
        return assessments.find(card.id(), id).orElseThrow(() -> new NotFound(id));
    }

    private Instrument offered(CaseCard card, String code) {
        return instruments.offered(today(card)).stream()
                .filter(i -> i.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound(code));
    }

    private LocalDate today(CaseCard card) {
        return LocalDate.now(clock.withZone(card.zone()));
    }
}
