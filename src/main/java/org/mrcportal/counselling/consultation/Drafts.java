package org.mrcportal.counselling.consultation;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Consultations not yet saved, as typed: one for each person and visit, sealed, readable for that person only. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class Drafts {

    private final JdbcClient jdbc;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    Drafts(JdbcClient jdbc, Seal seal, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    /** What was saved in the meantime leaves no draft: a script may send one a moment too late. */
    void keep(StaffMember me, CentreId centre, ConsultationForm form) {
        if (!me.centres().contains(centre)) {
            throw new NotFound(centre);
        }
        if (isOnRecord(form)) {
            return;
        }
        String subject = form.subject().key();
        jdbc.sql("""
                        insert into counselling.consultation_draft (staff_id, subject, centre_id, content, saved_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (staff_id, subject) do update
                            set centre_id = excluded.centre_id, content = excluded.content, saved_at = excluded.saved_at
                        """)
                .params(
                        me.id().id(),
                        subject,
                        centre.id(),
                        Objects.requireNonNull(seal.seal(json.writeValueAsString(form), context(me, subject))),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<ConsultationForm> find(StaffMember me, Subject subject) {
        return jdbc.sql("select content from counselling.consultation_draft where staff_id = ? and subject = ?")
                .params(me.id().id(), subject.key())
                .query((row, number) -> row.getBytes("content"))
                .optional()
                .flatMap(content -> opened(content, context(me, subject.key())));
    }

    void discard(StaffMember me, Subject subject) {
        jdbc.sql("delete from counselling.consultation_draft where staff_id = ? and subject = ?")
                .params(me.id().id(), subject.key())
                .update();
    }

    private boolean isOnRecord(ConsultationForm form) {
        try {
            return jdbc.sql("select exists (select from counselling.consultation where once = ?)")
                    .param(UUID.fromString(String.valueOf(form.once())))
                    .query(Boolean.class)
                    .single();
        } catch (IllegalArgumentException forged) {
            return false;
        }
    }

    /** A draft of an older version of the form is no draft. */
    private Optional<ConsultationForm> opened(byte[] content, String context) {
        try {
            return Optional.of(
                    json.readValue(Objects.requireNonNull(seal.open(content, context)), ConsultationForm.class));
        } catch (JacksonException outdated) {
            return Optional.empty();
        }
    }

    private static String context(StaffMember me, String subject) {
        return "consultation.draft:" + me.id() + ":" + subject;
    }
}
