package org.mrcportal.reintegration.training;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
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

/** A course with places. It is planned until it was held or is cancelled. */
@Entity
@Table(schema = "reintegration", name = "course")
class Course {

    static final List<String> KINDS = List.of("FINANCIAL_LITERACY", "ENTREPRENEURSHIP", "LANGUAGE", "TRADE");

    enum State {
        PLANNED,
        HELD,
        CANCELLED
    }

    /**
     * What is told of it.
     *
     * @param partner who gives it; null: the centre itself
     * @param language it is taught in, ISO 639-1
     * @param endsOn the last day
     */
    record Details(
            String kind,
            String name,
            @Nullable UUID partner,
            String language,
            @Nullable String place,
            int places,
            LocalDate startsOn,
            LocalDate endsOn) {}

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    private String kind;
    private String name;
    private @Nullable UUID partnerId;
    private String language;
    private @Nullable String place;
    private int places;
    private LocalDate startsOn;
    private LocalDate endsOn;

    @Enumerated(EnumType.STRING)
    private State state = State.PLANNED;

    @Column(updatable = false)
    private UUID once;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "created_by", updatable = false))
    private StaffId createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Course() {}

    @SuppressWarnings("NullAway.Init")
    private Course(CentreId centre, UUID once, StaffId by, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        this.centre = centre;
        this.once = once;
        createdBy = by;
        createdAt = now;
    }

    static Course plan(CentreId centre, Details details, UUID once, StaffId by, Instant now) {
        return new Course(centre, once, by, now).with(details);
    }

    Course change(Details details) {
        requirePlanned();
        return with(details);
    }

    Course held(LocalDate today) {
        requirePlanned();
        if (today.isBefore(startsOn)) {
            throw new IllegalStateException("Course %s has not begun".formatted(id));
        }
        state = State.HELD;
        return this;
    }

    Course cancel() {
        requirePlanned();
        state = State.CANCELLED;
        return this;
    }

    private Course with(Details details) {
        kind = details.kind();
        name = details.name();
        partnerId = details.partner();
        language = details.language();
        place = details.place();
        places = details.places();
        startsOn = details.startsOn();
        endsOn = details.endsOn();
        return this;
    }

    private void requirePlanned() {
        if (!isPlanned()) {
            throw new IllegalStateException("Course %s is settled".formatted(id));
        }
    }

    boolean isPlanned() {
        return state == State.PLANNED;
    }

    boolean isCancelled() {
        return state == State.CANCELLED;
    }

    boolean isOn(LocalDate day) {
        return !day.isBefore(startsOn) && !day.isAfter(endsOn);
    }

    Details details() {
        return new Details(kind, name, partnerId, language, place, places, startsOn, endsOn);
    }

    State state() {
        return state;
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
