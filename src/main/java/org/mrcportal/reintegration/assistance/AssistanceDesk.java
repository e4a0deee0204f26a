package org.mrcportal.reintegration.assistance;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.reintegration.Money;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.casefile.Corrections;
import org.mrcportal.reintegration.fund.CentreFunds;
import org.mrcportal.reintegration.fund.FundCard;
import org.mrcportal.reintegration.plan.Deciders;
import org.mrcportal.reintegration.plan.Progress;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks for assistance, has it approved by somebody else, and keeps what came of it. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class AssistanceDesk {

    private final Assistances assistances;
    private final AssistanceReading reading;
    private final Cases cases;
    private final Progress progress;
    private final Deciders deciders;
    private final CentreFunds funds;
    private final Corrections corrections;
    private final JdbcClient jdbc;
    private final Clock clock;

    AssistanceDesk(
            Assistances assistances,
            AssistanceReading reading,
            Cases cases,
            Progress progress,
            Deciders deciders,
            CentreFunds funds,
            Corrections corrections,
            JdbcClient jdbc,
            Clock clock) {
        this.assistances = assistances;
        this.reading = reading;
        this.cases = cases;
        this.progress = progress;
        this.deciders = deciders;
        this.funds = funds;
        this.corrections = corrections;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All assistance of a case, the latest first. */
    record Opened(CaseCard file, List<AssistanceLine> lines) {}

    /** One assistance with its papers. */
    record OpenedOne(
            CaseCard file,
            AssistanceLine line,
            List<EvidenceLine> evidence,
            List<Corrections.Line> corrections,
            LocalDate today) {}

    /** A form of a request, and what can be picked on it. */
    record Sheet(CaseCard file, AssistanceForm form, List<FundCard> funds, LocalDate today) {}

    Opened open(CaseId id, StaffMember me) {
        CaseCard file = cases.open(id, "ASSISTANCE", me);
        return new Opened(file, reading.of(id));
    }

    OpenedOne open(CaseId id, UUID about, StaffMember me) {
        CaseCard file = cases.open(id, "ASSISTANCE", me);
        AssistanceLine line = reading.find(id, about).orElseThrow(() -> new NotFound(about));
        return new OpenedOne(file, line, reading.evidence(about, me.id()), corrections.of(about), today(file));
    }

    /** All papers of a case. */
    record Papers(CaseCard file, List<CasePaper> papers) {}

    Papers papers(CaseId id, StaffMember me) {
        CaseCard file = cases.open(id, "ASSISTANCE", me);
        return new Papers(file, reading.papers(id));
    }

    /** @param step of the plan it comes from; null: directly */
    Sheet blank(CaseId id, @Nullable UUID step, StaffMember me) {
        CaseCard file = Assistance.writable(cases.open(id, "ASSISTANCE", me));
        AssistanceForm form = step == null
                ? AssistanceForm.blank(null, null, null, null, null)
                : jdbc.sql(
                                "select kind, text, cost, currency, fund_id from reintegration.action where id = ? and case_id = ?")
                        .params(step, id.id())
                        .query((row, number) -> AssistanceForm.blank(
                                step.toString(),
                                row.getString("kind"),
                                row.getString("text"),
                                Money.of(row.getBigDecimal("cost"), row.getString("currency")),
                                row.getString("fund_id")))
                        .optional()
                        .orElseThrow(() -> new NotFound(step));
        return sheet(file, form);
    }

    /** A form filled in like a request that was refused or cancelled. */
    Sheet like(CaseId id, UUID former, StaffMember me) {
        CaseCard file = Assistance.writable(cases.open(id, "ASSISTANCE", me));
        return reading.find(id, former)
                .filter(AssistanceLine::repeatable)
                .map(line -> sheet(file, AssistanceForm.like(line)))
                .orElseThrow(() -> new NotFound(former));
    }

    /** What a form that came back may pick. */
    Sheet again(CaseId id, AssistanceForm form) {
        return sheet(writable(id), form);
    }

    private Sheet sheet(CaseCard file, AssistanceForm form) {
        LocalDate today = today(file);
        return new Sheet(file, form, funds.running(file.centre(), today), today);
    }

    Optional<CentreFunds.Limits> limits(CaseCard file, String currency) {
        return funds.limits(file.centre(), currency);
    }

    /**
     * Cash the case got or was promised, in a currency, as the limit counts it: for steps that few may know of apart.
     *
     * @param step it is asked for, or null
     */
    BigDecimal given(CaseCard file, String currency, @Nullable UUID step) {
        return jdbc.sql("""
                        select coalesce(sum(coalesce(h.spent, h.cost)), 0)
                        from reintegration.assistance h left join reintegration.action a on a.id = h.action_id
                        where h.case_id = :case and h.form = 'CASH' and h.currency = :currency
                          and h.state in ('APPROVED', 'DELIVERED', 'ACKNOWLEDGED')
                          and coalesce(a.sensitive, false)
                              = coalesce((select s.sensitive from reintegration.action s where s.id = :step), false)
                        """)
                .param("case", file.id().id())
                .param("currency", currency)
                .param("step", step)
                .query(BigDecimal.class)
                .single();
    }

    /** Sent twice, it asks once. */
    UUID request(CaseId id, AssistanceForm form, StaffMember me) {
        CaseCard file = writable(id);
        UUID once = Once.required(form.once());
        Optional<Assistance> known =
                assistances.findByOnce(once).filter(found -> found.file().equals(id));
        if (known.isPresent()) {
            return known.get().id();
        }
        Assistance.Wish wish = form.wish();
        UUID step = wish.action();
        if (step != null && !reading.isStep(id, step)) {
            throw new NotFound(step);
        }
        Assistance asked =
                assistances.saveAndFlush(Assistance.request(file.centre(), id, wish, once, me.id(), clock.instant()));
        int position = 0;
        for (AssistanceForm.Quotation quotation : form.quotations()) {
            jdbc.sql("""
                            insert into reintegration.quotation (centre_id, case_id, assistance_id, position, supplier, amount)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            file.centre().id(),
                            id.id(),
                            asked.id(),
                            ++position,
                            quotation.supplier(),
                            quotation.amount())
                    .update();
        }
        cases.happened(file, "HELP_REQUESTED", asked.id(), me.id(), null);
        deciders.asked(file, "HELP_WAITING", step, me.id());
        return asked.id();
    }

    /** The database keeps funds, periods and limits: what it forbids comes back as its refusal. */
    void approve(CaseId id, UUID about, StaffMember me) {
        CaseCard file = decide(id, about, "HELP_APPROVED", me, help -> help.approve(me.id(), clock.instant()));
        progress.to(CaseState.ACTIVE, file, me);
    }

    void refuse(CaseId id, UUID about, String note, StaffMember me) {
        decide(id, about, "HELP_REFUSED", me, help -> help.refuse(note, me.id(), clock.instant()));
    }

    /** Whoever asked is told. */
    private CaseCard decide(CaseId id, UUID about, String kind, StaffMember me, Consumer<Assistance> verb) {
        CaseCard file = writable(id);
        Assistance help = change(file, about, kind, me, verb);
        deciders.decided(file, kind, help.action(), help.requestedBy(), me.id());
        return file;
    }

    void deliver(CaseId id, UUID about, LocalDate day, BigDecimal price, @Nullable String note, StaffMember me) {
        change(writable(id), about, "HELP_DELIVERED", me, help -> help.deliver(day, price, note, me.id()));
    }

    void acknowledge(CaseId id, UUID about, LocalDate day, String how, StaffMember me) {
        change(writable(id), about, "HELP_ACKNOWLEDGED", me, help -> help.acknowledge(day, how));
    }

    void cancel(CaseId id, UUID about, String reason, StaffMember me) {
        change(writable(id), about, "HELP_CANCELLED", me, help -> help.cancel(reason, me.id()));
    }

    /** The client has not said that it came: that was entered by mistake. */
    void takeAcknowledgementBack(CaseId id, UUID about, String reason, StaffMember me) {
        CaseCard file = writable(id);
        change(file, about, "HELP_UNACKNOWLEDGED", me, help -> {
            String state = help.state().name();
            LocalDate day = help.acknowledgedOn();
            help.takeAcknowledgementBack();
            corrections.ofDelivery(file, about, state, day, null, reason, me.id());
        });
    }

    private Assistance change(CaseCard file, UUID about, String kind, StaffMember me, Consumer<Assistance> verb) {
        Assistance help = assistances
                .hold(about)
                .filter(found -> found.file().equals(file.id()))
                .orElseThrow(() -> new NotFound(about));
        verb.accept(help);
        assistances.saveAndFlush(help);
        cases.happened(file, kind, about, me.id(), null);
        return help;
    }

    /** Takes back a delivery that was entered by mistake, until the client has said that it came. */
    void takeDeliveryBack(CaseId id, UUID about, String reason, StaffMember me) {
        CaseCard file = writable(id);
        change(file, about, "HELP_TAKEN_BACK", me, help -> {
            String state = help.state().name();
            LocalDate day = help.deliveredOn();
            BigDecimal spent = help.spent();
            help.takeDeliveryBack();
            corrections.ofDelivery(file, about, state, day, spent, reason, me.id());
        });
    }

    private CaseCard writable(CaseId id) {
        return Assistance.writable(cases.get(id));
    }

    LocalDate today(CaseCard file) {
        return CentreTime.day(clock.instant(), file.zone());
    }

    CaseCard file(CaseId id) {
        return cases.get(id);
    }
}
