package org.mrcportal.reintegration.plan;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Dimension;

/** Something the client wants to reach. */
@Entity
@Table(schema = "reintegration", name = "goal")
class Goal {

    /**
     * What a goal says.
     *
     * @param text for the client, in the client's language
     * @param note for staff, or null
     */
    record Words(Dimension dimension, String text, @Nullable String note) {}

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "case_id", updatable = false))
    private CaseId file;

    @Column(updatable = false)
    private UUID planId;

    @Enumerated(EnumType.STRING)
    private Dimension dimension;

    private String text;
    private @Nullable String note;
    private int position;

    @Column(updatable = false)
    private UUID once;

    @SuppressWarnings("NullAway.Init")
    protected Goal() {}

    @SuppressWarnings("NullAway.Init")
    private Goal(Plan plan, int position, UUID once) {
        id = UuidCreator.getTimeOrderedEpoch();
        centre = plan.centre();
        file = plan.file();
        planId = plan.id();
        this.position = position;
        this.once = once;
    }

    static Goal of(Plan plan, Words words, int position, UUID once) {
        return new Goal(plan, position, once).say(words);
    }

    Goal say(Words words) {
        dimension = words.dimension();
        text = words.text();
        note = words.note();
        return this;
    }

    Goal stand(int place) {
        position = place;
        return this;
    }

    UUID id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    CaseId file() {
        return file;
    }

    UUID plan() {
        return planId;
    }

    int position() {
        return position;
    }

    Words words() {
        return new Words(dimension, text, note);
    }
}
