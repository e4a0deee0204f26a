package org.mrcportal.notifications.message;

import org.mrcportal.shared.PhoneNumber;

/** Carries text messages to telephones. */
interface SmsGateway {

    /** Whether there is one at all: without, nothing is said by text message. */
    boolean isThere();

    /**
     * Whether it sends once what it is given twice with the same id. Where it does not, a text that may have been taken is
     * never given to it again.
     */
    boolean recognisesRepeats();

    /** Returns within a bounded time, whatever the other side does. */
    Outcome send(MessageId id, PhoneNumber to, String text);
}
