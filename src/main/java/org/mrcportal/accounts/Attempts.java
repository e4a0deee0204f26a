package org.mrcportal.accounts;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts tries per keyed hash of an address, a user name or a reference, in fixed windows kept in the database, so that
 * several nodes count together and nobody's address is stored.
 */
@Component
public class Attempts {

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;

    Attempts(JdbcClient jdbc, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * Counts one try, in a transaction of its own, and says how many there were in the current window with it.
     *
     * @param what the kind of try, such as {@code sign-in.address}
     * @param who whose, such as the address; stored only as a keyed hash
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public int count(String what, String who, Duration window) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into portal.attempt as a (what, who, window_at, tries) values (:what, :who, :now, 1)
                        on conflict (what, who) do update set
                            tries = case when a.window_at <= :expired then 1 else a.tries + 1 end,
                            window_at = case when a.window_at <= :expired then excluded.window_at else a.window_at end
                        returning tries
                        """)
                .param("what", what)
                .param("who", seal.fingerprint(what, who))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expired", now.minus(window).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** How many tries the current window has seen, without counting one. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
    public int soFar(String what, String who, Duration window) {
        return jdbc.sql(
                        "select coalesce(max(tries), 0) from portal.attempt where what = ? and who = ? and window_at > ?")
                .params(
                        what,
                        seal.fingerprint(what, who),
                        clock.instant().minus(window).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Takes one try back that turned out to be none, such as a right password. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void takeBack(String what, String who) {
        jdbc.sql("update portal.attempt set tries = greatest(tries - 1, 0) where what = ? and who = ?")
                .params(what, seal.fingerprint(what, who))
                .update();
    }

    /** How long the current window still lasts. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
    public Duration left(String what, String who, Duration window) {
        return jdbc.sql("select window_at from portal.attempt where what = ? and who = ?")
                .params(what, seal.fingerprint(what, who))
                .query((row, number) ->
                        row.getObject("window_at", OffsetDateTime.class).toInstant())
                .optional()
                .map(start -> Duration.between(clock.instant(), start.plus(window)))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    /** An address as tries are counted by: a whole /64 of IPv6, which is one household's, is one address. */
    public static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
