package org.mrcportal.outreach.reachimport;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Measure;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the rows of an export would change, and the change itself: all in the database, whatever their number. A post is
 * known by the portal's own number or code, else by what the platform calls it, else by its link; only within the centre
 * and the platform, so that what belongs to another centre is no more than unknown.
 */
@Component
class Outcomes {

    static final int SHOWN = 50;

    private static final List<String> FIGURES =
            Arrays.stream(Measure.values()).map(Measure::column).toList();

    private final JdbcClient jdbc;

    Outcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void find(ImportDesk.Export export) {
        run(
                export,
                "update outreach.reach_import_row set outcome = null, fell = false, post_id = null where import_id = :import");
        resolve(export);
        refuse(export, "code is not null and post_id is null", "UNKNOWN_CODE", "CODE");
        refuse(export, """
                code is null and external_id is null and post_id is null and (select count(*) from outreach.post p
                    where p.centre_id = r.centre_id and p.platform = :platform and p.link_key = r.link_key) > 1
                """, "AMBIGUOUS_LINK", "LINK");
        refuse(export, "post_id is null and posted_on is null", "POSTED_MISSING", "POSTED_ON");
        refuse(
                export,
                "post_id is null and exists (select from outreach.campaign c where c.id = :campaign and c.closed_at is not null)",
                "CAMPAIGN_CLOSED",
                null);
        refuse(
                export,
                "taken_on < coalesce((select p.posted_on from outreach.post p where p.id = r.post_id), r.posted_on)",
                "BEFORE_POST",
                "TAKEN_ON");
        if (!export.platform().tellsReach()) {
            refuse(export, "reach is not null", "REACH_TELEGRAM", "REACH");
        }
        run(export, """
                update outreach.reach_import_row r set problem = 'REPEATS', problem_number = d.first from (
                    select number, first_value(number) over w first, row_number() over w place from outreach.reach_import_row
                    where import_id = :import and problem is null
                    window w as (partition by coalesce(post_id::text, 'x' || external_id, 'l' || link_key), taken_on order by number)) d
                where r.import_id = :import and r.number = d.number and d.place > 1
                """);
        run(export, """
                update outreach.reach_import_row r set outcome = case when r.problem is not null then 'REFUSED'
                        when s.post_id is null then 'NEW' when %s then 'UNCHANGED' else 'CHANGED' end,
                    fell = r.problem is null and exists (select from outreach.reach_snapshot e
                        where e.post_id = r.post_id and e.taken_on < r.taken_on and (%s))
                from outreach.reach_import_row o left join outreach.reach_snapshot s
                    on s.post_id = o.post_id and s.taken_on = o.taken_on
                where r.import_id = :import and o.import_id = r.import_id and o.number = r.number
                """.formatted(
                        FIGURES.stream()
                                        .map("(r.%1$s is null or r.%1$s = s.%1$s)"::formatted)
                                        .collect(Collectors.joining(" and "))
                                + " and (r.spend is null or (r.spend, r.currency) = (s.spend, s.currency))",
                        FIGURES.stream().map("r.%1$s < e.%1$s"::formatted).collect(Collectors.joining(" or "))));
    }

    private void resolve(ImportDesk.Export export) {
        run(export, """
                update outreach.reach_import_row r set post_id = p.id from outreach.post p
                where r.import_id = :import and r.problem is null and r.code is not null
                    and p.centre_id = r.centre_id and p.platform = :platform
                    and (p.id::text = lower(r.code) or p.id = (select k.about from outreach.short_code k
                        where k.kind = 'POST' and k.code = upper(r.code)))
                """);
        run(export, """
                update outreach.reach_import_row r set post_id = p.id from outreach.post p
                where r.import_id = :import and r.problem is null and r.code is null and r.post_id is null
                    and p.centre_id = r.centre_id and p.platform = :platform and p.external_id = r.external_id
                """);
        run(export, """
                with once as (
                    select link_key from outreach.reach_import_row where import_id = :import and link_key is not null
                    group by link_key having count(distinct external_id) <= 1),
                known as (
                    select p.link_key, min(p.id::text)::uuid id, count(*) posts, bool_and(p.external_id is null) bare
                    from outreach.post p where p.centre_id = :centre and p.platform = :platform and p.link_key is not null
                    group by p.link_key)
                update outreach.reach_import_row r set post_id = k.id from known k
                where r.import_id = :import and r.problem is null and r.code is null and r.post_id is null
                    and k.link_key = r.link_key and k.posts = 1
                    and (r.external_id is null or k.bare and exists (select from once o where o.link_key = r.link_key))
                """);
    }

    private void refuse(ImportDesk.Export export, String where, String problem, @Nullable String field) {
        int column = field == null ? -1 : export.match().fields().indexOf(field);
        jdbc.sql("""
                        update outreach.reach_import_row r set problem = :problem, problem_column = :column
                        where r.import_id = :import and r.problem is null and (%s)
                        """.formatted(where))
                .param("import", export.id().id())
                .param("platform", export.platform().name())
                .param("campaign", export.into().id().id())
                .param("problem", problem)
                .param("column", column < 0 ? null : column, java.sql.Types.INTEGER)
                .update();
    }

    private void run(ImportDesk.Export export, String sql) {
        jdbc.sql(sql)
                .param("import", export.id().id())
                .param("platform", export.platform().name())
                .param("centre", export.into().centre())
                .update();
    }

    /** @param newPosts not known yet */
    record Counts(int added, int changed, int unchanged, int refused, int fell, int newPosts) {}

    Counts counts(ReachImportId id) {
        return jdbc.sql("""
                        select count(*) filter (where outcome = 'NEW') added, count(*) filter (where outcome = 'CHANGED') changed,
                            count(*) filter (where outcome = 'UNCHANGED') unchanged, count(*) filter (where outcome = 'REFUSED') refused,
                            count(*) filter (where fell) fell,
                            count(distinct coalesce('x' || external_id, 'l' || link_key))
                                filter (where outcome = 'NEW' and post_id is null) new_posts
                        from outreach.reach_import_row where import_id = ?
                        """)
                .param(id.id())
                .query((row, number) -> new Counts(
                        row.getInt("added"),
                        row.getInt("changed"),
                        row.getInt("unchanged"),
                        row.getInt("refused"),
                        row.getInt("fell"),
                        row.getInt("new_posts")))
                .single();
    }

    /** @param column from 0; null: the whole row */
    record RefusedRow(
            int number,
            String problem,
            @Nullable Integer column,
            @Nullable Integer repeats) {}

    /** @param figures in the order of {@link Measure} */
    record ShownRow(
            int number, String outcome, String post, LocalDate takenOn, List<@Nullable Long> figures, boolean fell) {}

    /** @param refused the first of them; {@code rows} the first of the others */
    record Preview(Counts counts, List<RefusedRow> refused, List<ShownRow> rows) {}

    Preview preview(ReachImportId id) {
        return new Preview(
                counts(id),
                jdbc.sql("""
                                select number, problem, problem_column, problem_number from outreach.reach_import_row
                                where import_id = ? and outcome = 'REFUSED' order by number limit ?
                                """)
                        .params(id.id(), SHOWN)
                        .query((row, number) -> new RefusedRow(
                                row.getInt("number"),
                                row.getString("problem"),
                                row.getObject("problem_column", Integer.class),
                                row.getObject("problem_number", Integer.class)))
                        .list(),
                jdbc.sql("""
                                select r.*, coalesce(p.title, r.title, r.link, r.external_id, r.code) post
                                from outreach.reach_import_row r left join outreach.post p on p.id = r.post_id
                                where r.import_id = ? and r.outcome <> 'REFUSED' order by r.outcome = 'UNCHANGED', r.number limit ?
                                """)
                        .params(id.id(), SHOWN)
                        .query((row, number) -> {
                            List<@Nullable Long> figures = new ArrayList<>();
                            for (String figure : FIGURES) {
                                figures.add(row.getObject(figure, Long.class));
                            }
                            return new ShownRow(
                                    row.getInt("number"),
                                    row.getString("outcome"),
                                    row.getString("post"),
                                    row.getObject("taken_on", LocalDate.class),
                                    figures,
                                    row.getBoolean("fell"));
                        })
                        .list());
    }

    /** After {@link #find}, of an export without refused rows. */
    void write(ImportDesk.Export export, UUID by, Instant now) {
        jdbc.sql("""
                        insert into outreach.post (id, version, centre_id, campaign_id, platform, posted_on, title, link, link_key,
                            external_id, once, created_by, created_at)
                        select uuidv7(), 0, centre_id, :campaign, :platform, posted_on, title, link, link_key, external_id, uuidv7(),
                            :by, :now
                        from (select distinct on (coalesce('x' || external_id, 'l' || link_key)) *
                            from outreach.reach_import_row where import_id = :import and post_id is null
                            order by coalesce('x' || external_id, 'l' || link_key), number) fresh
                        """)
                .param("import", export.id().id())
                .param("campaign", export.into().id().id())
                .param("platform", export.platform().name())
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        run(export, """
                update outreach.reach_import_row r set post_id = p.id from outreach.post p
                where r.import_id = :import and r.post_id is null and p.centre_id = r.centre_id and p.platform = :platform
                    and (p.external_id = r.external_id
                        or r.external_id is null and p.external_id is null and p.link_key = r.link_key)
                """);
        run(export, """
                update outreach.post p set external_id = r.external_id, version = p.version + 1
                from outreach.reach_import_row r
                where r.import_id = :import and r.post_id = p.id and p.external_id is null and r.external_id is not null
                    and not exists (select from outreach.post q where q.centre_id = p.centre_id and q.platform = p.platform
                        and q.external_id = r.external_id)
                """);
        String figures = String.join(", ", FIGURES);
        jdbc.sql("""
                        insert into outreach.reach_snapshot (centre_id, post_id, platform, taken_on, %1$s, spend, currency, source,
                            entered_by, entered_at)
                        select centre_id, post_id, :platform, taken_on, %1$s, spend, currency, 'IMPORT', :by, :now
                        from outreach.reach_import_row where import_id = :import and outcome in ('NEW', 'CHANGED')
                        on conflict (post_id, taken_on) do update set %2$s,
                            spend = coalesce(excluded.spend, reach_snapshot.spend),
                            currency = coalesce(excluded.currency, reach_snapshot.currency),
                            source = 'IMPORT', entered_by = excluded.entered_by, entered_at = excluded.entered_at
                        """.formatted(
                                figures,
                                FIGURES.stream()
                                        .map("%1$s = coalesce(excluded.%1$s, reach_snapshot.%1$s)"::formatted)
                                        .collect(Collectors.joining(", "))))
                .param("import", export.id().id())
                .param("platform", export.platform().name())
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
