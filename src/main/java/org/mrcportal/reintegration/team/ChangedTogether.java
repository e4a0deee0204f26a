package org.mrcportal.reintegration.team;

/** Somebody else changed the same at the same moment; nothing of this one's change is kept. */
final class ChangedTogether extends RuntimeException {

    ChangedTogether() {
        super("Changed by somebody else at the same moment");
    }
}
