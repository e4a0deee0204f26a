package org.mrcportal.reintegration.referral;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts a referral together: which partner, how urgent, and what may be told. Nothing is sent here. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class PreparingDesk {

    private final Referrals referrals;
    private final Telling telling;
    private final Chase chase;
    private final Cases cases;
    private final Partners partners;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;

    PreparingDesk(
            Referrals referrals,
            Telling telling,
            Chase chase,
            Cases cases,
            Partners partners,
            ClientDirectory clients,
            JdbcClient jdbc,
            Seal seal,
            Clock clock) {
        this.referrals = referrals;
        this.telling = telling;
        this.chase = chase;
        this.cases = cases;
        this.partners = partners;
        this.clients = clients;
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * What the form needs around it.
     *
     * @param partners who offers the service: first those of the person's region, then the others
     * @param region ISO 3166-2 of the person's residence, or null
     * @param agrees the person lets partners know
     * @param decides the reader may decide without that
     * @param people whom it can be for, by id and client code
     * @param person whom of them it is for
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
            ClientId person,
            @Nullable String suggested) {

        List<UUID> offered() {
            return partners.stream().map(PartnerCard::id).toList();
        }
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
                client,
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

    private boolean decides(CaseCard card, StaffMember me) {
        return decides(
                me,
                jdbc.sql("select ? = any (reintegration.guarded_by_me())")
                        .param(card.centre().id())
                        .query(Boolean.class)
                        .single());
    }

    /** Supervisors are the centre's managers and its focal point for protection. */
    static boolean decides(StaffMember me, boolean guards) {
        return guards || me.is(Role.CENTRE_MANAGER);
    }

    /** Prepares it once, however often the form is sent. */
    UUID prepare(CaseId file, String service, ReferralForm form, StaffMember me) {
        CaseCard card = writable(file);
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
        CaseCard card = writable(file);
        Referral referral =
                referrals.lock(id).filter(known -> known.file().equals(file)).orElseThrow(() -> new NotFound(id));
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
        if (referral.basis() == Basis.VITAL) {
            chase.decided(referral, me.id().id());
            cases.happened(card, "REFERRAL_VITAL", referral.id(), me.id(), null);
        }
    }

    /** The form of one that is being prepared, as stored; ask for what is {@link #around} it, which leaves the view. */
    @Transactional(readOnly = true)
    ReferralForm stored(CaseId file, UUID id) {
        Referral referral = referrals
                .findById(id)
                .filter(known -> known.file().equals(file))
                .orElseThrow(() -> new NotFound(id));
        if (referral.state() != ReferralState.DRAFT) {
            throw new ReferralSettled();
        }
        return ReferralForm.of(referral, seal);
    }

    private CaseCard writable(CaseId file) {
        return ReferralDesk.writable(cases, file);
    }
}
