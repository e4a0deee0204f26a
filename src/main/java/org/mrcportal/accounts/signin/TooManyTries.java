package org.mrcportal.accounts.signin;

import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/** Sign-in is closed for a while: for this user name, known or not, for this address, or because very many try at once. */
final class TooManyTries extends LockedException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;
    private final boolean first;

    /**
     * @param wait when to try again
     * @param first whether this try is the one that closed the door; later ones need no entry on the trail
     */
    TooManyTries(Duration wait, boolean first) {
        super("too many tries");
        this.wait = wait;
        this.first = first;
    }

    /** In whole minutes, at least one. */
    int minutes() {
        return (int) Math.max(1, wait.plusSeconds(59).toMinutes());
    }

    Duration pause() {
        return wait;
    }

    boolean first() {
        return first;
    }
}
