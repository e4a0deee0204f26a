package org.mrcportal.counselling.appointment;

/** Where an appointment stands; the first five occupy the counsellor's time. */
public enum AppointmentState {
    HELD,
    BOOKED,
    ARRIVED,
    IN_SESSION,
    COMPLETED,
    NO_SHOW,
    CANCELLED,
    EXPIRED
}
