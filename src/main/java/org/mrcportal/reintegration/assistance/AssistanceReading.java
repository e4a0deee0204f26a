package org.mrcportal.reintegration.assistance;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.reintegration.AssistanceKind;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads assistance of a case, each list in one statement. */
@Component
class AssistanceReading {

    private static final String LINES = """
            select h.*, s.name as requested_name, d.name as decided_name, f.project, n.text as step,
                   coalesce((select c.id from reintegration.action c
                             join reintegration.goal g on g.id = c.goal_id
                             join reintegration.plan p on p.id = g.plan_id and p.state <> 'REPLACED'
                             where c.case_id = h.case_id and c.origin = coalesce(n.origin, n.id)), n.id) as step_id,
                   (select array_agg(q.supplier order by q.position) from reintegration.quotation q
                    where q.assistance_id = h.id) as suppliers,
                   (select array_agg(q.amount order by q.position) from reintegration.quotation q
                    where q.assistance_id = h.id) as amounts
            from reintegration.assistance h
            join accounts.staff s on s.id = h.requested_by
            left join accounts.staff d on d.id = h.decided_by
            left join reintegration.fund f on f.id = h.fund_id
            left join reintegration.action n on n.id = h.action_id
            where h.case_id = ?
            """;

    private final JdbcClient jdbc;

    AssistanceReading(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<AssistanceLine> of(CaseId file) {
        return jdbc.sql(LINES + " order by h.requested_at desc, h.id desc limit 100")
                .param(file.id())
                .query(AssistanceReading::line)
                .list();
    }

    Optional<AssistanceLine> find(CaseId file, UUID id) {
        return jdbc.sql(LINES + " and h.id = ?")
                .params(file.id(), id)
                .query(AssistanceReading::line)
                .optional();
    }

    List<EvidenceLine> evidence(UUID assistance, StaffId reader) {
        return jdbc.sql("""
                        select e.id, e.kind, e.name, length(e.content) as bytes, s.name as added_name, e.added_at,
                               h.state not in ('DELIVERED', 'ACKNOWLEDGED') and h.delivered_by is null
                               or e.added_by <> :me and h.delivered_by is distinct from :me as removable,
                               null as reason, null as removed_name, null as removed_at, null as hash
                        from reintegration.evidence e join accounts.staff s on s.id = e.added_by
                        join reintegration.assistance h on h.id = e.assistance_id
                        where e.assistance_id = :about
                        union all
                        select r.id, r.kind, null, r.bytes, s.name, r.added_at, false,
                               r.reason, w.name, r.removed_at, encode(r.sha256, 'hex')
                        from reintegration.evidence_removed r join accounts.staff s on s.id = r.added_by
                        join accounts.staff w on w.id = r.removed_by
                        where r.assistance_id = :about
                        order by added_at, id limit 100
                        """)
                .param("me", reader.id())
                .param("about", assistance)
                .query((row, number) -> new EvidenceLine(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("name"),
                        kilobytes(row),
                        row.getString("added_name"),
                        row.getObject("added_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("removable"),
                        removal(row)))
                .list();
    }

    /** The papers of a case that are there, the latest first; one statement. */
    List<CasePaper> papers(CaseId file) {
        return jdbc.sql("""
                        select e.id, e.kind, e.name, length(e.content) as bytes, s.name as added_name, e.added_at, h.id as about, h.text
                        from reintegration.evidence e join accounts.staff s on s.id = e.added_by
                        join reintegration.assistance h on h.id = e.assistance_id
                        where e.case_id = ? order by e.added_at desc, e.id desc limit 300
                        """)
                .param(file.id())
                .query((row, number) -> new CasePaper(
                        row.getObject("about", UUID.class),
                        row.getString("text"),
                        new EvidenceLine(
                                row.getObject("id", UUID.class),
                                row.getString("kind"),
                                row.getString("name"),
                                kilobytes(row),
                                row.getString("added_name"),
                                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                                false,
                                null)))
                .list();
    }

    private static long kilobytes(ResultSet row) throws SQLException {
        return Math.max(1, row.getLong("bytes") / 1024);
    }

    private static EvidenceLine.@Nullable Removal removal(ResultSet row) throws SQLException {
        Instant at = moment(row, "removed_at");
        return at == null
                ? null
                : new EvidenceLine.Removal(
                        row.getString("reason"), row.getString("removed_name"), at, row.getString("hash"));
    }

    boolean isStep(CaseId file, UUID action) {
        return jdbc.sql("select true from reintegration.action where id = ? and case_id = ?")
                .params(action, file.id())
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    private static AssistanceLine line(ResultSet row, int number) throws SQLException {
        String currency = row.getString("currency");
        return new AssistanceLine(
                row.getObject("id", UUID.class),
                AssistanceKind.valueOf(row.getString("kind")),
                row.getString("form"),
                row.getString("text"),
                row.getObject("step_id", UUID.class),
                row.getString("step"),
                new Money(row.getBigDecimal("cost"), currency),
                Money.of(row.getBigDecimal("spent"), currency),
                row.getObject("fund_id", UUID.class),
                row.getString("project"),
                row.getString("cash_reason"),
                row.getString("fewer_reason"),
                AssistanceState.valueOf(row.getString("state")),
                row.getObject("requested_by", UUID.class),
                row.getString("requested_name"),
                Objects.requireNonNull(moment(row, "requested_at")),
                row.getString("decided_name"),
                moment(row, "decided_at"),
                row.getString("decision_note"),
                row.getObject("delivered_on", LocalDate.class),
                row.getString("delivery_note"),
                row.getObject("acknowledged_on", LocalDate.class),
                row.getString("acknowledged_how"),
                row.getString("close_reason"),
                quotations(row, currency));
    }

    private static List<AssistanceLine.Quoted> quotations(ResultSet row, String currency) throws SQLException {
        if (row.getArray("suppliers") == null) {
            return List.of();
        }
        String[] suppliers = (String[]) row.getArray("suppliers").getArray();
        BigDecimal[] amounts = (BigDecimal[]) row.getArray("amounts").getArray();
        List<AssistanceLine.Quoted> quotations = new ArrayList<>();
        for (int i = 0; i < suppliers.length; i++) {
            quotations.add(new AssistanceLine.Quoted(suppliers[i], new Money(amounts[i], currency)));
        }
        return quotations;
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
