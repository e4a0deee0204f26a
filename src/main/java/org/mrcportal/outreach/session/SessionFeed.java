package org.mrcportal.outreach.session;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the feeds tell: the public sessions of one centre or of all, from some months ago on, in one language. */
@Component
@Transactional(readOnly = true)
class SessionFeed {

    /** Sessions stay in the feeds for so many days after they have ended. */
    static final int DAYS_AFTER = 180;

    private static final int MOST = 500;

    private final Centres centres;
    private final SessionWords words;
    private final MessageSource messages;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final String site;

    SessionFeed(
            Centres centres,
            SessionWords words,
            MessageSource messages,
            JdbcClient jdbc,
            Clock clock,
            @Value("${portal.public-address}") String site) {
        this.centres = centres;
        this.words = words;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
        this.site = site;
    }

    /**
     * A session, in the reader's words.
     *
     * @param changedAt when it last changed in a way people must hear of
     * @param address of its public page
     * @param place the centre, the institution, or that it is online
     * @param when as on its page, with whose time it is
     */
    record Entry(
            SessionOnPlan session,
            Instant publishedAt,
            Instant changedAt,
            String title,
            String place,
            String when,
            String address,
            @Nullable String description) {

        boolean isCancelled() {
            return session.state() == SessionState.CANCELLED;
        }
    }

    /**
     * A feed's content; the same sessions give the same.
     *
     * @param address of the feed, without the ending that says its format
     * @param list address of the page it stands for
     */
    record Content(Locale locale, String title, String author, String address, String list, List<Entry> entries) {}

    /**
     * The sessions of one centre or, without a code, of all; those that begin last are the first.
     *
     * @throws NotFound where there is no such centre
     */
    Content content(@Nullable String code, Language language) {
        Locale locale = language.locale();
        List<CentreCard> cards = code == null
                ? centres.all(language)
                : List.of(centres.byCode(code, language).orElseThrow(() -> new NotFound("a centre")));
        Map<CentreId, CentreCard> byId = new HashMap<>();
        cards.forEach(card -> byId.put(card.id(), card));
        List<Entry> entries = jdbc.sql("""
                        select e.*, x.published_at, coalesce(x.changed_at, x.cancelled_at, x.held_at, x.published_at, x.created_at) as changed,
                               (select t.description from outreach.session_text t
                                where t.session_id = e.id and t.language = :language) as description
                        from (%s
                              where s.state <> 'DRAFT' and s.ends_at > :from and (cast(:centre as uuid) is null or s.centre_id = :centre)
                              order by s.starts_at desc, s.id desc limit :most) e
                        join outreach.awareness_session x on x.id = e.id
                        order by e.starts_at desc, e.id desc
                        """.formatted(Sessions.SELECT))
                .param("language", language.code())
                .param(
                        "from",
                        clock.instant()
                                .minus(java.time.Duration.ofDays(DAYS_AFTER))
                                .atOffset(ZoneOffset.UTC))
                .param("centre", code == null ? null : cards.getFirst().id().id())
                .param("most", MOST)
                .query((row, number) -> {
                    SessionOnPlan session = Sessions.session(row);
                    Instant changed =
                            row.getObject("changed", OffsetDateTime.class).toInstant();
                    return new Entry(
                            session,
                            Optional.ofNullable(row.getObject("published_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant)
                                    .orElse(changed),
                            changed,
                            words.title(session, locale),
                            words.place(session, Objects.requireNonNull(byId.get(session.centre())), locale),
                            words.when(session, locale) + " (" + words.zone(session, locale) + ")",
                            address(language, "/sessions/" + session.slug()),
                            row.getString("description"));
                })
                .list();
        String title = code == null
                ? text("sessions.feed.all", locale)
                : text("sessions.feed.title", locale, cards.getFirst().name());
        return new Content(
                locale,
                title,
                code == null ? text("portal.name", locale) : cards.getFirst().name(),
                address(language, code == null ? "/sessions" : "/centres/" + code + "/sessions"),
                address(language, code == null ? "/sessions" : "/sessions?centre=" + code),
                entries);
    }

    private String address(Language language, String path) {
        return site + "/" + language.code() + path;
    }

    private String text(String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(messages.getMessage(key, arguments, locale));
    }
}
