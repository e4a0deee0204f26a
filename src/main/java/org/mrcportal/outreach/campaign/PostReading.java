package org.mrcportal.outreach.campaign;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.Platform;
import org.mrcportal.outreach.PostId;
import org.mrcportal.outreach.field.ListedLeaders;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One post with the history of its figures, and the forms of posts. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class PostReading {

    /** Of the history the newest are shown. */
    private static final int MOST_DAYS = 200;

    private final Campaigns campaigns;
    private final Posts posts;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final ListedLeaders leaders;
    private final ReachWords words;
    private final Clock clock;
    private final String portal;

    PostReading(
            Campaigns campaigns,
            Posts posts,
            Centres centres,
            JdbcClient jdbc,
            ListedLeaders leaders,
            ReachWords words,
            Clock clock,
            @Value("${portal.public-address}") String portal) {
        this.campaigns = campaigns;
        this.posts = posts;
        this.centres = centres;
        this.jdbc = jdbc;
        this.leaders = leaders;
        this.words = words;
        this.clock = clock;
        this.portal = portal;
    }

    /** A form with what belongs around it. */
    record Sheet(
            CampaignId campaign,
            String campaignName,
            @Nullable PostId post,
            Platform platform,
            LocalDate today,
            List<Choice> topics,
            List<Choice> leaders,
            PostForm form) {

        Set<String> topicCodes() {
            return topics.stream().map(Choice::value).collect(Collectors.toSet());
        }

        Set<String> leaderIds() {
            return leaders.stream().map(Choice::value).collect(Collectors.toSet());
        }
    }

    Sheet blank(CampaignId id, Locale locale) {
        Campaign campaign = campaign(id);
        LocalDate today = today(card(campaign, locale));
        return new Sheet(
                id,
                campaign.plan().name(),
                null,
                Platform.OTHER,
                today,
                topics(locale),
                leaders.of(campaign.centre().id()),
                PostForm.blank(today));
    }

    Sheet filled(CampaignId id, PostId post, Locale locale) {
        Post found = post(id, post);
        Campaign campaign = campaign(id);
        return new Sheet(
                id,
                campaign.plan().name(),
                post,
                found.platform(),
                today(card(campaign, locale)),
                topics(locale),
                leaders.of(campaign.centre().id()),
                found.form());
    }

    /**
     * A day of the history in the reader's words.
     *
     * @param figures in the order of {@link Measure}
     */
    record Day(
            LocalDate takenOn,
            String date,
            List<Cell> figures,
            @Nullable String spend) {}

    /** @param fell lower than on the nearest earlier day that told it */
    record Cell(@Nullable String text, boolean fell) {}

    /**
     * A post in the reader's words.
     *
     * @param history the newest day first
     * @param drawing null: no figures yet
     * @param code its short code with its address, and how many registrations came by it
     */
    record Page(
            PostId id,
            CampaignId campaign,
            String campaignName,
            String name,
            Platform platform,
            String platformName,
            LocalDate postedOn,
            String posted,
            @Nullable String link,
            @Nullable String language,
            @Nullable String topic,
            @Nullable String externalId,
            @Nullable String leader,
            @Nullable String influencer,
            LocalDate today,
            @Nullable String currency,
            List<Snapshot> snapshots,
            List<Day> history,
            @Nullable History drawing,
            @Nullable Code code) {

        /** The form for the figures of a day: of one that has some, with them. */
        SnapshotForm figures(@Nullable LocalDate day) {
            return snapshots.stream()
                    .filter(snapshot -> snapshot.takenOn().equals(day))
                    .findFirst()
                    .map(SnapshotForm::of)
                    .orElseGet(() -> SnapshotForm.blank(today, currency));
        }
    }

    /** @param address the whole of it, as it stands in the post */
    record Code(String code, String address, long registrations) {}

    Page open(CampaignId id, PostId postId, Locale locale) {
        Post post = post(id, postId);
        Campaign campaign = campaign(id);
        CentreCard centre = card(campaign, locale);
        List<Snapshot> snapshots = snapshots(postId);
        Post.Details details = post.details();
        return new Page(
                postId,
                id,
                campaign.plan().name(),
                post.name(),
                post.platform(),
                words.labels().platform(post.platform(), locale),
                post.postedOn(),
                CentreTime.date(post.postedOn(), locale),
                details.link() == null ? null : details.link().text(),
                words.language(details.language(), locale),
                details.topic() == null ? null : words.labels().topic(details.topic(), locale),
                details.externalId(),
                details.leader() == null ? null : leaders.name(details.leader()).orElse(null),
                details.influencer(),
                today(centre),
                Optional.ofNullable(
                                snapshots.isEmpty() ? null : snapshots.getLast().currency())
                        .orElse(campaign.plan().currency()),
                snapshots,
                days(snapshots, locale),
                snapshots.isEmpty() ? null : History.of(snapshots, words, locale),
                code(postId));
    }

    private List<Snapshot> snapshots(PostId id) {
        return jdbc.sql("""
                        select * from (select * from outreach.reach_snapshot where post_id = ? order by taken_on desc limit ?) newest
                        order by taken_on
                        """)
                .params(id.id(), MOST_DAYS)
                .query((row, number) -> Snapshot.of(row))
                .list();
    }

    private List<Day> days(List<Snapshot> snapshots, Locale locale) {
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < snapshots.size(); i++) {
            Snapshot snapshot = snapshots.get(i);
            List<Snapshot> earlier = snapshots.subList(0, i);
            days.addFirst(new Day(
                    snapshot.takenOn(),
                    CentreTime.date(snapshot.takenOn(), locale),
                    Arrays.stream(Measure.values())
                            .map(measure -> cell(snapshot, earlier, measure, locale))
                            .toList(),
                    words.money(snapshot.spend(), snapshot.currency(), locale)));
        }
        return days;
    }

    private Cell cell(Snapshot snapshot, List<Snapshot> earlier, Measure measure, Locale locale) {
        Long figure = snapshot.figures().get(measure);
        if (figure == null) {
            return new Cell(null, false);
        }
        boolean fell = earlier.reversed().stream()
                .filter(then -> then.figures().containsKey(measure))
                .findFirst()
                .filter(then -> snapshot.fellSince(then, measure))
                .isPresent();
        return new Cell(words.number(figure, locale), fell);
    }

    private @Nullable Code code(PostId id) {
        return jdbc.sql("""
                        select k.code, (select count(*) from outreach.arrival r where r.code = k.code) registrations
                        from outreach.short_code k where k.kind = 'POST' and k.about = ?
                        """)
                .param(id.id())
                .query((row, number) -> new Code(
                        row.getString("code"), portal + "/go/" + row.getString("code"), row.getLong("registrations")))
                .optional()
                .orElse(null);
    }

    private List<Choice> topics(Locale locale) {
        return jdbc
                .sql("select code from outreach.topic order by position")
                .query((row, number) -> row.getString("code"))
                .list()
                .stream()
                .map(code -> Choice.of(code, words.labels().topic(code, locale)))
                .toList();
    }

    private Campaign campaign(CampaignId id) {
        return campaigns.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private Post post(CampaignId campaign, PostId id) {
        return posts.findById(id)
                .filter(post -> post.campaign().equals(campaign))
                .orElseThrow(() -> new NotFound(id));
    }

    private CentreCard card(Campaign campaign, Locale locale) {
        return centres.byId(campaign.centre(), Language.of(locale)).orElseThrow(() -> new NotFound(campaign.id()));
    }

    private LocalDate today(CentreCard centre) {
        return LocalDate.ofInstant(clock.instant(), centre.zone());
    }
}
