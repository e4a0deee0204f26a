package org.mrcportal.clients.merge;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.MergeParticipant;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes merged records apart again. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER') and @identityReaders.include()")
class MergeUndo {

    private final Sides sides;
    private final ObjectProvider<MergeParticipant> modules;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MergeUndo(
            Sides sides,
            ObjectProvider<MergeParticipant> modules,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sides = sides;
        this.modules = modules;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes two records apart: each is what it was. What came to the record that stayed after the merge stays there.
     *
     * @return whether name, contact or facts had been changed since and therefore stayed as they are
     * @throws MergeRefused where it is too late, or the record that stayed is itself part of another one by now
     */
    boolean undo(ClientId keptId, UUID id, StaffId me) {
        Instant now = clock.instant();
        Remembered merge = jdbc.sql("""
                        select centre_id, gone_id, undone_at, undo_until from clients.merge
                        where id = ? and kept_id = ? for update
                        """)
                .params(id, keptId.id())
                .query((row, number) -> new Remembered(
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        new ClientId(row.getObject("gone_id", UUID.class)),
                        row.getObject("undone_at") != null,
                        row.getObject("undo_until", OffsetDateTime.class).toInstant()))
                .optional()
                .orElseThrow(() -> new NotFound(id));
        if (merge.undone() || !now.isBefore(merge.until())) {
            throw new MergeRefused("clients.merge.too-late");
        }
        sides.lock(keptId, merge.gone());
        sides.standing(keptId);
        boolean stays = restoreFacts(id) + restoreIdentity(id) < 2;
        jdbc.sql("""
                        insert into clients.identity
                        select (jsonb_populate_record(null::clients.identity, m.gone_identity)).* from clients.merge m
                        where m.id = ? and m.gone_identity is not null
                        """).param(id).update();
        jdbc.sql("update clients.client set merged_into = null, version = version + 1 where id = ?")
                .param(merge.gone().id())
                .update();
        giveBack(id, keptId, merge.gone());
        jdbc.sql("""
                        update clients.merge set undone_at = ?, undone_by = ?, kept_client = null, gone_client = null,
                            kept_identity = null, gone_identity = null where id = ?
                        """).params(now.atOffset(ZoneOffset.UTC), me.id(), id).update();
        events.publishEvent(new AuditEntry(
                "MERGE_UNDONE", merge.centre().id(), "client:" + keptId, stays ? "later changes stay" : null));
        return stays;
    }

    private record Remembered(CentreId centre, ClientId gone, boolean undone, Instant until) {}

    /** 1 where the facts are what they were before; 0 where they were changed since. */
    private int restoreFacts(UUID merge) {
        return jdbc.sql("""
                        update clients.client c
                        set language = b.language, sex = b.sex, age_group = b.age_group, region_code = b.region_code,
                            migration_status = b.migration_status, version = c.version + 1
                        from clients.merge m, jsonb_populate_record(null::clients.client, m.kept_client) b
                        where m.id = ? and c.id = m.kept_id and c.version = m.kept_client_version
                        """).param(merge).update();
    }

    /** The same of name and contact. */
    private int restoreIdentity(UUID merge) {
        int untouched = jdbc.sql("""
                        delete from clients.identity i using clients.merge m
                        where m.id = ? and i.client_id = m.kept_id and i.version = m.kept_identity_version
                        """).param(merge).update();
        if (untouched == 1) {
            jdbc.sql("""
                            insert into clients.identity
                            select (jsonb_populate_record(null::clients.identity, m.kept_identity
                                    || jsonb_build_object('version', m.kept_identity_version + 1))).*
                            from clients.merge m where m.id = ? and m.kept_identity is not null
                            """).param(merge).update();
            return 1;
        }
        return jdbc.sql("""
                        select count(*) from clients.merge m where m.id = ? and m.kept_identity_version is null
                        and not exists (select from clients.identity i where i.client_id = m.kept_id)
                        """).param(merge).query(Integer.class).single();
    }

    private void giveBack(UUID merge, ClientId kept, ClientId gone) {
        List<MergeParticipant.Moved> moved = jdbc.sql("select what, row_id from clients.merge_moved where merge_id = ?")
                .param(merge)
                .query((row, number) ->
                        new MergeParticipant.Moved(row.getString("what"), row.getObject("row_id", UUID.class)))
                .list();
        jdbc.sql("""
                        update clients.consent c set client_id = :gone from clients.merge_moved m
                        where m.merge_id = :merge and m.what = 'CONSENT' and c.id = m.row_id and c.client_id = :kept
                        """)
                .param("gone", gone.id())
                .param("kept", kept.id())
                .param("merge", merge)
                .update();
        modules.orderedStream().forEach(module -> module.giveBack(kept, gone, moved));
    }
}
