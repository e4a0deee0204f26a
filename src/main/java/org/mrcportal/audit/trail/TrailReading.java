package org.mrcportal.audit.trail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the trail, for the data protection officer only. */
@Service
@PreAuthorize("hasRole('DATA_PROTECTION_OFFICER')")
class TrailReading {

    static final int PAGE = 50;
    private static final int EXPORTED = 50_000;
    private static final int FETCHED = 1000;

    private final JdbcClient jdbc;
    private final Centres centres;
    private final ApplicationEventPublisher events;

    TrailReading(JdbcClient jdbc, Centres centres, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.centres = centres;
        this.events = events;
    }

    /** @param older whether there are more entries after the page's last */
    record Page(List<TrailEntry> entries, boolean older) {}

    @Transactional(readOnly = true)
    public List<CentreCard> centres(Language language) {
        return centres.all(language);
    }

    @Transactional(readOnly = true)
    public Page page(TrailFilter filter) {
        List<TrailEntry> found = entries(filter, PAGE + 1);
        return new Page(found.subList(0, Math.min(found.size(), PAGE)), found.size() > PAGE);
    }

    /** Hands over all entries, newest first, up to a bound; the export itself goes on the trail. */
    @Transactional
    public void export(TrailFilter filter, Consumer<TrailEntry> line) {
        events.publishEvent(new AuditEntry("TRAIL_EXPORTED", null, null, null));
        TrailFilter next = filter;
        for (int written = 0; written < EXPORTED; written += FETCHED) {
            List<TrailEntry> found = entries(next, FETCHED);
            found.forEach(line);
            if (found.size() < FETCHED) {
                return;
            }
            next = new TrailFilter(
                    filter.since(),
                    filter.until(),
                    filter.action(),
                    filter.centre(),
                    filter.subject(),
                    found.getLast().position());
        }
    }

    private List<TrailEntry> entries(TrailFilter filter, int most) {
        TrailFilter.Position before = filter.before();
        return jdbc.sql("""
                        select t.*, c.code from (
                            (select * from audit.trail
                             where at >= coalesce(:since::timestamptz, '-infinity') and at < coalesce(:until::timestamptz, 'infinity')
                               and (:action::text is null or action = :action)
                               and (:subject::text is null or subject = :subject)
                               and (:centre::uuid is null or centre_id = :centre::uuid)
                               and (at, id) < (coalesce(:beforeAt::timestamptz, 'infinity'), coalesce(:beforeId::bigint, 0))
                             order by at desc, id desc limit :most)
                            union all
                            (select * from audit.without_centre(:since::timestamptz, :until::timestamptz, :action::text,
                                                                :subject::text, :beforeAt::timestamptz, :beforeId::bigint, :most)
                             where :centre::uuid is null)
                        ) t left join centres.centre c on c.id = t.centre_id
                        order by t.at desc, t.id desc limit :most
                        """)
                .param("since", utc(filter.since()))
                .param("until", utc(filter.until()))
                .param("action", filter.action())
                .param("subject", filter.subject())
                .param("centre", filter.centre())
                .param("beforeAt", before == null ? null : utc(before.at()))
                .param("beforeId", before == null ? null : before.id())
                .param("most", most)
                .query((row, number) -> new TrailEntry(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("code"),
                        row.getString("subject"),
                        row.getString("detail")))
                .list();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
