package org.mrcportal.counselling.queue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;

/** How a centre runs its line. */
@Entity
@Table(schema = "counselling", name = "queue_rules")
class QueueRules {

    /** The first part of a screen's public address. */
    static final String LINK = "screens";

    /** Minutes, where a centre has not decided. */
    static final int USUAL_PATIENCE = 40;

    @Id
    @Column(name = "centre_id")
    private UUID centre;

    @Version
    private @Nullable Long version;

    private int patienceMinutes;
    private String[] desks;
    private @Nullable UUID screen;
    private UUID[] screenKeys;
    private byte @Nullable [] screenHash;

    @SuppressWarnings("NullAway.Init")
    protected QueueRules() {}

    private QueueRules(UUID centre, int patienceMinutes, String[] desks) {
        this.centre = centre;
        this.patienceMinutes = patienceMinutes;
        this.desks = desks;
        this.screenKeys = new UUID[0];
    }

    static QueueRules usual(CentreId centre) {
        return new QueueRules(centre.id(), USUAL_PATIENCE, new String[0]);
    }

    /**
     * Changes the rules.
     *
     * @param patience minutes after which whoever waits goes before booked people
     * @param desks where people can be called to
     */
    QueueRules change(int patience, List<String> desks) {
        this.patienceMinutes = patience;
        this.desks = desks.toArray(String[]::new);
        return this;
    }

    boolean knows(UUID once) {
        return List.of(screenKeys).contains(once);
    }

    /**
     * Lets a screen show the numbers, and no other from now on.
     *
     * @param once idempotency key of the form
     */
    QueueRules showOn(UUID screen, byte[] hash, UUID once) {
        this.screenKeys = Stream.concat(Stream.of(screenKeys), Stream.of(once)).toArray(UUID[]::new);
        this.screen = screen;
        this.screenHash = hash.clone();
        return this;
    }

    QueueRules showNowhere() {
        this.screen = null;
        this.screenHash = null;
        return this;
    }

    UUID centre() {
        return centre;
    }

    int patienceMinutes() {
        return patienceMinutes;
    }

    List<String> desks() {
        return List.of(desks);
    }

    @Nullable
    UUID screen() {
        return screen;
    }
}
