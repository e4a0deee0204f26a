package org.mrcportal.outreach.leader;

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
import org.mrcportal.centres.Place;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Seal;

/**
 * Somebody people listen to, who has agreed to be listed. When that is taken back, what names the person is forgotten at
 * once; what the person was (a teacher in a district) stays, so that past activities still count.
 */
@Entity
@Table(schema = "outreach", name = "leader")
class Leader {

    static final List<String> KINDS =
            List.of("MAHALLA_CHAIR", "IMAM", "TEACHER", "DOCTOR", "RETURNEE", "BLOGGER", "DIASPORA", "OTHER");

    static final List<String> LANGUAGES = List.of("uz", "ru", "tg", "ky", "kaa", "kk", "tk", "en");

    /** How somebody can have agreed. */
    static final List<String> WAYS = List.of("WRITTEN", "SPOKEN", "MESSAGE");

    /** Nobody is listed any more whose consent was withdrawn. */
    static class Withdrawn extends RuntimeException {}

    /**
     * What the register keeps of somebody.
     *
     * @param place null: abroad, or everywhere on screens
     * @param audience people who listen, as estimated; null: nobody knows
     * @param contact as the person gave it
     * @param links pages and channels of the person's own
     * @param consentOn the day the person agreed to be listed
     */
    record Details(
            PersonName name,
            String kind,
            @Nullable Place place,
            List<String> languages,
            @Nullable Integer audience,
            @Nullable String contact,
            @Nullable String links,
            LocalDate consentOn,
            String consentHow) {}

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    private String kind;
    private @Nullable String regionCode;
    private @Nullable String districtCode;
    private String[] languages;
    private @Nullable Integer audience;
    private byte @Nullable [] name;
    private @Nullable String nameKey;
    private byte @Nullable [] contact;
    private byte @Nullable [] links;
    private LocalDate consentOn;
    private String consentHow;
    private @Nullable Instant withdrawnAt;

    @Column(updatable = false)
    private UUID once;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "created_by", updatable = false))
    private StaffId createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Leader() {}

    @SuppressWarnings("NullAway.Init")
    private Leader(CentreId centre, UUID once, StaffId by, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        this.centre = centre;
        this.once = once;
        createdBy = by;
        createdAt = now;
    }

    static Leader register(CentreId centre, Details details, Seal seal, UUID once, StaffId by, Instant now) {
        return new Leader(centre, once, by, now).change(details, seal);
    }

    /**
     * Replaces all of it: what the details leave out is forgotten.
     *
     * @throws Withdrawn where the person is no longer listed
     */
    Leader change(Details details, Seal seal) {
        if (isWithdrawn()) {
            throw new Withdrawn();
        }
        Place place = details.place();
        kind = details.kind();
        regionCode = place == null ? null : place.region();
        districtCode = place == null ? null : place.district();
        languages = details.languages().toArray(String[]::new);
        audience = details.audience();
        name = seal.seal(details.name().text(), "leader.name:" + id);
        nameKey = details.name().searchKey();
        contact = seal.seal(details.contact(), "leader.contact:" + id);
        links = seal.seal(details.links(), "leader.links:" + id);
        consentOn = details.consentOn();
        consentHow = details.consentHow();
        return this;
    }

    /** Forgets who it is; doing so twice changes nothing. */
    Leader withdraw(Instant now) {
        if (!isWithdrawn()) {
            withdrawnAt = now;
            name = null;
            nameKey = null;
            contact = null;
            links = null;
        }
        return this;
    }

    boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    @Nullable
    Instant withdrawnAt() {
        return withdrawnAt;
    }

    /** Null where the person is no longer listed. */
    @Nullable
    String name(Seal seal) {
        return seal.open(name, "leader.name:" + id);
    }

    @Nullable
    String contact(Seal seal) {
        return seal.open(contact, "leader.contact:" + id);
    }

    @Nullable
    String links(Seal seal) {
        return seal.open(links, "leader.links:" + id);
    }

    UUID id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    CentreId centre() {
        return centre;
    }

    String kind() {
        return kind;
    }

    @Nullable
    Place place() {
        return regionCode == null ? null : new Place(regionCode, districtCode);
    }

    List<String> languages() {
        return List.of(languages);
    }

    @Nullable
    Integer audience() {
        return audience;
    }

    LocalDate consentOn() {
        return consentOn;
    }

    String consentHow() {
        return consentHow;
    }
}
