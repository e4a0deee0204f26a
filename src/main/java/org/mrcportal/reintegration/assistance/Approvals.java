package org.mrcportal.reintegration.assistance;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.Money;
import org.mrcportal.shared.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans and assistance that wait for a second person, in all cases the reader may see. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class Approvals {

    private static final int MOST = 200;

    private final JdbcClient jdbc;

    Approvals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Something that waits.
     *
     * @param plan a plan, else assistance
     * @param address of its page
     * @param cost null: nothing, or a plan
     * @param own the reader asked for it: somebody else decides
     */
    record Waiting(
            boolean plan,
            String reference,
            String clientCode,
            String address,
            @Nullable String cost,
            String by,
            String since,
            boolean own) {}

    /** Those the reader may decide first, the longest waiting first; one statement. */
    List<Waiting> waiting(StaffMember me, Locale locale) {
        return jdbc.sql("""
                        select w.is_plan, w.id, w.case_id, w.cost, w.currency, w.since, w.asked_by, s.name, c.reference, k.code, z.zone
                        from (select true as is_plan, p.id, p.case_id, null::numeric as cost, null as currency,
                                     p.submitted_at as since, p.submitted_by as asked_by
                              from reintegration.plan p
                              where p.state = 'SUBMITTED' and p.id <> all ((select reintegration.plans_seen_in_part())::uuid[])
                              union all
                              select false, h.id, h.case_id, h.cost, h.currency, h.requested_at, h.requested_by
                              from reintegration.assistance h where h.state = 'REQUESTED') w
                        join reintegration.case_file c on c.id = w.case_id and c.state <> 'CLOSED'
                        join clients.client k on k.id = c.client_id
                        join centres.centre z on z.id = c.centre_id
                        join accounts.staff s on s.id = w.asked_by
                        order by w.asked_by = :me, w.since limit :most
                        """)
                .param("me", me.id().id())
                .param("most", MOST)
                .query((row, number) -> {
                    boolean plan = row.getBoolean("is_plan");
                    Money cost = Money.of(row.getBigDecimal("cost"), row.getString("currency"));
                    String base = "/staff/cases/" + row.getString("case_id");
                    return new Waiting(
                            plan,
                            Reference.grouped(row.getString("reference")),
                            row.getString("code"),
                            base + (plan ? "/plan" : "/assistance/" + row.getString("id")),
                            cost == null ? null : cost.written(locale),
                            row.getString("name"),
                            CentreTime.date(
                                    CentreTime.day(
                                            row.getObject("since", OffsetDateTime.class)
                                                    .toInstant(),
                                            ZoneId.of(row.getString("zone"))),
                                    locale),
                            me.id().id().equals(row.getObject("asked_by", UUID.class)));
                })
                .list();
    }
}
