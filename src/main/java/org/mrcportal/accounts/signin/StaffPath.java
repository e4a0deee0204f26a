package org.mrcportal.accounts.signin;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;

/** Addresses of this portal's own staff pages: the only ones that anybody is sent on to. */
final class StaffPath {

    private static final Pattern LOCAL =
            Pattern.compile("/(staff|manage|admin|sign-in)(/[\\w%.~@:+-]*)*(\\?[\\w%.~@:+=&;,/-]*)?");
    private static final Set<Role> AT_A_CENTRE =
            Set.of(Role.FRONT_DESK, Role.COUNSELLOR, Role.CASE_WORKER, Role.OUTREACH_OFFICER, Role.CENTRE_MANAGER);

    private StaffPath() {}

    /** The address if it is one of ours; everything else is ignored. */
    static Optional<String> local(@Nullable String address) {
        return address != null
                        && address.length() <= 2000
                        && LOCAL.matcher(address).matches()
                ? Optional.of(address)
                : Optional.empty();
    }

    /** The first page of a person: one that the person's roles open. */
    static String landing(StaffMember me) {
        if (AT_A_CENTRE.stream().anyMatch(me::is)) {
            return "/staff";
        }
        if (me.is(Role.NETWORK_MANAGER)) {
            return "/manage";
        }
        return me.is(Role.DATA_PROTECTION_OFFICER) ? "/admin/trail" : "/admin";
    }
}
