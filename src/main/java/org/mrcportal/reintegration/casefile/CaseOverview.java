package org.mrcportal.reintegration.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Everything the page of a case shows beside the card, in one statement however long the history is: rows of several
 * kinds, told apart by their section.
 */
@Component
class CaseOverview {

    /** How many things to do the page names; the others are counted. */
    static final int TO_DO = 6;

    /** What a row is about. */
    enum Section {
        FACTS,
        MISSING,
        CONSENT,
        DUE,
        MEMBER,
        SCREENING,
        EVENT,
        VIEW
    }

    /**
     * A row. What its columns mean depends on the section.
     *
     * @param at when it happened, was given, or becomes overdue
     * @param day the day of the return, or on which something is due
     * @param code kind of event, purpose, relation, result, country
     * @param subject the record it is about; of a screening the household's member
     * @param detail of a screening the cues that led to it
     * @param number months abroad, or how many things there are to do
     * @param overdue how many of them are overdue
     * @param about the step, the assistance or the course an event is about; null where only few may know of it
     * @param yes overdue, head, by glass; of a screening: it is about the case's client
     */
    record Row(
            Section section,
            @Nullable UUID id,
            @Nullable Instant at,
            @Nullable LocalDate day,
            @Nullable String code,
            @Nullable UUID subject,
            @Nullable String who,
            @Nullable String detail,
            @Nullable Integer number,
            @Nullable Integer overdue,
            boolean yes,
            byte @Nullable [] sealed,
            @Nullable String about) {}

    /** {@code with} what the others read, then each section; every column is typed by the first. */
    private static final String SQL = """
            with c as (select f.* from reintegration.case_file f where f.id = :case)
            select 'FACTS' section, c.id, c.opened_at at, c.returned_on "day", c.returned_from code, c.encounter_id subject,
                   p.name who, c.source detail, c.months_abroad number, null::int overdue, c.household yes,
                   null::bytea sealed, null::text about
            from c left join partners.partner p on p.id = c.partner_id
            union all
            select 'MISSING', null, null, null, x.what, null, null, null, null, null, false, null, null
            from c cross join lateral (%s) x
            union all
            select 'CONSENT', k.id, k.given_at, null, k.purpose, null, null, k.how, null, null, true, null, null
            from c join clients.consent k on k.client_id = clients.survivor(c.client_id)
            where k.withdrawn_at is null and (k.expires_at is null or k.expires_at > :now)
            union all
            (select 'DUE', x.subject, x.until, x.due_on, x.kind, null, null, x.detail,
                    (count(*) over ())::int, (count(*) filter (where x.until <= :now) over ())::int, x.until <= :now, null,
                    null
             from c join centres.centre z on z.id = c.centre_id cross join lateral (%s) x
             order by x.until limit %d)
            union all
            (select 'MEMBER', m.id, m.added_at, null, m.relation, m.client_id, k.code, m.age_group, null, null, m.head,
                    m.name, null
             from c join reintegration.household_member m on m.case_id = c.id
             left join clients.client k on k.id = m.client_id
             order by m.head desc, m.added_at limit 30)
            union all
            (select 'SCREENING', s.id, s.made_at,
                    (select max(d.made_at at time zone z.zone)::date
                     from reintegration.signs_decision d join centres.centre z on z.id = d.centre_id where d.screening_id = s.id),
                    s.result, s.member_id, a.name,
                    (select string_agg(e.key, ',') from jsonb_each_text(s.cues) e where e.value = 'YES'), null, null,
                    s.of_client, null, null
             from (select distinct on (x.of_client, x.member_id) x.*
                   from c join reintegration.screening x on x.case_id = c.id
                   where x.of_client or x.member_id is not null
                   order by x.of_client, x.member_id, x.made_at desc, x.id desc) s
             join accounts.staff a on a.id = s.author_id limit 31)
            union all
            (select 'EVENT', e.id, e.at, null, e.kind, e.subject_id, a.name, e.detail, null, null, false, null,
                    coalesce(n.text, h.text, o.name)
             from (select v.* from reintegration.case_event v
                   where v.case_id = :case and v.at <= :until and v.kind ~ :kinds
                   order by v.at desc, v.id desc limit :most) e
             left join accounts.staff a on a.id = e.staff_id
             left join reintegration.step_word w on w.id = e.subject_id
             left join reintegration.action n on n.id = coalesce(w.action_id, e.subject_id) and not n.sensitive
             left join reintegration.assistance h on h.id = e.subject_id and not exists (
                 select from reintegration.action i where i.id = h.action_id and i.sensitive)
             left join reintegration.enrolment r on r.id = e.subject_id and not exists (
                 select from reintegration.action i where i.id = r.action_id and i.sensitive)
             left join reintegration.course o on o.id = r.course_id
             order by e.at desc, e.id desc)
            union all
            (select 'VIEW', v.id, v.at, null, v.page, null, a.name, null, null, null, v.by_glass, null, null
             from reintegration.case_view v join accounts.staff a on a.id = v.staff_id
             where :views and v.case_id = :case and v.at <= :until
               and (:everybody or v.staff_id is distinct from (select c.owner_id from c))
             order by v.at desc, v.id desc limit :most)
            """.formatted(Lacking.ROWS, Due.ROWS, TO_DO);

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseOverview(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The rows.
     *
     * @param until no event after this moment
     * @param most so many events, and so many views
     */
    List<Row> of(CaseId id, Strand strand, OffsetDateTime until, int most) {
        return jdbc.sql(SQL)
                .param("case", id.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("kinds", strand.kinds())
                .param("views", strand.showsViews())
                .param("everybody", strand == Strand.VIEWS)
                .param("until", until)
                .param("most", most)
                .query(CaseOverview::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
        return new Row(
                Section.valueOf(row.getString("section")),
                row.getObject("id", UUID.class),
                at == null ? null : at.toInstant(),
                row.getObject("day", LocalDate.class),
                row.getString("code"),
                row.getObject("subject", UUID.class),
                row.getString("who"),
                row.getString("detail"),
                row.getObject("number", Integer.class),
                row.getObject("overdue", Integer.class),
                row.getBoolean("yes"),
                row.getBytes("sealed"),
                row.getString("about"));
    }
}
