package org.mrcportal.accounts;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The signed-in member of staff, as kept in the session.
 *
 * <p>Controllers take it with {@code @AuthenticationPrincipal StaffMember me}. Its centres are the scope of everything
 * the person does.
 */
public final class StaffMember implements UserDetails, CredentialsContainer {

    private static final long serialVersionUID = 1L;

    private final UUID id;
    private final String username;
    private final String name;
    private final Set<Role> roles;
    private final List<UUID> centres;
    private final String language;
    private final boolean enabled;
    private @Nullable String password;

    public StaffMember(
            StaffId id,
            String username,
            String name,
            Set<Role> roles,
            List<UUID> centres,
            String language,
            boolean enabled,
            @Nullable String password) {
        this.id = id.id();
        this.username = username;
        this.name = name;
        this.roles = Set.copyOf(roles);
        this.centres = List.copyOf(centres);
        this.language = language;
        this.enabled = enabled;
        this.password = password;
    }

    public StaffId id() {
        return new StaffId(id);
    }

    public String name() {
        return name;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The centres the person works for, in the network's order; empty for an administrator. */
    public List<CentreId> centres() {
        return centres.stream().map(CentreId::new).toList();
    }

    /** ISO 639-1 code of the language the person chose for staff pages: en, ru or uz. */
    public String language() {
        return language;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    @Override
    public @Nullable String getPassword() {
        return password;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void eraseCredentials() {
        password = null;
    }
}
