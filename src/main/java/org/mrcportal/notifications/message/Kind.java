package org.mrcportal.notifications.message;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
    FEEDBACK(Urgency.LATER),
    /** An interpreter is asked to come. */
    INTERPRETER_ASKED(Urgency.NOW),
    /** An interpreter who was asked is not needed any more. */
    INTERPRETER_RELEASED(Urgency.NOW),
    /** Somebody has places in an awareness session. */
    SESSION_CONFIRMATION(Urgency.SOON),
    /** A session has another time or place. */
    SESSION_CHANGE(Urgency.NOW),
    /** A session does not take place. */
    SESSION_CANCELLATION(Urgency.NOW),
    SESSION_REMINDER_24H(Urgency.WISHED),
    SESSION_REMINDER_2H(Urgency.WISHED),
    /** Places of a session have come free for somebody on its waiting list. */
    SESSION_OFFER(Urgency.NOW),
    /** A partner is asked to answer a referral. */
    REFERRAL(Urgency.SOON);

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

    /** As it stands in addresses. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Kind> ofSlug(String slug) {
        return Arrays.stream(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
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

    boolean isForInterpreter() {
        return this == INTERPRETER_ASKED || this == INTERPRETER_RELEASED;
    }

    /** For somebody who registered for a session and is no client. */
    boolean isForSession() {
        return name().startsWith("SESSION_");
    }

    boolean saysWhatToBring() {
        return this == CONFIRMATION || this == CHANGE || this == REMINDER_24H || this == REMINDER_2H;
    }

    boolean hasCalendarFile() {
        return switch (this) {
            case CONFIRMATION, CHANGE, CANCELLATION, SESSION_CONFIRMATION, SESSION_CHANGE, SESSION_CANCELLATION -> true;
            default -> false;
        };
    }

    /** Which facts an e-mail lists: the end of a message key. */
    String facts() {
        return switch (this) {
            case OFFER, SESSION_OFFER -> "OFFER";
            case FEEDBACK -> "CENTRE";
            case INTERPRETER_ASKED -> "ASKED";
            case INTERPRETER_RELEASED -> "TIME";
            case REFERRAL -> "REFERRAL";
            default -> "VISIT";
        };
    }

    /** Without these it would be of no use. */
    Set<Placeholder> required() {
        return switch (this) {
            case FEEDBACK, NEW_TIME, REFERRAL -> EnumSet.of(Placeholder.LINK);
            case CANCELLATION, INTERPRETER_RELEASED, SESSION_CANCELLATION -> EnumSet.of(Placeholder.TIME);
            default -> EnumSet.of(Placeholder.TIME, Placeholder.LINK);
        };
    }

    /** What is known when it is written. */
    Set<Placeholder> allowed() {
        Set<Placeholder> allowed = EnumSet.allOf(Placeholder.class);
        if (this != OFFER && this != SESSION_OFFER && this != INTERPRETER_ASKED) {
            allowed.remove(Placeholder.UNTIL);
        }
        if (this == OFFER || this == FEEDBACK || isForInterpreter()) {
            allowed.remove(Placeholder.REFERENCE);
        }
        if (!saysWhatToBring()) {
            allowed.remove(Placeholder.BRING);
        }
        if (this == REFERRAL) {
            allowed.removeAll(EnumSet.of(Placeholder.TIME, Placeholder.PLACE));
        }
        return allowed;
    }
}
