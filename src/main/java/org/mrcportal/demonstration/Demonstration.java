package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.mrcportal.shared.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty database when the portal starts: all of it or nothing, in one transaction, by one node. It does so where
 * {@code portal.demonstration} asks for it; left unsaid, only the embedded database is filled.
 */
@Component
class Demonstration implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final boolean wanted;

    Demonstration(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            PasswordEncoder passwords,
            Clock clock,
            @Value("${portal.demonstration:${portal.database.embedded:false}}") boolean wanted) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.passwords = passwords;
        this.clock = clock;
        this.wanted = wanted;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (wanted && load()) {
            LOG.info("Demonstration data are in.");
        }
        announceAccounts();
    }

    /** @return whether there was anything to do */
    boolean load() {
        var centres =
                DemonstrationCentre.ALL.stream().map(DemonstrationCentre::id).toList();
        return Boolean.TRUE.equals(Scope.of(centres)
                .call(() ->
                        transaction.execute(status -> jdbc.execute((ConnectionCallback<Boolean>) this::fillIfEmpty))));
    }

    private boolean fillIfEmpty(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtext('portal.demonstration'))");
            try (var found = statement.executeQuery("select exists (select from centres.centre)")) {
                found.next();
                if (found.getBoolean(1)) {
                    return false;
                }
            }
        }
        var draw = new Draw(20_250_826);
        new CentreRows(connection).write(LocalDate.now(clock));
        new Staff(draw, 3).write(connection, passwords.encode(Staff.PASSWORD));
        return true;
    }

    /** Says at every start who can sign in, as long as demonstration accounts are enabled. */
    private void announceAccounts() {
        List<String> names = jdbc.query(
                "select username from accounts.staff where demonstration and enabled order by username",
                (row, number) -> row.getString(1));
        if (!names.isEmpty()) {
            LOG.info(
                    "Demonstration accounts, password \"{}\": {}",
                    Staff.PASSWORD,
                    names.stream().collect(Collectors.joining(", ")));
        }
    }
}
