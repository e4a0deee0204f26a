package org.mrcportal.accounts.staff;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;

/** An account of a member of staff. It is closed and opened again, never deleted: the trail refers to it. */
@Entity
@Table(schema = "accounts", name = "staff")
class Account {

    /** Roles that see every centre, or none; nobody mixes them with work at a centre. */
    private static final Set<Role> APART =
            EnumSet.of(Role.NETWORK_MANAGER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR);

    @EmbeddedId
    private StaffId id;

    @Version
    private @Nullable Long version;

    private String username;
    private String name;
    private @Nullable String sex;
    private String passwordHash;
    private String[] roles;
    private String language;
    private boolean enabled;
    private boolean demonstration;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    private Account(
            StaffId id,
            String username,
            String name,
            @Nullable String sex,
            Set<Role> roles,
            String language,
            String passwordHash,
            Instant now) {
        this.id = id;
        this.username = username;
        this.name = name;
        this.sex = sex;
        this.roles = roles.stream().map(Role::name).sorted().toArray(String[]::new);
        this.language = language;
        this.passwordHash = passwordHash;
        this.enabled = true;
        this.createdAt = now;
    }

    static Account open(
            StaffId id,
            String username,
            String name,
            @Nullable String sex,
            Set<Role> roles,
            String language,
            String passwordHash,
            Instant now) {
        if (!fit(roles)) {
            throw new IllegalArgumentException("These roles do not go together: " + roles);
        }
        return new Account(id, username, name, sex, roles, language, passwordHash, now);
    }

    /** Whether one person may have these roles: at least one, and work at a centre apart from all others. */
    static boolean fit(Set<Role> roles) {
        return !roles.isEmpty() && (roles.size() == 1 || roles.stream().noneMatch(APART::contains));
    }

    /** Whether people with these roles work at particular centres. */
    static boolean needCentre(Set<Role> roles) {
        return roles.stream().noneMatch(APART::contains);
    }

    Account close() {
        enabled = false;
        return this;
    }

    Account reopen() {
        enabled = true;
        return this;
    }

    Account changePassword(String hash) {
        passwordHash = hash;
        return this;
    }

    StaffId id() {
        return id;
    }

    String username() {
        return username;
    }

    String name() {
        return name;
    }

    Set<Role> roles() {
        return Arrays.stream(roles)
                .map(Role::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    boolean isOpen() {
        return enabled;
    }
}
