package org.mrcportal.counselling.consultation;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.ConsultationId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.Errors;

/** Writing a consultation down, once, and putting it right. What was typed wrongly is told at its field. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class ConsultationLog {

    private final Consultations consultations;
    private final Occasions occasions;
    private final Drafts drafts;
    private final OccasionClosing closing;
    private final ClientDirectory clients;
    private final Centres centres;
    private final Codes codes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConsultationLog(
            Consultations consultations,
            Occasions occasions,
            Drafts drafts,
            OccasionClosing closing,
            ClientDirectory clients,
            Centres centres,
            Codes codes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.consultations = consultations;
        this.occasions = occasions;
        this.drafts = drafts;
        this.closing = closing;
        this.clients = clients;
        this.centres = centres;
        this.codes = codes;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A consultation on record.
     *
     * @param before it was there already: this submission is a repetition
     */
    record Logged(ConsultationId id, boolean before) {}

    /** Saves the consultation, or finds what an earlier submission saved; empty where the form has errors. */
    Optional<Logged> save(ConsultationForm form, Errors errors, StaffMember me, Locale locale) {
        Subject subject = form.subject();
        UUID once = Once.required(form.once());
        occasions.lock(subject);
        Occasion occasion = occasion(subject, form, me);
        if (occasion.consultation() != null) {
            return Optional.of(new Logged(occasion.consultation(), true));
        }
        Optional<Consultation> earlier = consultations.findByOnce(once);
        if (earlier.isPresent()) {
            return Optional.of(new Logged(earlier.get().id(), true));
        }
        Instant now = clock.instant();
        ConsultationCheck check = new ConsultationCheck(codes, zone(occasion.centre(), locale), now);
        check.check(form, errors);
        if (!occasion.wasHeld()) {
            errors.reject("counselling.log.cancelled");
        }
        if (errors.hasErrors()) {
            return Optional.empty();
        }
        Talk talk = check.talk(form)
                .sharpened(occasion.startedAt(), occasion.finishedAt())
                .interpretedBy(
                        occasion.interpreter() == null
                                ? null
                                : occasion.interpreter().id());
        Consultation logged = consultations.saveAndFlush(Consultation.log(
                occasion,
                me.id(),
                talk,
                check.findings(form),
                occasions.contactType(occasion.client(), talk.startedAt()),
                once,
                now));
        closing.close(logged);
        drafts.discard(me, subject);
        events.publishEvent(
                new AuditEntry("CONSULTATION_LOGGED", logged.centre().id(), "consultation:" + logged.id(), null));
        return Optional.of(new Logged(logged.id(), false));
    }

    /** What another submission of the same form has put on record. */
    @Transactional(readOnly = true)
    Optional<Logged> logged(ConsultationForm form) {
        return consultations.findByOnce(Once.required(form.once())).map(record -> new Logged(record.id(), true));
    }

    /** @return false where the form has errors */
    boolean correct(ConsultationId id, ConsultationForm form, Errors errors, StaffMember me, Locale locale) {
        Consultation record = consultations.lockById(id).orElseThrow(() -> new NotFound(id));
        if (!record.mayBeCorrectedBy(me.id(), me.is(Role.CENTRE_MANAGER))) {
            throw new AccessDeniedException("somebody else's consultation");
        }
        ConsultationCheck check = new ConsultationCheck(codes, zone(record.centre(), locale), clock.instant());
        check.check(form, errors);
        if (form.version() != null && form.version() != record.version()) {
            errors.reject("counselling.log.stale");
        }
        if (errors.hasErrors()) {
            return false;
        }
        Talk talk = check.talk(form)
                .sharpened(record.talk().startedAt(), record.talk().endedAt())
                .interpretedBy(record.talk().interpreterId());
        closing.close(consultations.saveAndFlush(record.correct(talk, check.findings(form))));
        events.publishEvent(
                new AuditEntry("CONSULTATION_CORRECTED", record.centre().id(), "consultation:" + id, null));
        return true;
    }

    private Occasion occasion(Subject subject, ConsultationForm form, StaffMember me) {
        if (subject.appointment() != null) {
            return occasions.appointment(subject.appointment());
        }
        if (subject.walkIn() != null) {
            return occasions.walkIn(subject.walkIn());
        }
        CentreId centre = subject.client() == null
                ? centre(form)
                : clients.find(subject.client())
                        .map(ClientSummary::centre)
                        .orElseThrow(() -> new NotFound(subject.key()));
        if (!me.centres().contains(centre)) {
            throw new NotFound(centre);
        }
        return Occasion.unannounced(centre, subject.client(), null);
    }

    private ZoneId zone(CentreId centre, Locale locale) {
        return centres.byId(centre, Language.of(locale))
                .orElseThrow(() -> new NotFound(centre))
                .zone();
    }

    private static CentreId centre(ConsultationForm form) {
        try {
            return CentreId.of(requireNonNull(form.centre()));
        } catch (IllegalArgumentException | NullPointerException forged) {
            throw new NotFound("a centre");
        }
    }
}
