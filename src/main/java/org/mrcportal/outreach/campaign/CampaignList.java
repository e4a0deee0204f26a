package org.mrcportal.outreach.campaign;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.CampaignId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The campaigns of a centre, the newest first. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class CampaignList {

    static final int PAGE = 50;

    private final Centres centres;
    private final JdbcClient jdbc;
    private final ReachWords words;

    CampaignList(Centres centres, JdbcClient jdbc, ReachWords words) {
        this.centres = centres;
        this.jdbc = jdbc;
        this.words = words;
    }

    /** A line of the list, in the reader's words. */
    record Line(
            CampaignId id, String name, String period, String audience, String channels, long posts, boolean closed) {}

    /** @param next where the next page begins; null: there is none */
    record Listed(
            CentreCard centre,
            List<CentreCard> choices,
            List<Line> lines,
            @Nullable DayPlace next) {}

    Listed of(StaffMember me, @Nullable String code, @Nullable DayPlace before, Locale locale) {
        Workplaces workplaces = Workplaces.of(me, centres, locale);
        CentreCard centre = workplaces.at(code);
        record Row(Line line, DayPlace place) {}
        List<Row> rows = jdbc.sql("""
                        select c.id, c.name, c.starts_on, c.ends_on, c.audience_code, c.channels, c.closed_at is not null closed,
                            (select count(*) from outreach.post p where p.campaign_id = c.id) posts
                        from outreach.campaign c
                        where c.centre_id = :centre
                            and (cast(:day as date) is null or (c.starts_on, c.id) < (cast(:day as date), cast(:id as uuid)))
                        order by c.starts_on desc, c.id desc limit :most
                        """)
                .param("centre", centre.id().id())
                .param("day", before == null ? null : before.day())
                .param("id", before == null ? null : before.id())
                .param("most", PAGE + 1)
                .query((row, number) -> new Row(
                        new Line(
                                new CampaignId(row.getObject("id", UUID.class)),
                                row.getString("name"),
                                words.period(
                                        row.getObject("starts_on", LocalDate.class),
                                        row.getObject("ends_on", LocalDate.class),
                                        locale),
                                words.labels().audience(row.getString("audience_code"), locale),
                                words.channels(
                                        List.of((String[])
                                                row.getArray("channels").getArray()),
                                        locale),
                                row.getLong("posts"),
                                row.getBoolean("closed")),
                        new DayPlace(row.getObject("starts_on", LocalDate.class), row.getObject("id", UUID.class))))
                .list();
        List<Row> shown = rows.size() > PAGE ? rows.subList(0, PAGE) : rows;
        return new Listed(
                centre,
                workplaces.choices(),
                shown.stream().map(Row::line).toList(),
                rows.size() > PAGE ? shown.getLast().place() : null);
    }
}
