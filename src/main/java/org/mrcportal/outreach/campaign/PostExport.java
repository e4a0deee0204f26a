package org.mrcportal.outreach.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.Platform;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The posts of a campaign with their newest figures, as rows of a file. Where those are of several days a post has a row for
 * each, so that every figure stands once and beside its own day, and a file read in again changes nothing.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class PostExport {

    /** The newest posts; whoever needs more of one campaign asks the database. */
    static final int MOST = 10_000;

    private final Campaigns campaigns;
    private final JdbcClient jdbc;
    private final ReachWords words;
    private final ApplicationEventPublisher events;

    PostExport(Campaigns campaigns, JdbcClient jdbc, ReachWords words, ApplicationEventPublisher events) {
        this.campaigns = campaigns;
        this.jdbc = jdbc;
        this.words = words;
        this.events = events;
    }

    /** Cells are texts, numbers, days or null; figures are of the day in "figures as of". */
    record Rows(List<String> headings, List<List<@Nullable Object>> rows) {}

    Rows rows(CampaignId id, Locale locale) {
        Campaign campaign = campaigns.findById(id).orElseThrow(() -> new NotFound(id));
        events.publishEvent(
                new AuditEntry("CAMPAIGN_EXPORTED", campaign.centre().id(), "campaign:" + id, null));
        List<List<@Nullable Object>> rows = new ArrayList<>(jdbc.sql("""
                        select p.id, p.platform, p.title, p.posted_on, p.language, p.topic_code, p.link, p.external_id, p.influencer,
                            k.code,
                            case when row_number() over (partition by p.id order by s.taken_on desc) = 1
                                then (select count(*) from outreach.arrival r where r.code = k.code) end registrations, s.*
                        from outreach.post p
                        left join lateral (%s) s on true
                        left join outreach.short_code k on k.kind = 'POST' and k.about = p.id
                        where p.campaign_id = :campaign
                        order by p.posted_on desc, p.id desc, s.taken_on desc limit :most
                        """.formatted(NewestFigures.BY_DAY))
                .param("campaign", id.id())
                .param("most", MOST + 1)
                .query((row, number) -> cells(row, campaign, locale))
                .list());
        if (rows.size() > MOST) {
            rows.removeLast();
            rows.add(List.of(words.say("outreach.posts.first", locale, MOST)));
        }
        return new Rows(headings(locale), rows);
    }

    private List<String> headings(Locale locale) {
        List<String> headings = new ArrayList<>(List.of(
                words.say("outreach.campaign.title", locale),
                words.say("outreach.post.platform", locale),
                words.say("outreach.post", locale),
                words.say("outreach.post.postedOn", locale),
                words.say("outreach.post.language", locale),
                words.say("outreach.post.topic", locale),
                words.say("outreach.post.link", locale),
                words.say("outreach.post.externalId", locale),
                words.say("outreach.post.influencer", locale),
                words.say("outreach.post.code", locale),
                words.say("outreach.post.registrations", locale),
                words.say("outreach.figures.as-of", locale)));
        for (Measure measure : Measure.values()) {
            headings.add(words.labels().measure(measure, locale));
        }
        headings.add(words.say("outreach.spend", locale));
        headings.add(words.say("outreach.money.currency", locale));
        headings.add(words.say("outreach.post.id", locale));
        return headings;
    }

    private List<@Nullable Object> cells(ResultSet row, Campaign campaign, Locale locale) throws SQLException {
        String topic = row.getString("topic_code");
        String code = row.getString("code");
        List<@Nullable Object> cells = new ArrayList<>(Arrays.<@Nullable Object>asList(
                campaign.plan().name(),
                words.labels().platform(Platform.valueOf(row.getString("platform")), locale),
                row.getString("title"),
                row.getObject("posted_on", LocalDate.class),
                words.language(row.getString("language"), locale),
                topic == null ? null : words.labels().topic(topic, locale),
                row.getString("link"),
                row.getString("external_id"),
                row.getString("influencer"),
                code,
                code == null ? null : row.getObject("registrations", Long.class),
                row.getObject("taken_on", LocalDate.class)));
        for (Measure measure : Measure.values()) {
            cells.add(row.getObject(measure.column(), Long.class));
        }
        cells.add(row.getBigDecimal("spend"));
        cells.add(row.getString("currency"));
        cells.add(row.getObject("id", UUID.class).toString());
        return cells;
    }
}
