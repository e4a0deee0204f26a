package org.mrcportal.reintegration.referral;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The referrals a centre waits for: first whose day comes first. Only what the reader may see. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class AwaitedDesk {

    static final int MOST = 200;
    private static final int MONTHS = 12;

    private final Centres centres;
    private final JdbcClient jdbc;
    private final Clock clock;

    AwaitedDesk(Centres centres, JdbcClient jdbc, Clock clock) {
        this.centres = centres;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A referral that waits.
     *
     * @param stopped the person no longer lets partners know: the link opens nothing
     * @param partner null where it tells of protection: no list says so, not even to those for whom it is there
     */
    record Waiting(
            UUID id,
            UUID file,
            String clientCode,
            String reference,
            @Nullable String partner,
            Urgency urgency,
            ReferralState state,
            LocalDate due,
            int asked,
            boolean stopped,
            @Nullable String owner) {}

    /**
     * Of the last twelve months.
     *
     * @param sent partners that were asked
     * @param served persons who got what they were sent for, by the word of the partner or the person
     * @param days median from asking to that; null: none yet
     */
    record Figures(int sent, int served, @Nullable Double days) {

        public int percent() {
            return sent == 0 ? 0 : Math.round(100f * served / sent);
        }
    }

    record Awaited(CentreCard centre, List<CentreCard> open, LocalDate today, List<Waiting> waiting, Figures figures) {}

    /** @param mine only of the cases that the reader works on, standing in for somebody or not */
    Awaited worklist(StaffMember me, @Nullable String code, boolean mine, Locale locale) {
        Workplaces workplaces = Workplaces.of(me, centres, locale);
        CentreCard centre = workplaces.at(code);
        List<Waiting> waiting = jdbc.sql("""
                        select r.id, r.case_id, k.code, r.reference, r.urgency, r.state, r.due_on, r.asked_again, s.name as owner,
                               r.basis = 'CONSENT' and not clients.agreed(clients.survivor(r.client_id), 'SHARE_WITH_PARTNER', :now) as stopped,
                               case when not r.sensitive then p.name end as partner
                        from reintegration.referral r
                        join reintegration.case_file c on c.id = r.case_id
                        join clients.client k on k.id = r.client_id
                        join partners.partner p on p.id = r.partner_id
                        left join accounts.staff s on s.id = c.owner_id
                        where r.centre_id = :centre and r.state in ('SENT', 'ACCEPTED') and (not :mine or r.case_id = any ((select reintegration.worked_on_by_me())::uuid[]))
                        order by r.due_on, r.id limit :most
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("centre", centre.id().id())
                .param("mine", mine)
                .param("most", MOST)
                .query((row, number) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        row.getString("code"),
                        row.getString("reference"),
                        row.getString("partner"),
                        Urgency.valueOf(row.getString("urgency")),
                        ReferralState.valueOf(row.getString("state")),
                        row.getObject("due_on", LocalDate.class),
                        row.getInt("asked_again"),
                        row.getBoolean("stopped"),
                        row.getString("owner")))
                .list();
        return new Awaited(
                centre, workplaces.choices(), CentreTime.day(clock.instant(), centre.zone()), waiting, figures(centre));
    }

    private Figures figures(CentreCard centre) {
        return jdbc.sql("""
                        select count(*) as sent, count(served_at) as served,
                               percentile_cont(0.5) within group (order by extract(epoch from served_at - sent_at) / 86400)
                                   filter (where served_at is not null) as days
                        from reintegration.referral
                        where centre_id = ? and sent_at >= ?
                        """)
                .params(
                        centre.id().id(),
                        CentreTime.day(clock.instant(), centre.zone())
                                .minusMonths(MONTHS)
                                .atStartOfDay(centre.zone())
                                .toInstant()
                                .atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    Double days = row.getObject("days", Double.class);
                    return new Figures(row.getInt("sent"), row.getInt("served"), days);
                })
                .single();
    }
}
