package org.mrcportal.reintegration.fund;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.reintegration.Written;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The funds: case workers see them and roughly what is left; managers see sums, open and change funds and set the limits of their
 * centre. Each sum exactly is for whoever may open every case of the centre.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class FundDesk {

    private final Funds funds;
    private final CentreFunds cards;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FundDesk(
            Funds funds,
            CentreFunds cards,
            Centres centres,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.funds = funds;
        this.cards = cards;
        this.centres = centres;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Somebody changed the fund since the form was opened. */
    static class Stale extends RuntimeException {

        private final transient FundForm stored;

        Stale(Fund now) {
            super("Changed meanwhile");
            stored = FundForm.of(now);
        }

        FundForm stored() {
            return stored;
        }
    }

    /** The limits of a centre in one currency. */
    record CentreLimits(String centre, CentreFunds.Limits limits) {}

    /** The funds of one centre. */
    record OfCentre(CentreCard centre, List<FundCard> funds, List<CentreFunds.Limits> limits) {

        public boolean exact() {
            return funds.stream().allMatch(FundCard::exact);
        }
    }

    /** @param changeable the reader may open and change funds */
    record Overview(List<OfCentre> centres, boolean changeable) {}

    @Transactional(readOnly = true)
    Overview overview(StaffMember me, Locale locale) {
        List<FundCard> all = cards.all();
        List<CentreLimits> limits = jdbc.sql("""
                        select c.code, r.currency, r.cash_limit, r.quotations_above
                        from reintegration.assistance_rule r join centres.centre c on c.id = r.centre_id order by r.currency
                        """)
                .query((row, number) -> new CentreLimits(
                        row.getString("code"),
                        new CentreFunds.Limits(
                                row.getString("currency"),
                                row.getBigDecimal("cash_limit"),
                                row.getBigDecimal("quotations_above"))))
                .list();
        return new Overview(
                Workplaces.of(me, centres, locale).choices().stream()
                        .map(centre -> new OfCentre(
                                centre,
                                all.stream()
                                        .filter(fund ->
                                                fund.centre().equals(centre.id().id()))
                                        .toList(),
                                limits.stream()
                                        .filter(rule -> rule.centre().equals(centre.code()))
                                        .map(CentreLimits::limits)
                                        .toList()))
                        .toList(),
                me.is(Role.CENTRE_MANAGER));
    }

    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    List<CentreCard> centres(StaffMember me, Locale locale) {
        return Workplaces.of(me, centres, locale).choices();
    }

    /** Sent twice, it opens one fund. */
    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    UUID open(FundForm form, StaffMember me, Locale locale) {
        UUID once = Once.required(form.once());
        Optional<Fund> known = funds.findByOnce(once);
        if (known.isPresent()) {
            return known.get().id();
        }
        CentreCard centre = Workplaces.of(me, centres, locale).at(form.centre());
        Fund fund = funds.saveAndFlush(Fund.open(centre.id(), form.terms(), once, me.id(), clock.instant()));
        record("FUND_OPENED", fund);
        return fund.id();
    }

    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    @Transactional(readOnly = true)
    FundForm form(UUID id) {
        return FundForm.of(find(id));
    }

    /**
     * Changes a fund; what the database forbids comes back as its refusal.
     *
     * @return whether it covers what is gone of it, as far as the reader may know: trying sums tells no more than the page
     * @throws Stale where somebody was faster
     */
    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    boolean change(UUID id, FundForm form) {
        Fund fund = find(id);
        if (!Objects.equals(form.version(), Long.toString(fund.version()))) {
            throw new Stale(fund);
        }
        Fund.Terms terms = form.terms();
        FundCard card = cards.find(id).orElseThrow(() -> new NotFound(id));
        if (terms.amount().compareTo(card.amount().subtract(card.shownLeft())) < 0) {
            return false;
        }
        if (!fund.terms().equals(terms)) {
            funds.saveAndFlush(fund.change(terms));
            record("FUND_CHANGED", fund);
        }
        return true;
    }

    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    void limit(LimitForm form, StaffMember me, Locale locale) {
        CentreCard centre = Workplaces.of(me, centres, locale).at(Written.orNull(form.centre()));
        jdbc.sql("""
                        insert into reintegration.assistance_rule (centre_id, currency, cash_limit, quotations_above, set_by, set_at)
                        values (:centre, :currency, :cash, :quotations, :me, :now)
                        on conflict (centre_id, currency) do update
                        set cash_limit = excluded.cash_limit, quotations_above = excluded.quotations_above,
                            set_by = excluded.set_by, set_at = excluded.set_at
                        """)
                .param("centre", centre.id().id())
                .param("currency", form.limitCurrency())
                .param("cash", LimitForm.sum(form.cashLimit()).orElseThrow())
                .param("quotations", LimitForm.sum(form.quotationsAbove()).orElseThrow())
                .param("me", me.id().id())
                .param("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .update();
        events.publishEvent(
                new AuditEntry("FUND_LIMITS_SET", centre.id().id(), "centre:" + centre.code(), form.limitCurrency()));
    }

    private Fund find(UUID id) {
        return funds.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private void record(String action, Fund fund) {
        events.publishEvent(new AuditEntry(action, fund.centre().id(), "fund:" + fund.id(), null));
    }
}
