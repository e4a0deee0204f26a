package org.mrcportal.reintegration.fund;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.Money;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is committed and spent of a fund, record by record. Whoever may open every case of the centre reads all of it with its
 * sums. A manager reads what she may open, without sums and only where there are some: what is listed, taken off the fund's
 * sums, must not tell what a protected case got, or that there is one.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class FundRecordsDesk {

    static final int MOST = 200;

    /** Fewer than these are not listed, nor none, to whoever may not open every case. */
    private static final int SOME = 5;

    private final CentreFunds cards;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    FundRecordsDesk(CentreFunds cards, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.cards = cards;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * An assistance that the fund pays.
     *
     * @param file id of its case
     * @param state APPROVED, DELIVERED or ACKNOWLEDGED
     * @param on when it was approved, or delivered
     * @param sum what it is to cost or did cost; null: the reader opens the record to know
     */
    record Line(
            UUID id,
            UUID file,
            String reference,
            String text,
            String state,
            LocalDate on,
            @Nullable Money sum) {

        boolean delivered() {
            return !state.equals("APPROVED");
        }
    }

    /**
     * What a fund was used for, in one way; the latest first.
     *
     * @param few fewer than five, or none
     * @param cut there are more than these
     */
    record Part(boolean few, boolean cut, List<Line> lines) {}

    /** Both ways. */
    record Records(FundCard fund, Part committed, Part spent) {}

    Records of(UUID id, StaffMember me) {
        FundCard fund = cards.find(id)
                .filter(card -> card.exact() || me.is(Role.CENTRE_MANAGER))
                .orElseThrow(() -> new NotFound(id));
        List<Line> lines = jdbc.sql("""
                        select h.id, h.case_id, c.reference, h.text, h.state,
                               coalesce(h.delivered_on, (h.decided_at at time zone z.zone)::date) as day,
                               coalesce(h.spent, h.cost) as sum, h.currency
                        from reintegration.assistance h
                        join reintegration.case_file c on c.id = h.case_id
                        join centres.centre z on z.id = h.centre_id
                        where h.fund_id = ? and h.state in ('APPROVED', 'DELIVERED', 'ACKNOWLEDGED')
                        order by day desc, h.id desc
                        """)
                .param(id)
                .query((row, number) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        Reference.grouped(row.getString("reference")),
                        row.getString("text"),
                        row.getString("state"),
                        row.getObject("day", LocalDate.class),
                        fund.exact() ? Money.of(row.getBigDecimal("sum"), row.getString("currency")) : null))
                .list();
        events.publishEvent(new AuditEntry("FUND_RECORDS_READ", fund.centre(), "fund:" + id, null));
        return new Records(
                fund,
                part(lines.stream().filter(line -> !line.delivered()).toList(), fund.exact()),
                part(lines.stream().filter(Line::delivered).toList(), fund.exact()));
    }

    private static Part part(List<Line> lines, boolean exact) {
        boolean few = !exact && lines.size() < SOME;
        return new Part(
                few,
                lines.size() > MOST,
                few ? List.of() : lines.stream().limit(MOST).toList());
    }
}
