package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Screens for risks. A later screening never changes an earlier one; what came of each is seen by its author, the case's
 * team and the protection focal point.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class ScreeningDesk {

    /** A supervisor looks at strong signs within this time. */
    static final Duration LOOKED_AT_WITHIN = Duration.ofHours(24);

    private static final int MOST = 10;

    private final Cases cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    ScreeningDesk(Cases cases, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A screening of the past. */
    record Taken(Instant at, String by, int instrument, Map<Cue, Finding.Answer> answers, Finding finding) {}

    /** A case with its screenings, the latest first. */
    record Screened(CaseCard file, List<Taken> taken) {}

    Screened open(CaseId id, StaffMember me) {
        return new Screened(cases.open(id, "SCREENING", me), taken(id));
    }

    Screened again(CaseId id) {
        return new Screened(cases.get(id), taken(id));
    }

    /** Keeps a screening; sent twice, it is one. Strong signs become a task of the supervisors. */
    void screen(CaseId id, Map<Cue, Finding.Answer> answers, UUID once, StaffMember me) {
        CaseCard card = cases.get(id);
        Finding finding = Finding.of(answers);
        Instant now = clock.instant();
        UUID screening = UuidCreator.getTimeOrderedEpoch();
        int kept = jdbc.sql("""
                        insert into reintegration.screening
                            (id, centre_id, case_id, instrument, cues, result, author_id, made_at, once)
                        values (:id, :centre, :case, :instrument, :cues::jsonb, :result, :author, :at, :once)
                        on conflict (once) do nothing
                        """)
                .param("id", screening)
                .param("centre", card.centre().id())
                .param("case", id.id())
                .param("instrument", Cue.INSTRUMENT)
                .param("cues", json(answers))
                .param("result", finding.result().name())
                .param("author", me.id().id())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("once", once)
                .update();
        if (kept == 0) {
            return;
        }
        cases.happened(card, "SCREENED", null, me.id(), null);
        if (finding.result() == Finding.Result.STRONG) {
            ask(card, once, now, me);
        }
    }

    /** One task at a time, of those the author may know of: whoever looks at it sees the latest screening. */
    private void ask(CaseCard card, UUID once, Instant now, StaffMember me) {
        jdbc.sql("""
                        insert into reintegration.task
                            (id, version, centre_id, case_id, kind, due_at, created_by, created_at, once)
                        select :id, 0, :centre, :case, 'STRONG_SCREENING', :due, :me, :now, :once
                        where not exists (select from reintegration.task t where t.case_id = :case
                                          and t.kind = 'STRONG_SCREENING' and t.done_at is null)
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("due", now.plus(LOOKED_AT_WITHIN).atOffset(ZoneOffset.UTC))
                .param("me", me.id().id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("once", once)
                .update();
    }

    private List<Taken> taken(CaseId id) {
        return jdbc.sql("""
                        select s.made_at, a.name, s.instrument, s.result,
                               (select string_agg(e.key || '=' || e.value, ',') from jsonb_each_text(s.cues) e) cues
                        from reintegration.screening s join accounts.staff a on a.id = s.author_id
                        where s.case_id = ? order by s.made_at desc, s.id desc limit ?
                        """)
                .params(id.id(), MOST)
                .query((row, number) -> taken(row))
                .list();
    }

    /** The result stays as it was found, by the rule of its day. */
    private static Taken taken(ResultSet row) throws SQLException {
        Map<Cue, Finding.Answer> answers = new EnumMap<>(Cue.class);
        String cues = Optional.ofNullable(row.getString("cues")).orElse("");
        for (Cue cue : Cue.values()) {
            for (Finding.Answer answer : Finding.Answer.values()) {
                if ((',' + cues + ',').contains("," + cue + '=' + answer + ',')) {
                    answers.put(cue, answer);
                }
            }
        }
        return new Taken(
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getString("name"),
                row.getInt("instrument"),
                answers,
                new Finding(
                        Finding.Result.valueOf(row.getString("result")),
                        Finding.of(answers).cues()));
    }

    /** Codes only, so nothing needs escaping. */
    private static String json(Map<Cue, Finding.Answer> answers) {
        return answers.entrySet().stream()
                .map(answer -> '"' + answer.getKey().name() + "\":\"" + answer.getValue() + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
