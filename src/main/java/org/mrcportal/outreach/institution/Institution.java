package org.mrcportal.outreach.institution;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Place;
import org.mrcportal.shared.PersonName;

/** An institution a centre works with. It is found by its name in whatever alphabet, like a person. */
@Entity
@Table(schema = "outreach", name = "institution")
class Institution {

    /** Codes of its kind. */
    static final List<String> KINDS = List.of(
            "SCHOOL",
            "COLLEGE",
            "UNIVERSITY",
            "MAHALLA",
            "LOCAL_AUTHORITY",
            "EMPLOYMENT_CENTRE",
            "MIGRATION_AUTHORITY",
            "HEALTH",
            "RELIGIOUS",
            "MEDIA",
            "ASSOCIATION",
            "EMPLOYER",
            "OTHER");

    /** What the register keeps of it. */
    record Details(String name, String kind, Place place) {}

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
    private String regionCode;
    private @Nullable String districtCode;

    @Column(updatable = false)
    private UUID once;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "created_by", updatable = false))
    private StaffId createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Institution() {}

    @SuppressWarnings("NullAway.Init")
    private Institution(CentreId centre, UUID once, StaffId by, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        this.centre = centre;
        this.once = once;
        createdBy = by;
        createdAt = now;
    }

    static Institution register(CentreId centre, Details details, UUID once, StaffId by, Instant now) {
        return new Institution(centre, once, by, now).change(details);
    }

    Institution change(Details details) {
        name = details.name();
        nameKey = PersonName.SearchKey.of(name);
        kind = details.kind();
        regionCode = details.place().region();
        districtCode = details.place().district();
        return this;
    }

    Details details() {
        return new Details(name, kind, new Place(regionCode, districtCode));
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
