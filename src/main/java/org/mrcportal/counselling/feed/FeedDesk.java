package org.mrcportal.counselling.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.SecretLinks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes and revokes the addresses of calendars: counsellors their own, a manager any of the centre. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class FeedDesk {

    /** One row for each counsellor of the centres asked for, and one for each centre, with the open feed if there is one. */
    private static final String FEEDS = """
            select z.id centre_id, s.id staff_id, s.name, f.id, f.made_at, f.last_fetched_at
            from centres.centre z
            join lateral (select null::uuid id, null::text name
                          union all
                          select s.id, s.name from counselling.counsellor k join accounts.staff s on s.id = k.staff_id
                          where k.centre_id = z.id and k.active and s.enabled) s on true
            left join counselling.calendar_feed f
                on f.centre_id = z.id and f.staff_id is not distinct from s.id and f.revoked_at is null
            where z.id = any (:centres) and (:everybody or s.id = :me)
            order by z.position, s.name nulls first
            """;

    private final CalendarFeeds feeds;
    private final Centres centres;
    private final SecretLinks links;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FeedDesk(
            CalendarFeeds feeds,
            Centres centres,
            SecretLinks links,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.feeds = feeds;
        this.centres = centres;
        this.links = links;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A calendar that has an address, or could have one.
     *
     * @param who the counsellor's name; null: the centre's calendar
     * @param feed null: no address is open
     * @param madeAt in the centre's zone, in the reader's words; null likewise
     * @param fetchedAt when a program last asked; null: never
     */
    record Line(
            CentreCard centre,
            @Nullable StaffId staff,
            @Nullable String who,
            @Nullable UUID feed,
            @Nullable String madeAt,
            @Nullable String fetchedAt) {}

    /** The reader's own calendars: one for each centre where the reader gives counselling. */
    @Transactional(readOnly = true)
    List<Line> mine(StaffMember me, Locale locale) {
        return lines(me, me.centres(), false, locale);
    }

    /** The page of a centre's manager. */
    record CentrePage(CentreCard centre, List<Line> lines, boolean clientCode) {}

    @Transactional(readOnly = true)
    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    CentrePage ofCentre(StaffMember me, String code, Locale locale) {
        CentreCard centre = centre(me, code, locale);
        boolean clientCode = jdbc.sql("select client_code from counselling.feed_rules where centre_id = ?")
                .param(centre.id().id())
                .query(Boolean.class)
                .optional()
                .orElse(false);
        return new CentrePage(centre, lines(me, List.of(centre.id()), true, locale), clientCode);
    }

    /** Whether a visit in the centre's feeds carries the client's code. */
    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    void tellClientCode(StaffMember me, String code, boolean tell, Locale locale) {
        CentreId centre = centre(me, code, locale).id();
        jdbc.sql("""
                        insert into counselling.feed_rules (centre_id, client_code) values (?, ?)
                        on conflict (centre_id) do update set client_code = excluded.client_code
                        """).params(centre.id(), tell).update();
        events.publishEvent(new AuditEntry(
                "CALENDAR_RULES_CHANGED", centre.id(), "centre:" + centre, tell ? "with client code" : "busy only"));
    }

    /** A new address for the reader's own calendar at a centre; the former one leads nowhere from now on. */
    UUID makeMine(StaffMember me, String code, UUID once, Locale locale) {
        CentreId centre = centre(me, code, locale).id();
        boolean counsels = lines(me, List.of(centre), false, locale).stream()
                .anyMatch(line -> me.id().equals(line.staff()));
        if (!counsels) {
            throw new NotFound(code);
        }
        return make(me, centre, me.id(), once);
    }

    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    UUID makeCentres(StaffMember me, String code, UUID once, Locale locale) {
        return make(me, centre(me, code, locale).id(), null, once);
    }

    void revokeMine(StaffMember me, UUID id) {
        revoke(feeds.findById(id).filter(feed -> me.id().equals(feed.staff())).orElseThrow(() -> new NotFound(id)));
    }

    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    void revokeAt(StaffMember me, String code, UUID id, Locale locale) {
        CentreId centre = centre(me, code, locale).id();
        revoke(feeds.findById(id).filter(feed -> feed.centre().equals(centre)).orElseThrow(() -> new NotFound(id)));
    }

    /** The secret of a feed that was made just now: it is shown once, although it could be worked out again. */
    String secret(UUID feed) {
        return links.token(CalendarFeed.LINK, feed);
    }

    private UUID make(StaffMember me, CentreId centre, @Nullable StaffId staff, UUID once) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtext(?))")
                .param("calendar-feed:" + centre + ":" + staff)
                .query(Integer.class)
                .single();
        Optional<CalendarFeed> earlier = feeds.findById(once);
        if (earlier.isPresent()) {
            return earlier.filter(feed -> feed.isOpen() && feed.isOf(centre, staff))
                    .map(CalendarFeed::id)
                    .orElseThrow(() -> new NotFound(once));
        }
        feeds.findOpen(centre, staff).ifPresent(this::revoke);
        CalendarFeed feed = feeds.saveAndFlush(
                CalendarFeed.open(once, centre, staff, me.id(), links.tokenHash(secret(once)), clock.instant()));
        record("CALENDAR_FEED_MADE", feed);
        return feed.id();
    }

    private void revoke(CalendarFeed feed) {
        if (feed.isOpen()) {
            feeds.saveAndFlush(feed.revoke(clock.instant()));
            record("CALENDAR_FEED_REVOKED", feed);
        }
    }

    private void record(String action, CalendarFeed feed) {
        events.publishEvent(new AuditEntry(
                action,
                feed.centre().id(),
                "calendar-feed:" + feed.id(),
                feed.staff() == null ? "of the centre" : "of a counsellor"));
    }

    private CentreCard centre(StaffMember me, String code, Locale locale) {
        return Workplaces.of(me, centres, locale).at(code);
    }

    private List<Line> lines(StaffMember me, List<CentreId> at, boolean everybody, Locale locale) {
        List<CentreCard> cards = centres.all(Language.of(locale));
        return jdbc.sql(FEEDS)
                .param("centres", at.stream().map(CentreId::id).toArray(UUID[]::new))
                .param("everybody", everybody)
                .param("me", me.id().id())
                .query((row, number) -> line(row, cards, locale))
                .list();
    }

    private static Line line(ResultSet row, List<CentreCard> cards, Locale locale) throws SQLException {
        CentreId id = new CentreId(row.getObject("centre_id", UUID.class));
        CentreCard centre =
                cards.stream().filter(card -> card.id().equals(id)).findFirst().orElseThrow();
        UUID staff = row.getObject("staff_id", UUID.class);
        return new Line(
                centre,
                staff == null ? null : new StaffId(staff),
                row.getString("name"),
                row.getObject("id", UUID.class),
                moment(row, "made_at", centre.zone(), locale),
                moment(row, "last_fetched_at", centre.zone(), locale));
    }

    private static @Nullable String moment(ResultSet row, String column, ZoneId zone, Locale locale)
            throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        if (moment == null) {
            return null;
        }
        Instant at = moment.toInstant();
        return CentreTime.date(CentreTime.day(at, zone), locale) + ", " + CentreTime.time(at, zone);
    }
}
