package org.mrcportal.demonstration;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A centre's campaigns of a year: one that is closed and one that runs, with posts on several platforms and their figures
 * as they grew.
 */
final class CampaignYear {

    private static final List<String> PLATFORMS =
            List.of("FACEBOOK", "INSTAGRAM", "TELEGRAM", "TIKTOK", "YOUTUBE", "ODNOKLASSNIKI");
    private static final List<String> TOPICS =
            List.of("JOB_OFFERS", "LEGAL_WORK", "TRAFFICKING", "ENTRY_RULES", "RIGHTS_AT_WORK", "PRE_DEPARTURE");
    private static final List<Integer> SNAPSHOT_DAYS = List.of(1, 7, 30, 90, 180);
    private static final int POSTS = 18;
    private static final String CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final UUID officer;
    private final Draw draw;
    private final Instant now;
    private final LocalDate today;

    CampaignYear(Connection connection, DemonstrationCentre centre, UUID officer, Draw draw, Instant now) {
        this.connection = connection;
        this.centre = centre;
        this.officer = officer;
        this.draw = draw;
        this.now = now;
        today = LocalDate.ofInstant(now, centre.zone());
    }

    void write() throws SQLException {
        Names names = names();
        write(names.closed(), today.minusDays(330), today.minusDays(150), new BigDecimal("1800.00"), true, names);
        write(names.open(), today.minusDays(130), today.plusDays(60), new BigDecimal("2500.00"), false, names);
    }

    /** What they are called, in a language of the centre. */
    private record Names(String closed, String open, String aim, List<String> titles, String blogger) {}

    private Names names() {
        return switch (centre.code()) {
            case "TAS" ->
                new Names(
                        "Qonuniy yoʻl – ishonchli yoʻl",
                        "Taklifni tekshir",
                        "Yoshlar ish taklifini imzolashdan oldin tekshirishni bilsin.",
                        List.of(
                                "Firibgarni qanday bilish mumkin",
                                "Shartnomada nimalar boʻlishi kerak",
                                "Kirish taqiqini tekshiring"),
                        "Namuna Blogerova");
            case "DYU" ->
                new Names(
                        "Роҳи қонунӣ",
                        "Аввал санҷед",
                        "Одамон пеш аз сафар ҳуҷҷат ва шартномаро санҷанд.",
                        List.of(
                                "Чӣ тавр қаллобро шинохтан мумкин",
                                "Дар шартнома чӣ бояд бошад",
                                "Манъи воридшавиро санҷед"),
                        "Намуна Блогерзода");
            default ->
                new Names(
                        "Мыйзамдуу жол",
                        "Сунушту текшер",
                        "Жаштар жумуш сунушун текшерүүнү билсин.",
                        List.of(
                                "Алдамчыны кантип таануу керек",
                                "Келишимде эмне болушу керек",
                                "Кирүүгө тыюуну текшериңиз"),
                        "Намуна Блогерова");
        };
    }

    private void write(String name, LocalDate first, LocalDate last, BigDecimal budget, boolean closed, Names names)
            throws SQLException {
        Instant begun = first.minusDays(5).atTime(6, 0).toInstant(ZoneOffset.UTC);
        UUID campaign = draw.id(begun);
        var campaigns = new Rows(
                connection,
                "outreach.campaign",
                "id, version, centre_id, name, aim, starts_on, ends_on, audience_code, channels, budget, currency, project,"
                        + " donor, once, created_by, created_at, closed_at");
        campaigns.add(
                campaign,
                0L,
                centre.id(),
                name,
                names.aim(),
                first,
                last,
                "YOUTH",
                List.of("FACEBOOK", "INSTAGRAM", "TELEGRAM", "TIKTOK", "YOUTUBE", "PRINT"),
                budget,
                "EUR",
                "PROTECT",
                null,
                campaign,
                officer,
                begun,
                closed ? last.plusDays(3).atTime(6, 0).toInstant(ZoneOffset.UTC) : null);
        campaigns.flush();
        var targets =
                new Rows(connection, "outreach.campaign_target", "centre_id, campaign_id, platform, measure, target");
        targets.add(centre.id(), campaign, "FACEBOOK", "REACH", 20_000L);
        targets.add(centre.id(), campaign, "FACEBOOK", "CLICKS", 1_500L);
        targets.add(centre.id(), campaign, "TELEGRAM", "VIEWS", 30_000L);
        targets.add(centre.id(), campaign, "TIKTOK", "VIEWS", 60_000L);
        targets.flush();
        posts(campaign, first, last.isBefore(today) ? last : today.minusDays(1), names);
    }

    private void posts(UUID campaign, LocalDate first, LocalDate last, Names names) throws SQLException {
        var posts = new Rows(
                connection,
                "outreach.post",
                "id, version, centre_id, campaign_id, platform, posted_on, title, language, topic_code, link, link_key,"
                        + " external_id, influencer, once, created_by, created_at");
        var snapshots = new Rows(
                connection,
                "outreach.reach_snapshot",
                "centre_id, post_id, platform, taken_on, reach, impressions, views, reactions, comments, shares, saves, clicks,"
                        + " spend, currency, source, entered_by, entered_at");
        var codes = new Rows(
                connection,
                "outreach.short_code",
                "code, centre_id, kind, about, label, target, once, created_by, created_at");
        long days = last.toEpochDay() - first.toEpochDay();
        for (int i = 0; i < POSTS; i++) {
            LocalDate posted = first.plusDays(days * i / POSTS);
            String platform = PLATFORMS.get(i % PLATFORMS.size());
            Instant at = posted.atTime(9, 0).toInstant(ZoneOffset.UTC);
            UUID post = draw.id(at);
            String title = names.titles().get(i % names.titles().size());
            String link = platform.toLowerCase(Locale.ROOT) + ".example/"
                    + centre.code().toLowerCase(Locale.ROOT) + "/" + posted.toEpochDay() + i;
            posts.add(
                    post,
                    0L,
                    centre.id(),
                    campaign,
                    platform,
                    posted,
                    title,
                    centre.languages().get(i % 2),
                    TOPICS.get(i % TOPICS.size()),
                    "https://" + link,
                    link,
                    "9" + posted.toEpochDay() + i,
                    i % 7 == 3 ? names.blogger() : null,
                    post,
                    officer,
                    at);
            snapshots(snapshots, post, platform, posted);
            if (i % 4 == 0) {
                codes.add(code(), centre.id(), "POST", post, title, "SESSIONS", post, officer, at);
            }
        }
        posts.flush();
        snapshots.flush();
        codes.flush();
    }

    private void snapshots(Rows snapshots, UUID post, String platform, LocalDate posted) throws SQLException {
        double size = draw.between(2_000, 14_000);
        boolean paid = platform.equals("FACEBOOK") || platform.equals("INSTAGRAM");
        for (int day : SNAPSHOT_DAYS) {
            LocalDate taken = posted.plusDays(day);
            if (taken.isAfter(today)) {
                break;
            }
            double seen = size * (1 - Math.exp(-day / 12.0));
            snapshots.add(
                    centre.id(),
                    post,
                    platform,
                    taken,
                    told(platform.equals("TELEGRAM") || platform.equals("YOUTUBE") ? null : seen),
                    told(platform.equals("TELEGRAM") ? null : seen * 1.6),
                    told(seen * (platform.equals("FACEBOOK") ? 0.4 : 1.2)),
                    told(seen * 0.04),
                    told(seen * 0.006),
                    told(seen * 0.01),
                    told(platform.equals("TELEGRAM") ? null : seen * 0.008),
                    told(seen * 0.02),
                    paid ? BigDecimal.valueOf(Math.round(seen / 5), 2) : null,
                    paid ? "EUR" : null,
                    day > 7 ? "IMPORT" : "HAND",
                    officer,
                    taken.atTime(4, 0).toInstant(ZoneOffset.UTC).isAfter(now)
                            ? now
                            : taken.atTime(4, 0).toInstant(ZoneOffset.UTC));
        }
    }

    private static @Nullable Long told(@Nullable Double figure) {
        return figure == null ? null : Math.round(figure);
    }

    private String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            code.append(CODE_ALPHABET.charAt(draw.below(CODE_ALPHABET.length())));
        }
        return code.toString();
    }
}
