package org.mrcportal.reintegration.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.CasePeople;
import org.mrcportal.reintegration.casefile.Cases;
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
    private final ClientDirectory clients;
    private final Assessments assessments;
    private final Scores scores;
    private final Instruments instruments;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AssessmentDesk(
            Cases cases,
            ClientDirectory clients,
            Assessments assessments,
            Scores scores,
            Instruments instruments,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.clients = clients;
        this.assessments = assessments;
        this.scores = scores;
        this.instruments = instruments;
        this.events = events;
        this.clock = clock;
    }

    /** @param names of the people, as far as the reader may see them */
    record Overview(
            CaseCard card,
            List<Assessment.Person> people,
            Map<ClientId, ClientSummary> names,
            List<Instrument> offered) {}

    Overview overview(CaseId file, StaffMember me) {
        CaseCard card = cases.open(file, PAGE, me);
        List<Assessment.Person> people = assessments.ofCase(file);
        return new Overview(
                card,
                people,
                clients.summaries(people.stream().map(Assessment.Person::client).toList()),
                instruments.offered(today(card)));
    }

    /**
     * One assessment.
     *
     * @param who whose it is: name and code, as far as the reader may see them
     */
    record Opened(CaseCard card, Assessment assessment, String who) {}

    /** @throws NotFound where the case has no such assessment */
    Opened open(CaseId file, UUID id, StaffMember me) {
        return opened(cases.open(file, PAGE, me), id);
    }

    private Opened opened(CaseCard card, UUID id) {
        Assessment assessment = known(card, id);
        String who = CasePeople.named(clients.summaries(Set.of(assessment.client())), assessment.client());
        return new Opened(card, assessment, who);
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
        Assessment now = known(card, id);
        Instrument.Section saved = now.instrument().section(section).orElseThrow(() -> new NotFound(section));
        if (now.saved(saved).version() != seen || now.isComplete() || !card.open()) {
            throw new Overtaken(opened(card, id));
        }
        assessments.save(card, now, saved, seen + 1, answers, words, me.id());
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
