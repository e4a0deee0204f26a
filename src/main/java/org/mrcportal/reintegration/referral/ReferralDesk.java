package org.mrcportal.reintegration.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.partners.Partners;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.ReferralSent;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.casefile.Corrections;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The referrals of a case. One that tells of protection exists for who made it, the case's team and the focal point alone:
 * the database keeps it, with all that belongs to it, from everybody else.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class ReferralDesk {

    private final Referrals referrals;
    private final Links links;
    private final Telling telling;
    private final AnswerDesk answers;
    private final Chase chase;
    private final Cases cases;
    private final Partners partners;
    private final Corrections corrections;
    private final JdbcClient jdbc;
    private final Seal seal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReferralDesk(
            Referrals referrals,
            Links links,
            Telling telling,
            AnswerDesk answers,
            Chase chase,
            Cases cases,
            Partners partners,
            Corrections corrections,
            JdbcClient jdbc,
            Seal seal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.referrals = referrals;
        this.links = links;
        this.telling = telling;
        this.answers = answers;
        this.chase = chase;
        this.cases = cases;
        this.partners = partners;
        this.corrections = corrections;
        this.jdbc = jdbc;
        this.seal = seal;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A line of the case's list.
     *
     * @param service code
     */
    record Line(
            UUID id,
            String reference,
            String partner,
            String service,
            ReferralState state,
            Instant stateSince,
            LocalDate dueOn,
            boolean overdue) {}

    record Sheet(CaseCard card, boolean agrees, List<Line> lines) {}

    /**
     * A referral and all that is known of it.
     *
     * @param sensitive it tells of protection, by its service or its partner
     * @param told what the partner reads; before it is sent with the person's number, afterwards without it
     * @param stopped the person has taken the consent back: the link opens nothing
     * @param made the reader has prepared it, or made the link
     */
    record Opened(
            CaseCard card,
            Referral referral,
            PartnerCard partner,
            boolean sensitive,
            LocalDate today,
            @Nullable Told told,
            boolean allowed,
            boolean stopped,
            boolean decides,
            boolean made,
            Links.@Nullable Link link,
            @Nullable String madeBy,
            @Nullable String answeredBy,
            @Nullable String vitalBy,
            @Nullable String vitalReason,
            @Nullable String answer,
            List<Corrections.Line> corrections) {

        /** Nothing is done with it: only broken glass shows it to the reader. */
        public boolean isReadOnly() {
            return card.readOnly() || sensitive && card.byGlass();
        }

        /**
         * Whoever holds the partner's link answers for the partner, so only those print it who have the case in hand or have
         * made the referral or the link. A mailed one that tells of somebody in need of protection is on no paper.
         */
        public boolean isPrintable() {
            return link != null && !(sensitive && link.mailed()) && !isReadOnly() && (card.inHand() || made);
        }
    }

    Sheet list(CaseId file, StaffMember me) {
        CaseCard card = cases.open(file, "REFERRALS", me);
        LocalDate today = CentreTime.day(clock.instant(), card.zone());
        List<Line> lines = jdbc.sql("""
                        select r.*, p.name as partner from reintegration.referral r join partners.partner p on p.id = r.partner_id
                        where r.case_id = :case order by r.made_at desc limit 200
                        """)
                .param("case", file.id())
                .query((row, number) -> line(row, today))
                .list();
        boolean agrees = telling.agrees(card.client());
        return new Sheet(card, agrees, lines);
    }

    private Line line(ResultSet row, LocalDate today) throws SQLException {
        ReferralState state = ReferralState.valueOf(row.getString("state"));
        LocalDate due = row.getObject("due_on", LocalDate.class);
        return new Line(
                row.getObject("id", UUID.class),
                row.getString("reference"),
                row.getString("partner"),
                row.getString("service"),
                state,
                row.getObject("state_since", OffsetDateTime.class).toInstant(),
                due,
                state.isOpen() && due.isBefore(today));
    }

    Opened open(CaseId file, UUID id, StaffMember me) {
        CaseCard card = cases.open(file, "REFERRALS", me);
        Beside beside = beside(file, id, me);
        Referral referral = referrals.findById(id).orElseThrow(() -> new NotFound(id));
        PartnerCard partner = partners.find(referral.partner()).orElseThrow();
        boolean open = referral.state().isOpen();
        boolean allowed = telling.isAllowed(referral);
        return new Opened(
                card,
                referral,
                partner,
                beside.sensitive(),
                CentreTime.day(clock.instant(), card.zone()),
                referral.state() == ReferralState.DRAFT && allowed ? telling.preview(referral, card.language()) : null,
                allowed,
                !allowed && open,
                PreparingDesk.decides(me, beside.guards()),
                beside.made(),
                open ? beside.link() : null,
                beside.madeBy(),
                beside.answeredBy(),
                beside.vitalBy(),
                referral.vitalReason(seal),
                referral.answer(seal),
                corrections.read(beside.corrections()));
    }

    /** Names and the link that is good, in one statement. */
    private record Beside(
            boolean sensitive,
            boolean guards,
            boolean made,
            @Nullable String madeBy,
            @Nullable String answeredBy,
            @Nullable String vitalBy,
            @Nullable String corrections,
            Links.@Nullable Link link) {}

    /** @throws NotFound where the reader may not know what the referral is about */
    private Beside beside(CaseId file, UUID id, StaffMember me) {
        return jdbc.sql("""
                        select r.sensitive, l.mailed or not r.sensitive as tells, :me in (r.made_by, l.made_by) as made,
                               r.centre_id = any ((select reintegration.guarded_by_me())::uuid[]) as guards,
                               (select name from accounts.staff where id = r.made_by) as maker,
                               (select name from accounts.staff where id = r.answered_by) as hearer,
                               (select name from accounts.staff where id = r.vital_by) as decider, l.*,
                        """ + Corrections.column("r.id") + """
                        as corrections
                        from reintegration.referral r
                        left join reintegration.referral_link l on l.referral_id = r.id and l.revoked_at is null
                        where r.id = :id and r.case_id = :case
                        """)
                .param("id", id)
                .param("case", file.id())
                .param("me", me.id().id())
                .query((row, number) -> new Beside(
                        row.getBoolean("sensitive"),
                        row.getBoolean("guards"),
                        row.getBoolean("made"),
                        row.getString("maker"),
                        row.getString("hearer"),
                        row.getString("decider"),
                        row.getString("corrections"),
                        row.getObject("id") == null ? null : Links.link(row)))
                .optional()
                .orElseThrow(() -> new NotFound(id));
    }

    /**
     * Asks the partner, or asks again by a new link that ends the former.
     *
     * @param mail whether the link goes by e-mail; else it is printed or read out
     * @return the link
     * @throws NotAgreed where the person does not let partners know (any more)
     */
    UUID send(CaseId file, UUID id, boolean mail, StaffMember me) {
        CaseCard card = writable(cases, file);
        Referral referral = lock(file, id);
        if (!telling.isAllowed(referral)) {
            throw new NotAgreed();
        }
        PartnerCard partner = partners.find(referral.partner()).orElseThrow();
        String mailedTo = mail ? partner.email() : null;
        boolean mailed = mailedTo != null;
        Instant now = clock.instant();
        boolean first = referral.send(now, CentreTime.day(now, card.zone()));
        referrals.saveAndFlush(referral);
        UUID link = links.renew(referral, mailedTo, me.id());
        if (mailed) {
            events.publishEvent(new ReferralSent(link, card.centre()));
        }
        cases.happened(card, first ? "REFERRAL_SENT" : "REFERRAL_LINK", id, me.id(), mailed ? "MAIL" : "HAND");
        return link;
    }

    void heard(CaseId file, UUID id, Answer said, StaffMember me) {
        CaseCard card = cases.get(file);
        answers.heard(lock(file, id), said, card, me.id());
    }

    void askedAgain(CaseId file, UUID id, StaffMember me) {
        CaseCard card = cases.get(file);
        Referral referral = lock(file, id);
        LocalDate due = referral.dueOn();
        referral.askedAgain(CentreTime.day(clock.instant(), card.zone()));
        referrals.saveAndFlush(referral);
        chase.settled(referral, due);
        cases.happened(card, "REFERRAL_ASKED", id, me.id(), null);
    }

    void cancel(CaseId file, UUID id, StaffMember me) {
        CaseCard card = cases.get(file);
        Referral referral = lock(file, id);
        LocalDate due = referral.dueOn();
        if (referral.cancel(clock.instant())) {
            referrals.saveAndFlush(referral);
            links.revoke(id);
            chase.settled(referral, due);
            cases.happened(card, "REFERRAL_CANCELLED", id, me.id(), null);
        }
    }

    /** Asks the supervisors whether the partner may know without the person's consent. */
    void askSupervisor(CaseId file, UUID id, StaffMember me) {
        writable(cases, file);
        Referral referral = lock(file, id);
        if (referral.state() != ReferralState.DRAFT) {
            throw new ReferralSettled();
        }
        chase.needsDecision(referral, me.id());
    }

    /** For the slip, whose printing is on the trail. */
    Opened slip(CaseId file, UUID id, StaffMember me) {
        Opened opened = open(file, id, me);
        if (!opened.isPrintable()) {
            throw new ReferralSettled();
        }
        cases.happened(opened.card(), "REFERRAL_SLIP", id, me.id(), null);
        return opened;
    }

    /** @throws ReferralSettled where the case is closed: nothing new begins there, only what is under way ends */
    static CaseCard writable(Cases cases, CaseId file) {
        try {
            return cases.writable(file);
        } catch (OptimisticLockingFailureException closed) {
            throw new ReferralSettled();
        }
    }

    private Referral lock(CaseId file, UUID id) {
        return referrals.lock(id).filter(known -> known.file().equals(file)).orElseThrow(() -> new NotFound(id));
    }

    /** The person does not let partners know, or not any more. */
    static final class NotAgreed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
