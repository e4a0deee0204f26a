package org.mrcportal.counselling.appointment;

/** The answers belong to a booking that has been made: its own page says what can still be changed. */
class AlreadyBooked extends RuntimeException {

    private final String token;

    AlreadyBooked(String token) {
        super("The booking has been made");
        this.token = token;
    }

    String token() {
        return token;
    }
}
