package org.mrcportal.outreach.campaign;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** What each platform brought to a campaign, against what was hoped for. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class PlatformParts {

    private static final List<Measure> COUNTABLE =
            Arrays.stream(Measure.values()).filter(Measure::addsUp).toList();

    /** Of the post {@code p} the newest figure of each measure with its day; of spend the day. */
    private static final String NEWEST = Stream.concat(
                    Arrays.stream(Measure.values())
                            .map(measure -> newest(measure.name(), "n." + measure.column(), measure.column())),
                    Stream.of(newest("SPEND", "null::bigint", "spend")))
            .collect(Collectors.joining(" union all "));

    private final JdbcClient jdbc;
    private final ReachWords words;

    PlatformParts(JdbcClient jdbc, ReachWords words) {
        this.jdbc = jdbc;
        this.words = words;
    }

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

    List<PlatformPart> of(CampaignId id, Locale locale) {
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
                        BigDecimal sum = row.getBigDecimal(measure.column());
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
                words.asOf(brought.from(), brought.to(), locale),
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
}
