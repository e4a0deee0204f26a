package org.mrcportal.outreach.session;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.session.SessionList.Place;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The sessions everybody may see: those to come, one by its address, and the archive. */
@Component
@Transactional(readOnly = true)
class PublicSessions {

    static final int PAGE = 12;
    private static final int MONTH_PAGE = 30;

    private final Centres centres;
    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final Clock clock;

    PublicSessions(Centres centres, JdbcClient jdbc, Sessions sessions, Clock clock) {
        this.centres = centres;
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * What is looked for; each may be null.
     *
     * @param centre its code
     * @param online true: only those online
     */
    record Wanted(
            @Nullable String centre,
            @Nullable String region,
            @Nullable String language,
            @Nullable String topic,
            boolean online) {}

    /** What the coming sessions differ in: codes there is something to find by. */
    record Differences(TreeSet<String> regions, TreeSet<String> languages, TreeSet<String> topics) {}

    /** Some sessions, with the centres they belong to. */
    record Found(
            List<SessionOnPlan> sessions,
            Map<CentreId, CentreCard> centres,
            Instant now,
            @Nullable Place next) {

        CentreCard centreOf(SessionOnPlan session) {
            return Optional.ofNullable(centres.get(session.centre())).orElseThrow(() -> new NotFound(session.id()));
        }
    }

    /** A page of those to come. */
    record Coming(Found found, Differences differences) {}

    Coming coming(Wanted wanted, Optional<Place> after, Language language) {
        Instant now = clock.instant();
        Map<CentreId, CentreCard> cards = cards(language);
        var query = jdbc.sql(Sessions.SELECT + """
                         where s.state in ('PUBLISHED', 'CANCELLED') and s.ends_at > :now
                          and (cast(:centre as text) is null or c.code = :centre)
                          and (cast(:region as text) is null or s.region_code = :region)
                          and (cast(:language as text) is null or s.language = :language)
                          and (cast(:topic as text) is null
                               or s.id in (select t.session_id from outreach.session_topic t where t.topic_code = :topic))
                          and (not :online or s.online)
                        """
                        + (after.isEmpty() ? "" : " and (s.starts_at, s.id) > (:at, :id)")
                        + " order by s.starts_at, s.id limit " + (PAGE + 1))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("centre", wanted.centre())
                .param("region", wanted.region())
                .param("language", wanted.language())
                .param("topic", wanted.topic())
                .param("online", wanted.online());
        if (after.isPresent()) {
            query = query.param("at", after.get().at().atOffset(ZoneOffset.UTC))
                    .param("id", after.get().id());
        }
        return new Coming(
                page(query.query((row, number) -> Sessions.session(row)).list(), PAGE, cards, now), differences(now));
    }

    private Differences differences(Instant now) {
        Differences differences = new Differences(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        jdbc.sql("""
                        select distinct s.region_code, s.language, t.topic_code
                        from outreach.awareness_session s join outreach.session_topic t on t.session_id = s.id
                        where s.state in ('PUBLISHED', 'CANCELLED') and s.ends_at > ?
                        """).param(now.atOffset(ZoneOffset.UTC)).query(row -> {
            differences.regions().add(row.getString("region_code"));
            differences.languages().add(row.getString("language"));
            differences.topics().add(row.getString("topic_code"));
        });
        return differences;
    }

    /** One session, and the centre's own sentences about it in the reader's language. */
    record Shown(
            SessionOnPlan session,
            CentreCard centre,
            @Nullable String description,
            Instant now) {}

    /** @throws NotFound where no such session has been published */
    Shown show(String slug, Language language) {
        SessionOnPlan session = sessions.published(slug).orElseThrow(() -> new NotFound("a session"));
        CentreCard centre = centres.byId(session.centre(), language).orElseThrow();
        String description = jdbc.sql(
                        "select description from outreach.session_text where session_id = ? and language = ? and description is not null")
                .params(session.id().id(), language.code())
                .query(String.class)
                .optional()
                .orElse(null);
        return new Shown(session, centre, description, clock.instant());
    }

    /** How many sessions a month of the past has. */
    record Month(YearMonth month, int sessions) {}

    /**
     * A page of the archive.
     *
     * @param months those that have any, the newest first
     * @param month the one that is shown; null: there are none
     */
    record Archive(List<Month> months, @Nullable YearMonth month, Found found) {}

    /**
     * Sessions that are over or were held, by the months of their centres' clocks.
     *
     * @param code of a centre; null: all
     * @param wanted null, or a month without sessions: the newest one that has any
     */
    Archive archive(@Nullable String code, @Nullable YearMonth wanted, Optional<Place> after, Language language) {
        Instant now = clock.instant();
        Map<CentreId, CentreCard> cards = cards(language);
        List<Month> months = jdbc.sql("""
                        select to_char(s.starts_at at time zone c.zone, 'YYYY-MM') as month, count(*)::int as sessions
                        from outreach.awareness_session s join centres.centre c on c.id = s.centre_id
                        where s.state <> 'DRAFT' and (s.state = 'HELD' or s.ends_at <= :now)
                          and (cast(:centre as text) is null or c.code = :centre)
                        group by 1 order by 1 desc
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("centre", code)
                .query((row, number) -> new Month(YearMonth.parse(row.getString("month")), row.getInt("sessions")))
                .list();
        if (months.isEmpty()) {
            return new Archive(months, null, new Found(List.of(), cards, now, null));
        }
        YearMonth month = months.stream()
                .map(Month::month)
                .filter(one -> one.equals(wanted))
                .findFirst()
                .orElse(months.getFirst().month());
        var query = jdbc.sql(Sessions.SELECT + """
                         where s.state <> 'DRAFT' and (s.state = 'HELD' or s.ends_at <= :now)
                          and (cast(:centre as text) is null or c.code = :centre)
                          and s.starts_at >= :from and s.starts_at < :until
                          and to_char(s.starts_at at time zone c.zone, 'YYYY-MM') = :month
                        """
                        + (after.isEmpty() ? "" : " and (s.starts_at, s.id) < (:at, :id)")
                        + " order by s.starts_at desc, s.id desc limit " + (MONTH_PAGE + 1))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("centre", code)
                .param("month", month.toString())
                // Zones differ by hours: a day more on either side lets the index serve.
                .param("from", month.atDay(1).minusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("until", month.atEndOfMonth().plusDays(2).atStartOfDay().atOffset(ZoneOffset.UTC));
        if (after.isPresent()) {
            query = query.param("at", after.get().at().atOffset(ZoneOffset.UTC))
                    .param("id", after.get().id());
        }
        return new Archive(
                months,
                month,
                page(query.query((row, number) -> Sessions.session(row)).list(), MONTH_PAGE, cards, now));
    }

    /** In the network's order. */
    private Map<CentreId, CentreCard> cards(Language language) {
        return centres.all(language).stream()
                .collect(Collectors.toMap(
                        CentreCard::id, Function.identity(), (a, b) -> a, java.util.LinkedHashMap::new));
    }

    private static Found page(List<SessionOnPlan> found, int most, Map<CentreId, CentreCard> cards, Instant now) {
        List<SessionOnPlan> shown = new ArrayList<>(found);
        boolean more = shown.size() > most;
        if (more) {
            shown.removeLast();
        }
        return new Found(shown, cards, now, more ? Place.of(shown.getLast()) : null);
    }
}
