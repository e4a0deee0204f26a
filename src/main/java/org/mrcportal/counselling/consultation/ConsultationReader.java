package org.mrcportal.counselling.consultation;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.ConsultationId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading one consultation. Whoever receives nobody sees neither its note nor any topic, nor where the person was sent. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class ConsultationReader {

    private final Consultations consultations;
    private final ClientDirectory clients;
    private final Centres centres;
    private final Codes codes;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    ConsultationReader(
            Consultations consultations,
            ClientDirectory clients,
            Centres centres,
            Codes codes,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.consultations = consultations;
        this.clients = clients;
        this.centres = centres;
        this.codes = codes;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * A consultation, for reading.
     *
     * @param note null where there is none or the reader may not see it
     * @param mayReadNote the reader may see notes
     * @param topic null where the reader receives nobody
     */
    record Page(
            ConsultationId id,
            CentreCard centre,
            @Nullable ClientSummary client,
            String counsellor,
            ZonedDateTime startedAt,
            ZonedDateTime endedAt,
            long minutes,
            String contactType,
            Talk talk,
            @Nullable String interpreter,
            @Nullable String topic,
            List<String> otherTopics,
            @Nullable String referredTo,
            Findings findings,
            @Nullable String note,
            boolean mayReadNote,
            boolean mayCorrect) {

        public String date(Locale locale) {
            return CentreTime.date(startedAt.toLocalDate(), locale);
        }

        public String from() {
            return CentreTime.time(startedAt.toLocalTime());
        }

        public String to() {
            return CentreTime.time(endedAt.toLocalTime());
        }

        public @Nullable String followUp(Locale locale) {
            return findings.followUpOn() == null ? null : CentreTime.date(findings.followUpOn(), locale);
        }
    }

    Page read(ConsultationId id, StaffMember me, Locale locale) {
        Consultation record = consultations.findById(id).orElseThrow(() -> new NotFound(id));
        CentreCard centre = centres.byId(record.centre(), Language.of(locale)).orElseThrow(() -> new NotFound(id));
        boolean receives = me.is(Role.COUNSELLOR) || me.is(Role.CASE_WORKER) || me.is(Role.CENTRE_MANAGER);
        Findings findings = record.findings();
        if (receives && (findings.note() != null || codes.isSensitive(findings.mainTopic()))) {
            events.publishEvent(
                    new AuditEntry("CONSULTATION_READ", record.centre().id(), "consultation:" + id, null));
        }
        return new Page(
                id,
                centre,
                record.client() == null ? null : clients.find(record.client()).orElse(null),
                jdbc.sql("select name from accounts.staff where id = ?")
                        .param(record.counsellor().id())
                        .query((row, number) -> row.getString(1))
                        .single(),
                record.talk().startedAt().atZone(centre.zone()),
                record.talk().endedAt().atZone(centre.zone()),
                java.time.Duration.between(
                                record.talk().startedAt(), record.talk().endedAt())
                        .toMinutes(),
                record.contactType().name(),
                record.talk(),
                interpreter(record.talk()),
                receives ? findings.mainTopic() : null,
                receives ? List.copyOf(findings.otherTopics()) : List.of(),
                receives ? findings.referredTo() : null,
                findings,
                receives ? findings.note() : null,
                receives,
                receives && record.mayBeCorrectedBy(me.id(), me.is(Role.CENTRE_MANAGER)));
    }

    /** What the form for correcting starts from. */
    @PreAuthorize("hasAnyRole('COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
    Correction correction(ConsultationId id, StaffMember me, Locale locale) {
        Consultation record = consultations.findById(id).orElseThrow(() -> new NotFound(id));
        if (!record.mayBeCorrectedBy(me.id(), me.is(Role.CENTRE_MANAGER))) {
            throw new org.springframework.security.access.AccessDeniedException("somebody else's consultation");
        }
        CentreCard centre = centres.byId(record.centre(), Language.of(locale)).orElseThrow(() -> new NotFound(id));
        return new Correction(id, centre, Prefill.of(record, centre.zone()));
    }

    /** The page for correcting a consultation. */
    record Correction(ConsultationId id, CentreCard centre, ConsultationForm form) {}

    private @Nullable String interpreter(Talk talk) {
        return talk.interpreterId() == null
                ? null
                : jdbc.sql("select name from counselling.interpreter where id = ?")
                        .param(talk.interpreterId())
                        .query((row, number) -> row.getString(1))
                        .optional()
                        .orElse(null);
    }
}
