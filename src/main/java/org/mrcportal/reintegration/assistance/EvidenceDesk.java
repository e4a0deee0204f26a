package org.mrcportal.reintegration.assistance;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the papers and pictures of an assistance, and hands them out to whoever may see the case. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class EvidenceDesk {

    /** What a file can show. */
    static final List<String> KINDS = List.of("QUOTATION", "DELIVERY_NOTE", "RECEIPT", "GOODS", "OTHER");

    /** Why a file is removed. */
    static final List<String> REASONS = List.of("PERSON", "ELSEWHERE", "TWICE", "UNREADABLE");

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Clock clock;

    EvidenceDesk(JdbcClient jdbc, Cases cases, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.clock = clock;
    }

    /** Sent twice, it is kept once. */
    void add(CaseId id, UUID about, String kind, EvidenceFile file, UUID once, StaffMember me) {
        CaseCard card = Assistance.writable(cases.get(id));
        known(id, about);
        int kept = jdbc.sql("""
                        insert into reintegration.evidence
                            (id, centre_id, case_id, assistance_id, kind, name, type, content, added_by, added_at, once)
                        values (:id, :centre, :case, :about, :kind, :name, :type, :content, :me, :now, :once)
                        on conflict (once) do nothing
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", card.centre().id())
                .param("case", id.id())
                .param("about", about)
                .param("kind", kind)
                .param("name", file.name())
                .param("type", file.type())
                .param("content", file.content())
                .param("me", me.id().id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("once", once)
                .update();
        if (kept > 0) {
            cases.happened(card, "EVIDENCE_ADDED", about, me.id(), kind);
        }
    }

    /** In an emergency it is read, too; what was looked at is then on the list of views, as all of the case is. */
    EvidenceFile read(CaseId id, UUID about, UUID evidence, StaffMember me) {
        CaseCard card = cases.get(id);
        EvidenceFile file = jdbc.sql(
                        "select name, type, content from reintegration.evidence where id = ? and assistance_id = ? and case_id = ?")
                .params(evidence, about, id.id())
                .query((row, number) ->
                        new EvidenceFile(row.getString("name"), row.getString("type"), row.getBytes("content")))
                .optional()
                .orElseThrow(() -> new NotFound(evidence));
        if (card.readOnly()) {
            cases.open(id, "EVIDENCE", me);
        } else {
            cases.happened(card, "EVIDENCE_READ", about, me.id(), null);
        }
        return file;
    }

    /**
     * Its content is gone for good: something was put there that does not belong, such as a person's face. What it was, and
     * its hash, stay. Once something is delivered, and also after that was taken back, neither who delivered it nor
     * who added the file removes it.
     *
     * @param reason one of {@link #REASONS}
     */
    void remove(CaseId id, UUID about, UUID evidence, @Nullable String reason, StaffMember me) {
        CaseCard card = Assistance.writable(cases.get(id));
        known(id, about);
        if (reason == null || !REASONS.contains(reason)) {
            throw new Assistance.Refused(Assistance.Reason.EVIDENCE_WHY);
        }
        Optional<Boolean> own = jdbc.sql("""
                        select (h.state in ('DELIVERED', 'ACKNOWLEDGED') or h.delivered_by is not null)
                               and (e.added_by = :me or h.delivered_by is not distinct from :me)
                        from reintegration.evidence e join reintegration.assistance h on h.id = e.assistance_id
                        where e.id = :evidence and e.assistance_id = :about and e.case_id = :case
                        for update
                        """)
                .param("me", me.id().id())
                .param("evidence", evidence)
                .param("about", about)
                .param("case", id.id())
                .query(Boolean.class)
                .optional();
        if (own.isEmpty()) {
            return;
        }
        if (own.get()) {
            throw new Assistance.Refused(Assistance.Reason.EVIDENCE_OWN);
        }
        jdbc.sql("""
                        with gone as (delete from reintegration.evidence where id = :evidence returning *)
                        insert into reintegration.evidence_removed
                            (id, centre_id, case_id, assistance_id, kind, type, bytes, sha256, added_by, added_at, removed_by,
                             removed_at, reason)
                        select id, centre_id, case_id, assistance_id, kind, type, length(content), sha256(content), added_by,
                               added_at, :me, :now, :reason
                        from gone
                        """)
                .param("evidence", evidence)
                .param("me", me.id().id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("reason", reason)
                .update();
        cases.happened(card, "EVIDENCE_REMOVED", about, me.id(), reason);
    }

    private void known(CaseId id, UUID about) {
        if (!jdbc.sql("select exists (select from reintegration.assistance where id = ? and case_id = ?)")
                .params(about, id.id())
                .query(Boolean.class)
                .single()) {
            throw new NotFound(about);
        }
    }
}
