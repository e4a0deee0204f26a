package org.mrcportal.partners.directory;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.shared.PersonName;

/** An institution people are referred to. It is found by its name in whatever alphabet, like a person. */
@Entity
@Table(schema = "partners", name = "partner")
class Partner {

    /** Codes of its kind, in the order of lists. */
    static final List<String> KINDS = List.of(
            "NGO",
            "LEGAL_CLINIC",
            "SHELTER",
            "HOSPITAL",
            "EMPLOYMENT_CENTRE",
            "MONOCENTRE",
            "COLLEGE",
            "UNIVERSITY",
            "MAHALLA",
            "MINISTRY",
            "EMBASSY",
            "INTERNATIONAL",
            "BANK",
            "BUSINESS",
            "AGENCY",
            "OTHER");

    /**
     * What the directory keeps of it.
     *
     * @param regions catchment, ISO 3166-2; empty: wherever the person lives
     * @param phone E.164
     * @param email as it is meant to be: the one that waits to be confirmed, where there is one
     * @param agreementUntil the last day
     */
    record Details(
            String name,
            String kind,
            List<String> services,
            List<String> regions,
            List<String> languages,
            @Nullable String contact,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String address,
            @Nullable String hours,
            @Nullable LocalDate agreementFrom,
            @Nullable LocalDate agreementUntil,
            boolean sharesData,
            @Nullable String note) {}

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    private String name;
    private String nameKey;
    private String kind;
    private String[] services;
    private String[] regions;
    private String[] languages;
    private @Nullable String contact;
    private @Nullable String phone;
    private @Nullable String email;
    private @Nullable String emailNew;
    private @Nullable UUID emailNewBy;
    private @Nullable String address;
    private @Nullable String hours;
    private @Nullable LocalDate verifiedOn;
    private @Nullable UUID verifiedBy;
    private @Nullable LocalDate agreementFrom;
    private @Nullable LocalDate agreementUntil;
    private boolean sharesData;
    private @Nullable String note;
    private @Nullable Instant retiredAt;

    @Column(updatable = false)
    private UUID once;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "created_by", updatable = false))
    private StaffId createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Partner() {}

    @SuppressWarnings("NullAway.Init")
    private Partner(CentreId centre, UUID once, StaffId by, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        this.centre = centre;
        this.once = once;
        createdBy = by;
        createdAt = now;
    }

    static Partner register(CentreId centre, Details details, UUID once, StaffId by, Instant now) {
        return new Partner(centre, once, by, now).change(details, by);
    }

    /** Another telephone or address has not been reached by anybody yet; another e-mail address waits to be confirmed. */
    Partner change(Details details, StaffId by) {
        if (nameKey != null && !reach(details()).equals(reach(details))) {
            verifiedOn = null;
            verifiedBy = null;
        }
        name = details.name();
        nameKey = PersonName.SearchKey.of(name);
        kind = details.kind();
        services = details.services().toArray(String[]::new);
        regions = details.regions().toArray(String[]::new);
        languages = details.languages().toArray(String[]::new);
        contact = details.contact();
        phone = details.phone();
        mean(details.email(), by);
        address = details.address();
        hours = details.hours();
        agreementFrom = details.agreementFrom();
        agreementUntil = details.agreementUntil();
        sharesData = details.sharesData();
        note = details.note();
        return this;
    }

    private void mean(@Nullable String address, StaffId by) {
        if (address == null) {
            email = null;
        }
        if (address == null || address.equals(email)) {
            emailNew = null;
            emailNewBy = null;
        } else if (!address.equals(emailNew)) {
            emailNew = address;
            emailNewBy = by.id();
        }
    }

    /** The address that waits to be confirmed; null: none does. */
    @Nullable
    String emailNew() {
        return emailNew;
    }

    /** Whoever typed an address does not confirm it. */
    boolean mayConfirm(StaffId who) {
        return emailNewBy != null && !emailNewBy.equals(who.id());
    }

    /**
     * Somebody else than who typed it has asked the institution whether this is its address.
     *
     * @param address as they read it
     * @return whether it is in use now: it waits no longer where it was changed meanwhile
     */
    boolean confirm(String address, LocalDate today, StaffId by) {
        if (!address.equals(emailNew) || !mayConfirm(by)) {
            return false;
        }
        email = emailNew;
        emailNew = null;
        emailNewBy = null;
        verified(today, by);
        return true;
    }

    private static String reach(Details details) {
        return details.phone() + " " + details.email();
    }

    /** Somebody has reached the contact. */
    Partner verified(LocalDate today, StaffId by) {
        verifiedOn = today;
        verifiedBy = by.id();
        return this;
    }

    /** No longer worked with; retiring twice keeps the first moment. */
    Partner retire(Instant now) {
        if (retiredAt == null) {
            retiredAt = now;
        }
        return this;
    }

    Partner restore() {
        retiredAt = null;
        return this;
    }

    Details details() {
        return new Details(
                name,
                kind,
                List.of(services),
                List.of(regions),
                List.of(languages),
                contact,
                phone,
                emailNew == null ? email : emailNew,
                address,
                hours,
                agreementFrom,
                agreementUntil,
                sharesData,
                note);
    }

    PartnerCard card() {
        return new PartnerCard(
                id,
                centre,
                name,
                kind,
                List.of(services),
                List.of(regions),
                List.of(languages),
                contact,
                phone,
                email,
                emailNew != null,
                address,
                hours,
                verifiedOn,
                agreementUntil,
                sharesData,
                retiredAt != null);
    }

    UUID id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    long version() {
        return version == null ? 0 : version;
    }
}
