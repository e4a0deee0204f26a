package org.mrcportal.reintegration.fund;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;

/**
 * What a project may spend on cases at a centre. The database keeps its amount above what is committed, its period around
 * what was decided in it, and its currency as long as anything is in it.
 */
@Entity
@Table(schema = "reintegration", name = "fund")
class Fund {

    /**
     * What a fund is.
     *
     * @param donor or null
     * @param currency ISO 4217
     * @param until the last day
     */
    record Terms(
            String project,
            @Nullable String donor,
            BigDecimal amount,
            String currency,
            LocalDate from,
            LocalDate until) {}

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    private String project;
    private @Nullable String donor;
    private String currency;
    private BigDecimal amount;
    private LocalDate startsOn;
    private LocalDate endsOn;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "created_by", updatable = false))
    private StaffId createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    @Column(updatable = false)
    private UUID once;

    @SuppressWarnings("NullAway.Init")
    protected Fund() {}

    @SuppressWarnings("NullAway.Init")
    private Fund(CentreId centre, UUID once, StaffId by, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        this.centre = centre;
        this.once = once;
        createdBy = by;
        createdAt = now;
    }

    static Fund open(CentreId centre, Terms terms, UUID once, StaffId by, Instant now) {
        return new Fund(centre, once, by, now).change(terms);
    }

    Fund change(Terms terms) {
        project = terms.project();
        donor = terms.donor();
        amount = terms.amount();
        currency = terms.currency();
        startsOn = terms.from();
        endsOn = terms.until();
        return this;
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

    Terms terms() {
        return new Terms(project, donor, amount, currency, startsOn, endsOn);
    }
}
