package org.mrcportal.outreach.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.Platform;
import org.mrcportal.outreach.PostId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The list of campaigns, and one campaign with its posts and what each platform brought. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class CampaignReading {

    static final int PAGE = 50;

    private static final List<Measure> COUNTABLE =
            Arrays.stream(Measure.values()).filter(Measure::addsUp).toList();

    /** Of the post {@code p} the newest figure of each measure with its day; of spend the day. */
    private static final String NEWEST = Stream.concat(
                    Arrays.stream(Measure.values())
                            .map(measure -> newest(measure.name(), "n." + measure.column(), measure.column())),
                    Stream.of(newest("SPEND", "null::bigint", "spend")))
            .collect(Collectors.joining(" union all "));

    private final Campaigns campaigns;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final ReachWords words;
    private final Clock clock;

    CampaignReading(Campaigns campaigns, Centres centres, JdbcClient jdbc, ReachWords words, Clock clock) {
        this.campaigns = campaigns;
        this.centres = centres;
        this.jdbc = jdbc;
        this.words = words;
        this.clock = clock;
    }

    /** Where a page of a list ends: the list runs from the newest day back. */
    record Place(LocalDate day, UUID id) {

        static Optional<Place> of(@Nullable String text) {
            if (text == null || !text.matches("20\\d{2}-\\d{2}-\\d{2}_[0-9a-f-]{36}")) {
                return Optional.empty();
            }
            try {
                return Optional.of(
                        new Place(LocalDate.parse(text.substring(0, 10)), UUID.fromString(text.substring(11))));
            } catch (RuntimeException forged) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return day + "_" + id;
        }
    }

    /** A line of the list, in the reader's words. */
    record Line(
            CampaignId id, String name, String period, String audience, String channels, long posts, boolean closed) {}

    /** @param next where the next page begins; null: there is none */
    record Listed(
            CentreCard centre,
            List<CentreCard> choices,
            List<Line> lines,
            @Nullable Place next) {}

    Listed list(StaffMember me, @Nullable String code, @Nullable Place before, Locale locale) {
        List<CentreCard> open = open(me, locale);
        CentreCard centre = chosen(open, code);
        record Row(Line line, Place place) {}
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
                                channels((String[]) row.getArray("channels").getArray(), locale),
                                row.getLong("posts"),
                                row.getBoolean("closed")),
                        new Place(row.getObject("starts_on", LocalDate.class), row.getObject("id", UUID.class))))
                .list();
        List<Row> shown = rows.size() > PAGE ? rows.subList(0, PAGE) : rows;
        return new Listed(
                centre,
                open,
                shown.stream().map(Row::line).toList(),
                rows.size() > PAGE ? shown.getLast().place() : null);
    }

    /** A form with what belongs around it. */
    record Sheet(CentreCard centre, List<Choice> audiences, List<Choice> channels, CampaignForm form) {

        java.util.Set<String> audienceCodes() {
            return audiences.stream().map(Choice::value).collect(Collectors.toSet());
        }
    }

    Sheet blank(StaffMember me, @Nullable String code, Locale locale) {
        CentreCard centre = chosen(open(me, locale), code);
        return sheet(centre, CampaignForm.blank(centre.code()), locale);
    }

    Sheet filled(CampaignId id, Locale locale) {
        Campaign campaign = find(id);
        CentreCard centre = card(campaign.centre(), locale);
        return sheet(centre, CampaignForm.of(campaign.plan(), centre.code(), campaign.version()), locale);
    }

    /** A form that was sent. */
    Sheet again(StaffMember me, CampaignForm typed, Locale locale) {
        return sheet(chosen(open(me, locale), typed.centre()), typed, locale);
    }

    /**
     * A campaign in the reader's words.
     *
     * @param today in the centre's zone
     * @param next where the next page of posts begins; null: there is none
     */
    record Page(
            CampaignId id,
            CentreCard centre,
            String name,
            @Nullable String aim,
            String period,
            String audience,
            String channels,
            @Nullable String budget,
            @Nullable String project,
            @Nullable String donor,
            boolean closed,
            LocalDate today,
            List<PlatformPart> platforms,
            List<PostLine> posts,
            @Nullable Place next) {}

    /**
     * What one platform brought. Events are added up over its posts; of reach there is but the post that reached most.
     * A day's figures may be partial: of each post and measure the newest figure counts, whatever its day.
     *
     * @param told how many posts have figures
     * @param asOf of which days these figures are; null: there are none
     * @param sums countable events, of each post its newest figure
     */
    record PlatformPart(
            String platform,
            boolean tellsReach,
            long posts,
            long told,
            @Nullable String asOf,
            List<Sum> sums,
            List<String> spend,
            @Nullable Widest widest,
            List<TargetLine> targets) {}

    /** One countable event, added up. */
    record Sum(String measure, String number) {}

    /** The post that reached most people. */
    record Widest(PostId post, String name, String people, String asOf) {}

    /**
     * What was hoped for.
     *
     * @param ofOnePost reach: held against the post that reached most
     * @param percent rounded down
     */
    record TargetLine(
            Platform platform,
            Measure measure,
            String label,
            String target,
            String reached,
            long percent,
            boolean ofOnePost) {}

    /**
     * A post with its newest figures, all of one day.
     *
     * @param asOf their day; null: there are none yet
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

    Page open(CampaignId id, @Nullable Place before, Locale locale) {
        Campaign campaign = find(id);
        CentreCard centre = card(campaign.centre(), locale);
        Campaign.Plan plan = campaign.plan();
        record Row(PostLine line, Place place) {}
        List<Row> rows = jdbc.sql("""
                        select p.id, coalesce(p.title, p.link, p.external_id) name, p.platform, p.posted_on, p.language, p.influencer,
                            s.*, k.code, (select count(*) from outreach.arrival r where r.code = k.code) registrations
                        from outreach.post p
                        left join lateral (select taken_on, reach, impressions, views, reactions, comments, shares, saves, clicks,
                                spend, currency
                            from outreach.reach_snapshot n where n.post_id = p.id order by n.taken_on desc limit 1) s on true
                        left join outreach.short_code k on k.kind = 'POST' and k.about = p.id
                        where p.campaign_id = :campaign
                            and (cast(:day as date) is null or (p.posted_on, p.id) < (cast(:day as date), cast(:id as uuid)))
                        order by p.posted_on desc, p.id desc limit :most
                        """)
                .param("campaign", id.id())
                .param("day", before == null ? null : before.day())
                .param("id", before == null ? null : before.id())
                .param("most", PAGE + 1)
                .query((row, number) -> new Row(
                        line(row, locale),
                        new Place(row.getObject("posted_on", LocalDate.class), row.getObject("id", UUID.class))))
                .list();
        List<Row> shown = rows.size() > PAGE ? rows.subList(0, PAGE) : rows;
        return new Page(
                id,
                centre,
                plan.name(),
                plan.aim(),
                words.period(plan.startsOn(), plan.endsOn(), locale),
                words.labels().audience(plan.audience(), locale),
                channels(plan.channels().toArray(String[]::new), locale),
                words.money(plan.budget(), plan.currency(), locale),
                plan.project(),
                plan.donor(),
                campaign.isClosed(),
                LocalDate.ofInstant(clock.instant(), centre.zone()),
                platforms(id, locale),
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
                takenOn == null ? null : CentreTime.date(takenOn, locale),
                figures,
                newest == null ? null : words.money(newest.spend(), newest.currency(), locale),
                code,
                code == null ? null : row.getLong("registrations"));
    }

    /** What one platform brought, as numbers. */
    private record Brought(
            long posts,
            long told,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Map<Measure, Long> sums,
            @Nullable UUID widest,
            @Nullable String widestName,
            @Nullable Long widestReach,
            @Nullable LocalDate widestOn) {}

    private List<PlatformPart> platforms(CampaignId id, Locale locale) {
        Map<Platform, Brought> brought = new EnumMap<>(Platform.class);
        jdbc.sql("""
                        select p.platform, count(distinct p.id) posts, count(distinct p.id) filter (where s.taken_on is not null) told,
                            min(s.taken_on) first, max(s.taken_on) last, %s,
                            (array_agg(p.id order by s.number desc, p.id) filter (where s.measure = 'REACH'))[1] widest,
                            (array_agg(coalesce(p.title, p.link, p.external_id) order by s.number desc, p.id)
                                filter (where s.measure = 'REACH'))[1] widest_name,
                            (array_agg(s.taken_on order by s.number desc, p.id) filter (where s.measure = 'REACH'))[1] widest_on,
                            max(s.number) filter (where s.measure = 'REACH') widest_reach
                        from outreach.post p left join lateral (%s) s on true
                        where p.campaign_id = :campaign group by p.platform
                        """.formatted(
                                COUNTABLE.stream()
                                        .map(measure -> "sum(s.number) filter (where s.measure = '%s') %s"
                                                .formatted(measure, measure.column()))
                                        .collect(Collectors.joining(", ")),
                                NEWEST))
                .param("campaign", id.id())
                .query(row -> {
                    Map<Measure, Long> sums = new EnumMap<>(Measure.class);
                    for (Measure measure : COUNTABLE) {
                        java.math.BigDecimal sum = row.getBigDecimal(measure.column());
                        if (sum != null) {
                            sums.put(measure, sum.longValueExact());
                        }
                    }
                    brought.put(
                            Platform.valueOf(row.getString("platform")),
                            new Brought(
                                    row.getLong("posts"),
                                    row.getLong("told"),
                                    row.getObject("first", LocalDate.class),
                                    row.getObject("last", LocalDate.class),
                                    sums,
                                    row.getObject("widest", UUID.class),
                                    row.getString("widest_name"),
                                    row.getObject("widest_reach", Long.class),
                                    row.getObject("widest_on", LocalDate.class)));
                });
        Map<Platform, List<String>> spend = spend(id, locale);
        Map<Platform, Map<Measure, Long>> targets = targets(id);
        return Arrays.stream(Platform.values())
                .filter(platform -> brought.containsKey(platform) || targets.containsKey(platform))
                .map(platform -> part(
                        platform,
                        brought.getOrDefault(platform, new Brought(0, 0, null, null, Map.of(), null, null, null, null)),
                        spend.getOrDefault(platform, List.of()),
                        targets.getOrDefault(platform, Map.of()),
                        locale))
                .toList();
    }

    private static String newest(String measure, String number, String column) {
        return """
                (select '%s' as measure, %s as number, n.taken_on from outreach.reach_snapshot n
                 where n.post_id = p.id and n.%s is not null order by n.taken_on desc limit 1)
                """.formatted(measure, number, column);
    }

    private PlatformPart part(
            Platform platform, Brought brought, List<String> spend, Map<Measure, Long> targets, Locale locale) {
        Widest widest = brought.widestReach() == null
                ? null
                : new Widest(
                        new PostId(Objects.requireNonNull(brought.widest())),
                        String.valueOf(brought.widestName()),
                        words.number(brought.widestReach(), locale),
                        CentreTime.date(Objects.requireNonNull(brought.widestOn()), locale));
        return new PlatformPart(
                words.labels().platform(platform, locale),
                platform.tellsReach(),
                brought.posts(),
                brought.told(),
                asOf(brought.from(), brought.to(), locale),
                COUNTABLE.stream()
                        .filter(brought.sums()::containsKey)
                        .map(measure -> new Sum(
                                words.labels().measure(measure, locale),
                                words.number(
                                        Objects.requireNonNull(brought.sums().get(measure)), locale)))
                        .toList(),
                spend,
                widest,
                targets.entrySet().stream()
                        .map(target -> target(platform, target.getKey(), target.getValue(), brought, locale))
                        .toList());
    }

    private TargetLine target(Platform platform, Measure measure, long target, Brought brought, Locale locale) {
        Long found = measure.addsUp() ? brought.sums().get(measure) : brought.widestReach();
        long reached = found == null ? 0 : found;
        return new TargetLine(
                platform,
                measure,
                words.labels().measure(measure, locale),
                words.number(target, locale),
                words.number(reached, locale),
                (long) Math.floor(100.0 * reached / target),
                !measure.addsUp());
    }

    private @Nullable String asOf(@Nullable LocalDate from, @Nullable LocalDate to, Locale locale) {
        if (from == null || to == null) {
            return null;
        }
        return from.equals(to) ? CentreTime.date(to, locale) : words.period(from, to, locale);
    }

    private Map<Platform, List<String>> spend(CampaignId id, Locale locale) {
        Map<Platform, List<String>> spend = new EnumMap<>(Platform.class);
        jdbc.sql("""
                        select p.platform, s.currency, sum(s.spend) spend
                        from outreach.post p join lateral (select spend, currency from outreach.reach_snapshot n
                            where n.post_id = p.id and n.spend is not null order by n.taken_on desc limit 1) s on true
                        where p.campaign_id = ? group by p.platform, s.currency order by p.platform, s.currency
                        """).param(id.id()).query(row -> {
            spend.computeIfAbsent(Platform.valueOf(row.getString("platform")), platform -> new ArrayList<>())
                    .add(String.valueOf(words.money(row.getBigDecimal("spend"), row.getString("currency"), locale)));
        });
        return spend;
    }

    private Map<Platform, Map<Measure, Long>> targets(CampaignId id) {
        Map<Platform, Map<Measure, Long>> targets = new EnumMap<>(Platform.class);
        jdbc.sql("select platform, measure, target from outreach.campaign_target where campaign_id = ?")
                .param(id.id())
                .query(row -> {
                    targets.computeIfAbsent(
                                    Platform.valueOf(row.getString("platform")),
                                    platform -> new EnumMap<>(Measure.class))
                            .put(Measure.valueOf(row.getString("measure")), row.getLong("target"));
                });
        return targets;
    }

    private Campaign find(CampaignId id) {
        return campaigns.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private CentreCard card(CentreId id, Locale locale) {
        return centres.byId(id, Language.of(locale)).orElseThrow(() -> new NotFound(id));
    }

    private String channels(String[] codes, Locale locale) {
        return Arrays.stream(codes).map(code -> words.channel(code, locale)).collect(Collectors.joining(", "));
    }

    private Sheet sheet(CentreCard centre, CampaignForm form, Locale locale) {
        List<Choice> audiences = jdbc
                .sql("select code from outreach.audience order by position")
                .query((row, number) -> row.getString("code"))
                .list()
                .stream()
                .map(code -> Choice.of(code, words.labels().audience(code, locale)))
                .toList();
        return new Sheet(
                centre,
                audiences,
                CampaignForm.CHANNELS.stream()
                        .map(code -> Choice.of(code, words.channel(code, locale)))
                        .toList(),
                form);
    }

    private List<CentreCard> open(StaffMember me, Locale locale) {
        return centres.all(Language.of(locale)).stream()
                .filter(card -> me.centres().contains(card.id()))
                .toList();
    }

    private static CentreCard chosen(List<CentreCard> open, @Nullable String code) {
        return open.stream()
                .filter(card -> code == null || code.isBlank() || card.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound("a centre"));
    }
}
