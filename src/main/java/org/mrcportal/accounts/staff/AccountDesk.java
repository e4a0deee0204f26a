package org.mrcportal.accounts.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an administrator does with accounts. Where people work stands in a guarded table, so callers state the scope of the
 * network; nothing here reads a client.
 */
@Service
@PreAuthorize("hasRole('ADMINISTRATOR')")
class AccountDesk {

    private final Accounts accounts;
    private final Centres centres;
    private final PasswordEncoder encoder;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccountDesk(
            Accounts accounts,
            Centres centres,
            PasswordEncoder encoder,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.centres = centres;
        this.encoder = encoder;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** An account as the list shows it. */
    record Line(StaffId id, String username, String name, List<Role> roles, String centres, boolean open) {}

    @Transactional(readOnly = true)
    public List<Line> all() {
        return jdbc.sql("""
                        select s.id, s.username, s.name, s.roles, s.enabled,
                               coalesce(string_agg(c.code, ' ' order by c.position), '') as centres
                        from accounts.staff s
                        left join accounts.staff_centre w on w.staff_id = s.id
                        left join centres.centre c on c.id = w.centre_id
                        group by s.id order by s.username limit 1000
                        """).query((row, number) -> line(row)).list();
    }

    @Transactional(readOnly = true)
    public Line one(StaffId id) {
        return jdbc.sql("""
                        select s.id, s.username, s.name, s.roles, s.enabled,
                               coalesce((select string_agg(c.code, ' ' order by c.position)
                                         from accounts.staff_centre w join centres.centre c on c.id = w.centre_id
                                         where w.staff_id = s.id), '') as centres
                        from accounts.staff s where s.id = ?
                        """)
                .param(id.id())
                .query((row, number) -> line(row))
                .optional()
                .orElseThrow(() -> new NotFound(id));
    }

    @Transactional(readOnly = true)
    public List<CentreCard> centres(Language language) {
        return centres.all(language);
    }

    /**
     * Opens an account. The same id again, from a form sent twice, changes nothing.
     *
     * @throws UserNameTaken where the user name is somebody else's
     */
    @Transactional
    public StaffId open(
            StaffId id,
            String username,
            String name,
            @Nullable String sex,
            Set<Role> roles,
            Set<CentreId> where,
            Language language,
            String password) {
        if (accounts.findById(id).isPresent()) {
            return id;
        }
        if (accounts.existsByUsername(username)) {
            throw new UserNameTaken();
        }
        try {
            accounts.saveAndFlush(
                    Account.open(id, username, name, sex, roles, language.code(), hashed(password), clock.instant()));
        } catch (DataIntegrityViolationException lostRace) {
            throw new UserNameTaken();
        }
        for (CentreId centre : where) {
            jdbc.sql("insert into accounts.staff_centre (staff_id, centre_id) values (?, ?)")
                    .params(id.id(), centre.id())
                    .update();
        }
        record("ACCOUNT_CREATED", id);
        return id;
    }

    /** Closes an account and ends its sessions at once. */
    @Transactional
    @PreAuthorize("hasRole('ADMINISTRATOR') and #id != principal.id()")
    public void close(StaffId id) {
        Account account = find(id).close();
        accounts.saveAndFlush(account);
        endSessions(account);
        record("ACCOUNT_CLOSED", id);
    }

    @Transactional
    public void reopen(StaffId id) {
        accounts.saveAndFlush(find(id).reopen());
        record("ACCOUNT_OPENED", id);
    }

    /** Gives a new password and ends the sessions of whoever had the old one. */
    @Transactional
    public void resetPassword(StaffId id, String password) {
        Account account = find(id).changePassword(hashed(password));
        accounts.saveAndFlush(account);
        endSessions(account);
        record("PASSWORD_RESET", id);
    }

    private Account find(StaffId id) {
        return accounts.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private String hashed(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    private void endSessions(Account account) {
        jdbc.sql("delete from accounts.session where principal_name = ?")
                .param(account.username())
                .update();
    }

    private void record(String action, StaffId id) {
        events.publishEvent(new AuditEntry(action, null, "staff:" + id, null));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                new StaffId(row.getObject("id", UUID.class)),
                row.getString("username"),
                row.getString("name"),
                Arrays.stream((String[]) row.getArray("roles").getArray())
                        .map(Role::valueOf)
                        .toList(),
                row.getString("centres"),
                row.getBoolean("enabled"));
    }
}
