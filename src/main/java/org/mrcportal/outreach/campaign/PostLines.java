package org.mrcportal.outreach.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.Platform;
import org.mrcportal.outreach.PostId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The posts of a campaign with their newest figures, the newest post first. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class PostLines {

    static final int PAGE = 50;

    private final JdbcClient jdbc;
    private final ReachWords words;

    PostLines(JdbcClient jdbc, ReachWords words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    /**
     * A post with its newest figures: of each measure the newest that was told, whatever its day.
     *
     * @param asOf their day, or the first and the last of their days; null: there are none yet
     * @param figures in the order of {@link Measure}; null where not told
     * @param code its short code, or null
     * @param registrations that came by the code
     */
    record PostLine(
            PostId id,
            String name,
            String platform,
            String postedOn,
            @Nullable String language,
            @Nullable String influencer,
            @Nullable String asOf,
            List<@Nullable String> figures,
            @Nullable String spend,
            @Nullable String code,
            @Nullable Long registrations) {}

    /** @param next where the next page begins; null: there is none */
    record Listed(List<PostLine> lines, @Nullable DayPlace next) {}

    Listed of(CampaignId id, @Nullable DayPlace before, Locale locale) {
        record Row(PostLine line, DayPlace place) {}
        List<Row> rows = jdbc.sql("""
                        select p.id, coalesce(p.title, p.link, p.external_id) name, p.platform, p.posted_on, p.language, p.influencer,
                            s.*, k.code, (select count(*) from outreach.arrival r where r.code = k.code) registrations
                        from outreach.post p
                        left join lateral (select min(n.taken_on) first, max(n.taken_on) taken_on, %s from (%s) n) s on true
                        left join outreach.short_code k on k.kind = 'POST' and k.about = p.id
                        where p.campaign_id = :campaign
                            and (cast(:day as date) is null or (p.posted_on, p.id) < (cast(:day as date), cast(:id as uuid)))
                        order by p.posted_on desc, p.id desc limit :most
                        """.formatted(NewestFigures.each("max(n.%1$s) %1$s"), NewestFigures.BY_DAY))
                .param("campaign", id.id())
                .param("day", before == null ? null : before.day())
                .param("id", before == null ? null : before.id())
                .param("most", PAGE + 1)
                .query((row, number) -> new Row(
                        line(row, locale),
                        new DayPlace(row.getObject("posted_on", LocalDate.class), row.getObject("id", UUID.class))))
                .list();
        List<Row> shown = rows.size() > PAGE ? rows.subList(0, PAGE) : rows;
        return new Listed(
                shown.stream().map(Row::line).toList(),
                rows.size() > PAGE ? shown.getLast().place() : null);
    }

    private PostLine line(ResultSet row, Locale locale) throws SQLException {
        LocalDate takenOn = row.getObject("taken_on", LocalDate.class);
        Snapshot newest = takenOn == null ? null : Snapshot.of(row);
        List<@Nullable String> figures = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            Long figure = newest == null ? null : newest.figures().get(measure);
            figures.add(figure == null ? null : words.number(figure, locale));
        }
        String code = row.getString("code");
        return new PostLine(
                new PostId(row.getObject("id", UUID.class)),
                row.getString("name"),
                words.labels().platform(Platform.valueOf(row.getString("platform")), locale),
                CentreTime.date(row.getObject("posted_on", LocalDate.class), locale),
                words.language(row.getString("language"), locale),
                row.getString("influencer"),
                words.asOf(row.getObject("first", LocalDate.class), takenOn, locale),
                figures,
                newest == null ? null : words.money(newest.spend(), newest.currency(), locale),
                code,
                code == null ? null : row.getLong("registrations"));
    }
}
