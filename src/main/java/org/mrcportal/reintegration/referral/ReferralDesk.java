package org.mrcportal.reintegration.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.clients.Contact;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.partners.Partners;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.ReferralSent;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
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
    private final ClientDirectory clients;
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
            ClientDirectory clients,
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
        this.clients = clients;
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
     * What the form needs around it.
     *
     * @param partners who offers the service: first those of the person's region, then the others
     * @param region ISO 3166-2 of the person's residence, or null
     * @param agrees the person lets partners know
     * @param decides the reader may decide without that
     * @param people whom it can be for, by id and client code
     * @param suggested what the form begins with: the partner of the plan's step
     */
    record Around(
            CaseCard card,
            LocalDate today,
            List<PartnerCard> partners,
            @Nullable String region,
            boolean agrees,
            boolean decides,
            boolean mayCall,
            @Nullable String called,
            Map<UUID, String> people,
            @Nullable String suggested) {

        List<UUID> offered() {
            return partners.stream().map(PartnerCard::id).toList();
        }
    }

    /**
     * A referral and all that is known of it.
     *
     * @param sensitive it tells of protection, by its service or its partner
     * @param told what the partner reads; before it is sent with the person's number, afterwards without it
     * @param stopped the person has taken the consent back: the link opens nothing
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
            Links.@Nullable Link link,
            @Nullable String madeBy,
            @Nullable String answeredBy,
            @Nullable String vitalBy,
            @Nullable String vitalReason,
            @Nullable String answer) {}

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

    /** The form before anything is typed, or with what was typed. It names the person: that is a view of the case. */
    Around around(CaseId file, String service, @Nullable String person, @Nullable String action, StaffMember me) {
        CaseCard card = cases.open(file, "REFERRALS", me);
        Map<UUID, String> people = people(card);
        ClientId client = client(card, people, person);
        ClientSummary summary = clients.find(client).orElseThrow(() -> new NotFound(client));
        Contact contact = clients.contact(client).orElse(Contact.NONE);
        String region = summary.region();
        String name = summary.name();
        List<PartnerCard> offering = partners.of(card.centre()).stream()
                .filter(partner -> partner.services().contains(service))
                .sorted(Comparator.comparingInt((PartnerCard partner) -> nearness(partner, region))
                        .thenComparing(PartnerCard::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
        return new Around(
                card,
                CentreTime.day(clock.instant(), card.zone()),
                offering,
                region,
                telling.agrees(client),
                decides(card, me),
                contact.phone() != null && contact.mayCall(),
                name == null ? null : name.split(" ")[0],
                people,
                ReferralForm.uuid(action)
                        .flatMap(step -> partnerOf(step, file))
                        .map(UUID::toString)
                        .orElse(null));
    }

    private static int nearness(PartnerCard partner, @Nullable String region) {
        if (region != null && partner.regions().contains(region)) {
            return 0;
        }
        return partner.covers(region) ? 1 : 2;
    }

    /** Of a household everybody who is registered, else the person alone. */
    private Map<UUID, String> people(CaseCard card) {
        Map<UUID, String> people = new LinkedHashMap<>();
        people.put(card.client().id(), card.clientCode());
        if (card.household()) {
            jdbc.sql("""
                            select k.id, k.code from reintegration.household_member m join clients.client k on k.id = m.client_id
                            where m.case_id = ? order by m.added_at, m.id
                            """)
                    .param(card.id().id())
                    .query((row, number) -> Map.entry(row.getObject("id", UUID.class), row.getString("code")))
                    .list()
                    .forEach(member -> people.putIfAbsent(member.getKey(), member.getValue()));
        }
        return people;
    }

    private static ClientId client(CaseCard card, Map<UUID, String> people, @Nullable String person) {
        return ReferralForm.uuid(person)
                .filter(people::containsKey)
                .map(ClientId::new)
                .orElse(card.client());
    }

    private Optional<UUID> partnerOf(UUID action, CaseId file) {
        return jdbc.sql("select partner_id from reintegration.action where id = ? and case_id = ?")
                .params(action, file.id())
                .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .optional()
                .flatMap(known -> known);
    }

    /** Supervisors are the centre's managers and its focal point for protection. */
    private boolean decides(CaseCard card, StaffMember me) {
        return me.is(Role.CENTRE_MANAGER)
                || jdbc.sql("select ? = any (reintegration.guarded_by_me())")
                        .param(card.centre().id())
                        .query(Boolean.class)
                        .single();
    }

    /** Prepares it once, however often the form is sent. */
    UUID prepare(CaseId file, String service, ReferralForm form, StaffMember me) {
        CaseCard card = cases.get(file);
        UUID once = Once.required(form.once());
        return referrals.findByOnce(once).map(Referral::id).orElseGet(() -> {
            Instant now = clock.instant();
            UUID action = ReferralForm.uuid(form.action())
                    .filter(step -> isStep(step, file))
                    .orElse(null);
            Referral referral = referrals.saveAndFlush(Referral.prepare(
                    card,
                    client(card, people(card), form.person()),
                    action,
                    form.details(service),
                    once,
                    me.id(),
                    now,
                    CentreTime.day(now, card.zone()),
                    seal));
            cases.happened(card, "REFERRAL_MADE", referral.id(), me.id(), null);
            decided(referral, card, me);
            return referral.id();
        });
    }

    private boolean isStep(UUID action, CaseId file) {
        return jdbc.sql("select exists (select from reintegration.action where id = ? and case_id = ?)")
                .params(action, file.id())
                .query(Boolean.class)
                .single();
    }

    /** @throws ObjectOptimisticLockingFailureException where somebody has changed it since the form was opened */
    void change(CaseId file, UUID id, ReferralForm form, StaffMember me) {
        CaseCard card = cases.get(file);
        Referral referral = lock(file, id);
        if (form.version() == null || form.version() != referral.version()) {
            throw new ObjectOptimisticLockingFailureException(Referral.class, id);
        }
        Instant now = clock.instant();
        referral.change(form.details(referral.service()), me.id(), now, CentreTime.day(now, card.zone()), seal);
        referrals.saveAndFlush(referral);
        cases.happened(card, "REFERRAL_CHANGED", id, me.id(), null);
        decided(referral, card, me);
    }

    private void decided(Referral referral, CaseCard card, StaffMember me) {
        if (referral.basis() == Referral.Basis.VITAL) {
            chase.decided(referral, me.id().id());
            cases.happened(card, "REFERRAL_VITAL", referral.id(), me.id(), null);
        }
    }

    /** The form of one that is being prepared, as stored; ask for what is {@link #around} it, which leaves the view. */
    @Transactional(readOnly = true)
    ReferralForm stored(CaseId file, UUID id) {
        Referral referral = find(file, id);
        if (referral.state() != ReferralState.DRAFT) {
            throw new ReferralSettled();
        }
        return ReferralForm.of(referral, seal);
    }

    Opened open(CaseId file, UUID id, StaffMember me) {
        CaseCard card = cases.open(file, "REFERRALS", me);
        Beside beside = beside(file, id);
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
                me.is(Role.CENTRE_MANAGER),
                open ? beside.link() : null,
                beside.madeBy(),
                beside.answeredBy(),
                beside.vitalBy(),
                referral.vitalReason(seal),
                referral.answer(seal));
    }

    /** Names and the link that is good, in one statement. */
    private record Beside(
            boolean sensitive,
            @Nullable String madeBy,
            @Nullable String answeredBy,
            @Nullable String vitalBy,
            Links.@Nullable Link link) {}

    /** @throws NotFound where the reader may not know what the referral is about */
    private Beside beside(CaseId file, UUID id) {
        return jdbc.sql("""
                        select r.sensitive, l.mailed or not r.sensitive as tells,
                               (select name from accounts.staff where id = r.made_by) as maker,
                               (select name from accounts.staff where id = r.answered_by) as hearer,
                               (select name from accounts.staff where id = r.vital_by) as decider, l.*
                        from reintegration.referral r
                        left join reintegration.referral_link l on l.referral_id = r.id and l.revoked_at is null
                        where r.id = :id and r.case_id = :case
                        """)
                .param("id", id)
                .param("case", file.id())
                .query((row, number) -> new Beside(
                        row.getBoolean("sensitive"),
                        row.getString("maker"),
                        row.getString("hearer"),
                        row.getString("decider"),
                        row.getObject("id") == null ? null : Links.link(row)))
                .optional()
                .orElseThrow(() -> new NotFound(id));
    }

    /**
     * Asks the partner, or asks again by a new link that ends the former.
     *
     * @param mail whether the link goes by e-mail; else it is printed or read out
     * @throws NotAgreed where the person does not let partners know (any more)
     */
    void send(CaseId file, UUID id, boolean mail, StaffMember me) {
        CaseCard card = cases.get(file);
        Referral referral = lock(file, id);
        if (!telling.isAllowed(referral)) {
            throw new NotAgreed();
        }
        PartnerCard partner = partners.find(referral.partner()).orElseThrow();
        boolean mailed = mail && partner.email() != null;
        Instant now = clock.instant();
        boolean first = referral.send(now, CentreTime.day(now, card.zone()));
        referrals.saveAndFlush(referral);
        UUID link = links.renew(referral, mailed, me.id());
        if (mailed) {
            events.publishEvent(new ReferralSent(link, card.centre()));
        }
        cases.happened(card, first ? "REFERRAL_SENT" : "REFERRAL_LINK", id, me.id(), mailed ? "MAIL" : "HAND");
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
        Referral referral = lock(file, id);
        if (referral.state() != ReferralState.DRAFT) {
            throw new ReferralSettled();
        }
        chase.needsDecision(referral, me.id());
    }

    /** For the slip, whose printing is on the trail. */
    Opened slip(CaseId file, UUID id, StaffMember me) {
        Opened opened = open(file, id, me);
        if (opened.link() == null) {
            throw new ReferralSettled();
        }
        cases.happened(opened.card(), "REFERRAL_SLIP", id, me.id(), null);
        return opened;
    }

    private Referral find(CaseId file, UUID id) {
        return referrals.findById(id).filter(known -> known.file().equals(file)).orElseThrow(() -> new NotFound(id));
    }

    private Referral lock(CaseId file, UUID id) {
        return referrals.lock(id).filter(known -> known.file().equals(file)).orElseThrow(() -> new NotFound(id));
    }

    /** The person does not let partners know, or not any more. */
    static final class NotAgreed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
