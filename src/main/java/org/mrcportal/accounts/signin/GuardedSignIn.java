package org.mrcportal.accounts.signin;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Attempts;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks a password, after counting the try, so that tries made at once count as well as tries in a row.
 *
 * <p>Few tries at a name from one network are taken, and far more from everywhere: so that whoever types wrong passwords does
 * not keep somebody else from working, and whoever has many networks does not guess for long.
 *
 * <p>A computation of Argon2 costs a tenth of a second of a processor and 19 MiB. Few run at once and few wait; the rest
 * is sent away at once, so that nobody who sprays passwords can take the threads that bookings need.
 */
@Component
class GuardedSignIn implements AuthenticationProvider {

    static final Duration WINDOW = Duration.ofMinutes(15);
    static final int PER_NAME = 10;
    static final int PER_NAME_EVERYWHERE = 100;
    static final int PER_ADDRESS = 100;

    private static final String NAME = "sign-in.name";
    private static final String NAME_EVERYWHERE = "sign-in.name.everywhere";
    private static final String ADDRESS = "sign-in.address";
    private static final int WAITING = 16;
    private static final int LONGEST_PASSWORD = 1000;

    private final DaoAuthenticationProvider passwords;
    private final Attempts attempts;
    private final Semaphore queue;
    private final Semaphore computing;

    GuardedSignIn(StaffLookup staff, PasswordEncoder encoder, Attempts attempts) {
        this.passwords = new DaoAuthenticationProvider(staff);
        this.passwords.setPasswordEncoder(encoder);
        this.attempts = attempts;
        int processors = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.computing = new Semaphore(processors, true);
        this.queue = new Semaphore(processors + WAITING);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return passwords.supports(authentication);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication typed) throws AuthenticationException {
        String name = StaffLookup.asStored(typed.getName());
        String address = typed.getDetails() instanceof WebAuthenticationDetails details
                ? Attempts.network(details.getRemoteAddress())
                : "";
        count(ADDRESS, address, PER_ADDRESS);
        count(NAME, from(name, address), PER_NAME);
        count(NAME_EVERYWHERE, name, PER_NAME_EVERYWHERE);
        Authentication result = compute(typed, name, address);
        takeBack(name, address);
        return result;
    }

    private static String from(String name, String address) {
        return name + " " + address;
    }

    private void takeBack(String name, String address) {
        attempts.takeBack(ADDRESS, address);
        attempts.takeBack(NAME, from(name, address));
        attempts.takeBack(NAME_EVERYWHERE, name);
    }

    private void count(String what, String who, int most) {
        int tries = attempts.count(what, who, WINDOW);
        if (tries > most) {
            throw new TooManyTries(attempts.left(what, who, WINDOW), tries == most + 1);
        }
    }

    private @Nullable Authentication compute(Authentication typed, String name, String address) {
        if (!queue.tryAcquire()) {
            throw busy(name, address);
        }
        try {
            if (!computing.tryAcquire(5, TimeUnit.SECONDS)) {
                throw busy(name, address);
            }
            try {
                return passwords.authenticate(shortened(typed));
            } finally {
                computing.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(name, address);
        } finally {
            queue.release();
        }
    }

    private TooManyTries busy(String name, String address) {
        takeBack(name, address);
        return new TooManyTries(Duration.ofMinutes(1), false);
    }

    /** Nobody's password has ten thousand characters; hashing them would only cost time. */
    private static Authentication shortened(Authentication typed) {
        Object password = typed.getCredentials();
        if (password == null || password.toString().length() <= LONGEST_PASSWORD) {
            return typed;
        }
        var shorter = UsernamePasswordAuthenticationToken.unauthenticated(
                typed.getName(), password.toString().substring(0, LONGEST_PASSWORD));
        shorter.setDetails(typed.getDetails());
        return shorter;
    }
}
