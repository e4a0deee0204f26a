package org.mrcportal.accounts.staff;

import java.time.Clock;
import java.util.Set;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Where there is no account at all, opens {@code administrator} with the password that was set for it. */
@Component
class FirstAdministrator implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final int SHORTEST = 12;

    private final Accounts accounts;
    private final PasswordEncoder encoder;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final String password;

    FirstAdministrator(
            Accounts accounts,
            PasswordEncoder encoder,
            JdbcClient jdbc,
            Clock clock,
            @Value("${portal.first-administrator-password:}") String password) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.jdbc = jdbc;
        this.clock = clock;
        this.password = password;
    }

    /** @throws IllegalStateException where the password is too short */
    @Override
    public void run(ApplicationArguments arguments) {
        if (!jdbc.sql("select not exists (select from accounts.staff)")
                .query(Boolean.class)
                .single()) {
            return;
        }
        if (password.isEmpty()) {
            LOG.warn("Nobody can sign in yet: set PORTAL_FIRST_ADMINISTRATOR_PASSWORD and start again");
            return;
        }
        if (password.length() < SHORTEST) {
            throw new IllegalStateException(
                    "PORTAL_FIRST_ADMINISTRATOR_PASSWORD needs at least %d characters".formatted(SHORTEST));
        }
        try {
            accounts.saveAndFlush(Account.open(
                    StaffId.next(),
                    "administrator",
                    "Administrator",
                    null,
                    Set.of(Role.ADMINISTRATOR),
                    "en",
                    String.valueOf(encoder.encode(password)),
                    clock.instant()));
            LOG.info("The account \"administrator\" is open");
        } catch (DataIntegrityViolationException e) {
            LOG.info("Another node has opened the account \"administrator\"");
        }
    }
}
