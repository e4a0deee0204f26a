package org.mrcportal.outreach.attendance;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.shared.AuditEntry;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.Errors;

/**
 * Takes in what paper sheets came to. Whoever types says what all sheets of the session come to by now; what is put on
 * record is the difference from what stood there before.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class SheetDesk {

    private static final String CHANGE = """
            insert into outreach.head_count (id, centre_id, session_id, source, sex, age_band, number, counted_at, counted_by)
            values (:id, :centre, :session, 'SHEET', :sex, :band, :number, :at, :by)
            """;

    private final Halls halls;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SheetDesk(Halls halls, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.halls = halls;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @param seen the last entry; null: there is none */
    record View(Hall hall, Totals totals, @Nullable UUID seen) {}

    /** What the numbers give cause to ask about before they are saved: keys of messages and what stands in them. */
    record Doubt(String key, List<Integer> with) {}

    /**
     * What came of the numbers.
     *
     * @param sum of what was typed
     * @param doubts why it is not saved yet; empty: it is, unless the form has errors
     */
    record Result(int sum, List<Doubt> doubts) {}

    @Transactional(readOnly = true)
    View view(SessionId id, Locale reader) {
        return new View(halls.find(id, reader), halls.totals(id), last(id).orElse(null));
    }

    /** A repeated submission changes nothing. */
    Result save(SessionId id, SheetCounts typed, UUID once, Errors errors, StaffMember me) {
        SessionOnPlan session = halls.counted(id);
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('outreach.sheet:' || ?, 0))")
                .param(id.toString())
                .query((row, number) -> number)
                .single();
        Map<Bracket, Integer> numbers = typed.numbers(errors);
        int sum = numbers.values().stream().mapToInt(Integer::intValue).sum();
        if (isSaved(once)) {
            return new Result(sum, List.of());
        }
        if (sum > SheetCounts.MOST) {
            errors.reject("outreach.attendance.sheet.too-many");
        }
        Optional<UUID> last = last(id);
        if (!last.map(UUID::toString).orElse("").equals(typed.seen() == null ? "" : typed.seen())) {
            errors.reject("outreach.attendance.sheet.changed");
        }
        if (errors.hasErrors()) {
            return new Result(sum, List.of());
        }
        Totals before = halls.totals(id);
        List<Doubt> doubts = doubts(session, before, sum);
        if (!doubts.isEmpty() && !String.valueOf(sum).equals(typed.sure())) {
            return new Result(sum, doubts);
        }
        write(session, before, numbers, sum, once, me);
        return new Result(sum, List.of());
    }

    private static List<Doubt> doubts(SessionOnPlan session, Totals before, int sum) {
        List<Doubt> doubts = new ArrayList<>();
        int all = before.all() - before.sheet() + sum;
        if (session.capacity() != null && all > session.capacity()) {
            doubts.add(new Doubt("outreach.attendance.sheet.over", List.of(all, session.capacity())));
        }
        if (sum < before.checkedIn()) {
            doubts.add(new Doubt("outreach.attendance.sheet.under", List.of(sum, before.checkedIn())));
        }
        return doubts;
    }

    private void write(
            SessionOnPlan session, Totals before, Map<Bracket, Integer> numbers, int sum, UUID once, StaffMember me) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into outreach.sheet_entry (id, centre_id, session_id, people, entered_at, entered_by)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        once,
                        session.centre().id(),
                        session.id().id(),
                        sum,
                        now,
                        me.id().id())
                .update();
        numbers.forEach((bracket, number) -> {
            int change = number - before.at(Totals.Source.SHEET, bracket);
            if (change != 0) {
                jdbc.sql(CHANGE)
                        .param("id", UUID.randomUUID())
                        .param("centre", session.centre().id())
                        .param("session", session.id().id())
                        .param("sex", bracket.sex())
                        .param("band", bracket.band())
                        .param("number", change)
                        .param("at", now)
                        .param("by", me.id().id())
                        .update();
            }
        });
        events.publishEvent(new AuditEntry(
                "SHEET_ENTERED", session.centre().id(), "session:" + session.id(), before.sheet() + " → " + sum));
    }

    private boolean isSaved(UUID once) {
        return jdbc.sql("select exists (select from outreach.sheet_entry where id = ?)")
                .param(once)
                .query(Boolean.class)
                .single();
    }

    private Optional<UUID> last(SessionId id) {
        return jdbc.sql(
                        "select id from outreach.sheet_entry where session_id = ? order by entered_at desc, id desc limit 1")
                .param(id.id())
                .query(UUID.class)
                .optional();
    }
}
