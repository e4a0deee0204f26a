package org.mrcportal.accounts.signin;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Finds who wants to sign in, before there is any scope. */
@Component
class StaffLookup implements UserDetailsService {

    private final JdbcClient jdbc;

    StaffLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        String wanted = asStored(username);
        if (wanted.length() > 60 || wanted.chars().anyMatch(Character::isISOControl)) {
            throw new UsernameNotFoundException("unknown");
        }
        return jdbc.sql("select * from accounts.signing_in(?)")
                .param(wanted)
                .query((row, number) -> member(row))
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("unknown"));
    }

    /** A user name as typed, in the form in which it is kept and counted. */
    static String asStored(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    private static StaffMember member(ResultSet row) throws SQLException {
        return new StaffMember(
                new StaffId(row.getObject("id", UUID.class)),
                row.getString("username"),
                row.getString("name"),
                Arrays.stream((String[]) array(row, "roles")).map(Role::valueOf).collect(Collectors.toSet()),
                List.of((UUID[]) array(row, "centres")),
                row.getString("language"),
                row.getBoolean("enabled"),
                row.getString("password_hash"));
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }
}
