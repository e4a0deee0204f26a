package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What people of the cases answered at the beginning, after 3, 6 and 12 months: most fare a little better each time, some do
 * not. Months count from the return, which was some months before the case was opened. Ids and answers are drawn from the cases' ids, so that the same year is made again.
 */
final class AssessmentYear {

    private static final String BEGIN = """
            insert into reintegration.assessment (id, version, centre_id, case_id, client_id, instrument, instrument_version,
                round, started_by, started_at, once)
            select md5(c.id || r.code || r.round)::uuid, 0, c.centre_id, c.id, c.client_id, r.code, 1, r.round,
                   coalesce(c.owner_id, c.opened_by), m.at, md5(c.id || r.code || r.round || 'once')::uuid
            from reintegration.case_file c
            cross join (values ('SKILLS', 'BASELINE', interval '16 days'), ('RSS', 'BASELINE', interval '18 days'),
                               ('RSS', 'M3', interval '95 days'), ('RSS', 'M6', interval '186 days'),
                               ('RSS', 'M12', interval '262 days')) r(code, round, after)
            cross join lateral (select c.opened_at + case r.round when 'BASELINE' then least(r.after, (?::timestamptz - c.opened_at) / 3)
                                                                 else r.after end as at) m
            where c.centre_id = ? and c.state not in ('DRAFT', 'SCREENING') and m.at < ?
              and (c.closed_at is null or m.at < c.closed_at)
            """;

    /** Between 0 and 1, always the same of the same things. */
    private static final String CHANCE = "('x' || substr(md5(%s), 1, 8))::bit(32)::bigint / 4294967296.0";

    private static final String ANSWER = """
            insert into reintegration.assessment_answer (centre_id, case_id, assessment_id, instrument, instrument_version,
                number, said, options)
            select a.centre_id, a.case_id, a.id, q.instrument, q.version, q.number,
                   case when l.silent < 0.04 then 'DECLINED' when not q.scored and l.silent < 0.4 then 'NOT_ASKED' else 'ANSWERED' end,
                   case when l.silent < 0.04 or not q.scored and l.silent < 0.4 then '{}'::text[] else array[o.code] end
            from reintegration.assessment a
            join reintegration.question q on q.instrument = a.instrument and q.version = a.instrument_version
            cross join lateral (
                select greatest(0, least(0.999,
                           0.15 + 0.4 * %1$s
                           + case a.round when 'M3' then 0.12 when 'M6' then 0.2 when 'M12' then 0.27 else 0 end * (0.3 + 1.1 * %2$s)
                           + 0.5 * (%3$s - 0.4))) as well,
                       %4$s as silent) l
            cross join lateral (
                select x.code from reintegration.question_option x
                where x.instrument = q.instrument and x.version = q.version and x.number = q.number and not x.not_applicable
                order by x.position
                offset floor((1 - l.well) * (select count(*) from reintegration.question_option n
                    where n.instrument = q.instrument and n.version = q.version and n.number = q.number and not n.not_applicable))
                limit 1) o
            where a.centre_id = ? and a.completed_at is null
            """.formatted(
                    CHANCE.formatted("a.client_id::text"),
                    CHANCE.formatted("a.client_id || q.section"),
                    CHANCE.formatted("a.id || ' ' || q.number"),
                    CHANCE.formatted("'silent' || a.id || ' ' || q.number"));

    private static final String SCORE = """
            with dimension as (
                select a.id, q.section, round(sum(o.worth * q.weight) / sum(q.weight), 8) as value
                from reintegration.assessment a
                join reintegration.assessment_answer x on x.assessment_id = a.id and x.said = 'ANSWERED'
                join reintegration.question q on q.instrument = x.instrument and q.version = x.instrument_version
                    and q.number = x.number and q.scored
                join reintegration.question_option o on o.instrument = q.instrument and o.version = q.version
                    and o.number = q.number and o.code = x.options[1] and o.worth is not null
                where a.centre_id = ? and a.completed_at is null group by a.id, q.section having count(*) >= 7),
            score as (
                select id, max(value) filter (where section = 'ECONOMIC') as economic,
                       max(value) filter (where section = 'SOCIAL') as social,
                       max(value) filter (where section = 'PSYCHOSOCIAL') as psychosocial,
                       case when count(*) = 3 then round(sum(value) / 3, 8) end as composite
                from dimension group by id),
            kept as (
                insert into reintegration.assessment_score (centre_id, case_id, assessment_id, calculation, instrument,
                    instrument_version, economic, social, psychosocial, composite, band, answers, calculated_by, calculated_at)
                select a.centre_id, a.case_id, a.id, 1, a.instrument, a.instrument_version, s.economic, s.social, s.psychosocial,
                       s.composite,
                       case when s.composite < 0.33 then 'HIGH' when s.composite > 0.66 then 'LOW'
                            when s.composite is not null then 'MEDIUM' end,
                       (select jsonb_object_agg(x.number, case x.said when 'ANSWERED' then array_to_string(x.options, ' ')
                                                          else '-' || x.said end)
                        from reintegration.assessment_answer x where x.assessment_id = a.id),
                       a.started_by, a.started_at + interval '25 minutes'
                from reintegration.assessment a left join score s on s.id = a.id
                where a.centre_id = ? and a.completed_at is null
                returning *)
            update reintegration.assessment a
            set version = 1, completed_at = k.calculated_at, economic = k.economic, social = k.social,
                psychosocial = k.psychosocial, composite = k.composite,
                asks_for_help = exists (
                    select from reintegration.assessment_answer x
                    join reintegration.question_option o on o.instrument = x.instrument and o.version = x.instrument_version
                        and o.number = x.number and o.code = any (x.options) and o.help is not null
                    where x.assessment_id = a.id)
            from kept k where a.id = k.assessment_id
            """;

    private static final String SECTIONS = """
            insert into reintegration.assessment_section (centre_id, case_id, assessment_id, section, version, saved_by, saved_at)
            select distinct a.centre_id, a.case_id, a.id, q.section, 1, a.started_by, a.completed_at
            from reintegration.assessment a
            join reintegration.question q on q.instrument = a.instrument and q.version = a.instrument_version
            where a.centre_id = ?
            """;

    private static final String EVENT = """
            insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id, staff_id, detail)
            select md5(a.id || 'event')::uuid, a.centre_id, a.case_id, a.completed_at, 'ASSESSMENT_COMPLETED', a.id, a.started_by, null
            from reintegration.assessment a where a.centre_id = ?
            """;

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final Instant now;

    AssessmentYear(Connection connection, DemonstrationCentre centre, Instant now) {
        this.connection = connection;
        this.centre = centre;
        this.now = now;
    }

    void write() throws SQLException {
        OffsetDateTime at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        run(BEGIN, List.of(at, centre.id(), at));
        run(ANSWER, List.of(centre.id()));
        run(SCORE, List.of(centre.id(), centre.id()));
        run(SECTIONS, List.of(centre.id()));
        run(EVENT, List.of(centre.id()));
    }

    private void run(String sql, List<Object> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            statement.executeUpdate();
        }
    }
}
