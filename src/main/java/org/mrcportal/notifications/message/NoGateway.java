package org.mrcportal.notifications.message;

import org.mrcportal.shared.PhoneNumber;

/** Where no text gateway is set: people are reached by e-mail or not at all. */
final class NoGateway implements SmsGateway {

    @Override
    public boolean isThere() {
        return false;
    }

    @Override
    public boolean recognisesRepeats() {
        return false;
    }

    @Override
    public Outcome send(MessageId id, PhoneNumber to, String text) {
        return Outcome.UNREACHABLE;
    }
}
