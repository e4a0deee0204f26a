package org.mrcportal.outreach.registration;

/** There are fewer places than were asked for: nothing was written, for a group is never split by itself. */
final class PlacesShort extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int left;

    PlacesShort(int left) {
        super("Places left: " + left);
        this.left = left;
    }

    /** How many there were. */
    int left() {
        return left;
    }
}
