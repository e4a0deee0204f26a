package org.mrcportal.outreach.reachimport;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Platform;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading an export in: take its rows, match its columns, look, say yes. Each step is one transaction, on any node. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class ImportDesk {

    private static final Duration KEPT = Duration.ofHours(24);

    /** Of one person's exports without a yes so many are kept. */
    private static final int MOST_OPEN = 5;

    private final JdbcClient jdbc;
    private final StagedRows rows;
    private final Outcomes outcomes;
    private final Centres centres;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ImportDesk(
            JdbcClient jdbc,
            StagedRows rows,
            Outcomes outcomes,
            Centres centres,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.outcomes = outcomes;
        this.centres = centres;
        this.events = events;
        this.clock = clock;
    }

    /** The campaign an export is read into; posts not known yet become its own. */
    record Into(CampaignId id, UUID centre, String name, LocalDate today) {}

    @Transactional(readOnly = true)
    Into campaign(CampaignId id) {
        var found = jdbc.sql("select centre_id, name from outreach.campaign where id = ?")
                .param(id.id())
                .query((row, number) -> List.of(row.getString("centre_id"), row.getString("name")))
                .optional()
                .orElseThrow(() -> new NotFound(id));
        UUID centre = UUID.fromString(found.getFirst());
        CentreCard card =
                centres.byId(new CentreId(centre), Language.of(Locale.ENGLISH)).orElseThrow(() -> new NotFound(id));
        return new Into(id, centre, found.getLast(), LocalDate.ofInstant(clock.instant(), card.zone()));
    }

    /**
     * Takes the rows of a file, once however often it is sent.
     *
     * @throws FileRefused where it is none we read; then nothing of it is kept
     */
    ReachImportId take(CampaignId id, Platform platform, UUID once, byte[] file, StaffMember me) {
        Into into = campaign(id);
        Optional<UUID> before = jdbc.sql("select id from outreach.reach_import where once = ? and campaign_id = ?")
                .params(once, id.id())
                .query(UUID.class)
                .optional();
        if (before.isPresent()) {
            return new ReachImportId(before.get());
        }
        dropOldest(me);
        ReachImportId about = ReachImportId.next();
        var taking = rows
        .new Taking(into.centre(), about.id(), headings -> begin(about, into, platform, once, headings, me));
        TableFile.read(file, taking);
        taking.finish();
        return about;
    }

    private void begin(
            ReachImportId about, Into into, Platform platform, UUID once, Headings headings, StaffMember me) {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into outreach.reach_import (id, version, centre_id, campaign_id, platform, fingerprint, headings, state,
                            once, created_by, created_at, expires_at)
                        values (?, 0, ?, ?, ?, ?, ?, 'UPLOADED', ?, ?, ?, ?)
                        """)
                .params(
                        about.id(),
                        into.centre(),
                        into.id().id(),
                        platform.name(),
                        headings.fingerprint(),
                        new SqlArrayValue("text", headings.written().toArray()),
                        once,
                        me.id().id(),
                        now.atOffset(ZoneOffset.UTC),
                        now.plus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void dropOldest(StaffMember me) {
        jdbc.sql("""
                        delete from outreach.reach_import where id in (
                            select id from outreach.reach_import where created_by = ? and state <> 'DONE'
                            order by created_at desc offset ?)
                        """).params(me.id().id(), MOST_OPEN - 1).update();
    }

    /** How far an export is. */
    enum State {
        UPLOADED,
        MATCHED,
        DONE
    }

    /**
     * An export on its way.
     *
     * @param match how its columns are matched, were the last time, or seem to be
     * @param remembered the match is the one of the last time
     */
    record Export(
            ReachImportId id,
            Into into,
            Platform platform,
            Headings headings,
            State state,
            ColumnMatch match,
            boolean remembered,
            int added,
            int changed,
            int unchanged) {

        Export matched(ColumnMatch now) {
            return new Export(id, into, platform, headings, state, now, remembered, added, changed, unchanged);
        }
    }

    @Transactional(readOnly = true)
    Export find(CampaignId campaign, ReachImportId id) {
        Into into = campaign(campaign);
        return jdbc.sql("""
                        select i.platform, i.headings, i.state, i.taken_on, i.currency, i.added, i.changed, i.unchanged,
                            coalesce(i.fields, m.fields) fields, i.fields is null and m.fields is not null remembered,
                            case when i.fields is null then m.day_first else i.day_first end day_first
                        from outreach.reach_import i left join outreach.reach_column_match m
                            on m.centre_id = i.centre_id and m.platform = i.platform and m.fingerprint = i.fingerprint
                        where i.id = ? and i.campaign_id = ? and (i.state = 'DONE' or i.expires_at > ?)
                        """)
                .params(id.id(), campaign.id(), clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    Platform platform = Platform.valueOf(row.getString("platform"));
                    Headings headings = new Headings(
                            List.of((String[]) row.getArray("headings").getArray()));
                    var fields = row.getArray("fields");
                    LocalDate takenOn = row.getObject("taken_on", LocalDate.class);
                    return new Export(
                            id,
                            into,
                            platform,
                            headings,
                            State.valueOf(row.getString("state")),
                            new ColumnMatch(
                                    fields == null ? headings.guess(platform) : List.of((String[]) fields.getArray()),
                                    takenOn == null ? into.today() : takenOn,
                                    row.getObject("day_first", Boolean.class),
                                    row.getString("currency")),
                            row.getBoolean("remembered"),
                            row.getInt("added"),
                            row.getInt("changed"),
                            row.getInt("unchanged"));
                })
                .optional()
                .orElseThrow(() -> new NotFound(id));
    }

    /** Reads the rows as their columns are matched now, remembers the match, and finds out what they would change. */
    void match(Export export, ColumnMatch match) {
        lock(export);
        int said = jdbc.sql("""
                        update outreach.reach_import set fields = :fields, taken_on = :taken, day_first = :first, currency = :currency,
                            state = 'MATCHED', version = version + 1
                        where id = :import and state <> 'DONE'
                        """)
                .param("fields", fields(match))
                .param("taken", match.takenOn(), Types.DATE)
                .param("first", match.dayFirst(), Types.BOOLEAN)
                .param("currency", match.currency(), Types.VARCHAR)
                .param("import", export.id().id())
                .update();
        if (said == 0) {
            return;
        }
        rows.read(export.id(), new RowReader(match, export.into().today()));
        outcomes.find(export);
        jdbc.sql("""
                        insert into outreach.reach_column_match (centre_id, platform, fingerprint, fields, day_first, matched_at)
                        values (:centre, :platform, :fingerprint, :fields, :first, :now)
                        on conflict (centre_id, platform, fingerprint) do update set fields = excluded.fields,
                            day_first = excluded.day_first, matched_at = excluded.matched_at
                        """)
                .param("centre", export.into().centre())
                .param("platform", export.platform().name())
                .param("fingerprint", export.headings().fingerprint())
                .param("fields", fields(match))
                .param("first", match.dayFirst(), Types.BOOLEAN)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static SqlArrayValue fields(ColumnMatch match) {
        return new SqlArrayValue("text", match.fields().toArray());
    }

    /**
     * Writes all of it, once however often somebody says yes.
     *
     * @return false: a row is refused by now, so nothing was written
     */
    boolean confirm(Export export, StaffMember me) {
        lock(export);
        String state = jdbc.sql("select state from outreach.reach_import where id = ? for update")
                .param(export.id().id())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new NotFound(export.id()));
        if (!state.equals("MATCHED")) {
            return state.equals("DONE");
        }
        outcomes.find(export);
        Outcomes.Counts counts = outcomes.counts(export.id());
        if (counts.refused() > 0) {
            return false;
        }
        outcomes.write(export, me.id().id(), clock.instant());
        jdbc.sql("""
                        update outreach.reach_import set state = 'DONE', added = ?, changed = ?, unchanged = ?, version = version + 1
                        where id = ?
                        """)
                .params(
                        counts.added(),
                        counts.changed(),
                        counts.unchanged(),
                        export.id().id())
                .update();
        jdbc.sql("delete from outreach.reach_import_row where import_id = ?")
                .param(export.id().id())
                .update();
        events.publishEvent(new AuditEntry(
                "REACH_IMPORTED",
                export.into().centre(),
                "campaign:" + export.into().id(),
                "%s: %d new, %d changed".formatted(export.platform(), counts.added(), counts.changed())));
        return true;
    }

    /** Forgets it; one that was said yes to stays. */
    void discard(Export export) {
        jdbc.sql("delete from outreach.reach_import where id = ? and state <> 'DONE'")
                .param(export.id().id())
                .update();
    }

    /** Exports of one centre go one after the other: each sees what the one before has written. */
    private void lock(Export export) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('outreach.reach_import'), hashtext(?))")
                .param(export.into().centre().toString())
                .query((row, number) -> true)
                .list();
    }

    /** A sample of what stands in the columns. */
    @Transactional(readOnly = true)
    List<List<String>> sample(ReachImportId id, int most) {
        return jdbc.sql("select cells from outreach.reach_import_row where import_id = ? order by number limit ?")
                .params(id.id(), most)
                .query((row, number) -> List.of((String[]) row.getArray("cells").getArray()))
                .list();
    }

    /** @param preview null: its columns are not matched yet, or it is done */
    record Looked(Export export, Outcomes.@Nullable Preview preview) {}

    @Transactional(readOnly = true)
    Looked look(CampaignId campaign, ReachImportId id) {
        Export export = find(campaign, id);
        return new Looked(export, export.state() == State.MATCHED ? outcomes.preview(id) : null);
    }
}
