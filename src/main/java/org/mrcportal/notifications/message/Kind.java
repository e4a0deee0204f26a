package org.mrcportal.notifications.message;

/** What a message says. */
enum Kind {
    /** The centre has the person's wish and will answer. */
    RECEIVED(Urgency.SOON),
    CONFIRMATION(Urgency.SOON),
    CHANGE(Urgency.NOW),
    /** The centre cannot keep the time: the person is asked to choose another. */
    NEW_TIME(Urgency.NOW),
    CANCELLATION(Urgency.NOW),
    REMINDER_24H(Urgency.WISHED),
    REMINDER_2H(Urgency.WISHED),
    /** A place has come free for somebody on the waiting list. */
    OFFER(Urgency.NOW),
    FEEDBACK(Urgency.LATER);

    private enum Urgency {
        /** Worth a text message that is read at once, and worth the front desk's trouble where it does not arrive. */
        NOW,
        SOON,
        /** Read at once too, but only by whoever asked for it. */
        WISHED,
        LATER
    }

    private final Urgency urgency;

    Kind(Urgency urgency) {
        this.urgency = urgency;
    }

    /** The way it goes where the person has given both a telephone and an e-mail address. */
    Channel preferred() {
        return urgency == Urgency.NOW || urgency == Urgency.WISHED ? Channel.TEXT : Channel.EMAIL;
    }

    /** Whether the person must have agreed to be reminded. */
    boolean isReminder() {
        return urgency == Urgency.WISHED;
    }

    /** Whether the front desk must hear of it when it cannot be said. */
    boolean matters() {
        return urgency == Urgency.NOW || urgency == Urgency.SOON;
    }

    /** Whether the centre began it, so that a person who gets no message has not heard of it yet. */
    boolean isNews() {
        return this == NEW_TIME || this == OFFER;
    }

    /** Whether it speaks of an appointment, and is pointless once that has changed. */
    boolean isAboutAppointment() {
        return this != OFFER;
    }

    /** Which facts an e-mail lists: the end of a message key. */
    String facts() {
        return switch (this) {
            case OFFER -> "OFFER";
            case FEEDBACK -> "CENTRE";
            default -> "VISIT";
        };
    }

    boolean hasCalendarFile() {
        return this == CONFIRMATION || this == CHANGE || this == CANCELLATION;
    }
}
