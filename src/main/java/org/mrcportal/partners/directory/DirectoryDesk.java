package org.mrcportal.partners.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NameSearch;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The directory of partners. Whoever refers people reads it; whoever works on cases keeps it. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER', 'COUNSELLOR')")
class DirectoryDesk {

    private static final String KEEPS = "hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')";
    private static final int MOST = 500;

    private final PartnerRecords partners;
    private final Centres centres;
    private final PartnerWords words;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DirectoryDesk(
            PartnerRecords partners,
            Centres centres,
            PartnerWords words,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.partners = partners;
        this.centres = centres;
        this.words = words;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What a list is narrowed by.
     *
     * @param q a name, or part of one
     * @param retired also those no longer worked with
     * @param stale only those whom nobody has reached for long
     */
    record Filter(
            @Nullable String centre,
            @Nullable String q,
            @Nullable String service,
            @Nullable String region,
            @Nullable String retired,
            @Nullable String stale) {

        boolean withRetired() {
            return "1".equals(retired);
        }

        boolean onlyStale() {
            return "1".equals(stale);
        }
    }

    /** @param toReach how many partners of the centre nobody has reached for long */
    record Directory(
            CentreCard centre, List<CentreCard> open, LocalDate today, List<PartnerCard> partners, long toReach) {}

    /** A form with its centre. */
    record Sheet(CentreCard centre, PartnerForm form) {}

    /**
     * An entry with what only its own page tells.
     *
     * @param emailNew the address that waits to be confirmed
     * @param confirms whether the reader may: whoever typed it may not
     */
    record Entry(
            CentreCard centre,
            PartnerCard card,
            Partner.Details details,
            LocalDate today,
            @Nullable String verifiedBy,
            @Nullable String emailNew,
            boolean confirms) {}

    @Transactional(readOnly = true)
    Directory directory(StaffMember me, Filter filter, Locale locale) {
        Workplaces workplaces = Workplaces.of(me, centres, locale);
        CentreCard centre = workplaces.at(filter.centre());
        NameSearch name = new NameSearch(filter.q());
        LocalDate today = today(centre);
        LocalDate fresh = PartnerCard.freshFrom(today);
        List<PartnerCard> found = jdbc.sql(PartnersOnRecord.CARDS + """
                        where centre_id = :centre
                          and (:service = '' or :service = any (services))
                          and (:region = '' or regions = '{}' or :region = any (regions))
                          and (:retired or retired_at is null)
                          and (not :stale or retired_at is null and coalesce(verified_on < :fresh, true)) and
                        """ + NameSearch.CONDITION
                        + " order by retired_at is not null, lower(name), id limit :most")
                .param("centre", centre.id().id())
                .param("service", filter.service() == null ? "" : filter.service())
                .param("region", filter.region() == null ? "" : filter.region())
                .param("retired", filter.withRetired())
                .param("stale", filter.onlyStale())
                .param("fresh", fresh)
                .param("words", name.words())
                .param("sounds", name.sounds())
                .param("most", MOST)
                .query(PartnersOnRecord::card)
                .list();
        long toReach =
                jdbc.sql("""
                        select count(*) from partners.partner
                        where centre_id = ? and retired_at is null and coalesce(verified_on < ?, true)
                        """).params(centre.id().id(), fresh).query(Long.class).single();
        return new Directory(centre, workplaces.choices(), today, found, toReach);
    }

    @Transactional(readOnly = true)
    Entry open(UUID id, StaffMember me, Locale locale) {
        Partner partner = known(id);
        CentreCard centre = centre(partner, locale);
        return new Entry(
                centre,
                partner.card(),
                partner.details(),
                today(centre),
                jdbc.sql("""
                                select s.name from partners.partner p join accounts.staff s on s.id = p.verified_by
                                where p.id = ?
                                """).param(id).query(String.class).optional().orElse(null),
                partner.emailNew(),
                partner.mayConfirm(me.id()));
    }

    @PreAuthorize(KEEPS)
    @Transactional(readOnly = true)
    Sheet blank(StaffMember me, @Nullable String code, Locale locale) {
        CentreCard centre = Workplaces.of(me, centres, locale).at(code);
        return new Sheet(centre, PartnerForm.blank(centre.code()));
    }

    @PreAuthorize(KEEPS)
    @Transactional(readOnly = true)
    Sheet find(UUID id, Locale locale) {
        Partner partner = known(id);
        CentreCard centre = centre(partner, locale);
        return new Sheet(centre, PartnerForm.of(partner, centre.code()));
    }

    /** Registers once, however often the form is sent. */
    @PreAuthorize(KEEPS)
    UUID register(StaffMember me, CentreCard centre, PartnerForm form, Locale locale) {
        UUID once = Once.required(form.once());
        return partners.findByOnce(once).map(Partner::id).orElseGet(() -> {
            Partner partner = partners.saveAndFlush(Partner.register(
                    centre.id(),
                    form.details(centre.country(), words.regions(centre, locale)),
                    once,
                    me.id(),
                    clock.instant()));
            record("PARTNER_REGISTERED", partner);
            return partner.id();
        });
    }

    /** @throws ObjectOptimisticLockingFailureException where somebody has changed it since the form was opened */
    @PreAuthorize(KEEPS)
    void change(UUID id, CentreCard centre, PartnerForm form, StaffMember me, Locale locale) {
        Partner partner = known(id);
        if (form.version() == null || form.version() != partner.version()) {
            throw new ObjectOptimisticLockingFailureException(Partner.class, id);
        }
        partner.change(form.details(centre.country(), words.regions(centre, locale)), me.id());
        record("PARTNER_CHANGED", partners.saveAndFlush(partner));
    }

    @PreAuthorize(KEEPS)
    void verified(UUID id, StaffMember me, Locale locale) {
        Partner partner = known(id);
        record("PARTNER_VERIFIED", partners.saveAndFlush(partner.verified(today(centre(partner, locale)), me.id())));
    }

    /** @return whether the address is in use now; not where it was changed meanwhile or typed by the same person */
    @PreAuthorize(KEEPS)
    boolean confirmEmail(UUID id, String address, StaffMember me, Locale locale) {
        Partner partner = known(id);
        boolean confirmed = partner.confirm(address, today(centre(partner, locale)), me.id());
        if (confirmed) {
            record("PARTNER_EMAIL_CONFIRMED", partners.saveAndFlush(partner));
        }
        return confirmed;
    }

    @PreAuthorize(KEEPS)
    void retire(UUID id) {
        record("PARTNER_RETIRED", partners.saveAndFlush(known(id).retire(clock.instant())));
    }

    @PreAuthorize(KEEPS)
    void restore(UUID id) {
        record("PARTNER_RESTORED", partners.saveAndFlush(known(id).restore()));
    }

    private LocalDate today(CentreCard centre) {
        return CentreTime.day(clock.instant(), centre.zone());
    }

    private CentreCard centre(Partner partner, Locale locale) {
        return centres.byId(partner.centre(), Language.of(locale)).orElseThrow();
    }

    private Partner known(UUID id) {
        return partners.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private void record(String action, Partner partner) {
        events.publishEvent(new AuditEntry(action, partner.centre().id(), "partner:" + partner.id(), null));
    }
}
