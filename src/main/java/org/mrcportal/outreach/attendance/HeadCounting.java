package org.mrcportal.outreach.attendance;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.shared.AuditEntry;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Counts heads, a tap each, on as many devices as there are: each method is one transaction. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class HeadCounting {

    /** A tap that is on record already is left as it is. */
    private static final String COUNT = """
            insert into outreach.head_count (id, centre_id, session_id, source, sex, age_band, number, counted_at, counted_by)
            select tap.id, :centre, :session, 'TAP', tap.sex, tap.band, 1, tap.at, :by
            from unnest(:ids::uuid[], :sexes::text[], :bands::text[], :moments::timestamptz[]) as tap (id, sex, band, at)
            on conflict do nothing
            """;

    /** Only what was counted is taken back, as what it was, and once. */
    private static final String UNDO = """
            insert into outreach.head_count
                (id, centre_id, session_id, source, sex, age_band, number, counted_at, counted_by, undoes)
            select undo.id, h.centre_id, h.session_id, 'TAP', h.sex, h.age_band, -1, undo.at, :by, h.id
            from unnest(:ids::uuid[], :undone::uuid[], :moments::timestamptz[]) as undo (id, undoes, at)
            join outreach.head_count h on h.id = undo.undoes and h.session_id = :session and h.source = 'TAP' and h.number = 1
            on conflict do nothing
            """;

    private static final String LAST = """
            select h.id, h.sex, h.age_band from outreach.head_count h
            where h.session_id = :session and h.counted_by = :by and h.source = 'TAP' and h.number = 1
              and not exists (select from outreach.head_count u where u.undoes = h.id)
            order by h.counted_at desc, h.id desc limit 1
            """;

    private final Halls halls;
    private final CountingTime time;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HeadCounting(Halls halls, CountingTime time, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.halls = halls;
        this.time = time;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @param last the reader's own last tap that was not taken back; null: there is none */
    record View(Hall hall, Totals totals, @Nullable Last last) {}

    /** A tap that can be taken back. */
    record Last(UUID id, Bracket bracket) {}

    @Transactional(readOnly = true)
    View view(SessionId id, StaffMember me, Locale reader) {
        return new View(halls.find(id, reader), halls.totals(id), last(id, me).orElse(null));
    }

    /** Counts what is not counted yet. */
    Totals count(SessionId id, List<Tap> taps, StaffMember me) {
        SessionOnPlan session = halls.counted(id);
        boolean first = last(id, me).isEmpty();
        Instant opens = time.opens(session);
        Instant now = clock.instant();
        Function<Tap, Object> moment = tap -> tap.countedBetween(opens, now).atOffset(ZoneOffset.UTC);
        List<Tap> heads = taps.stream().filter(tap -> tap.undoes() == null).toList();
        List<Tap> undone = taps.stream().filter(tap -> tap.undoes() != null).toList();
        if (!heads.isEmpty()) {
            jdbc.sql(COUNT)
                    .param("centre", session.centre().id())
                    .param("session", id.id())
                    .param("by", me.id().id())
                    .param("ids", array("uuid", heads, Tap::id))
                    .param("sexes", array("text", heads, tap -> tap.bracket().sex()))
                    .param("bands", array("text", heads, tap -> tap.bracket().band()))
                    .param("moments", array("timestamptz", heads, moment))
                    .update();
        }
        if (!undone.isEmpty()) {
            jdbc.sql(UNDO)
                    .param("session", id.id())
                    .param("by", me.id().id())
                    .param("ids", array("uuid", undone, Tap::id))
                    .param("undone", array("uuid", undone, Tap::undoes))
                    .param("moments", array("timestamptz", undone, moment))
                    .update();
        }
        if (first && !heads.isEmpty()) { // each tap says itself who made it and when
            events.publishEvent(new AuditEntry("HEADS_COUNTED", session.centre().id(), "session:" + id, null));
        }
        return halls.totals(id);
    }

    private Optional<Last> last(SessionId id, StaffMember me) {
        return jdbc.sql(LAST)
                .param("session", id.id())
                .param("by", me.id().id())
                .query((row, number) -> new Last(
                        row.getObject("id", UUID.class), new Bracket(row.getString("sex"), row.getString("age_band"))))
                .optional();
    }

    private static SqlArrayValue array(String type, List<Tap> taps, Function<Tap, ? extends @Nullable Object> value) {
        return new SqlArrayValue(type, taps.stream().map(value).toArray());
    }
}
