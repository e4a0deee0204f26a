package org.mrcportal.clients.identity;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Who may know who a client is, for {@code @PreAuthorize("@identityReaders.include()")}: those who work with people at a centre. Whoever sees every centre (the network's
 * managers, the data protection officer) sees codes only, whatever other role the account has.
 */
@Component("identityReaders")
public class IdentityReaders {

    private static final Set<String> READ =
            Set.of("ROLE_FRONT_DESK", "ROLE_COUNSELLOR", "ROLE_CASE_WORKER", "ROLE_CENTRE_MANAGER");
    private static final Set<String> NEVER = Set.of("ROLE_NETWORK_MANAGER", "ROLE_DATA_PROTECTION_OFFICER");

    /** Whether the person at work may; false in a job, a listener and on a public page. */
    public boolean include() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who == null || !who.isAuthenticated()) {
            return false;
        }
        Set<String> roles = who.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        return roles.stream().anyMatch(READ::contains) && roles.stream().noneMatch(NEVER::contains);
    }
}
