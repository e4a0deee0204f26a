package org.mrcportal.notifications.message;

import org.mrcportal.shared.PhoneNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For the demonstration: a line in the log instead of a text message. It says how long the text was, not what it said. */
final class LogGateway implements SmsGateway {

    private static final Logger LOG = LoggerFactory.getLogger(LogGateway.class);

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public boolean recognisesRepeats() {
        return true;
    }

    @Override
    public Outcome send(MessageId id, PhoneNumber to, String text) {
        LOG.info("Text message {} to {}: {}", id, masked(to), Segments.of(text));
        return Outcome.TAKEN;
    }

    /** The country's first digits and the last two: enough to follow one's own try, too little to know anybody. */
    static String masked(PhoneNumber number) {
        String digits = number.e164();
        return digits.substring(0, 4) + "…" + digits.substring(digits.length() - 2);
    }
}
