package org.mrcportal.reintegration.plan;

import java.util.Locale;
import java.util.UUID;

/**
 * Something that was begun from a step of a plan: assistance, a course, or a referral.
 *
 * @param name of the thing, the course or the partner
 * @param state its code, as its own records have it
 */
record Outcome(What what, UUID id, String name, String state) {

    /** Where it is kept. */
    enum What {
        ASSISTANCE,
        TRAINING,
        REFERRAL
    }

    /** The message key of its state. */
    public String label() {
        return switch (what) {
            case ASSISTANCE -> "cases.help.state." + state.toLowerCase(Locale.ROOT);
            case TRAINING -> "trainings.state." + state;
            case REFERRAL -> "referral.staff.state." + state;
        };
    }

    /** Of its page, below the case's. */
    public String path() {
        return switch (what) {
            case ASSISTANCE -> "/assistance/" + id;
            case TRAINING -> "/trainings";
            case REFERRAL -> "/referrals/" + id;
        };
    }

    /** The person got it. */
    public boolean fulfilled() {
        return switch (state) {
            case "DELIVERED", "ACKNOWLEDGED", "COMPLETED", "SERVED" -> true;
            default -> false;
        };
    }

    /** Something of it is still to come. */
    public boolean open() {
        return switch (state) {
            case "REQUESTED", "APPROVED", "WAITING", "ENROLLED", "DRAFT", "SENT", "ACCEPTED" -> true;
            default -> false;
        };
    }

    /** The colour of its tag. */
    public String colour() {
        return fulfilled() ? "green" : open() ? "blue" : "grey";
    }
}
