package org.mrcportal.outreach.attendance;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds the sessions whose people can be counted now. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FRONT_DESK', 'OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class Doors {

    private static final String OPEN = """
            select s.id, s.starts_at, c.zone, s.institution, t.title,
                   (select topic_code from outreach.session_topic p where p.session_id = s.id order by p.position limit 1) as topic,
                   (select coalesce(sum(a.number), 0) from outreach.attendance a where a.session_id = s.id) as people
            from outreach.awareness_session s
            join centres.centre c on c.id = s.centre_id
            left join outreach.session_text t on t.session_id = s.id and t.language = :language
            where s.state in ('PUBLISHED', 'HELD') and s.starts_at <= :begun and s.ends_at > :ended
            order by s.starts_at desc, s.id limit 50
            """;

    private final JdbcClient jdbc;
    private final CountingTime time;
    private final OutreachLabels labels;
    private final Clock clock;

    Doors(JdbcClient jdbc, CountingTime time, OutreachLabels labels, Clock clock) {
        this.jdbc = jdbc;
        this.time = time;
        this.labels = labels;
        this.clock = clock;
    }

    /**
     * A session whose people can be counted.
     *
     * @param path of its pages
     * @param people counted so far
     */
    record Row(
            String path,
            String title,
            String when,
            @Nullable String institution,
            int people,
            boolean today) {}

    /** The latest first. */
    List<Row> open(Locale reader) {
        Instant now = clock.instant();
        return jdbc.sql(OPEN)
                .param("language", Language.of(reader).code())
                .param("begun", now.plus(time.before()).atOffset(ZoneOffset.UTC))
                .param("ended", now.minus(time.after()).atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    ZoneId zone = ZoneId.of(row.getString("zone"));
                    Instant starts =
                            row.getObject("starts_at", OffsetDateTime.class).toInstant();
                    String title = row.getString("title");
                    return new Row(
                            Hall.path(new SessionId(row.getObject("id", UUID.class))),
                            title == null
                                    ? labels.topic(Objects.requireNonNullElse(row.getString("topic"), "OTHER"), reader)
                                    : title,
                            CentreTime.moment(starts, zone, reader),
                            row.getString("institution"),
                            row.getInt("people"),
                            CentreTime.day(starts, zone).equals(CentreTime.day(now, zone)));
                })
                .list();
    }
}
